import type { Office } from "../../domain/access/access.ts"
import type { HouseholdId, RoundId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { type FamilyLine, minutesToChoose } from "../../domain/rounds/figures.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Db } from "../open.ts"
import { alongText, holders, readAlong } from "../talks/pairs.ts"
import { timesMore } from "./round-overview.ts"
import { findRound } from "./round-setup.ts"

/**
 * Talks of one teacher, and of who holds them along: how many times there were, how many are taken (a longer talk takes several), how many
 * talks that makes, and what came of them.
 */
export type TeacherFigures = {
  name: PersonName
  along: readonly PersonName[]
  slots: number
  taken: number
  talks: number
  came: number
  stayedAway: number
}
/** Pupils of one group: how many there are, how many have a talk, and how many talks that makes. */
export type GroupFigures = { name: string; pupils: number; withTalk: number; talks: number }

export type Figures = {
  round: Round
  erasedAt: Temporal.Instant | null
  teachers: TeacherFigures[]
  groups: GroupFigures[]
  /** Of each family that chose by itself, how long it took in minutes. */
  minutes: number[]
}

/** What a round came to, in numbers. Null when it is not there or not published. */
export function figuresOf(db: Db, _office: Office, id: RoundId): Figures | null {
  const round = findRound(db, id)
  if (!round?.publishedAt) return null
  const erased = db
    .sql<{ at: string | null }, [number]>("SELECT erased_at AS at FROM rounds WHERE id = ?")
    .get(id)
  return {
    round,
    erasedAt: erased?.at ? Temporal.Instant.from(erased.at) : null,
    teachers: teachersOf(db, id),
    groups: groupsOf(db, id),
    minutes: minutesToChoose(linesOf(db, round), id, round.opensAt),
  }
}

const teachersOf = (db: Db, round: RoundId): TeacherFigures[] =>
  db
    .sql<PersonName & { along: string } & Omit<TeacherFigures, "name" | "along">, [number]>(
      `SELECT t.first, t.prefix, t.last, ${alongText("t.id", "rt.round_id")} AS along,
          count(s.id) + coalesce(sum(j.more), 0) AS slots, count(b.id) + coalesce(sum(j.more), 0) AS taken, count(b.id) AS talks,
          count(*) FILTER (WHERE u.came = 1) AS came, count(*) FILTER (WHERE u.came = 0) AS stayedAway
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id
         LEFT JOIN slots s ON s.round_id = rt.round_id AND s.teacher_id = rt.teacher_id
           AND (s.blocked = 0 OR EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id))
         LEFT JOIN ${timesMore} j ON j.slot_id = s.id
         LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN turns u ON u.booking_id = b.id AND u.slot_id = b.slot_id
        WHERE rt.round_id = ? GROUP BY t.id HAVING rt.with_teacher_id IS NULL OR count(s.id) > 0`,
    )
    .all(round)
    .map(({ first, prefix, last, along, ...counts }) => ({
      name: { first, prefix, last },
      along: readAlong(along),
      ...counts,
    }))

/** A talk counts for a group when somebody who holds it teaches that group. */
const groupsOf = (db: Db, round: RoundId): GroupFigures[] =>
  db
    .sql<GroupFigures, [number]>(
      `WITH seats AS (
          SELECT group_id, id AS pupil_id FROM pupils WHERE left_at IS NULL
          UNION SELECT l.group_id, l.pupil_id FROM pupil_groups l JOIN pupils p ON p.id = l.pupil_id AND p.left_at IS NULL),
        had AS MATERIALIZED (
          SELECT tg.group_id, b.pupil_id, count(DISTINCT b.id) AS talks FROM bookings b
            JOIN teacher_groups tg ON tg.teacher_id IN ${holders("b.teacher_id", "b.round_id")}
           WHERE b.round_id = ?1 GROUP BY tg.group_id, b.pupil_id)
       SELECT g.name, count(*) AS pupils, count(had.talks) AS withTalk, coalesce(sum(had.talks), 0) AS talks
         FROM round_groups rg JOIN groups g ON g.id = rg.group_id JOIN seats s ON s.group_id = rg.group_id
         LEFT JOIN had ON had.group_id = s.group_id AND had.pupil_id = s.pupil_id
        WHERE rg.round_id = ?1 GROUP BY g.id`,
    )
    .all(round)

type LineRow = { household: HouseholdId; act: FamilyLine["act"]; round: RoundId | null; at: string }

/** What families did around this round, from a day before it opened: who waits for an opening is in already. */
const linesOf = (db: Db, { opensAt }: Round): FamilyLine[] =>
  db
    .sql<LineRow, [string]>(
      `SELECT actor_id AS household, act, json_extract(about, '$.round') AS round, at FROM logbook
        WHERE actor_kind = 'parent' AND act IN ('signed-in', 'talk-booked') AND at >= ? ORDER BY id`,
    )
    .all(opensAt.subtract({ hours: 24 }).toString())
    .map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }))
