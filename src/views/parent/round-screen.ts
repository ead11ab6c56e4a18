import type { BookingId, PupilId, TeacherId } from "../../domain/ids.ts"
import type { ToldBy } from "../../domain/messages/message.ts"
import type { Phase } from "../../domain/rounds/round.ts"
import type { DecliningRefusal } from "../../domain/talks/declining.ts"
import type { ChildInRound, FamilyRound, FreeTimes, TeacherOfChild } from "../../domain/talks/family-round.ts"
import type { WaitRefusal } from "../../domain/talks/waiting.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Today } from "./late.tsx"
import type { Refused } from "./times.tsx"

/** What was just done, and is said on the page. A refusal is about a child and a teacher, when they are on the page. */
export type Told =
  | { kind: "booked"; booking: BookingId }
  | { kind: "cancelled" }
  /** Whether it needs a talk about this child, or waits for this teacher: the page says which. */
  | { kind: "said"; pupil: PupilId; teacher: TeacherId | null }
  | { kind: "not-declined"; refusal: DecliningRefusal }
  | { kind: "not-waiting"; refusal: WaitRefusal }
  | (Refused & { kind: "refused"; pupil: PupilId; teacher: TeacherId | null })

/** All talks of a household in a round. */
export type RoundScreen = {
  family: FamilyRound
  phase: Phase
  /** Can times be offered to who waits? Also when choosing is over, as long as others can cancel. */
  isOffering: boolean
  /** May some families choose already, or soon, while the others have to wait? */
  isAhead: boolean
  /** Talks that may still be moved and cancelled. */
  changeable: ReadonlySet<BookingId>
  /** The numbers of places whose teacher will not be there: the school closed all times that are to come. */
  away: ReadonlySet<number>
  /** By child and teacher, in order: the times to choose from; null where there is nothing to choose. */
  choices: readonly (FreeTimes | null)[]
  /** With very many times only those of one place are shown: its number, or null for none yet. */
  opened: "all" | number | null
  told: Told | null
  /** How news of a talk reaches the family. */
  toldBy: ToldBy
  /** How the talks of today run; null on another day. */
  today: Today
  /** Talks that the school called off, today or yesterday. */
  off: readonly OffTalk[]
}

/** `finalAt`: until then the school may still put it back; null when it stands. */
export type OffTalk = {
  pupil: PupilId
  teacher: TeacherId
  startsAt: Temporal.Instant
  finalAt: Temporal.Instant | null
}

/** A child and one of its teachers, with their number on the page. */
export type Place = { at: number; child: ChildInRound; teacher: TeacherOfChild }

/** The times of a place, or the hole where they will stand. */
export type Choice = (place: Place) => Child

const known = new WeakMap<FamilyRound, Place[]>()

/** Every child and teacher of a household in a round, in order. */
export function placesOf(family: FamilyRound): readonly Place[] {
  const found = known.get(family)
  if (found) return found
  const pairs = family.children.flatMap((child) => child.teachers.map((teacher) => ({ child, teacher })))
  const places = pairs.map((pair, at) => ({ at, ...pair }))
  known.set(family, places)
  return places
}

/** Did the family just say something of this child, or of this child and teacher? Then reading goes on there. */
export const isSaid = ({ told }: RoundScreen, pupil: PupilId, teacher: TeacherId | null = null): boolean =>
  told?.kind === "said" && told.pupil === pupil && told.teacher === teacher

/** The refusal that is about this place, if any. */
export const refusedAt = ({ told }: RoundScreen, { child, teacher }: Place) =>
  told?.kind === "refused" && told.pupil === child.pupil && told.teacher === teacher.teacher ? told : null
