import type { BookingId, HouseholdId, RoundId } from "../../domain/ids.ts"
import { oneLine, type ToldTalk } from "../../domain/messages/message.ts"
import type { TalkFacts, TalkNews } from "../../domain/messages/talk-news.ts"
import type { PersonName } from "../../domain/people/people.ts"
import { roomAt } from "../../domain/rounds/rooms.ts"
import { zone } from "../../domain/school/school.ts"
import { heldAt, readPlaces } from "../../domain/talks/place.ts"
import type { Db } from "../open.ts"
import { readRooms, roomsText } from "../rounds/rooms.ts"
import { alongText, nameOfHolders } from "../talks/pairs.ts"
import type { ClaimedMessage } from "./messages.ts"

// Talks as a message tells them, with the names as they are at the moment of sending.

/** What was chosen, and what the round allows. */
type Placed = { place: string | null; places: string }

type Times = { startsAt: string; endsAt: string; wasAt?: string; wasUntil?: string }

type TalkRow = Placed &
  Times &
  PersonName & {
    along: string
    booking: number
    uid: string
    sequence: number
    pupil: string
    rooms: string
    title: string
    usual: number
  }

/** What is still to come of this household's talks, in order. */
export const talksToCome = (db: Db, household: HouseholdId, now: Temporal.Instant): ToldTalk[] =>
  db
    .sql<TalkRow, [number | null, string]>(
      `SELECT b.id AS booking, b.uid, b.sequence + b.ahead AS sequence, b.starts_at AS startsAt, b.ends_at AS endsAt, p.first AS pupil,
          t.first, t.prefix, t.last, ${alongText("t.id", "r.id")} AS along, ${roomsText("rt")} AS rooms, r.title, r.places, r.slot_minutes AS usual, b.place
         FROM bookings b JOIN pupils p ON p.id = b.pupil_id JOIN teachers t ON t.id = b.teacher_id JOIN rounds r ON r.id = b.round_id
         LEFT JOIN round_teachers rt ON rt.round_id = b.round_id AND rt.teacher_id = b.teacher_id
        WHERE b.household_id = ? AND b.starts_at > ? ORDER BY b.starts_at`,
    )
    .all(household, now.toString())
    .map(told)

/** What is still to come of this household's talks on that day; null when nothing is. */
export function talksOfDay(db: Db, message: ClaimedMessage, now: Temporal.Instant) {
  const { day } = JSON.parse(message.facts) as { day: string }
  const [first, ...more] = talksToCome(db, message.household as HouseholdId, now).filter(
    ({ startsAt }) => startsAt.toZonedDateTimeISO(zone).toPlainDate().toString() === day,
  )
  return first ? ([first, ...more] as [ToldTalk, ...ToldTalk[]]) : null
}

/** A talk as it stands: its times, its names on one line, where it is held, and its length where that is not the usual one. */
export const told = (row: TalkRow): ToldTalk => ({
  booking: row.booking as BookingId,
  uid: row.uid,
  sequence: row.sequence,
  startsAt: Temporal.Instant.from(row.startsAt),
  endsAt: Temporal.Instant.from(row.endsAt),
  wasAt: null,
  pupil: oneLine(row.pupil),
  teacher: oneLine(nameOfHolders(row)),
  room: oneLine(roomAt(readRooms(row.rooms), Temporal.Instant.from(row.startsAt))),
  place: heldAt(row.place, readPlaces(row.places)),
  title: oneLine(row.title),
  ...lengthOf(row, row.usual),
})

/** A talk as its news tells it; null when it is over, or when what the news says is no longer so. */
export function talkOf(
  db: Db,
  message: ClaimedMessage,
  kind: TalkNews["kind"],
  now: Temporal.Instant,
): ToldTalk | null {
  const facts = JSON.parse(message.facts) as TalkFacts
  if (Temporal.Instant.compare(Temporal.Instant.from(facts.endsAt), now) <= 0) return null
  // A talk that went to another home with its child is no news for this one.
  const stands =
    db
      .sql("SELECT 1 FROM bookings WHERE id = ? AND household_id = ?")
      .get(facts.booking, message.household) !== null
  if (stands === (kind === "booking-cancelled")) return null
  const named = db
    .sql<
      PersonName & {
        along: string
        pupil: string
        rooms: string
        title: string
        usual: number
      } & Placed,
      number[]
    >(
      `SELECT t.first, t.prefix, t.last, ${alongText("t.id", "r.id")} AS along, coalesce(p.first, '') AS pupil, r.title, ${roomsText("rt")} AS rooms, r.places, r.slot_minutes AS usual,
          (SELECT place FROM bookings WHERE id = ?) AS place
         FROM rounds r JOIN teachers t ON t.id = ? LEFT JOIN pupils p ON p.id = ?
         LEFT JOIN round_teachers rt ON rt.round_id = r.id AND rt.teacher_id = t.id
        WHERE r.id = ?`,
    )
    .get(facts.booking, facts.teacher, facts.pupil, message.round as RoundId)
  if (!named) return null
  const wasWith =
    facts.teacherWas === undefined ? null : nameOf(db, facts.teacherWas, message.round as RoundId)
  const talk = told({ ...facts, ...named })
  const { placeWas = talk.place } = facts
  return {
    ...talk,
    wasAt: facts.wasAt === undefined ? null : Temporal.Instant.from(facts.wasAt),
    ...(placeWas === talk.place ? {} : { placeWas }),
    ...(wasWith === null ? {} : { wasWith: oneLine(wasWith) }),
    ...(facts.bySchool ? { bySchool: true as const } : {}),
    ...(facts.swapped ? { swapped: true as const } : {}),
  }
}

function nameOf(db: Db, teacher: number, round: RoundId): string | null {
  const row = db
    .sql<PersonName & { along: string }, [number, number]>(
      `SELECT first, prefix, last, ${alongText("t.id", "?2")} AS along FROM teachers t WHERE id = ?1`,
    )
    .get(teacher, round)
  return row && nameOfHolders(row)
}

/** How long a talk is, where that has to be said. */
function lengthOf({ startsAt, endsAt, wasAt, wasUntil }: Times, usual: number) {
  const minutes = minutesBetween(startsAt, endsAt)
  const was = wasAt === undefined || wasUntil === undefined ? null : minutesBetween(wasAt, wasUntil)
  return {
    ...(minutes === usual && was === null ? {} : { minutes }),
    ...(was === null ? {} : { wasMinutes: was }),
  }
}

const minutesBetween = (from: string, until: string) =>
  Temporal.Instant.from(from).until(Temporal.Instant.from(until)).total("minutes")
