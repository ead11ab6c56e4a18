import { actorOf, type Parent } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import { isAsShown, type ShownTime } from "../../domain/talks/shown-time.ts"
import type { Slot, Span } from "../../domain/talks/slot.ts"
import { decideMoving, isInTime, type Side, type SwapRefusal, timesToTick } from "../../domain/talks/swap.ts"
import { timeFor } from "../../domain/talks/waiting.ts"
import { toldAt } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { moveTalk } from "./booking-changes.ts"
import { talksOf } from "./booking-facts.ts"
import { freeOf, heldTimes, offerNext, waitersOf } from "./waiting-offers.ts"

// The times that families ticked for a talk: then it may go there, without another question, when a family wants its own time.

export type Standing = Side & { booking: Booking & { uid: string } }

/** A talk with what the rules ask about its family; null when it is not there. */
export function sideOf(db: Db, id: BookingId): Standing | null {
  const row = db
    .sql<{ household: HouseholdId }, [number]>("SELECT household_id AS household FROM bookings WHERE id = +?")
    .get(id)
  const talks = row ? talksOf(db, row.household) : []
  const booking = talks.find((talk) => talk.id === id)
  const round = booking && findRound(db, booking.round)
  if (!row || !booking || !round) return null
  return {
    round: roundFor(db, round, row.household),
    booking,
    talks: [...talks, ...heldTimes(db, row.household)],
  }
}

/** The same for a talk of this parent; null when it is not theirs. */
export function ownSide(db: Db, { household }: Parent, id: BookingId) {
  const side = sideOf(db, id)
  return side?.booking.household === household ? side : null
}

type SlotRow = { id: SlotId; startsAt: string; endsAt: string; blocked: number }

/** Every time of a teacher in a round, in order. */
const timesOf = (db: Db, { round, teacher }: Pick<Booking, "round" | "teacher">): Slot[] =>
  db
    .sql<SlotRow, [number, number]>(
      "SELECT id, starts_at AS startsAt, ends_at AS endsAt, blocked FROM slots WHERE round_id = ? AND teacher_id = ? ORDER BY starts_at",
    )
    .all(round, teacher)
    .map(({ id, startsAt, endsAt, blocked }) => ({
      id,
      teacher,
      blocked: blocked === 1,
      startsAt: Temporal.Instant.from(startsAt),
      endsAt: Temporal.Instant.from(endsAt),
    }))

/** That a tick is still about the talk and the time it was said of. In SQL, for a tick t, its talk b and its time s. */
const stillSaid = `b.household_id = t.household_id AND b.sequence = t.sequence AND b.starts_at = t.talk_at AND s.starts_at = t.starts_at
    AND s.blocked = 0 AND s.round_id = b.round_id AND s.teacher_id = b.teacher_id`

const tickedSlots = (db: Db, booking: BookingId): ReadonlySet<SlotId> =>
  new Set(
    db
      .sql<{ slot: SlotId }, [number]>(
        `SELECT t.slot_id AS slot FROM swap_times t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = t.slot_id
          WHERE t.booking_id = ? AND ${stillSaid}`,
      )
      .all(booking)
      .map(({ slot }) => slot),
  )

/** The times of this talk's teacher that its family could tick, and which it did. Null when the talk is not this parent's. */
export function alsoTimes(db: Db, parent: Parent, booking: BookingId, now: Temporal.Instant) {
  const side = ownSide(db, parent, booking)
  if (!side) return null
  const ticked = tickedSlots(db, booking)
  return timesToTick(side, timesOf(db, side.booking), now).map((slot) => ({
    slot: slot.id,
    startsAt: slot.startsAt,
    ticked: ticked.has(slot.id),
  }))
}

/**
 * Keeps at which other times a talk may be held, instead of those that were ticked before; times that cannot be, or are no longer as
 * they were shown, are left out. None: it stays where it is. Null when the talk is not this parent's.
 */
export function sayAlsoTimes(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId; times: readonly ShownTime[] },
  now: Temporal.Instant,
  sms: boolean,
): Promise<Result<true, SwapRefusal> | null> {
  return write(db, (tx) => {
    const side = ownSide(db, parent, wish.booking)
    if (!side) return null
    const { booking, round } = side
    if (wish.times.length > 0 && !round.swaps) return refuse({ kind: "no-swaps" })
    if (wish.times.length > 0 && !toldAt(db, parent.household, now, sms))
      return refuse({ kind: "nobody-to-tell" })
    const times = timesToTick(side, timesOf(db, booking), now)
    if (wish.times.length > 0 && times.length === 0) return refuse({ kind: "too-late" })
    const ticked = times.filter((time) =>
      wish.times.some((shown) => shown.slot === time.id && isAsShown(shown, time)),
    )
    db.sql("DELETE FROM swap_times WHERE booking_id = ?").run(booking.id)
    for (const { id, startsAt } of ticked)
      db.sql(
        "INSERT INTO swap_times (booking_id, slot_id, household_id, sequence, talk_at, starts_at) VALUES (?, ?, ?, ?, ?, ?)",
      ).run(
        booking.id,
        id,
        parent.household,
        booking.sequence,
        booking.startsAt.toString(),
        startsAt.toString(),
      )
    note(
      tx,
      actorOf(parent),
      "swap-times-said",
      { round: round.id, slot: booking.slot, times: ticked.length },
      now,
    )
    return accept(true)
  })
}

