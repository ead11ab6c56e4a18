import type { BookingId, HouseholdId, PupilId, SlotId, TeacherId } from "../ids.ts"
import type { Roads } from "../messages/message.ts"
import type { Opening } from "../rounds/opening.ts"
import type { Rooms } from "../rounds/rooms.ts"
import type { Round } from "../rounds/round.ts"
import { type Booking, mostTalks } from "./booking.ts"
import type { Mark } from "./mark.ts"
import type { Place } from "./place.ts"
import type { Span } from "./slot.ts"
import type { MissedTime, Waiting } from "./waiting.ts"

/** A list of a child's teachers in a round, and the talk on it if there is one. */
export type TeacherOfChild = {
  teacher: TeacherId
  /** Everybody who holds the talk, and whether they are more than one. */
  name: string
  together: boolean
  rooms: Rooms
  talk: Booking | null
  mark: Mark | null
  /** How many slots in a row a talk with this teacher takes. */
  takes: number
  /** Its place on the waiting list of this teacher; null when it is on none. */
  waiting: Waiting | null
  /** The time that it missed when nobody answered; null when there is none to speak of. */
  missed: MissedTime | null
}

/** `group` is "4A", or empty when the child is in no group. */
export type ChildInRound = {
  pupil: PupilId
  name: string
  group: string
  /** The family said that it needs no talk about this child. */
  declined: boolean
  teachers: TeacherOfChild[]
}

/** A round as one household sees it, apart from the free times. The same object as long as nothing in it changed. */
export type FamilyRound = {
  readonly household: HouseholdId
  /** As it opens for this household. */
  readonly round: Round
  /** Who may choose before others; null when everybody begins at once. */
  readonly opening: Opening | null
  /** "2026-11-12", the first day of the round; null while none is set. */
  readonly firstDay: string | null
  readonly children: readonly ChildInRound[]
  /** Every talk of this household, in all rounds, in order. */
  readonly talks: readonly Booking[]
  /** Talks that are not held at school, and where they are. */
  readonly elsewhere: ReadonlyMap<BookingId, Place>
  /** Talks about which another family asks to change places. */
  readonly asked: ReadonlySet<BookingId>
  /** By which roads its guardians can be told of a talk. */
  readonly roads: Roads
  /** The last day on which these talks are kept; null while there are none to have. */
  readonly keptUntil: Temporal.PlainDate | null
  /** Equal for equal content, in this process and the next. */
  readonly stamp: string
}

/** A slot that nobody has. */
export type FreeSlot = Span & { readonly id: SlotId }

/** The times a household can choose from. `clash`: there are free ones, but all of them while it is elsewhere. */
export type FreeTimes = { times: readonly FreeSlot[]; clash: boolean }

/** How many talks of this round are chosen, out of how many the household can have. */
export function progressOf({ round, children }: FamilyRound): { chosen: number; wanted: number } {
  const talksOf = (child: ChildInRound) => child.teachers.filter((each) => each.talk !== null).length
  const count = (each: (child: ChildInRound) => number) =>
    children.reduce((sum, child) => sum + each(child), 0)
  return {
    chosen: count(talksOf),
    wanted: count((child) => Math.max(talksOf(child), mostTalks(round, neededTeachers(child)))),
  }
}

/** How many of a child's teachers have a talk with its parents, or did not say that none is needed. */
const neededTeachers = ({ declined, teachers }: ChildInRound) =>
  declined ? 0 : teachers.filter(({ talk, mark }) => talk !== null || mark !== "not-needed").length

/** Has this child as many talks as the round allows? */
export const hasEnough = (round: Round, child: ChildInRound): boolean =>
  child.teachers.filter((each) => each.talk !== null).length >= mostTalks(round, child.teachers.length)

/** What is left of a teacher's free slots for a household: still to come, and not while it has another talk. In order. */
export function freeFor(
  free: readonly FreeSlot[],
  talks: readonly (Span & { id: BookingId })[],
  now: Temporal.Instant,
): FreeTimes {
  const first = free[0]
  if (first === undefined) return { times: free, clash: false }
  const begun = Temporal.Instant.compare(first.startsAt, now) <= 0
  if (talks.length === 0 && !begun) return { times: free, clash: false }
  const coming = begun ? free.filter((slot) => Temporal.Instant.compare(slot.startsAt, now) > 0) : free
  const times = talks.length === 0 ? coming : coming.filter(besides(talks))
  return { times, clash: times.length === 0 && coming.length > 0 }
}

/** Is a slot at no moment of these talks? In numbers: it is asked of every slot on every page. */
function besides(talks: readonly Span[]): (slot: Span) => boolean {
  const busy = talks.map(({ startsAt, endsAt }) => [startsAt.epochMilliseconds, endsAt.epochMilliseconds])
  return ({ startsAt, endsAt }) => {
    const [starts, ends] = [startsAt.epochMilliseconds, endsAt.epochMilliseconds]
    return !busy.some(([from = 0, until = 0]) => from < ends && starts < until)
  }
}

/** The so many times that lie closest to a moment, in order of the clock. */
export function nearestTo(at: Temporal.Instant, times: readonly FreeSlot[], count: number): FreeSlot[] {
  const distance = (slot: FreeSlot) => Math.abs(slot.startsAt.epochMilliseconds - at.epochMilliseconds)
  return [...times]
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, count)
    .sort((one, other) => Temporal.Instant.compare(one.startsAt, other.startsAt))
}
