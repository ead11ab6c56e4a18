import { type Actor, actorOf, type Office } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import {
  type ArrangeRefusal,
  decideArranging,
  decideBlocking,
  decideCancelling,
  decideRearranging,
  decideSwap,
  decideTalk,
  decideTime,
} from "../../domain/talks/arranging.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import { isAsShown, type ShownTalk, type ShownTime } from "../../domain/talks/shown-time.ts"
import { type Slot, takesOf } from "../../domain/talks/slot.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { undoably } from "../upheavals/upheaval-of-one.ts"
import { raiseBoardOf } from "./boards.ts"
import { addTalk, moveTalk, removeTalk, swapTalks } from "./booking-changes.ts"
import { findSlot, findTalk, isOfHousehold, slotAt, talksOf } from "./booking-facts.ts"
import type { Change } from "./booking-news.ts"
import { unlessLate } from "./booking-refusals.ts"
import { isDoubled } from "./pair-places.ts"
import { nameOnList } from "./pairs.ts"
import { offerFreed } from "./waiting-offers.ts"
import { restorePromised, takeBackPromised } from "./waiting-promises.ts"

// What the school does with talks for a family: book, move, swap, cancel, and close a time. Each tells the families it is about; of a talk
// that stood before they hear within ten minutes, so that it can be taken back. All of it is about times and talks as they were shown: what
// somebody moved meanwhile is refused, and said where it went.

/** Why it was not done, and about which time. */
export type Arranged<Value> = Result<Value, { slot: SlotId; why: ArrangeRefusal }> | null

const changeOf = (office: Office, now: Temporal.Instant): Change => ({
  actor: actorOf(office),
  now,
  bySchool: true,
})

/** A talk of this round, and who holds it by name. Null when there is none. */
function talkIn(db: Db, round: RoundId, booking: BookingId) {
  const talk = findTalk(db, round, booking)
  return talk && { ...talk, heldBy: nameOnList(db, round, talk.teacher) }
}

/** The promise of this time to another home; null when there is none. */
function promisedTo(db: Db, { id }: Slot, household: HouseholdId, now: Temporal.Instant) {
  const row = db
    .sql<{ until: string; offered: number }, [number, number, string]>(
      "SELECT until, offer AS offered FROM holds WHERE slot_id = ? AND household_id <> ? AND until > ?",
    )
    .get(id, household, now.toString())
  return row && { until: Temporal.Instant.from(row.until), offered: row.offered === 1 }
}

/** Was this talk held where it stands? */
const hasCome = (db: Db, { id, slot }: Booking) =>
  db
    .sql<unknown, [number, number]>("SELECT 1 FROM turns WHERE booking_id = ? AND slot_id = ? AND came = 1")
    .get(id, slot) !== null

/** Was this the last to cancel the talk that stood there? */
const cancelledBy = (db: Db, office: Office, round: RoundId, { booking, slot }: ShownTalk) => {
  const { kind, id } = actorOf(office)
  const last = db
    .sql<{ kind: string; id: number | null }, [number, number, number]>(
      `SELECT actor_kind AS kind, actor_id AS id FROM logbook
        WHERE act = 'talk-cancelled' AND json_extract(about, '$.booking') = ? AND json_extract(about, '$.round') = ?
          AND json_extract(about, '$.slot') = ? ORDER BY logbook.id DESC LIMIT 1`,
    )
    .get(booking, round, slot)
  return last?.kind === kind && last.id === id
}

/** Books a time for a family. Asked twice, it is done once. Null when there is no such child in that family, or no such time in this round. */
export const bookFor = (
  db: Db,
  office: Office,
  wish: ShownTime & { round: RoundId; household: HouseholdId; pupil: PupilId },
  now: Temporal.Instant,
): Promise<Arranged<BookingId>> =>
  unlessLate(
    write(db, (tx): Arranged<BookingId> => {
      const { household, pupil } = wish
      const round = findRound(db, wish.round)
      const found = findSlot(db, wish.round, wish.slot, pupil, household, now)
      if (!round || !found || !isOfHousehold(db, household, pupil)) return null
      const { slot } = found
      const asShown = decideTime(wish, slot)
      if (!asShown.ok) return refuse({ slot: slot.id, why: asShown.refusal })
      const talks = talksOf(db, household)
      const same = talks.find((talk) => talk.slot === slot.id && talk.pupil === pupil)
      if (same) return accept(same.id)
      const promised = promisedTo(db, slot, household, now)
      const decision = decideArranging({ round, pupil, talks, promised, ...found }, now)
      if (!decision.ok) return refuse({ slot: slot.id, why: decision.refusal })
      return accept(addTalk(db, tx, changeOf(office, now), { round: round.id, household, pupil, slot }))
    }),
  )

