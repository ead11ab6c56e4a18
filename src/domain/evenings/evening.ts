import { isOffice, type Staff } from "../access/access.ts"
import type { BookingId, TeacherId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import { zone } from "../school/school.ts"
import type { Span } from "../talks/slot.ts"

// How the talks of one teacher on one day go: who is in, who is next, how late it runs.

/** What came of a talk so far. `came`: null while nobody said. */
export type Turn = {
  calledAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  came: boolean | null
}

export type EveningTalk = Span & { booking: BookingId; turn: Turn }

/** Nothing was tapped yet. */
export const noTurn: Turn = { calledAt: null, endedAt: null, came: null }

/** Where a talk is: to come, going on, or over. */
export type Stand = "waiting" | "inside" | "over"

/** After so many minutes without a word from the teacher, nothing is said any more about who is in or how late it runs. */
export const quietMinutes = 45
/** From so many minutes on it is called late: nobody needs to hear of less. */
const lateMinutes = 2

/** How a day goes at one teacher. */
export type Course = {
  inside: BookingId | null
  next: BookingId | null
  /** The last talk that was called in; null before the first. */
  last: BookingId | null
  /** How many minutes late the next talk begins; null when that cannot be said. */
  late: number | null
  /** Did the teacher put the phone away while talks went on? What was tapped last may be long over. */
  isQuiet: boolean
  /** When each talk that waits is expected to begin; empty when that cannot be said. */
  expected: ReadonlyMap<BookingId, Temporal.Instant>
}

const later = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? other : one
const minutesBetween = (from: Temporal.Instant, until: Temporal.Instant) =>
  Math.floor((until.epochMilliseconds - from.epochMilliseconds) / 60_000)
const lengthOf = (talk: Span) => talk.startsAt.until(talk.endsAt)

/** Is this talk to come, going on, or over? */
export function standOf({ turn }: EveningTalk): Stand {
  if (turn.came === false || turn.endedAt !== null) return "over"
  if (turn.calledAt !== null) return "inside"
  // Noted without being called in: they have been.
  return turn.came === null ? "waiting" : "over"
}

/**
 * How a teacher's talks of one day go, from what was tapped. Talks in order of the clock. Who was passed over is not next any more; a
 * talk that runs on pushes those behind it until a gap catches up.
 */
export function courseOf(talks: readonly EveningTalk[], now: Temporal.Instant): Course {
  const last = lastCalled(talks)
  const inside = last !== null && standOf(last) === "inside" ? last : null
  const waiting = talks
    .slice(last ? talks.indexOf(last) + 1 : 0)
    .filter((talk) => standOf(talk) === "waiting")
  const next = waiting[0] ?? null
  const free = last && freeAt(last, now)
  const isQuiet = last !== null && (inside ?? next) !== null && isSilent(last, next, now)
  const expected =
    free !== null && !isQuiet ? expectedFrom(waiting, free) : new Map<BookingId, Temporal.Instant>()
  const begins = next && expected.get(next.booking)
  return {
    inside: inside?.booking ?? null,
    next: next?.booking ?? null,
    last: last?.booking ?? null,
    late: next && begins ? minutesBetween(next.startsAt, begins) : null,
    isQuiet,
    expected,
  }
}

function lastCalled(talks: readonly EveningTalk[]): EveningTalk | null {
  let last: EveningTalk | null = null
  let at: Temporal.Instant | null = null
  for (const talk of talks) {
    const { calledAt } = talk.turn
    if (calledAt === null || (at && Temporal.Instant.compare(calledAt, at) < 0)) continue
    last = talk
    at = calledAt
  }
  return last
}

/** From when the teacher can take the next one, as far as can be known. */
const freeAt = (last: EveningTalk, now: Temporal.Instant): Temporal.Instant =>
  standOf(last) === "inside" ? later(plannedEnd(last), now) : now

const plannedEnd = (talk: EveningTalk) => (talk.turn.calledAt ?? talk.startsAt).add(lengthOf(talk))

/** Nobody tapped for so long that the teacher may have put the phone away. */
function isSilent(last: EveningTalk, next: EveningTalk | null, now: Temporal.Instant): boolean {
  const heard = last.turn.endedAt ?? plannedEnd(last)
  const due = next && standOf(last) !== "inside" ? later(heard, next.startsAt) : heard
  return minutesBetween(due, now) > quietMinutes
}

function expectedFrom(waiting: readonly EveningTalk[], from: Temporal.Instant) {
  const expected = new Map<BookingId, Temporal.Instant>()
  let free = from
  for (const talk of waiting) {
    const begins = later(talk.startsAt, free)
    expected.set(talk.booking, begins)
    free = begins.add(lengthOf(talk))
  }
  return expected
}

/** What a family hears of its own talk. */
export type Word =
  | { kind: "on-time" }
  | { kind: "late"; minutes: number; begins: Temporal.Instant }
  | { kind: "now" }

/** What can be said to the family of this talk; null when there is nothing to say. */
export function wordFor(talk: EveningTalk, { expected, isQuiet }: Course): Word | null {
  const stand = standOf(talk)
  if (stand !== "waiting") return stand === "inside" && !isQuiet ? { kind: "now" } : null
  const begins = expected.get(talk.booking)
  if (!begins) return null
  const minutes = minutesBetween(talk.startsAt, begins)
  return minutes < lateMinutes ? { kind: "on-time" } : { kind: "late", minutes, begins }
}

export type EveningRefusal = { kind: "not-today" } | { kind: "not-yet" }

/** May this talk be called in now? Only on its own day. Who is in, or was, is not called again. */
export function decideCall(talk: Span, now: Temporal.Instant): Result<true, EveningRefusal> {
  return dayIn(talk.startsAt).equals(dayIn(now)) ? accept(true) : refuse({ kind: "not-today" })
}

/** May it be noted whether they came? From the day of the talk on. */
export function decideAttendance(talk: Span, now: Temporal.Instant): Result<true, EveningRefusal> {
  return Temporal.PlainDate.compare(dayIn(talk.startsAt), dayIn(now)) <= 0
    ? accept(true)
    : refuse({ kind: "not-yet" })
}

/** The day of this moment, as the calendar in Amsterdam says it. */
export const dayIn = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()

/** From the first moment of a day to the first of the next. */
export const wholeDay = (date: Temporal.PlainDate): Span => ({
  startsAt: date.toZonedDateTime(zone).toInstant(),
  endsAt: date.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
})

/** Which of these days to look at: today, else the next to come, else the last that was; null when there are none. */
export function dayToShow(
  days: readonly Temporal.PlainDate[],
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const inOrder = days.toSorted(Temporal.PlainDate.compare)
  const coming = inOrder.find((day) => Temporal.PlainDate.compare(day, today) >= 0)
  return coming ?? inOrder.at(-1) ?? null
}

/** Who leads a teacher's evening: the teacher, and the office for who has no phone at hand. */
export const mayLead = (staff: Staff, teacher: TeacherId) => staff.teacher === teacher || isOffice(staff)
