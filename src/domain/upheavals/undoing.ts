import { isBefore } from "../clock.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, TeacherId } from "../ids.ts"
import { overlap, type Span } from "../talks/slot.ts"
import type { Place, TalksOfHomes } from "./upheaval.ts"

// Taking back what was done with many talks at once, as far as it still can be.

/** What undoing may restore: the talk as it was, and as the change left it; null when that is gone, or was changed since. */
export type Undoing = {
  booking: BookingId
  household: HouseholdId
  pupil: PupilId
  round: RoundId
  was: Place
  /** The change took the talk away; otherwise it stands elsewhere. */
  isOff: boolean
}

/** Why a talk does not go back: its time was given away, the family chose another, is elsewhere then, or the talk changed again. */
export type NotBack = "taken" | "chosen-again" | "family-busy" | "changed" | "past"

/**
 * Which of these talks can go back to where they were. They make room for each other; what cannot go back stays where it is, and may be
 * in the way of another. Where two homes became one meanwhile, the first of two that it cannot have both goes back.
 */
export function decideUndoing(
  wishes: readonly Undoing[],
  facts: {
    /** Talks of a teacher, and times promised or held for somebody else. */
    takenOf: (teacher: TeacherId) => readonly (Span & { booking: BookingId | null })[]
    homes: TalksOfHomes
  },
  now: Temporal.Instant,
): Map<BookingId, NotBack> {
  const no = new Map<BookingId, NotBack>()
  const isLeaving = (id: BookingId | null) =>
    id !== null && !no.has(id) && wishes.some((wish) => wish.booking === id)
  for (;;) {
    const before = no.size
    for (const [at, wish] of wishes.entries()) {
      if (no.has(wish.booking)) continue
      const sooner = wishes.slice(0, at).filter((other) => isLeaving(other.booking))
      const why = whyNotBack(wish, facts, isLeaving, now) ?? besides(wish, sooner)
      if (why) no.set(wish.booking, why)
    }
    if (no.size === before) return no
  }
}

/** Does a talk that goes back before this one leave no place for it in this home? */
function besides(
  { household, pupil, round, was }: Undoing,
  sooner: readonly Undoing[],
): "chosen-again" | "family-busy" | null {
  const theirs = sooner.filter((other) => other.household === household)
  const isAgain = (other: Undoing) =>
    other.pupil === pupil && other.round === round && other.was.teacher === was.teacher
  if (theirs.some(isAgain)) return "chosen-again"
  return theirs.some((other) => overlap(other.was, was)) ? "family-busy" : null
}

function whyNotBack(
  { was, household, pupil, round }: Undoing,
  { takenOf, homes }: Parameters<typeof decideUndoing>[1],
  isLeaving: (id: BookingId | null) => boolean,
  now: Temporal.Instant,
): NotBack | null {
  if (!isBefore(now, was.startsAt)) return "past"
  const standing = homes(household).filter(({ id }) => !isLeaving(id))
  if (standing.some((talk) => talk.round === round && talk.pupil === pupil && talk.teacher === was.teacher))
    return "chosen-again"
  if (standing.some((talk) => overlap(talk, was))) return "family-busy"
  const taken = takenOf(was.teacher).some((span) => !isLeaving(span.booking) && overlap(span, was))
  return taken ? "taken" : null
}
