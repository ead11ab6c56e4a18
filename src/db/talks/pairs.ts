import type { RoundId, TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { Rooms } from "../../domain/rounds/rooms.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import type { Db } from "../open.ts"
import { readRooms, roomsText } from "../rounds/rooms.ts"

// Teachers who hold talks together in a round. One of them, the carrier, has the times and the talks: whoever books, moves or cancels
// knows of nobody else, and `teacher` there means this list. Here stands who holds it along: who looks at it, how it is named, and where
// all of them are; pair-places.ts sees to it that none of them is in two places.

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
  `(SELECT json_group_array(json_array(along_t.id, along_t.first, along_t.prefix, along_t.last))
      FROM round_teachers along_rt JOIN teachers along_t ON along_t.id = along_rt.teacher_id
      WHERE along_rt.round_id = ${round} AND along_rt.with_teacher_id = ${list})`

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

/** Everybody who holds the talks on a list of a round, by name. */
export function nameOnList(db: Db, round: RoundId, list: TeacherId): string {
  const row = db
    .sql<PersonName & { along: string }, [number, number]>(
      `SELECT first, prefix, last, ${alongText("t.id", "+?1")} AS along FROM teachers t WHERE t.id = +?2`,
    )
    .get(round, list)
  return row ? nameOfHolders(row) : ""
}

/**
 * The list on which a teacher has talks: whose it is and in which rooms; who else holds it, its carrier first; and all of them by name when
 * they are more than one.
 */
export type HeldList = {
  list: TeacherId
  rooms: Rooms
  others: { id: TeacherId; name: string }[]
  together: string | null
}

/** The list of a teacher in a round; null when they are not in it. */
export function listHeld(db: Db, round: RoundId, teacher: TeacherId): HeldList | null {
  const row = db
    .sql<PersonName & { list: TeacherId; rooms: string; along: string }, [number, number]>(
      `SELECT l.teacher_id AS list, ${roomsText("l")} AS rooms, c.first, c.prefix, c.last, ${alongText("l.teacher_id", "l.round_id")} AS along
         FROM round_teachers t JOIN round_teachers l ON l.round_id = t.round_id AND l.teacher_id = ${listOf("t")}
         JOIN teachers c ON c.id = l.teacher_id WHERE t.round_id = +? AND t.teacher_id = +?`,
    )
    .get(round, teacher)
  if (!row) return null
  const { list } = row
  const others = [{ ...row, teacher: list }, ...readAlong(row.along)]
    .filter((each) => each.teacher !== teacher)
    .map((each) => ({ id: each.teacher, name: fullName(each) }))
  return {
    list,
    rooms: readRooms(row.rooms),
    others,
    together: others.length === 0 ? null : nameOfHolders(row),
  }
}