/** What families ticked for each talk of a round, as `restoreTicks` reads it. */
export const tickedIn = (db: Db, round: RoundId): ReadonlyMap<BookingId, string> =>
  new Map(
    db
      .sql<{ talk: BookingId; ticks: string }, [number]>(
        `SELECT b.id AS talk, json_group_array(json_array(t.slot_id, t.starts_at)) AS ticks
           FROM swap_times t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = t.slot_id
          WHERE b.round_id = ? AND ${stillSaid} GROUP BY b.id`,
      )
      .all(round)
      .map(({ talk, ticks }) => [talk, ticks]),
  )

/**
 * A talk that was off stands again as it was, and so do the ticks of its family, as far as the times do. Not of a talk of which they heard
 * that it was off: that is another one to them. Part of a write.
 */
export const restoreTicks = (db: Db, talk: { id: BookingId; sequence: number; also: string }) =>
  db
    .sql(
      `INSERT INTO swap_times (booking_id, slot_id, household_id, sequence, talk_at, starts_at)
         SELECT b.id, s.id, b.household_id, b.sequence, b.starts_at, s.starts_at
           FROM json_each(?3) tick JOIN bookings b ON b.id = ?1 AND b.sequence = ?2
           JOIN slots s ON s.id = tick.value ->> 0 AND s.starts_at = tick.value ->> 1 WHERE true ON CONFLICT DO NOTHING`,
    )
    .run(talk.id, talk.sequence, talk.also)

/** Has this talk's family ticked this time? */
export const isTicked = (db: Db, booking: BookingId, slot: SlotId) => tickedSlots(db, booking).has(slot)

/** The free times that this talk's family ticked, those nearest to its own first. */
export function freeTicked(db: Db, { id, round, teacher, startsAt }: Booking): Slot[] {
  const ticked = tickedSlots(db, id)
  const far = (slot: Slot) => Math.abs(slot.startsAt.epochMilliseconds - startsAt.epochMilliseconds)
  return freeOf(db, round, teacher)
    .filter((slot) => ticked.has(slot.id))
    .sort((one, other) => far(one) - far(other))
}

/** Does this family hear long enough beforehand that its talk goes to a time that it ticked? */
export function hearsInTime(
  db: Db,
  { booking }: Side,
  to: Span,
  now: Temporal.Instant,
  sms: boolean,
): boolean {
  const told = toldAt(db, booking.household, now, sms)
  return told !== null && isInTime([booking, to], told)
}

/** May this talk be moved to a time that its family ticked, now, without asking? */
export const mayMove = (db: Db, holder: Side, slot: Slot, now: Temporal.Instant, sms: boolean) =>
  hearsInTime(db, holder, slot, now, sms) && decideMoving(holder, slot, now).ok

type List = { round: RoundId; teacher: TeacherId }

/**
 * Where a family waits that could take none of the free times, a talk whose family ticked a free time goes there, and its old time is
 * offered to who waits. Gives how many talks moved. Does nothing where nobody waits. `sms`: can any be sent?
 */
export async function makeRoom(db: Db, now: Temporal.Instant, sms: boolean): Promise<number> {
  if (listsToHelp(db).every((list) => roomIn(db, list, now, sms) === null)) return 0
  return write(db, (tx) =>
    listsToHelp(db).reduce((sum, list) => sum + (moveOne(db, tx, list, now, sms) ? 1 : 0), 0),
  )
}

/** Lists with somebody who waits without an offer, and a talk that may go to a free time. */
const listsToHelp = (db: Db): List[] =>
  db
    .sql<List, []>(
      `SELECT DISTINCT w.round_id AS round, w.teacher_id AS teacher FROM waits w
        WHERE EXISTS (SELECT 1 FROM swap_times t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = t.slot_id
          LEFT JOIN bookings o ON o.slot_id = s.id LEFT JOIN holds h ON h.slot_id = s.id
          WHERE b.round_id = w.round_id AND b.teacher_id = w.teacher_id AND o.id IS NULL AND h.slot_id IS NULL AND ${stillSaid})`,
    )
    .all()

/** The first talk that could step aside for somebody who waits, and the free time that it would go to; null when there is none. */
function roomIn(db: Db, { round, teacher }: List, now: Temporal.Instant, sms: boolean) {
  const free = freeOf(db, round, teacher)
  const waiters = waitersOf(db, { round, teacher }, now, sms).filter(
    (waiter) => timeFor(waiter, free, now) === null,
  )
  if (waiters.length === 0) return null
  for (const id of talksWithTicks(db, { round, teacher })) {
    const holder = sideOf(db, id)
    if (!holder) continue
    const time: Slot = { ...holder.booking, id: holder.booking.slot, blocked: false }
    if (!waiters.some((waiter) => timeFor(waiter, [time], now) !== null)) continue
    const to = freeTicked(db, holder.booking).find((slot) => mayMove(db, holder, slot, now, sms))
    if (to) return { talk: holder.booking, to }
  }
  return null
}

/** Part of a write. */
function moveOne(db: Db, tx: Tx, list: List, now: Temporal.Instant, sms: boolean): boolean {
  const found = roomIn(db, list, now, sms)
  if (!found) return false
  const change = { actor: { kind: "system", id: null }, now, swapped: true, offersLater: true } as const
  moveTalk(db, tx, change, found.talk, found.to)
  offerNext(db, tx, list, now)
  return true
}

const talksWithTicks = (db: Db, { round, teacher }: List): BookingId[] =>
  db
    .sql<{ id: BookingId }, [number, number]>(
      `SELECT DISTINCT b.id FROM swap_times t JOIN bookings b ON b.id = t.booking_id JOIN slots s ON s.id = t.slot_id
        WHERE b.round_id = ? AND b.teacher_id = ? AND ${stillSaid} ORDER BY b.booked_at, b.id`,
    )
    .all(round, teacher)
    .map(({ id }) => id)
