import { readInstant } from "../../domain/clock.ts"
import { type EveningTalk, wholeDay } from "../../domain/evenings/evening.ts"
import type { BookingId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { Db } from "../open.ts"
import { holds } from "../talks/pairs.ts"

// The talks of a day as they go: who was called, who came, what is over.

export type EveningRow = EveningTalk & { slot: SlotId; round: RoundId; teacher: TeacherId; pupil: PupilId }

type Row = {
  booking: BookingId
  slot: SlotId
  round: RoundId
  teacher: TeacherId
  pupil: PupilId
  starts: string
  ends: string
  called: string | null
  ended: string | null
  came: number | null
}

// A turn is of a talk at its slot: after a move the old one counts no more.
const rowText = `SELECT b.id AS booking, b.slot_id AS slot, b.round_id AS round, b.teacher_id AS teacher, b.pupil_id AS pupil,
    b.starts_at AS starts, b.ends_at AS ends, t.called_at AS called, t.ended_at AS ended, t.came
   FROM slots s JOIN bookings b ON b.slot_id = s.id LEFT JOIN turns t ON t.booking_id = b.id AND t.slot_id = b.slot_id`

// The lists on which this teacher may hold talks are few, and their times are found at once; whether they do is then asked of each.
export const heldBySome = `s.teacher_id IN (SELECT +?1 UNION ALL SELECT with_teacher_id FROM round_teachers
    WHERE teacher_id = +?1 AND with_teacher_id IS NOT NULL) AND ${holds("s.teacher_id", "s.round_id", "+?1")}`

const readRow = (row: Row): EveningRow => ({
  booking: row.booking,
  slot: row.slot,
  round: row.round,
  teacher: row.teacher,
  pupil: row.pupil,
  startsAt: Temporal.Instant.from(row.starts),
  endsAt: Temporal.Instant.from(row.ends),
  turn: {
    calledAt: readInstant(row.called),
    endedAt: readInstant(row.ended),
    came: row.came === null ? null : row.came === 1,
  },
})

/** Every talk that this teacher holds on this day, in order, whatever round it is of. */
export function talksOn(db: Db, teacher: TeacherId, day: Temporal.PlainDate): EveningRow[] {
  return talksWhere(db, heldBySome, teacher, day)
}

/** The same of the talks that are on this teacher's own list. */
export const talksOnList = (db: Db, list: TeacherId, day: Temporal.PlainDate) =>
  talksWhere(db, "s.teacher_id = +?1", list, day)

/** The same of everybody who is in a round, by whose list they are on: one question for all. */
export const talksByList = (db: Db, round: RoundId, day: Temporal.PlainDate) =>
  Map.groupBy(
    talksWhere(
      db,
      "s.teacher_id IN (SELECT teacher_id FROM round_teachers WHERE round_id = +?1)",
      round,
      day,
    ),
    (talk) => talk.teacher,
  )

/** `whose`: of which lists, in SQL about slot `s`, in which ?1 is `of`. */
function talksWhere(db: Db, whose: string, of: TeacherId | RoundId, day: Temporal.PlainDate): EveningRow[] {
  const { startsAt, endsAt } = wholeDay(day)
  return db
    .sql<Row, [number, string, string]>(
      `${rowText} WHERE ${whose} AND s.starts_at >= ?2 AND s.starts_at < ?3 ORDER BY s.starts_at`,
    )
    .all(of, startsAt.toString(), endsAt.toString())
    .map(readRow)
}

/** This talk, which this teacher holds; null when they do not. */
export function talkWith(db: Db, teacher: TeacherId, booking: BookingId): EveningRow | null {
  const row = db
    .sql<Row, [number, number]>(
      `${rowText} WHERE b.id = +?2 AND ${holds("b.teacher_id", "b.round_id", "+?1")}`,
    )
    .get(teacher, booking)
  return row ? readRow(row) : null
}
