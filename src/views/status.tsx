import type { Status } from "../domain/backup/alarm.ts"
import { site } from "../paths.ts"
import { momentOf } from "./format.ts"
import { LanguageSwitch } from "./layout.tsx"
import { Notice } from "./parts/notice.tsx"
import { SitePage } from "./problems.tsx"
import { type Language, languages } from "./words/languages.ts"

/** How the service is, for whoever wants to know: what was copied, tried and looked at last. */
export function StatusPage({ language, status }: { language: Language; status: Status }) {
  const words = languages[language]
  const said = words.status
  const { health, alarms } = status
  const well = health === "ok" && alarms.length === 0
  return (
    <SitePage
      language={language}
      title={said.title}
      tools={<LanguageSwitch language={language} words={words} action={site.language()} />}
    >
      <h1>{said.title}</h1>
      <Notice kind={well ? "done" : health === "none" ? "note" : "careful"}>
        <p>{health === "ok" && !well ? said.alarmed : said.lead[health]}</p>
      </Notice>
      <section class="card">
        <dl class="facts wide">
          {factsOf(status, language).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </section>
    </SitePage>
  )
}

function factsOf({ health, copiedAt, drill, sweep, canary, since }: Status, language: Language) {
  const said = languages[language].status
  const moment = (at: Temporal.Instant) => momentOf(at, language)
  const running: [string, string] = [said.since, moment(since)]
  if (health === "none") return [running]
  const facts: [string, string][] = [
    [said.copied, copiedAt ? moment(copiedAt) : said.notYet],
    [
      said.drill,
      drill === null
        ? said.notYet
        : drill.fine
          ? said.drillFine(moment(drill.at), drill.files)
          : said.drillWrong(moment(drill.at)),
    ],
    [said.oldest, sweep?.oldest ? said.oldestIs(moment(sweep.oldest)) : said.notYet],
    [
      said.canary,
      canary === null
        ? said.notYet
        : canary.fine
          ? said.canaryFine(moment(canary.at))
          : said.canaryWrong(moment(canary.at)),
    ],
  ]
  return [...facts, running]
}
