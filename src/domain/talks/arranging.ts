import { accept, type Result, refuse } from "../result.ts"
import { phase, type Round } from "../rounds/round.ts"
import { type Booking, type BookingRefusal, decideSlot } from "./booking.ts"
import { isAsShown, type ShownTalk, type ShownTime, standsAsShown } from "./shown-time.ts"
import type { Slot } from "./slot.ts"

// What the school may do with talks of families: more than parents may, and never what would harm somebody else's talk.

export type ArrangeRefusal =
  | Exclude<BookingRefusal, { kind: "not-your-teacher" | "slot-moved" | "enough-talks" | "too-late" }>
  | { kind: "slot-has-talk" }
  | { kind: "teacher-elsewhere" }
  | { kind: "same-talk" }
  /** Two talks of one child in one home: changed about, each stands where the other stood, and nothing is another. */
  | { kind: "same-child" }
  /** Another family is choosing this time, or was offered it from the waiting list: it is theirs until then. */
  | { kind: "slot-held" | "slot-offered"; until: Temporal.Instant }
  /** It began, or has been: what was held stays, with who came. */
  | { kind: "talk-begun" }
  /** Somebody else cancelled it. */
  | { kind: "talk-gone" }
  /** Somebody moved the time, or the talk, that was tapped; when it is now, and with whom a talk is. */
  | { kind: "slot-moved"; at: Temporal.Instant }
  | { kind: "talk-moved"; at: Temporal.Instant; teacher: string }

/** Who arranges means a time as it was shown: one that a colleague moved meanwhile is another. */
export const decideTime = (shown: ShownTime, { startsAt }: Slot): Result<true, ArrangeRefusal> =>
  isAsShown(shown, { startsAt }) ? accept(true) : refuse({ kind: "slot-moved", at: startsAt })

/** And a talk where it was shown: a colleague, or its family, may have moved it. `heldBy`: who holds it now, by name. */
export const decideTalk = (
  shown: ShownTalk,
  talk: Booking & { heldBy: string },
): Result<true, ArrangeRefusal> =>
  standsAsShown(shown, talk)
    ? accept(true)
    : refuse({ kind: "talk-moved", at: talk.startsAt, teacher: talk.heldBy })

type Facts = {
  round: Round
  slot: Slot
  taken: boolean
  /** Taken, by a promise to another family. */
  promised?: { offered: boolean; until: Temporal.Instant } | null
  short?: number | null
  talks: readonly Booking[]
}

/**
 * The school books for a family before opening and after closing too, with any teacher of the round and beyond the number of talks.
 * The time must be free and still to come, and the family in one place.
 */
export function decideArranging(
  facts: Facts & { pupil: Booking["pupil"] },
  now: Temporal.Instant,
): Result<Slot, ArrangeRefusal> {
  const { round, slot, talks, pupil } = facts
  const isTalked = talks.some(
    (talk) => talk.round === round.id && talk.pupil === pupil && talk.teacher === slot.teacher,
  )
  if (isTalked) return refuse({ kind: "already-booked" })
  return decidePlace(facts, now)
}

/** Did this talk begin? */
export const isBegun = ({ startsAt }: Pick<Booking, "startsAt">, now: Temporal.Instant) =>
  Temporal.Instant.compare(startsAt, now) <= 0

/** The school cancels what is still to come. Erasing has its own road. */
export const decideCancelling = (booking: Booking, now: Temporal.Instant): Result<true, ArrangeRefusal> =>
  isBegun(booking, now) ? refuse({ kind: "talk-begun" }) : accept(true)

/** A talk may go to any free time of the round, with another teacher too; unless it was held, for its family `came`. */
export function decideRearranging(
  { booking, came, ...facts }: Facts & { booking: Booking; came: boolean },
  now: Temporal.Instant,
): Result<Slot, ArrangeRefusal> {
  if (came) return refuse({ kind: "talk-begun" })
  const talks = facts.talks.filter((talk) => talk.id !== booking.id)
  return decideArranging({ ...facts, talks, pupil: booking.pupil }, now)
}

/** Are these talks of one child, and of one of its homes? */
export const areOfOneChild = (
  one: Pick<Booking, "pupil" | "household">,
  other: Pick<Booking, "pupil" | "household">,
): boolean => one.pupil === other.pupil && one.household === other.household

/**
 * Two talks of a round change places, each as long as it was: whether that fits is seen when both are out of the way. `talks` are those
 * of each family; none of the two may be in the way.
 */
export function decideSwap(
  round: Round,
  one: { booking: Booking; talks: readonly Booking[] },
  other: { booking: Booking; talks: readonly Booking[] },
  now: Temporal.Instant,
): Result<true, ArrangeRefusal> {
  if (one.booking.id === other.booking.id) return refuse({ kind: "same-talk" })
  if (areOfOneChild(one.booking, other.booking)) return refuse({ kind: "same-child" })
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    const talks = mine.talks.filter(({ id }) => id !== one.booking.id && id !== other.booking.id)
    const { startsAt, teacher, slot: id } = theirs.booking
    const endsAt = startsAt.add(mine.booking.startsAt.until(mine.booking.endsAt))
    const slot = { id, teacher, startsAt, endsAt, blocked: false }
    const place = decideArranging({ round, slot, taken: false, talks, pupil: mine.booking.pupil }, now)
    if (!place.ok) return place
  }
  return accept(true)
}

/**
 * A time is closed, or opened again. One with a talk is not closed, and none is opened while somebody who would hold the talk has another
 * then (`doubled`).
 */
export function decideBlocking(
  slot: { taken: boolean; doubled?: boolean },
  blocked: boolean,
): Result<true, ArrangeRefusal> {
  if (!blocked && slot.doubled) return refuse({ kind: "teacher-elsewhere" })
  return blocked && slot.taken ? refuse({ kind: "slot-has-talk" }) : accept(true)
}

function decidePlace(facts: Facts, now: Temporal.Instant): Result<Slot, ArrangeRefusal> {
  const { round, talks } = facts
  if (round.publishedAt === null) return refuse({ kind: "round-not-open", phase: "draft" })
  if (phase(round, now) === "past") return refuse({ kind: "round-not-open", phase: "past" })
  const place = decideSlot(facts, talks, now)
  if (place.ok || place.refusal.kind !== "slot-taken" || !facts.promised) return place
  const { offered, until } = facts.promised
  return refuse({ kind: offered ? "slot-offered" : "slot-held", until })
}
