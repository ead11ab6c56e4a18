import { Elysia } from "elysia"
import { isOfOne } from "../../db/upheavals/upheaval-memory.ts"
import { type UpheavalLine, upheavalOfOne, upheavalsOf } from "../../db/upheavals/upheaval-reading.ts"
import { undoUpheaval } from "../../db/upheavals/upheaval-undo.ts"
import type { Office } from "../../domain/access/access.ts"
import type { RoundId, UpheavalId } from "../../domain/ids.ts"
import { type UndoWhy, type UpheavalSeen, undoWhys } from "../../views/staff/upheavals.tsx"
import { form, idOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing } from "../htmx.ts"

/** Takes back what was done with many talks at once, or with one. A plain form: what came of it stands in the timetable. */
export const upheavalUndo = (parts: Parts) =>
  new Elysia().use(guards(parts)).post(
    "/:school/team/rondes/:round/terug/:upheaval",
    async ({ visit, params, body }) => {
      const round = idOf<RoundId>(params.round)
      const wish = { round, upheaval: idOf<UpheavalId>(params.upheaval) }
      const outcome = await undoUpheaval(visit.db, visit.visitor, wish, visit.now)
      if (!outcome) return missing()
      const isOne = upheavalOfOne(visit.db, visit.visitor, round, wish.upheaval) !== null
      const here = isOne ? { day: body.dag, page: body.pagina ?? 1, act: wish.upheaval } : {}
      const done = outcome.ok ? (isOne ? {} : { done: "veel" }) : { done: outcome.refusal.kind }
      return go(visit, visit.to.timetable(round, { ...here, ...done }))
    },
    { planner: true, body: form({ dag: text(10), pagina: whole }) },
  )

/** What the address says was just done with many talks, or why it was not undone. */
export const upheavalSaid = (word: string | undefined): "done" | UndoWhy | null =>
  word === "veel" ? "done" : (undoWhys.find((why) => why === word) ?? null)

/** What was done with many talks of this round, and where it stands now. */
export const upheavalsSeen = (visit: Visit<Office>, round: RoundId): UpheavalSeen[] =>
  upheavalsOf(visit.db, visit.visitor, round).map((line, at, lines) => {
    const isLast = lines.slice(0, at).every(({ undoneAt }) => undoneAt !== null)
    return seenBy(visit, line, isLast)
  })

/** What was done with one talk of this round, and where it stands now: what was done with many talks after it goes back first. */
export function oneSeen(visit: Visit<Office>, round: RoundId, id: UpheavalId): UpheavalSeen | null {
  const { db, visitor } = visit
  const line = upheavalOfOne(db, visitor, round, id)
  if (!line) return null
  const isLast = upheavalsOf(db, visitor, round).every((many) => many.id < id || many.undoneAt !== null)
  return seenBy(visit, line, isLast)
}

/** Where no SMS can be sent, none waits. */
const seenBy = ({ sms, now }: Visit<Office>, line: UpheavalLine, isLast: boolean): UpheavalSeen => ({
  ...line,
  smsAt: sms ? line.smsAt : null,
  state: stateOf(line, isLast, now),
})

function stateOf(
  { undoneAt, leavesAt, kind, talks }: UpheavalLine,
  isLast: boolean,
  now: Temporal.Instant,
): UpheavalSeen["state"] {
  if (undoneAt) return "undone"
  if (Temporal.Instant.compare(now, leavesAt) >= 0) return "left"
  // What was done with many still gives the times back.
  if (isOfOne(kind) && talks === 0) return "erased"
  return isLast ? "waiting" : "held"
}
