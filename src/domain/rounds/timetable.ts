import type { BookingId, HouseholdId, PupilId, SlotId, TeacherId } from "../ids.ts"
import type { Span } from "../talks/slot.ts"

// A day of a round as the office sees it: all teachers side by side, with who comes when.

export type TimetableTalk = {
  booking: BookingId
  household: HouseholdId
  pupil: PupilId
  /** "Sem de Vries" and "4A". */
  child: string
  group: string
}

/** A free time that nobody else can have until then: its family is choosing it, or was `offered` it from the waiting list. */
export type TimetableHold = {
  household: HouseholdId
  /** "Sem de Vries". */
  child: string
  offered: boolean
  until: Temporal.Instant
}

export type TimetableSlot = Span & {
  id: SlotId
  blocked: boolean
  talk: TimetableTalk | null
  hold: TimetableHold | null
}

/** How a time without a talk is. */
export type Stand = "closed" | "held" | "offered" | "free"

/** Closed, promised to a family, or nobody's. */
export function standOf({ blocked, hold }: TimetableSlot): Stand {
  if (blocked) return "closed"
  return hold ? (hold.offered ? "offered" : "held") : "free"
}

/** Is this a time that the school can give to this home? */
export const isFreeFor = ({ talk, blocked, hold }: TimetableSlot, household: HouseholdId): boolean =>
  !talk && !blocked && (hold === null || hold.household === household)

export type TimetableTeacher = {
  teacher: TeacherId
  /** By name who holds these talks, and each of them; `teacher` first. */
  name: string
  holders: readonly { teacher: TeacherId; name: string }[]
  room: string
  slots: readonly TimetableSlot[]
}

/** A child that the office plans, and the teachers of the round with whom it has no talk yet. */
export type ToPlan = Expected & { teachers: readonly TeacherId[] }

/** A child that could come to a teacher and does not yet, with one of its homes. */
export type Expected = {
  household: HouseholdId
  pupil: PupilId
  child: string
  group: string
  home: string | null
  /** How many slots in a row its talk takes. */
  takes: number
}
