import { actorOf, type Parent } from "../../domain/access/access.ts"
import type { BookingId, PupilId, RoundId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { Round } from "../../domain/rounds/round.ts"
import {
  type Booking,
  type BookingRefusal,
  decideBooking,
  decideCancellation,
  decideMove,
} from "../../domain/talks/booking.ts"
import { isAsShown, type ShownTime } from "../../domain/talks/shown-time.ts"
import { takesOf } from "../../domain/talks/slot.ts"
import { whilePromised } from "../../domain/talks/waiting.ts"
import { type Db, write } from "../open.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { addTalk, moveTalk, type NewTalk, removeTalk } from "./booking-changes.ts"
import { findSlot, isOfHousehold, talksOf } from "./booking-facts.ts"
import type { Change } from "./booking-news.ts"
import { type SetRefusal, unlessLate } from "./booking-refusals.ts"
import { cancelledBefore } from "./called-off.ts"
import { offeredUntil } from "./waiting-offers.ts"

// Choosing, moving and cancelling a talk, by parents: one write each.

export type Booked = Result<BookingId, BookingRefusal>

/** A child and a time that is wished for it, as it was shown. */
export type WishedTalk = ShownTime & { pupil: PupilId }

/**
 * Books a slot of this round for a pupil, and queues the confirmation, or says why not. Asked twice, it is done once. Null when
 * the pupil is not this parent's, or the slot not of this round.
 */
export async function bookSlot(
  db: Db,
  parent: Parent,
  { round, ...wish }: { round: RoundId } & WishedTalk,
  now: Temporal.Instant,
): Promise<Booked | null> {
  const outcome = await bookSet(db, parent, { round, talks: [wish] }, now)
  if (!outcome) return null
  return outcome.ok ? accept(outcome.value[0] as BookingId) : refuse(outcome.refusal.why)
}

/** Books several slots of this round, all of them or none. The same promises as for one. */
export const bookSet = (
  db: Db,
  parent: Parent,
  wish: { round: RoundId; talks: readonly WishedTalk[] },
  now: Temporal.Instant,
): Promise<Result<BookingId[], SetRefusal> | null> =>
  unlessLate(
    write(db, (tx) => {
      const decided = decideWishes(db, parent, wish, now)
      if (!decided?.ok) return decided
      const change = changeOf(parent, now)
      return accept(decided.value.map((talk) => talk.known ?? addTalk(db, tx, change, talk)))
    }),
  )

/** The round of a talk as it is for this parent. */
function roundOf(db: Db, { household }: Parent, booking: Booking): Round | null {
  const round = findRound(db, booking.round)
  return round && roundFor(db, round, household)
}

const changeOf = (parent: Parent, now: Temporal.Instant): Change => ({ actor: actorOf(parent), now })

type DecidedTalk = NewTalk & { known: BookingId | null }

/**
 * May this parent have all these times? Each wish is looked at as if those before it were booked; a talk that stands already is
 * known by its id. Writes nothing. Null when a pupil is not this parent's, or a slot not of this round.
 */
export function decideWishes(
  db: Db,
  parent: Parent,
  wish: { round: RoundId; talks: readonly WishedTalk[] },
  now: Temporal.Instant,
): Result<DecidedTalk[], SetRefusal> | null {
  const found = findRound(db, wish.round)
  if (!found?.publishedAt) return null
  const round = roundFor(db, found, parent.household)
  const talks: Booking[] = talksOf(db, parent.household)
  const decided: DecidedTalk[] = []
  for (const wished of wish.talks) {
    const { pupil, slot: id } = wished
    const found = findSlot(db, wish.round, id, pupil, parent.household, now)
    if (!found || !isOfHousehold(db, parent.household, pupil)) return null
    const { slot } = found
    const same = talks.find((talk) => talk.slot === slot.id && talk.pupil === pupil)
    decided.push({ round: round.id, household: parent.household, pupil, slot, known: same?.id ?? null })
    if (same) continue
    // What is held for who waited can be taken for as long as it is.
    const until = offeredUntil(db, parent.household, wished, now)
    const theirs = until ? whilePromised(round, until) : round
    const facts = { round: theirs, pupil, talks, asShown: isAsShown(wished, slot), ...found }
    const decision = decideBooking(facts, now)
    if (!decision.ok) return refuse({ slot: id, why: decision.refusal })
    talks.push({
      ...slot,
      id: 0 as BookingId,
      slot: id,
      pupil,
      round: round.id,
      household: parent.household,
      sequence: 0,
      ahead: 0,
    })
  }
  return accept(decided)
}

/**
 * Moves a talk to another slot of the same teacher; the old one is free in the same moment. Asked twice, it is done once. Null
 * when the talk is not this parent's, or the slot not one of its teacher in this round.
 */
export async function moveBooking(
  db: Db,
  parent: Parent,
  wish: ShownTime & { booking: BookingId },
  now: Temporal.Instant,
): Promise<Booked | null> {
  const outcome = await unlessLate(
    write(db, (tx) => {
      const talks = talksOf(db, parent.household)
      const booking = talks.find((talk) => talk.id === wish.booking)
      const round = booking && roundOf(db, parent, booking)
      if (!booking || !round) return null
      const { pupil, household } = booking
      const found = findSlot(db, round.id, wish.slot, pupil, household, now, takesOf(booking, round))
      if (found?.slot.teacher !== booking.teacher) return null
      const { slot } = found
      if (booking.slot === slot.id) return accept(booking.id)
      const decision = decideMove({ round, booking, talks, asShown: isAsShown(wish, slot), ...found }, now)
      if (!decision.ok) return refuse({ slot: slot.id, why: decision.refusal })
      moveTalk(db, tx, changeOf(parent, now), booking, slot)
      return accept(booking.id)
    }),
  )
  return outcome?.ok === false ? refuse(outcome.refusal.why) : outcome
}

/** Cancels a talk, and tells who was told of it. Asked twice, it is done once. Null when there is no such talk of this parent. */
export function cancelBooking(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId },
  now: Temporal.Instant,
): Promise<Result<RoundId, BookingRefusal> | null> {
  return write(db, (tx) => {
    const booking = talksOf(db, parent.household).find((talk) => talk.id === wish.booking)
    if (!booking) {
      const before = cancelledBefore(db, parent, wish.booking)
      return before === null ? null : accept(before)
    }
    const round = roundOf(db, parent, booking)
    if (!round) return null
    const decision = decideCancellation({ round, booking }, now)
    if (!decision.ok) return decision
    removeTalk(db, tx, changeOf(parent, now), booking)
    return accept(round.id)
  })
}
