import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import { type Phase, phase, type Round } from "../rounds/round.ts"
import { overlap, type Slot, type Span } from "./slot.ts"

/** A household has a slot for a pupil: one talk of ten minutes or so. A longer one has a slot that is longer. */
export type Booking = Span & {
  id: BookingId
  household: HouseholdId
  pupil: PupilId
  teacher: TeacherId
  round: RoundId
  slot: SlotId
  /** How often it changed. What is taken back quietly never was: what was said of the talk before is about it again. */
  sequence: number
  /** By how much its entry in calendars counts further: a calendar may have seen what was taken back, and never goes back itself. */
  ahead: number
}

/** SEQUENCE of its entry in calendars (RFC 5545), which never goes down. */
export const entrySequence = ({ sequence, ahead }: Pick<Booking, "sequence" | "ahead">) => sequence + ahead

/** Why a talk cannot be booked, moved or cancelled. */
export type BookingRefusal =
  | { kind: "round-not-open"; phase: Exclude<Phase, "open"> }
  | { kind: "not-your-teacher" }
  | { kind: "slot-moved" }
  | { kind: "slot-past" }
  | { kind: "already-booked" }
  | { kind: "enough-talks"; most: number }
  | { kind: "household-busy"; at: Temporal.Instant }
  | { kind: "slot-blocked" }
  | { kind: "slot-taken" }
  | { kind: "does-not-fit"; minutes: number }
  | { kind: "too-late" }

export type BookingFacts = {
  round: Round
  slot: Slot
  /** Is it still at the time that the family was shown? */
  asShown: boolean
  pupil: PupilId
  /** Teaches this teacher the pupil, in a group of this round? */
  yours: boolean
  /** Has anyone this slot? */
  taken: boolean
  /** How many minutes the talk takes when it does not fit here, for it is longer than what is free; else null. */
  short?: number | null
  /** Every talk of this household, in all rounds. */
  talks: readonly Booking[]
}

export type MoveFacts = {
  round: Round
  booking: Booking
  slot: Slot
  asShown: boolean
  taken: boolean
  short?: number | null
  /** Every talk of this household, the one that moves among them. */
  talks: readonly Booking[]
}

const notAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) <= 0

/** A child has one talk with each of its teachers, at most so many as the round allows, and a household is in one place at a time. */
export function decideBooking(facts: BookingFacts, now: Temporal.Instant): Result<Slot, BookingRefusal> {
  const { round, slot, pupil, talks } = facts
  const current = phase(round, now)
  if (current !== "open") return refuse({ kind: "round-not-open", phase: current })
  if (!facts.yours) return refuse({ kind: "not-your-teacher" })
  if (!facts.asShown) return refuse({ kind: "slot-moved" })
  const ofPupil = talks.filter((talk) => talk.round === round.id && talk.pupil === pupil)
  if (ofPupil.some((talk) => talk.teacher === slot.teacher)) return refuse({ kind: "already-booked" })
  if (round.talksPerPupil !== null && ofPupil.length >= round.talksPerPupil)
    return refuse({ kind: "enough-talks", most: round.talksPerPupil })
  return decideSlot(facts, talks, now)
}

/** A talk may move to another slot of the same teacher until the school's deadline, also when booking has closed. */
export function decideMove(facts: MoveFacts, now: Temporal.Instant): Result<Slot, BookingRefusal> {
  const { round, booking, talks } = facts
  const changing = decideChange(round, booking, now)
  if (!changing.ok) return changing
  if (!facts.asShown) return refuse({ kind: "slot-moved" })
  const others = talks.filter((talk) => talk.id !== booking.id)
  return decideSlot(facts, others, now)
}

/** A talk may be cancelled until the school's deadline. */
export const decideCancellation = (
  facts: { round: Round; booking: Booking },
  now: Temporal.Instant,
): Result<Booking, BookingRefusal> => decideChange(facts.round, facts.booking, now)

/** May this talk still be moved or cancelled? From the opening of the round until the school's deadline, and never once it began. */
function decideChange(
  round: Round,
  booking: Booking,
  now: Temporal.Instant,
): Result<Booking, BookingRefusal> {
  const current = phase(round, now)
  if (current === "draft" || current === "announced")
    return refuse({ kind: "round-not-open", phase: current })
  if (notAfter(booking.startsAt, now)) return refuse({ kind: "slot-past" })
  return notAfter(round.changeUntil, now) ? refuse({ kind: "too-late" }) : accept(booking)
}

/** What may keep a time from somebody, whoever wishes for it. */
export type SlotRefusal = Extract<
  BookingRefusal,
  { kind: "slot-past" | "household-busy" | "slot-blocked" | "slot-taken" | "does-not-fit" }
>

/** Free for this household: still to come, at no other place then, open, nobody's, and as long as the talk. */
export function decideSlot(
  { slot, taken, short }: Pick<BookingFacts, "slot" | "taken" | "short">,
  talks: readonly Span[],
  now: Temporal.Instant,
): Result<Slot, SlotRefusal> {
  if (notAfter(slot.startsAt, now)) return refuse({ kind: "slot-past" })
  if (talks.some((talk) => overlap(talk, slot))) return refuse({ kind: "household-busy", at: slot.startsAt })
  if (slot.blocked) return refuse({ kind: "slot-blocked" })
  if (taken) return refuse({ kind: "slot-taken" })
  return typeof short === "number" ? refuse({ kind: "does-not-fit", minutes: short }) : accept(slot)
}

/** How many talks a child can have in a round: one with each teacher, or fewer when the round says so. */
export const mostTalks = (round: Round, teachers: number) =>
  Math.min(round.talksPerPupil ?? teachers, teachers)
