import type { Parent, Staff } from "../../domain/access/access.ts"
import {
  type Course,
  courseOf,
  dayIn,
  dayToShow,
  mayLead,
  type Word,
  wholeDay,
  wordFor,
} from "../../domain/evenings/evening.ts"
import type { BookingId, HouseholdId, RoundId, TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import { roomsAt } from "../../domain/rounds/rooms.ts"
import { nameOfHome } from "../households/home-names.ts"
import type { Db } from "../open.ts"
import { longerMinutes } from "../rounds/agenda.ts"
import { listHeld } from "../talks/pairs.ts"
import { type EveningRow, heldBySome, talksOn, talksOnList } from "./evening-talks.ts"

// A day of talks for who leads them, and for the families that wait.

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
    room: held ? roomsAt(held.rooms, rows) : "",
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
