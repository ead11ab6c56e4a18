import type { Office } from "../../domain/access/access.ts"
import { courseOf, dayIn, dayToShow, wholeDay } from "../../domain/evenings/evening.ts"
import type { BookingId, RoundId, TeacherId } from "../../domain/ids.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { roomsAt } from "../../domain/rounds/rooms.ts"
import type { Db } from "../open.ts"
import { readRooms, roomsText } from "../rounds/rooms.ts"
import { alongText, readAlong } from "../talks/pairs.ts"
import { talksByList } from "./evening-talks.ts"

// How the evening of each teacher in a round goes, for the office and the screen in the hall.

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
  /** Nothing was tapped for so long that `now` and `next` may be over. */
  isQuiet: boolean
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
    .sql<
      { teacher: TeacherId; rooms: string; along: string; starts: string } & PersonName,
      [number, string, string]
    >(
      `SELECT t.id AS teacher, t.first, t.prefix, t.last, ${alongText("t.id", "?1")} AS along, ${roomsText("rt")} AS rooms,
          (SELECT json_group_array(s.starts_at) FROM slots s WHERE s.round_id = ?1 AND s.teacher_id = t.id AND s.starts_at >= ?2 AND s.starts_at < ?3) AS starts
         FROM round_teachers rt JOIN teachers t ON t.id = rt.teacher_id
        WHERE rt.round_id = ?1 AND EXISTS (SELECT 1 FROM slots s WHERE s.round_id = ?1 AND s.teacher_id = t.id
          AND s.starts_at >= ?2 AND s.starts_at < ?3)`,
    )
    .all(round, startsAt.toString(), endsAt.toString())
    .map(({ teacher, rooms, along, starts, ...name }) => {
      const rows = talks.get(teacher) ?? []
      const { inside, next, late, isQuiet } = courseOf(rows, now)
      const startOf = (booking: BookingId | null) =>
        rows.find((row) => row.booking === booking)?.startsAt ?? null
      const count = (came: boolean) => rows.filter((row) => row.turn.came === came).length
      return {
        teacher,
        name,
        along: readAlong(along),
        room: roomsAt(readRooms(rooms), readStarts(starts)),
        now: startOf(inside),
        next: startOf(next),
        late,
        isQuiet,
        talks: rows.length,
        came: count(true),
        stayedAway: count(false),
      }
    })
}

const readStarts = (starts: string) =>
  (JSON.parse(starts) as string[]).map((at) => ({ startsAt: Temporal.Instant.from(at) }))

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
