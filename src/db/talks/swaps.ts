import { actorOf, type Parent } from "../../domain/access/access.ts"
import type { BookingId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { FreeSlot } from "../../domain/talks/family-round.ts"
import { isAsShown, type ShownTime } from "../../domain/talks/shown-time.ts"
import type { Slot } from "../../domain/talks/slot.ts"
import {
  answerUntil,
  decideExchange,
  decideStepping,
  type Side,
  type SwapRefusal,
  swapping,
  type TakenTimes,
} from "../../domain/talks/swap.ts"
import { toldAt } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { moveTalk, swapTalks } from "./booking-changes.ts"
import type { Change } from "./booking-news.ts"
import { unlessLate } from "./booking-refusals.ts"
import { ask, byUs, orNot } from "./swap-questions.ts"
import { freeTicked, hearsInTime, isTicked, mayMove, ownSide, type Standing, sideOf } from "./swap-times.ts"

// A family asks for a time that another has. Who ticked steps aside at once; who did not is asked, and only a yes moves a talk.

/** The other talks with this teacher in this round. */
const otherTalks = (db: Db, { id, round, teacher, household }: Booking): BookingId[] =>
  db
    .sql<{ id: BookingId }, [number, number, number, number]>(
      "SELECT id FROM bookings WHERE round_id = ? AND teacher_id = ? AND household_id <> ? AND id <> ? ORDER BY starts_at",
    )
    .all(round, teacher, household, id)
    .map((row) => row.id)

/** How the holder of a time makes place at once: by taking the asker's, or by going to a free one. Null when only a yes could. */
function placeFor(
  db: Db,
  asker: Side,
  holder: Side,
  now: Temporal.Instant,
  sms: boolean,
): "swap" | Slot | null {
  const mine: Slot = { ...asker.booking, id: asker.booking.slot, blocked: false }
  if (
    isTicked(db, holder.booking.id, mine.id) &&
    hearsInTime(db, holder, mine, now, sms) &&
    decideExchange(asker, holder, now).ok
  )
    return "swap"
  return (
    freeTicked(db, holder.booking).find(
      (slot) => mayMove(db, holder, slot, now, sms) && decideStepping(asker, holder, slot, now).ok,
    ) ?? null
  )
}

/** Until when the family of this talk can answer. Null: nobody is there to ask, or somebody was asked about it as it stands. */
function askableUntil(
  db: Db,
  asker: Side,
  holder: Side,
  now: Temporal.Instant,
  sms: boolean,
): Temporal.Instant | null {
  const told = toldAt(db, holder.booking.household, now, sms)
  if (told === null || !decideExchange(asker, holder, now).ok) return null
  const asked = db
    .sql<unknown, [number, number]>(
      "SELECT 1 FROM swap_questions WHERE holder_id = ? AND holder_sequence = ?",
    )
    .get(holder.booking.id, holder.booking.sequence)
  return asked === null ? answerUntil(asker, holder, told) : null
}

/** May this family ask about this talk at all? */
function decideAsking(
  db: Db,
  { booking }: Side,
  now: Temporal.Instant,
  sms: boolean,
): Result<true, SwapRefusal> {
  if (!toldAt(db, booking.household, now, sms)) return refuse({ kind: "nobody-to-tell" })
  const asked = db
    .sql<{ open: number; times: number }, [number]>(
      "SELECT coalesce(sum(state = 'open'), 0) AS open, count(*) AS times FROM swap_questions WHERE asker_id = ?",
    )
    .get(booking.id)
  if (asked && asked.open > 0) return refuse({ kind: "asking-already" })
  return asked && asked.times >= swapping.mostQuestions ? refuse({ kind: "asked-enough" }) : accept(true)
}

/** The times of other families that this talk could get. Null when the talk is not this parent's. `sms`: can any be sent? */
export function takenTimes(
  db: Db,
  parent: Parent,
  booking: BookingId,
  now: Temporal.Instant,
  sms: boolean,
): TakenTimes | null {
  const asker = ownSide(db, parent, booking)
  if (!asker) return null
  const mayAsk = decideAsking(db, asker, now, sms).ok
  const times = { atOnce: [] as FreeSlot[], onAsking: [] as FreeSlot[] }
  for (const id of otherTalks(db, asker.booking)) {
    const holder = sideOf(db, id)
    if (!holder) continue
    const { slot, startsAt, endsAt } = holder.booking
    const time = { id: slot, startsAt, endsAt }
    if (placeFor(db, asker, holder, now, sms)) times.atOnce.push(time)
    else if (mayAsk && askableUntil(db, asker, holder, now, sms)) times.onAsking.push(time)
  }
  return times
}

/**
 * Gives this talk the time of another family that ticked for it, at once; or asks that family, and changes nothing yet. Null when the talk
 * is not this parent's.
 */
export async function askSwap(
  db: Db,
  parent: Parent,
  wish: ShownTime & { booking: BookingId },
  now: Temporal.Instant,
  sms: boolean,
): Promise<Result<"swapped" | "asked", SwapRefusal> | null> {
  const outcome = await unlessLate(
    write(db, (tx): Result<"swapped" | "asked", SwapRefusal> | null => {
      const asker = ownSide(db, parent, wish.booking)
      if (!asker) return null
      if (asker.booking.slot === wish.slot) return accept("swapped")
      const holder = otherTalks(db, asker.booking)
        .map((id) => sideOf(db, id))
        .find((side) => side?.booking.slot === wish.slot)
      // The school moved the day while they looked: that is no time they asked for.
      if (!holder || !isAsShown(wish, holder.booking)) return refuse({ kind: "cannot-swap" })
      const place = placeFor(db, asker, holder, now, sms)
      if (place) {
        makePlace(db, tx, parent, asker, holder, place, now)
        return accept("swapped")
      }
      const decision = decideExchange(asker, holder, now)
      if (!decision.ok) return decision
      const asking = decideAsking(db, asker, now, sms)
      if (!asking.ok) return asking
      const until = askableUntil(db, asker, holder, now, sms)
      if (!until) return refuse({ kind: "cannot-swap" })
      ask(db, tx, parent, asker, holder, until, now)
      return accept("asked")
    }),
  )
  return orNot(outcome)
}

/** Part of a write. */
function makePlace(
  db: Db,
  tx: Tx,
  parent: Parent,
  asker: Standing,
  holder: Standing,
  place: "swap" | Slot,
  now: Temporal.Instant,
): void {
  const ours: Change = { actor: actorOf(parent), now, swapped: true }
  const theirs: Change = { actor: byUs, now, swapped: true }
  const { booking } = holder
  if (place === "swap") {
    swapTalks(db, tx, ours, asker.booking, booking, theirs)
    return
  }
  const time: Slot = { ...booking, id: booking.slot, blocked: false }
  moveTalk(db, tx, { ...theirs, offersLater: true }, booking, place)
  moveTalk(db, tx, ours, asker.booking, time)
}
