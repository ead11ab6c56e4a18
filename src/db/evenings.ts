import type { Office, Parent, Staff } from "../domain/access.ts"
import {
  type Course,
  courseOf,
  dayIn,
  dayToShow,
  type EveningTalk,
  mayLead,
  type Word,
  wholeDay,
  wordFor,
} from "../domain/evening.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../domain/ids.ts"
import { fullName, type PersonName } from "../domain/people.ts"
import { longerMinutes } from "./agenda.ts"
import { nameOfHome } from "./home-names.ts"
import type { Db } from "./open.ts"
import { alongText, holds, listHeld, readAlong } from "./pairs.ts"

// The talks of a day as they go, read for who leads them, for families that wait, and for the screen in the hall.

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

const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))

// A turn is of a talk at its slot: after a move the old one counts no more.
const rowText = `SELECT b.id AS booking, b.slot_id AS slot, b.round_id AS round, b.teacher_id AS teacher, b.pupil_id AS pupil,
    b.starts_at AS starts, b.ends_at AS ends, t.called_at AS called, t.ended_at AS ended, t.came
   FROM slots s JOIN bookings b ON b.slot_id = s.id LEFT JOIN turns t ON t.booking_id = b.id AND t.slot_id = b.slot_id`

// The lists on which this teacher may hold talks are few, and their times are found at once; whether they do is then asked of each.
const heldBySome = `s.teacher_id IN (SELECT +?1 UNION ALL SELECT with_teacher_id FROM round_teachers
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
    calledAt: instant(row.called),
    endedAt: instant(row.ended),
    came: row.came === null ? null : row.came === 1,
  },
})

/** Every talk that this teacher holds on this day, in order, whatever round it is of. */
export function talksOn(db: Db, teacher: TeacherId, day: Temporal.PlainDate): EveningRow[] {
  return talksWhere(db, heldBySome, teacher, day)
}

/** The same of the talks that are on this teacher's own list. */
const talksOnList = (db: Db, list: TeacherId, day: Temporal.PlainDate) =>
  talksWhere(db, "s.teacher_id = +?1", list, day)

/** The same of everybody who is in a round, by whose list they are on: one question for all. */
const talksByList = (db: Db, round: RoundId, day: Temporal.PlainDate) =>
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

/**
 * `home`: whose parents come, when the child comes twice; null when there is no doubt. `note`: what the parents wrote. `minutes`: how long
 * it takes, when that is longer than other talks.
 */
export type EveningLine = EveningRow & {
  child: string
  group: string
  home: string | null
  note: string
  minutes: number | null
}

/** A day of a teacher as who leads it sees it. `days`: all there are, to look at another. */
export type Evening = {
  teacher: TeacherId
  /** By name who leads them; `together` only when they are more than one. */
  name: string
  together: string | null
  room: string
  day: Temporal.PlainDate
  days: Temporal.PlainDate[]
  isToday: boolean
  /** It is still to come: who comes is known, who came is not. */
  isAhead: boolean
  lines: EveningLine[]
  course: Course
}

/** The talks of one day of this teacher, with children. Null when it is not theirs to see or there are none at all. */
export function eveningOf(
  db: Db,
  staff: Staff,
  wish: { teacher: TeacherId; day: Temporal.PlainDate | null },
  now: Temporal.Instant,
): Evening | null {
  const { teacher } = wish
  if (!mayLead(staff, teacher)) return null
  const days = daysOf(db, teacher)
  const day = days.find((each) => wish.day?.equals(each)) ?? dayToShow(days, dayIn(now))
  const name = db
    .sql<PersonName, [number]>("SELECT first, prefix, last FROM teachers WHERE id = ?")
    .get(teacher)
  if (!day || !name) return null
  const rows = talksOn(db, teacher, day)
  const isToday = day.equals(dayIn(now))
  const held = rows[0] ? listHeld(db, rows[0].round, teacher) : null
  return {
    teacher,
    name: held?.together ?? fullName(name),
    together: held?.together ?? null,
    room: held?.room ?? "",
    day,
    days,
    isToday,
    isAhead: Temporal.PlainDate.compare(day, dayIn(now)) > 0,
    lines: linesOf(db, rows),
    course: courseOf(rows, now),
  }
}

const daysOf = (db: Db, teacher: TeacherId) => {
  const days = db
    .sql<{ at: string }, [number]>(
      `SELECT s.starts_at AS at FROM slots s JOIN bookings b ON b.slot_id = s.id WHERE ${heldBySome} ORDER BY 1`,
    )
    .all(teacher)
    .map(({ at }) => dayIn(Temporal.Instant.from(at)).toString())
  return [...new Set(days)].map((day) => Temporal.PlainDate.from(day))
}

type PersonRow = PersonName & {
  booking: BookingId
  household: HouseholdId
  group: string | null
  note: string
  minutes: number | null
}

function linesOf(db: Db, rows: readonly EveningRow[]): EveningLine[] {
  const people = db
    .sql<PersonRow, [string]>(
      `SELECT b.id AS booking, b.note, p.first, p.prefix, p.last, g.name AS "group", b.household_id AS household, ${longerMinutes}
         FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN pupils p ON p.id = b.pupil_id LEFT JOIN groups g ON g.id = p.group_id
        WHERE b.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(rows.map(({ booking }) => booking)))
  const known = new Map(people.map((person) => [person.booking, person]))
  return rows.flatMap((row) => {
    const person = known.get(row.booking)
    if (!person) return []
    const twice = rows.some((other) => other !== row && other.pupil === row.pupil)
    const home = twice ? nameOfHome(db, person.household) : null
    const { group, note, minutes } = person
    return [{ ...row, child: fullName(person), group: group ?? "", home, note, minutes }]
  })
}

