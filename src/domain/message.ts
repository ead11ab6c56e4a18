import type { BookingId } from "./ids.ts"

/** Facts of a talk as they were when it was booked, moved or cancelled; ids and instants, no names. */
export type TalkFacts = {
  booking: number
  pupil: number
  teacher: number
  startsAt: string
  endsAt: string
  uid: string
  sequence: number
  /** Where it was before, for a talk that moved. */
  wasAt?: string
}

/** What there is to tell one guardian about one talk. */
export type TalkNews = {
  kind: "booking-confirmed" | "booking-moved" | "booking-cancelled"
  facts: TalkFacts
}

/**
 * Why a message did not leave, as a word of ours. "refused": the mail server does not want it for this address. "address": it is
 * no address. "busy": not now. "unreachable": no mail server. "unclear": the connection broke, it may have arrived.
 * "broken": our own mistake.
 */
export type DeliveryFailure = "refused" | "address" | "busy" | "unreachable" | "unclear" | "broken"

/**
 * What is still worth telling when several messages about one talk wait for one guardian, oldest first. Who was told nothing
 * hears nothing of a talk that is off, and gets one confirmation with the newest time. Null when there is nothing to tell.
 */
export function latestNews(wasTold: boolean, waiting: readonly TalkNews[]): TalkNews | null {
  const last = waiting.at(-1)
  if (last === undefined) return null
  const neverTold = !wasTold && waiting.some((news) => news.kind === "booking-confirmed")
  if (last.kind === "booking-cancelled") return neverTold ? null : last
  const { wasAt, ...facts } = last.facts
  if (neverTold || last.kind === "booking-confirmed") return { kind: "booking-confirmed", facts }
  const knownAt = waiting.find((news) => news.kind === "booking-moved")?.facts.wasAt ?? wasAt
  if (knownAt === facts.startsAt) return null // there and back again
  return { kind: "booking-moved", facts: knownAt === undefined ? facts : { ...facts, wasAt: knownAt } }
}

/** A name as one line without signs that steer: nothing in it can begin a header, a line or a direction of its own. */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()

/** Waits before the next attempt, in minutes; after these every hour. */
const waits = [1, 2, 5, 15, 30]
const givenUpAfter = { hours: 24 }

/** When to try again after so many attempts that failed; null when a day has passed and it is given up. */
export function nextAttempt(
  queuedAt: Temporal.Instant,
  attempts: number,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const next = now.add({ minutes: waits[attempts - 1] ?? 60 })
  return Temporal.Instant.compare(next, queuedAt.add(givenUpAfter)) > 0 ? null : next
}

/** A talk as it is told: names are looked up on sending. */
export type ToldTalk = {
  booking: BookingId
  uid: string
  sequence: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** Where it was before; null unless it moved. */
  wasAt: Temporal.Instant | null
  /** The child's first name; empty when the child was erased, and the talk with it. */
  pupil: string
  teacher: string
  room: string
  /** Title of the round. */
  title: string
}

/** A message with everything that is to be said, and to whom. `token` opens a door: it is never kept or logged. */
export type AddressedMessage = { to: string; language: "nl" | "en" } & (
  | {
      kind: "invitation"
      title: string
      token: string
      opensAt: Temporal.Instant
      closesAt: Temporal.Instant
    }
  | { kind: TalkNews["kind"]; talk: ToldTalk }
  | { kind: "parent-link"; token: string; until: Temporal.Instant }
  | { kind: "staff-setup" | "staff-recovery"; name: string; token: string; until: Temporal.Instant }
)
