import type { PupilId, SlotId, TeacherId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import { type Phase, phase, type Round } from "../rounds/round.ts"
import { type Booking, decideBooking } from "./booking.ts"
import { inARow, overlap, type Slot, type Span } from "./slot.ts"

// A waiting list for a teacher who is full: a time that comes free is held for the next family, which has some hours to answer.

/** How long a family has to answer once it heard; it is not offered a time when less than so many minutes would be left. */
const offering = { hours: 12, leastMinutes: 15 } as const

/** A round as it is for who waits: as long as others can cancel, what they give up can be offered. */
const whileOffered = (round: Round): Round => ({
  ...round,
  closesAt:
    Temporal.Instant.compare(round.closesAt, round.changeUntil) < 0 ? round.changeUntil : round.closesAt,
})

/** A round as it is for who was promised a time until then: that can be taken as long, whatever the school does to its dates meanwhile. */
export const whilePromised = (round: Round, until: Temporal.Instant): Round => ({
  ...round,
  opensAt: round.publishedAt ?? round.opensAt,
  closesAt: until,
})

/** Can times be offered now, from the opening until nobody can choose, move or cancel any more? */
export const isOffering = (round: Round, now: Temporal.Instant) => phase(whileOffered(round), now) === "open"

/**
 * Until when a time is held for a family that hears of it at `told`: never past the last moment at which talks change, or its start. Null
 * when there is too little time left to answer.
 */
export function offerUntil(
  round: Round,
  slot: Span,
  told: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (!isOffering(round, now)) return null
  const [until = told] = [
    told.add({ hours: offering.hours }),
    whileOffered(round).closesAt,
    slot.startsAt,
  ].sort(Temporal.Instant.compare)
  const least = told.add({ minutes: offering.leastMinutes })
  return Temporal.Instant.compare(until, least) < 0 ? null : until
}

/** A family's place on a list, and the time that is held for it. */
export type Waiting = {
  /** 1: the next one. */
  place: number
  offer: (Span & { id: SlotId; until: Temporal.Instant }) | null
}

/** A time that was held for a family until a moment that went by; another family may have it now. */
export type MissedTime = { startsAt: Temporal.Instant; until: Temporal.Instant }

export type WaitRefusal =
  | { kind: "round-not-open"; phase: Exclude<Phase, "open"> }
  | { kind: "not-your-teacher" }
  | { kind: "already-booked" }
  | { kind: "enough-talks"; most: number }
  | { kind: "times-free" }
  | { kind: "nobody-to-tell" }
  | { kind: "teacher-away" }

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
    /** Has this teacher only times to come that the school closed? */
    away: boolean
    /** When the family would hear of a time; null: never. */
    told: Temporal.Instant | null
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
  if (could) return refuse({ kind: "times-free" })
  if (facts.away) return refuse({ kind: "teacher-away" })
  return facts.told ? accept(true) : refuse({ kind: "nobody-to-tell" })
}

/** A family on the list, as the next time is offered. */
export type Waiter = {
  round: Round
  pupil: PupilId
  talks: readonly Booking[]
  /** The time that it let go by: it is not offered twice. */
  passed: SlotId | null
  /** When it hears of an offer that is made now; null: never, so that it is offered none. */
  told: Temporal.Instant | null
  /** How many of these times in a row its talk takes; left out: one. */
  takes?: number
}

/**
 * The first of these times that this family could take, as long as its talk takes, and until when it is held; null when none is for it. In
 * order.
 */
export function timeFor(
  { round, pupil, talks, passed, told, takes = 1 }: Waiter,
  free: readonly Slot[],
  now: Temporal.Instant,
): { slot: Slot; until: Temporal.Instant } | null {
  if (!told) return null
  const answering = whileOffered(round)
  for (const slot of inARow(free, takes, round.changeMinutes)) {
    if (slot.id === passed) continue
    const until = offerUntil(round, slot, told, now)
    if (!until) continue
    if (
      decideBooking({ round: answering, slot, pupil, asShown: true, yours: true, taken: false, talks }, now)
        .ok
    )
      return { slot, until }
  }
  return null
}
