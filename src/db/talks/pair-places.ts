import type { RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { Span } from "../../domain/talks/slot.ts"
import type { Db } from "../open.ts"
import { letGoOf, raiseBoardOf } from "./boards.ts"

// Who holds talks with another may come to have a talk of their own, as a substitute. Nobody is in two places: what is free then on the
// other list closes. A trigger on the talks has the last word.

/** Has somebody who holds time `s` a talk then on another list of the round? In SQL. */
export const isDoubled = (s: string) =>
  `EXISTS (SELECT 1 FROM round_teachers w JOIN bookings o ON o.round_id = w.round_id
      AND o.teacher_id = iif(w.teacher_id = ${s}.teacher_id, w.with_teacher_id, w.teacher_id)
      WHERE w.round_id = ${s}.round_id AND w.with_teacher_id IS NOT NULL AND (w.teacher_id = ${s}.teacher_id OR w.with_teacher_id = ${s}.teacher_id)
        AND o.starts_at < ${s}.ends_at AND o.ends_at > ${s}.starts_at)`

/** The other lists of this round on which somebody stands who holds list ?2 of round ?1. In SQL. */
const otherLists = `(SELECT with_teacher_id FROM round_teachers WHERE round_id = +?1 AND teacher_id = +?2 AND with_teacher_id IS NOT NULL
  UNION ALL SELECT teacher_id FROM round_teachers WHERE round_id = +?1 AND with_teacher_id = +?2)`

/**
 * A talk comes to this place: what is free then, on another list of who holds it, closes, for nobody is in two places. Part of a write.
 * Gives which; what is held of it is for the caller to let go of, with a word to who was promised it.
 */
export function closeAlongside(
  db: Db,
  round: RoundId,
  { teacher, startsAt, endsAt }: Span & { teacher: TeacherId },
): SlotId[] {
  const closed = db
    .sql<{ id: SlotId }, [number, number, string, string]>(
      `UPDATE slots SET blocked = 1 WHERE round_id = +?1 AND teacher_id IN ${otherLists} AND starts_at < ?4 AND ends_at > ?3 AND blocked = 0
          AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = slots.id) RETURNING id`,
    )
    .all(round, teacher, startsAt.toString(), endsAt.toString())
    .map(({ id }) => id)
  for (const id of closed) raiseBoardOf(db, id)
  return closed
}

/** The same for a whole round, after its times or talks were put in order. Part of a write. */
export function closeDoubled(db: Db, round: RoundId): void {
  const together = "SELECT 1 FROM round_teachers WHERE round_id = ? AND with_teacher_id IS NOT NULL LIMIT 1"
  if (db.sql<unknown, [number]>(together).get(round) === null) return
  const closed = db
    .sql<{ id: SlotId }, [number]>(
      `UPDATE slots SET blocked = 1 WHERE round_id = ? AND blocked = 0 AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = slots.id)
          AND ${isDoubled("slots")} RETURNING id`,
    )
    .all(round)
    .map(({ id }) => id)
  letGoOf(db, closed)
}
