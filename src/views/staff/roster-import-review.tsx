import type { ImportId } from "../../domain/ids.ts"
import { count, listOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Confirm } from "./roster-import-lists.tsx"
import type { ReviewScreen } from "./roster-import-screen.ts"
import { droppedText, problemText } from "./roster-problems.ts"

type Props = { frame: Frame; id: ImportId; screen: ReviewScreen }

/** What would change, for a person to judge: counts first, then who leaves, then the rest by list. */
export function Review({ frame, id, screen }: Props) {
  const { words, to } = frame
  const said = words.imports.review
  return (
    <>
      <PageHead title={screen.nothing ? said.nothing : said.title} lead={foundText(frame, screen)}>
        {screen.nothing && hasUnknown(screen) ? null : (
          <p>{screen.nothing ? said.nothingLead : changeText(frame, screen)}</p>
        )}
      </PageHead>
      {screen.refusal ? (
        <Notice kind="wrong" focus>
          <p>{said.refusal[screen.refusal.kind]}</p>
        </Notice>
      ) : null}
      <Remarks frame={frame} id={id} screen={screen} />
      {screen.nothing ? null : <Confirm frame={frame} id={id} screen={screen} />}
      <div class="actions">
        {screen.mayMapColumns ? (
          <a class="button second" href={to.importColumns(id)}>
            {said.columns}
          </a>
        ) : null}
        <form method="post" action={to.importDiscard(id)}>
          <button class={screen.nothing ? undefined : "quiet"} type="submit">
            {screen.nothing ? said.close : said.discard}
          </button>
        </form>
      </div>
    </>
  )
}

/** Parents of pupils who are not there: then it is not true that we know everything already. */
const hasUnknown = ({ problems }: ReviewScreen) =>
  problems.some(({ code, variant }) => code === "W12" && variant === "unknown")

/** "In het bestand staan 280 leerlingen en 12 groepen.": what is not in it is not named. */
function foundText({ words, language }: Frame, { found, guardiansOnly }: ReviewScreen): string {
  const { review, pupils, groups, teachers } = words.imports
  const parts = [
    pupils(found.pupils),
    ...(found.groups > 0 ? [groups(found.groups)] : []),
    ...(found.teachers > 0 ? [teachers(found.teachers)] : []),
  ]
  return guardiansOnly ? review.foundGuardians(pupils(found.pupils)) : review.found(listOf(parts, language))
}

/** "Leerlingen: 12 nieuw, 4 gewijzigd en 263 gelijk." */
function changeText({ words, language }: Frame, { tally }: ReviewScreen): string {
  const said = words.imports.review
  const onlySame = Object.values(tally).every((each) => each.new + each.changed + each.left === 0)
  if (onlySame) return said.contactsOnly
  const parts = (["new", "changed", "left", "same"] as const).filter((part) => tally.pupils[part] > 0)
  const counts = parts.map((part) => said[part](count(tally.pupils[part], language)))
  return said.change(listOf(counts, language))
}

/** What the reader noticed: another school, spelling to check, what was not read, and the rest folded away. */
function Remarks({ frame, id, screen }: Props) {
  const { words, language, to } = frame
  const said = words.imports.review
  const remarks = screen.problems.filter(({ code }) => code !== "W04" && code !== "W14" && code !== "W12")
  const careful = screen.problems.filter(({ code }) => code === "W12")
  return (
    <>
      {screen.anotherSchool ? (
        <Notice kind="careful">
          <p>{said.otherSchool}</p>
        </Notice>
      ) : null}
      {careful.map((problem) => (
        <Notice kind="careful">
          <p>{problemText(words, problem)}</p>
        </Notice>
      ))}
      {screen.names.length > 0 ? (
        <Notice kind="careful" title={words.imports.checkNames}>
          <p>{listOf(screen.names, language)}</p>
          {screen.mayMapColumns ? <a href={to.importColumns(id)}>{words.imports.columns.encoding}</a> : null}
        </Notice>
      ) : null}
      {Object.keys(screen.dropped).length > 0 ? (
        <Notice kind="note" title={said.notRead}>
          <p>{said.notReadLead}</p>
          <p>{droppedText(words, screen.dropped)}</p>
        </Notice>
      ) : null}
      {remarks.length > 0 ? (
        <details class="card fold">
          <summary>{said.remarks(remarks.length)}</summary>
          <ul>
            {remarks.map((problem) => (
              <li>{problemText(words, problem)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
