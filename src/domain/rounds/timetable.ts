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

export type TimetableSlot = Span & { id: SlotId; blocked: boolean; talk: TimetableTalk | null }

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
