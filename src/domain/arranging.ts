import type { Booking, BookingRefusal } from "./booking.ts"
import { accept, type Result, refuse } from "./result.ts"
import { phase, type Round } from "./round.ts"
import { overlap, type Slot, type Span } from "./slot.ts"

// What the school may do with talks of families: more than parents may, and never what would harm somebody else's talk.

export type ArrangeRefusal =
  | Exclude<BookingRefusal, { kind: "not-your-teacher" | "enough-talks" | "too-late" }>
  | { kind: "slot-has-talk" }
  | { kind: "same-talk" }

const notAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) <= 0

type Facts = { round: Round; slot: Slot; taken: boolean; talks: readonly Booking[] }

/**
 * The school books for a family before opening and after closing too, with any teacher of the round and beyond the number of talks.
 * The time must be free and still to come, and the family in one place.
 */
export function decideArranging(
  { round, slot, taken, talks, pupil }: Facts & { pupil: Booking["pupil"] },
  now: Temporal.Instant,
): Result<Slot, ArrangeRefusal> {
  const isTalked = talks.some(
    (talk) => talk.round === round.id && talk.pupil === pupil && talk.teacher === slot.teacher,
  )
  if (isTalked) return refuse({ kind: "already-booked" })
  return decidePlace({ round, slot, taken, talks }, now)
}

/** A talk may go to any free time of the round, with another teacher too. */
export function decideRearranging(
  { round, slot, taken, talks, booking }: Facts & { booking: Booking },
  now: Temporal.Instant,
): Result<Slot, ArrangeRefusal> {
  const others = talks.filter((talk) => talk.id !== booking.id)
  return decideArranging({ round, slot, taken, talks: others, pupil: booking.pupil }, now)
}

/** Two talks of a round change places. `talks` are those of each family; none of the two may be in the way. */
export function decideSwap(
  round: Round,
  one: { booking: Booking; talks: readonly Booking[] },
  other: { booking: Booking; talks: readonly Booking[] },
  now: Temporal.Instant,
): Result<true, ArrangeRefusal> {
  if (one.booking.id === other.booking.id) return refuse({ kind: "same-talk" })
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    const talks = mine.talks.filter(({ id }) => id !== one.booking.id && id !== other.booking.id)
    const slot = { ...theirs.booking, id: theirs.booking.slot, blocked: false }
    const place = decideArranging({ round, slot, taken: false, talks, pupil: mine.booking.pupil }, now)
    if (!place.ok) return place
  }
  return accept(true)
}

/** A time is closed, or opened again; a time with a talk is not closed. */
export const decideBlocking = (slot: { taken: boolean }, blocked: boolean): Result<true, ArrangeRefusal> =>
  blocked && slot.taken ? refuse({ kind: "slot-has-talk" }) : accept(true)

function decidePlace(
  { round, slot, taken, talks }: Facts,
  now: Temporal.Instant,
): Result<Slot, ArrangeRefusal> {
  if (round.publishedAt === null) return refuse({ kind: "round-not-open", phase: "draft" })
  if (phase(round, now) === "past") return refuse({ kind: "round-not-open", phase: "past" })
  if (notAfter(slot.startsAt, now)) return refuse({ kind: "slot-past" })
  if (talks.some((talk: Span) => overlap(talk, slot)))
    return refuse({ kind: "household-busy", at: slot.startsAt })
  if (slot.blocked) return refuse({ kind: "slot-blocked" })
  return taken ? refuse({ kind: "slot-taken" }) : accept(slot)
}
