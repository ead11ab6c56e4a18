import type { BookingId, SlotId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import type { Round } from "../rounds/round.ts"
import { type Booking, type BookingRefusal, decideCancellation, decideMove } from "./booking.ts"
import type { FreeSlot } from "./family-round.ts"
import { overlap, type Slot, type Span } from "./slot.ts"

// Two families change places without knowing each other. No talk moves before its own family said so: by ticking the times at which it
// can also come, or by answering a question.

/** Who ticked hears so many hours beforehand; who is asked has so many to answer, and is not asked for less; who asks, so many times. */
export const swapping = { noticeHours: 24, answerHours: 24, leastMinutes: 60, mostQuestions: 3 } as const

/** A talk that may change places: the round as it is for its family, and every talk and held time of that family. */
export type Side = { round: Round; booking: Booking; talks: readonly Booking[] }

/** Why no swap. About the other family nothing is said but that it cannot be. */
export type SwapRefusal =
  | Extract<BookingRefusal, { kind: "round-not-open" | "slot-past" | "household-busy" | "too-late" }>
  /** The school wants none in this round. */
  | { kind: "no-swaps" }
  | { kind: "cannot-swap" }
  | { kind: "asking-already" }
  | { kind: "asked-enough" }
  | { kind: "nobody-to-tell" }
  | { kind: "question-over" }

/** A question as one of both families sees it: its own time and the other one. */
export type SwapQuestion = {
  /** Does this family ask, or is it asked? */
  by: "us" | "them"
  own: Temporal.Instant
  other: Temporal.Instant
  /** The slot of the other time. */
  slot: SlotId
  until: Temporal.Instant
}

/** Times of other families that a talk could get: at once, or when they say yes. */
export type TakenTimes = { atOnce: readonly FreeSlot[]; onAsking: readonly FreeSlot[] }

const minutesOf = ({ startsAt, endsAt }: Span) => endsAt.since(startsAt).total("minutes")
const earlier = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? one : other

/** The time of a talk, as a time that another family could have. */
const timeOf = (booking: Booking): Slot => ({ ...booking, id: booking.slot, blocked: false })

/** A talk goes to a time of its own teacher that is as long; `others` are talks that are not in the way. */
function decideGoing(
  side: Side,
  slot: Slot,
  others: readonly BookingId[],
  now: Temporal.Instant,
): Result<true, SwapRefusal> {
  const { round, booking, talks } = side
  if (!round.swaps) return refuse({ kind: "no-swaps" })
  if (slot.teacher !== booking.teacher || minutesOf(slot) !== minutesOf(booking))
    return refuse({ kind: "cannot-swap" })
  const rest = talks.filter(({ id }) => !others.includes(id))
  const decision = decideMove({ round, booking, slot, asShown: true, taken: false, talks: rest }, now)
  if (decision.ok) return accept(true)
  const { kind } = decision.refusal
  return kind === "round-not-open" || kind === "slot-past" || kind === "household-busy" || kind === "too-late"
    ? refuse(decision.refusal as SwapRefusal)
    : refuse({ kind: "cannot-swap" })
}

/** May these two change places, as far as both families, the clock and the school's deadline go? Of the other only: no. */
export function decideExchange(asker: Side, holder: Side, now: Temporal.Instant): Result<true, SwapRefusal> {
  const both = [asker.booking.id, holder.booking.id]
  const going = decideGoing(asker, timeOf(holder.booking), both, now)
  if (!going.ok) return going
  const coming = decideGoing(holder, timeOf(asker.booking), both, now)
  return coming.ok ? coming : refuse({ kind: "cannot-swap" })
}

/** May the holder step aside to a free time, so that the asker gets theirs? */
export function decideStepping(
  asker: Side,
  holder: Side,
  free: Slot,
  now: Temporal.Instant,
): Result<true, SwapRefusal> {
  const going = decideGoing(asker, timeOf(holder.booking), [], now)
  return going.ok ? decideMoving(holder, free, now) : going
}

/** May a talk of who ticked this free time be moved there? */
export function decideMoving(holder: Side, free: Slot, now: Temporal.Instant): Result<true, SwapRefusal> {
  const coming = decideGoing(holder, free, [], now)
  return coming.ok ? coming : refuse({ kind: "cannot-swap" })
}

/** Is it long enough before the talk that moves, as it was and as it will be, to move it without asking again? `told`: when its family hears. */
export const isInTime = (spans: readonly Span[], told: Temporal.Instant): boolean =>
  spans.every(
    ({ startsAt }) => Temporal.Instant.compare(startsAt, told.add({ hours: swapping.noticeHours })) >= 0,
  )

/**
 * Until when a family can answer: a day after it was told, and never past a deadline or a talk of the two. Null when that is too short to
 * ask.
 */
export function answerUntil(asker: Side, holder: Side, told: Temporal.Instant): Temporal.Instant | null {
  const until = [asker, holder]
    .flatMap(({ round, booking }) => [round.changeUntil, booking.startsAt])
    .reduce(earlier, told.add({ hours: swapping.answerHours }))
  const least = told.add({ minutes: swapping.leastMinutes })
  return Temporal.Instant.compare(until, least) < 0 ? null : until
}

/** Which of a teacher's times this family can tick: as long as its talk, still to come, open, and not while it is elsewhere. */
export function timesToTick<Time extends Slot>(
  side: Side,
  times: readonly Time[],
  now: Temporal.Instant,
): Time[] {
  if (!side.round.swaps || !decideCancellation(side, now).ok) return []
  const { booking } = side
  const others = side.talks.filter(({ id }) => id !== booking.id)
  return times.filter(
    (time) =>
      time.id !== booking.slot &&
      !time.blocked &&
      time.teacher === booking.teacher &&
      minutesOf(time) === minutesOf(booking) &&
      Temporal.Instant.compare(time.startsAt, now) > 0 &&
      !others.some((talk) => overlap(talk, time)),
  )
}
