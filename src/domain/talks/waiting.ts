import type { PupilId, SlotId, TeacherId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import { type Phase, phase, type Round } from "../rounds/round.ts"
import { type Booking, decideBooking } from "./booking.ts"
import { inARow, overlap, type Slot, type Span } from "./slot.ts"

// A waiting list for a teacher who is full: a time that comes free is held for the next family, which has some hours to answer.

/** How long a family has to answer; never past the end of choosing, and not offered when less than so many minutes would be left. */
const offering = { hours: 12, leastMinutes: 15 } as const

/** Until when a time that is offered now is held; null when there is too little time left to answer. */
export function offerUntil(round: Round, slot: Span, now: Temporal.Instant): Temporal.Instant | null {
  if (phase(round, now) !== "open") return null
  const [until = now] = [now.add({ hours: offering.hours }), round.closesAt, slot.startsAt].sort(
    Temporal.Instant.compare,
  )
  const least = now.add({ minutes: offering.leastMinutes })
  return Temporal.Instant.compare(until, least) < 0 ? null : until
}

/** A family's place on a list, and the time that is held for it. */
export type Waiting = {
  /** 1: the next one. */
  place: number
  offer: (Span & { id: SlotId; until: Temporal.Instant }) | null
}

export type WaitRefusal =
  | { kind: "round-not-open"; phase: Exclude<Phase, "open"> }
  | { kind: "not-your-teacher" }
  | { kind: "already-booked" }
  | { kind: "enough-talks"; most: number }
  | { kind: "times-free" }

/** Who could book this teacher may wait for them, when there is no time that this family could choose. */
export function decideWaiting(
  facts: {
    round: Round
    pupil: PupilId
    teacher: TeacherId
    yours: boolean
    talks: readonly Booking[]
    /** Times of this teacher that nobody has. */
    free: readonly Span[]
  },
  now: Temporal.Instant,
): Result<true, WaitRefusal> {
  const { round, pupil, teacher, yours, talks, free } = facts
  const current = phase(round, now)
  if (current !== "open") return refuse({ kind: "round-not-open", phase: current })
  if (!yours) return refuse({ kind: "not-your-teacher" })
  const ofPupil = talks.filter((talk) => talk.round === round.id && talk.pupil === pupil)
  if (ofPupil.some((talk) => talk.teacher === teacher)) return refuse({ kind: "already-booked" })
  if (round.talksPerPupil !== null && ofPupil.length >= round.talksPerPupil)
    return refuse({ kind: "enough-talks", most: round.talksPerPupil })
  const could = free.some(
    (slot) => Temporal.Instant.compare(slot.startsAt, now) > 0 && !talks.some((talk) => overlap(talk, slot)),
  )
  return could ? refuse({ kind: "times-free" }) : accept(true)
}

/** A family on the list, as the next time is offered. */
export type Waiter = {
  round: Round
  pupil: PupilId
  talks: readonly Booking[]
  /** The time that it let go by: it is not offered twice. */
  passed: SlotId | null
  /** How many of these times in a row its talk takes; left out: one. */
  takes?: number
}

/**
 * The first of these times that this family could take, as long as its talk takes, and until when it is held; null when none is for it. In
 * order.
 */
export function timeFor(
  { round, pupil, talks, passed, takes = 1 }: Waiter,
  free: readonly Slot[],
  now: Temporal.Instant,
): { slot: Slot; until: Temporal.Instant } | null {
  for (const slot of inARow(free, takes, round.changeMinutes)) {
    if (slot.id === passed) continue
    const until = offerUntil(round, slot, now)
    if (!until) continue
    if (decideBooking({ round, slot, pupil, asShown: true, yours: true, taken: false, talks }, now).ok)
      return { slot, until }
  }
  return null
}