/** Moves a talk to any free time of its round. Asked twice, it is done once. Null when there is no such round or time. */
export const moveFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; talk: ShownTalk; to: ShownTime },
  now: Temporal.Instant,
): Promise<Arranged<BookingId>> =>
  unlessLate(
    write(db, (tx): Arranged<BookingId> => {
      const round = findRound(db, wish.round)
      const booking = talkIn(db, wish.round, wish.talk.booking)
      if (!round) return null
      if (!booking) return refuse({ slot: wish.talk.slot, why: { kind: "talk-gone" } })
      const { pupil, household } = booking
      const found = findSlot(db, round.id, wish.to.slot, pupil, household, now, takesOf(booking, round))
      if (!found) return null
      const { slot } = found
      const asShown = decideTime(wish.to, slot)
      if (!asShown.ok) return refuse({ slot: slot.id, why: asShown.refusal })
      if (booking.slot === slot.id) return accept(booking.id)
      const stands = decideTalk(wish.talk, booking)
      if (!stands.ok) return refuse({ slot: slot.id, why: stands.refusal })
      const talks = talksOf(db, household)
      const came = hasCome(db, booking)
      const promised = promisedTo(db, slot, household, now)
      const decision = decideRearranging({ round, booking, came, talks, promised, ...found }, now)
      if (!decision.ok) return refuse({ slot: slot.id, why: decision.refusal })
      const change = { round: round.id, kind: "one-moved", talks: [booking.id], to: [slot] } as const
      undoably(db, office, change, now, (how) => moveTalk(db, tx, how, booking, slot))
      return accept(booking.id)
    }),
  )

/** Lets two talks of a round change places. Asked twice, it is done once. Null when there is no such round. */
export const swapFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; one: ShownTalk; other: ShownTalk },
  now: Temporal.Instant,
): Promise<Arranged<true>> =>
  unlessLate(
    write(db, (tx): Arranged<true> => {
      const round = findRound(db, wish.round)
      const [one, other] = [wish.one, wish.other].map(({ booking }) => talkIn(db, wish.round, booking))
      if (!round) return null
      if (!one || !other) return refuse({ slot: wish.other.slot, why: { kind: "talk-gone" } })
      if (standsAt(one, wish.other) && standsAt(other, wish.one)) return accept(true)
      for (const stands of [decideTalk(wish.one, one), decideTalk(wish.other, other)])
        if (!stands.ok) return refuse({ slot: other.slot, why: stands.refusal })
      const decision = decideSwap(
        round,
        { booking: one, talks: talksOf(db, one.household) },
        { booking: other, talks: talksOf(db, other.household) },
        now,
      )
      if (!decision.ok) return refuse({ slot: other.slot, why: decision.refusal })
      const change = { round: round.id, kind: "one-swapped", talks: [one.id, other.id], to: [] } as const
      undoably(db, office, change, now, (how) => swapTalks(db, tx, how, one, other))
      return accept(true)
    }),
  )

/** Two who changed places already stand where the other was shown: a button that was pressed twice. */
const standsAt = (talk: Booking, shown: ShownTalk) =>
  talk.id !== shown.booking && talk.slot === shown.slot && isAsShown(shown, talk)

/** Cancels a talk for a family. Asked twice, it is done once. Null when there is no such round. */
export const cancelFor = (
  db: Db,
  office: Office,
  wish: { round: RoundId; talk: ShownTalk },
  now: Temporal.Instant,
): Promise<Arranged<true>> =>
  write(db, (tx): Arranged<true> => {
    if (!findRound(db, wish.round)) return null
    const booking = talkIn(db, wish.round, wish.talk.booking)
    if (!booking)
      return cancelledBy(db, office, wish.round, wish.talk)
        ? accept(true)
        : refuse({ slot: wish.talk.slot, why: { kind: "talk-gone" } })
    for (const decision of [decideTalk(wish.talk, booking), decideCancelling(booking, now)])
      if (!decision.ok) return refuse({ slot: booking.slot, why: decision.refusal })
    const change = { round: wish.round, kind: "one-cancelled", talks: [booking.id], to: [] } as const
    undoably(db, office, change, now, (how) => removeTalk(db, tx, how, booking))
    return accept(true)
  })

/** Closes a time for everybody, or opens it again. Null when it is not in this round. */
export const blockSlot = (
  db: Db,
  office: Office,
  wish: ShownTime & { round: RoundId; blocked: boolean },
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
    const slot = slotAt(db, wish.round, wish.slot)
    if (!slot) return null
    const asShown = decideTime(wish, slot)
    if (!asShown.ok) return refuse({ slot: slot.id, why: asShown.refusal })
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
  raiseBoardOf(db, slot)
  if (blocked) takeBackPromised(db, tx, [slot], now, 0)
  else {
    restorePromised(db, round, now)
    offerFreed(db, tx, slot, now)
  }
  note(tx, actor, blocked ? "slot-closed" : "slot-opened", { round, slot }, now)
}
