import type { RoundId, SlotId, TeacherId } from "../domain/ids.ts"
import { nameTogether } from "../domain/pair.ts"
import { fullName, type PersonName } from "../domain/people.ts"
import type { Span } from "../domain/slot.ts"
import { letGoOf, raiseBoardOf } from "./boards.ts"
import type { Db } from "./open.ts"

// Teachers who hold talks together in a round. One of them, the carrier, has the times and the talks: whoever books, moves or cancels
// knows of nobody else, and `teacher` there means this list. Here stands who holds it along: who looks at it, how it is named, and where
// all of them are.

/** On whose list row `rt` of round_teachers has its talks: the carrier's, or their own. In SQL. */
export const listOf = (rt: string) => `coalesce(${rt}.with_teacher_id, ${rt}.teacher_id)`

/** Does this teacher hold the talks of a list in a round: their own, or the one they are with? In SQL. */
export const holds = (list: string, round: string, teacher: string) =>
  `${list} IN (SELECT ${teacher} UNION ALL SELECT with_teacher_id FROM round_teachers WHERE round_id = ${round} AND teacher_id = ${teacher})`

/** Everybody who holds the talks of a list in a round: numbers of teachers, as `person`. In SQL. */
export const holders = (list: string, round: string) =>
  `(SELECT ${list} AS person UNION ALL SELECT teacher_id FROM round_teachers WHERE round_id = ${round} AND with_teacher_id = ${list})`

/** Is a time or talk on list `other` of `round` held by somebody who holds `list` in `inRound`? Its own are. In SQL. */
export const isShared = (
  [list, inRound]: readonly [string, string],
  [other, round]: readonly [string, string],
) => `EXISTS (SELECT 1 FROM ${holders(list, inRound)} WHERE ${holds(other, round, "person")})`

/** Has somebody who holds this list in a round a group of that round with this pupil in it? Never on the list of who is with another. In SQL. */
export const teaches = (list: string, round: string, pupil: string) =>
  `EXISTS (SELECT 1 FROM round_teachers h CROSS JOIN teacher_groups tg ON tg.teacher_id = h.teacher_id
      CROSS JOIN round_groups rg ON rg.round_id = h.round_id AND rg.group_id = tg.group_id
      WHERE h.round_id = ${round} AND h.teacher_id IN ${holders(list, round)} AND ${listOf("h")} = ${list}
        AND (EXISTS (SELECT 1 FROM pupils WHERE id = ${pupil} AND group_id = tg.group_id)
          OR EXISTS (SELECT 1 FROM pupil_groups WHERE pupil_id = ${pupil} AND group_id = tg.group_id)))`

/** Who holds the talks of a list along with its own teacher, to be read by `readAlong`. In SQL. */
export const alongText = (list: string, round: string) =>
  `(SELECT json_group_array(json_array(c.id, c.first, c.prefix, c.last)) FROM round_teachers w JOIN teachers c ON c.id = w.teacher_id
      WHERE w.round_id = ${round} AND w.with_teacher_id = ${list})`

/** Those colleagues; nearly always there are none. */
export const readAlong = (text: string): (PersonName & { teacher: TeacherId })[] =>
  text === "[]"
    ? []
    : (JSON.parse(text) as [TeacherId, string, string, string][]).map(([teacher, first, prefix, last]) => ({
        teacher,
        first,
        prefix,
        last,
      }))

/** The name of who holds a talk, whole. */
export const nameOfHolders = (row: PersonName & { along: string }): string =>
  row.along === "[]" ? fullName(row) : nameTogether(row, readAlong(row.along))

/** The list on which a teacher has talks: whose it is, in which room, and by name who holds it when they are more than one. */
export type HeldList = { list: TeacherId; room: string; together: string | null }

/** The list of a teacher in a round; null when they are not in it. */
export function listHeld(db: Db, round: RoundId, teacher: TeacherId): HeldList | null {
  const row = db
    .sql<PersonName & { list: TeacherId; room: string; along: string }, [number, number]>(
      `SELECT l.teacher_id AS list, l.room, c.first, c.prefix, c.last, ${alongText("l.teacher_id", "l.round_id")} AS along
         FROM round_teachers t JOIN round_teachers l ON l.round_id = t.round_id AND l.teacher_id = ${listOf("t")}
         JOIN teachers c ON c.id = l.teacher_id WHERE t.round_id = +? AND t.teacher_id = +?`,
    )
    .get(round, teacher)
  return row && { list: row.list, room: row.room, together: row.along === "[]" ? null : nameOfHolders(row) }
}

/** The colleagues who hold the talks of a round with this teacher, who carries them first; `carries`: is that this teacher? */
export type HeldWith = { carries: boolean; others: { id: TeacherId; name: string }[] }

/** With whom a teacher holds the talks of a round; null: alone. */
export function heldWith(db: Db, round: RoundId, teacher: TeacherId): HeldWith | null {
  const row = db
    .sql<PersonName & { list: TeacherId; along: string }, [number, number]>(
      `SELECT c.id AS list, c.first, c.prefix, c.last, ${alongText("c.id", "t.round_id")} AS along
         FROM round_teachers t JOIN teachers c ON c.id = ${listOf("t")} WHERE t.round_id = ? AND t.teacher_id = ?`,
    )
    .get(round, teacher)
  if (!row || row.along === "[]") return null
  const all = [{ ...row, teacher: row.list }, ...readAlong(row.along)]
  const others = all.filter((each) => each.teacher !== teacher)
  return {
    carries: row.list === teacher,
    others: others.map(({ teacher: id, ...name }) => ({ id, name: fullName(name) })),
  }
}

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
 * Gives which.
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
  if (closed.length > 0) letGoOf(db, closed)
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