/** What this family hears of each of its own talks today in this round (null: nothing to say); of nobody else's. Empty on any other day. */
export function wordsForFamily(
  db: Db,
  parent: Parent,
  round: RoundId,
  now: Temporal.Instant,
): Map<BookingId, Word | null> {
  const day = dayIn(now)
  const { startsAt, endsAt } = wholeDay(day)
  const own = db
    .sql<{ booking: BookingId; teacher: TeacherId }, [number, number, string, string]>(
      `SELECT id AS booking, teacher_id AS teacher FROM bookings
        WHERE household_id = +? AND round_id = +? AND starts_at >= ? AND starts_at < ?`,
    )
    .all(parent.household, round, startsAt.toString(), endsAt.toString())
  const words = new Map<BookingId, Word | null>()
  for (const [teacher, talks] of Map.groupBy(own, (each) => each.teacher)) {
    const rows = talksOnList(db, teacher, day)
    const course = courseOf(rows, now)
    for (const { booking } of talks) {
      const row = rows.find((each) => each.booking === booking)
      words.set(booking, row ? wordFor(row, course) : null)
    }
  }
  return words
}

/** A teacher in a round today, for the hall and the office: where, and how it goes. Nobody who comes is in it. */
export type TeacherToday = {
  teacher: TeacherId
  name: PersonName
  /** Who holds these talks along. */
  along: readonly PersonName[]
  room: string
  /** The time of the talk that is going on, and of the next. */
  now: Temporal.Instant | null
  next: Temporal.Instant | null
  late: number | null
  talks: number
  came: number
  stayedAway: number
}

/** Every teacher who has times in this round on this day. */
export function teachersToday(
  db: Db,
  round: RoundId,
  day: Temporal.PlainDate,
  now: Temporal.Instant,
): TeacherToday[] {
  const { startsAt, endsAt } = wholeDay(day)
  const talks = talksByList(db, round, day)
  return db
    .sql<{ teacher: TeacherId; room: string; along: string } & PersonName, [number, string, string]>(
      `SELECT t.id AS teacher, t.first, t.prefix, t.last, ${alongText("t.id", "?1")} AS along, rt.room FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id
        WHERE rt.round_id = ?1 AND EXISTS (SELECT 1 FROM slots s WHERE s.round_id = ?1 AND s.teacher_id = t.id
          AND s.starts_at >= ?2 AND s.starts_at < ?3)`,
    )
    .all(round, startsAt.toString(), endsAt.toString())
    .map(({ teacher, room, along, ...name }) => {
      const rows = talks.get(teacher) ?? []
      const { inside, next, late } = courseOf(rows, now)
      const startOf = (booking: BookingId | null) =>
        rows.find((row) => row.booking === booking)?.startsAt ?? null
      const count = (came: boolean) => rows.filter((row) => row.turn.came === came).length
      return {
        teacher,
        name,
        along: readAlong(along),
        room,
        now: startOf(inside),
        next: startOf(next),
        late,
        talks: rows.length,
        came: count(true),
        stayedAway: count(false),
      }
    })
}

/** The days of a round, and how each teacher's goes; null when the round is not there or not published. */
export function eveningsOfRound(db: Db, _office: Office, round: RoundId, now: Temporal.Instant) {
  const found = db
    .sql<{ title: string; notes: number }, [number]>(
      "SELECT title, notes FROM rounds WHERE id = ? AND published_at IS NOT NULL",
    )
    .get(round)
  if (!found) return null
  const days = roundDaysOf(db, round)
  const day = dayToShow(days, dayIn(now))
  const teachers = day ? teachersToday(db, round, day, now) : []
  return { title: found.title, notes: found.notes === 1, days, day, teachers }
}

/** The days on which this round has talks. */
export const roundDaysOf = (db: Db, round: RoundId) =>
  db
    .sql<{ date: string }, [number]>("SELECT DISTINCT date FROM round_days WHERE round_id = ? ORDER BY date")
    .all(round)
    .map(({ date }) => Temporal.PlainDate.from(date))
