import type { ImportId } from "../../domain/ids.ts"
import type { Homes, Staying, Tally, UndoRefusal } from "../../domain/rosters/roster-import.ts"
import { count, listOf, momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type CommittedScreen = {
  applied: Tally
  homes: Homes | null
  /** Until when everything can be put back; null when that is over. */
  undoUntil: Temporal.Instant | null
  /** What was changed by hand since and then stays. */
  staying: Staying | null
  refusal: UndoRefusal | null
}

type Props = { frame: Frame; id: ImportId; screen: CommittedScreen }

/** What was brought in, what is best done next, and the way back while there is one. */
export function Committed({ frame, id, screen }: Props) {
  const { words, to, language } = frame
  const said = words.imports.committed
  const doubtful = screen.homes?.doubtful ?? 0
  return (
    <>
      <PageHead back={{ to: to.people(), name: words.layout.staff.people }} title={said.title} />
      {screen.refusal ? (
        <Notice kind="wrong" focus>
          <p>{refusalText(frame, screen.refusal)}</p>
        </Notice>
      ) : null}
      <Notice kind="done" focus={screen.refusal === null}>
        <p>{said.said(tallyText(frame, screen.applied))}</p>
        {screen.homes ? (
          <p>{words.imports.review.homes(words.imports.households(screen.homes.total))}</p>
        ) : null}
      </Notice>
      {doubtful > 0 ? (
        <Notice kind="careful">
          <p>{said.doubts(count(doubtful, language), doubtful)}</p>
        </Notice>
      ) : null}
      <div class="actions">
        {doubtful > 0 ? (
          <a class="button" href={to.households()}>
            {said.toHomes}
          </a>
        ) : (
          <a class="button" href={to.newRound()}>
            {said.toRounds}
          </a>
        )}
        <a class="button second" href={to.importing()}>
          {words.imports.again}
        </a>
      </div>
      {screen.undoUntil ? (
        <Undo frame={frame} id={id} until={screen.undoUntil} staying={screen.staying} />
      ) : (
        <p>{said.noUndo}</p>
      )}
    </>
  )
}

/** "12 nieuw, 4 gewijzigd en 268 gelijk gebleven" */
function tallyText({ words, language }: Frame, { pupils }: Tally): string {
  const said = words.imports.committed
  const parts = (["new", "changed", "left", "same"] as const).filter((part) => pupils[part] > 0)
  return listOf(
    parts.map((part) => said[part](count(pupils[part], language))),
    language,
  )
}

function refusalText({ words }: Frame, refusal: UndoRefusal): string {
  const said = words.imports.committed.refusal
  return refusal.kind === "talks-booked" ? said["talks-booked"](refusal.count) : said[refusal.kind]
}

/** "3 leerlingen en 1 gezin"; null when nothing stays. */
export function stayingText({ words, language }: Frame, staying: Staying | null): string | null {
  if (!staying || staying.pupils + staying.households === 0) return null
  const { pupils, households } = words.households.people
  const parts = [
    staying.pupils > 0 ? `${count(staying.pupils, language)} ${pupils(staying.pupils)}` : "",
    staying.households > 0 ? `${count(staying.households, language)} ${households(staying.households)}` : "",
  ]
  return listOf(parts.filter(Boolean), language)
}

type UndoProps = { frame: Frame; id: ImportId; until: Temporal.Instant; staying: Staying | null }

function Undo({ frame, id, until, staying }: UndoProps) {
  const { words, to, language } = frame
  const said = words.imports.committed
  const stays = stayingText(frame, staying)
  return (
    <form class="card" method="post" action={to.importUndo(id)}>
      <h2>{said.undoTitle}</h2>
      <p>{said.undoLead(momentOf(until, language))}</p>
      {stays ? <p>{said.staying(stays)}</p> : null}
      <div class="actions">
        <button class="danger" type="submit">
          {said.undo}
        </button>
      </div>
    </form>
  )
}
