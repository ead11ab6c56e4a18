import type { Certificate } from "../domain/privacy/erasing.ts"
import { site } from "../paths.ts"
import { fullDateOf } from "./format.ts"
import { CertificateFacts } from "./parts/certificate.tsx"
import { Field } from "./parts/field.tsx"
import { Notice } from "./parts/notice.tsx"
import { SitePage } from "./problems.tsx"
import { type Language, languages } from "./words/languages.ts"

export type CheckScreen = {
  /** What was given; null when nothing was. */
  asked: string | null
  known: { certificate: Certificate; scrubbedAt: Temporal.Instant | null } | null
  /** Not there yet, and the day on which it will be; null otherwise. */
  comes: Temporal.PlainDate | null
  /** The public key, as a JWK. */
  key: string
}

/** Anybody checks a certificate of erasing, by its number or by the code that was signed. */
export function CheckPage({ language, screen }: { language: Language; screen: CheckScreen }) {
  const words = languages[language]
  const said = words.records.check
  const { asked, known, comes } = screen
  return (
    <SitePage language={language} title={said.title}>
      <h1>{said.title}</h1>
      {asked !== null && known ? (
        <Notice kind="done" title={said.right}>
          <p>{said.rightHow}</p>
        </Notice>
      ) : null}
      {comes ? (
        <Notice kind="note" title={said.soon}>
          <p>{said.soonHow(fullDateOf(comes, language))}</p>
        </Notice>
      ) : null}
      {asked !== null && !known && !comes ? (
        <Notice kind="wrong" title={said.wrong}>
          <p>{said.wrongHow}</p>
        </Notice>
      ) : null}
      {known ? (
        <section class="card">
          <CertificateFacts
            certificate={known.certificate}
            scrubbedAt={known.scrubbedAt}
            words={words}
            language={language}
          />
          <p>
            <a href={site.checkedPaper(known.certificate.number)} download="">
              {words.records.proof.pdf}
            </a>
          </p>
        </section>
      ) : (
        <p class="lead">{said.lead}</p>
      )}
      <form class="card plain" method="get" action={site.check()}>
        <Field name="bewijs" label={said.field} />
        <button type="submit">{said.go}</button>
      </form>
      <p class="hint">
        {said.key} <code>{screen.key}</code>
      </p>
    </SitePage>
  )
}
