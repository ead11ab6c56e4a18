import { type Actor, actorOf, type Office } from "../domain/access.ts"
import {
  type ArrangeRefusal,
  decideArranging,
  decideBlocking,
  decideRearranging,
  decideSwap,
} from "../domain/arranging.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId } from "../domain/ids.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import { takesOf } from "../domain/slot.ts"
import { letGoOf, raiseBoardOf } from "./boards.ts"
import { addTalk, type Change, moveTalk, removeTalk, swapTalks, unlessLate } from "./booking-changes.ts"
import { findSlot, findTalk, isOfHousehold, slotAt, talksOf } from "./booking-facts.ts"
import { note } from "./logbook.ts"
import { type Db, type Tx, write } from "./open.ts"
import { isDoubled } from "./pair-places.ts"
import { findRound } from "./round-setup.ts"
import { offerFreed } from "./waiting.ts"

// What the school does with talks for a family: book, move, swap, cancel, and close a time. Each tells the families it is about.

/** Why it was not done, and about which time. */
export type Arranged<Value> = Result<Value, { slot: SlotId; why: ArrangeRefusal }> | null

const changeOf = (office: Office, now: Temporal.Instant): Change => ({
  actor: actorOf(office),
  now,
  bySchool: true,
})

/** Books a time for a family. Null when there is no such child in that family, or no such time in this round. */
export const bookFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; household: HouseholdId; pupil: PupilId; slot: SlotId },
  now: Temporal.Instant,
): Promise<Arranged<BookingId>> =>
  unlessLate(
    write(db, (tx): Arranged<BookingId> => {
      const { household, pupil } = wish
      const round = findRound(db, wish.round)
      const found = findSlot(db, wish.round, wish.slot, pupil, household, now)
      if (!round || !found || !isOfHousehold(db, household, pupil)) return null
      const { slot } = found
      const decision = decideArranging({ round, pupil, talks: talksOf(db, household), ...found }, now)
      if (!decision.ok) return refuse({ slot: slot.id, why: decision.refusal })
      return accept(addTalk(db, tx, changeOf(office, now), { round: round.id, household, pupil, slot }))
    }),
  )

/** Moves a talk to any free time of its round. Null when there is no such talk or time. */
export const moveFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; booking: BookingId; slot: SlotId },
  now: Temporal.Instant,
): Promise<Arranged<BookingId>> =>
  unlessLate(
    write(db, (tx): Arranged<BookingId> => {
      const round = findRound(db, wish.round)
      const booking = findTalk(db, wish.round, wish.booking)
      if (!round || !booking) return null
      const { pupil, household } = booking
      const found = findSlot(db, round.id, wish.slot, pupil, household, now, takesOf(booking, round))
      if (!found) return null
      const { slot } = found
      if (booking.slot === slot.id) return accept(booking.id)
      const talks = talksOf(db, household)
      const decision = decideRearranging({ round, booking, talks, ...found }, now)
      if (!decision.ok) return refuse({ slot: slot.id, why: decision.refusal })
      moveTalk(db, tx, changeOf(office, now), booking, slot)
      return accept(booking.id)
    }),
  )

/** Lets two talks of a round change places. Null when one of them is not there. */
export const swapFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; one: BookingId; other: BookingId },
  now: Temporal.Instant,
): Promise<Arranged<true>> =>
  unlessLate(
    write(db, (tx): Arranged<true> => {
      const round = findRound(db, wish.round)
      const [one, other] = [findTalk(db, wish.round, wish.one), findTalk(db, wish.round, wish.other)]
      if (!round || !one || !other) return null
      const decision = decideSwap(
        round,
        { booking: one, talks: talksOf(db, one.household) },
        { booking: other, talks: talksOf(db, other.household) },
        now,
      )
      if (!decision.ok) return refuse({ slot: other.slot, why: decision.refusal })
      swapTalks(db, tx, changeOf(office, now), one, other)
      return accept(true)
    }),
  )

/** Cancels a talk for a family. Null when it is not there. */
export const cancelFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; booking: BookingId },
  now: Temporal.Instant,
): Promise<true | null> =>
  write(db, (tx) => {
    const booking = findTalk(db, wish.round, wish.booking)
    if (!booking) return null
    removeTalk(db, tx, changeOf(office, now), booking)
    return true
  })

/** Closes a time for everybody, or opens it again. Null when it is not in this round. */
export const blockSlot = (
  db: Db,
  office: Office,
  wish: { round: RoundId; slot: SlotId; blocked: boolean },
  now: Temporal.Instant,
): Promise<Arranged<true>> =>
  write(db, (tx): Arranged<true> => {
    const row = db
      .sql<{ taken: number; doubled: number }, [number, number]>(
        `SELECT EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id) AS taken, ${isDoubled("s")} AS doubled
           FROM slots s WHERE s.id = ? AND s.round_id = ?`,
      )
      .get(wish.slot, wish.round)
    // What is part of a longer talk is taken, though no slot of its own.
    if (!row && !slotAt(db, wish.round, wish.slot)) return null
    const decision = decideBlocking({ taken: row?.taken !== 0, doubled: row?.doubled === 1 }, wish.blocked)
    if (!decision.ok) return refuse({ slot: wish.slot, why: decision.refusal })
    setBlocked(db, tx, actorOf(office), wish, now)
    return accept(true)
  })

/** Closes a time, or opens it unless somebody who holds it has another talk then. Part of a write. */
export function setBlocked(
  db: Db,
  tx: Tx,
  actor: Actor,
  { round, slot, blocked }: { round: RoundId; slot: SlotId; blocked: boolean },
  now: Temporal.Instant,
): void {
  db.sql(`UPDATE slots SET blocked = ?1 WHERE id = ?2 AND (?1 = 1 OR NOT ${isDoubled("slots")})`).run(
    blocked ? 1 : 0,
    slot,
  )
  letGoOf(db, [slot])
  raiseBoardOf(db, slot)
  if (!blocked) offerFreed(db, tx, slot, now)
  note(tx, actor, blocked ? "slot-closed" : "slot-opened", { round, slot }, now)
}
