import { actorOf, type Parent } from "../../domain/access/access.ts"
import type { BookingId, HouseholdId, SlotId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import { isAsShown, type ShownTime } from "../../domain/talks/shown-time.ts"
import { decideExchange, type SwapQuestion, type SwapRefusal } from "../../domain/talks/swap.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { swapTalks } from "./booking-changes.ts"
import type { Change } from "./booking-news.ts"
import { unlessLate } from "./booking-refusals.ts"
import { ownSide, type Standing, sideOf } from "./swap-times.ts"

// A family is asked, through us, to change places. Only a yes moves a talk; whatever else comes of it, everything stays as it is.

/** Each family's own line says who did it; the other one is never named. */
export const byUs: Change["actor"] = { kind: "system", id: null }

/** What the tables refused is no fault of this family, and of no other one that it may know of. */
export const orNot = <Value>(
  outcome: Result<Value, SwapRefusal | { slot: SlotId }> | null,
): Result<Value, SwapRefusal> | null =>
  outcome && !outcome.ok && "slot" in outcome.refusal
    ? refuse({ kind: "cannot-swap" })
    : (outcome as Result<Value, SwapRefusal> | null)

/** Asks the family of the holder; the rules said that they may be asked. Part of a write. */
export function ask(
  db: Db,
  tx: Tx,
  parent: Parent,
  asker: Standing,
  holder: Standing,
  until: Temporal.Instant,
  now: Temporal.Instant,
): void {
  const { round } = asker.booking
  db.sql(
    `INSERT INTO swap_questions (round_id, asker_id, asker_home, asker_sequence, holder_id, holder_home, holder_sequence, asked_at, until)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    round,
    asker.booking.id,
    asker.booking.household,
    asker.booking.sequence,
    holder.booking.id,
    holder.booking.household,
    holder.booking.sequence,
    now.toString(),
    until.toString(),
  )
  raiseBoth(db, asker.booking.household, holder.booking.household)
  const facts = factsOf(holder.booking, asker.booking)
  queueMessage(tx, { kind: "swap-asked", round, household: holder.booking.household, facts }, now)
  note(tx, actorOf(parent), "swap-asked", { round, slot: holder.booking.slot }, now)
}

/** The talk of one family, and the time that it would get. */
const factsOf = (booking: Standing["booking"], other: Booking) => ({
  booking: booking.id,
  pupil: booking.pupil,
  teacher: booking.teacher,
  startsAt: booking.startsAt.toString(),
  endsAt: booking.endsAt.toString(),
  uid: booking.uid,
  sequence: booking.sequence,
  otherAt: other.startsAt.toString(),
})

const raiseBoth = (db: Db, ...homes: HouseholdId[]) => {
  for (const home of homes) raiseVersion(db, home)
}

type Row = {
  id: number
  asker: BookingId
  holder: BookingId
  by: "us" | "them"
  until: string
}

/** A question that is open, of or to this household about this talk. In SQL: ?1 is the talk, ?2 the household, ?3 now. */
const openText = `SELECT q.id, q.asker_id AS asker, q.holder_id AS holder, CASE WHEN q.asker_id = ?1 THEN 'us' ELSE 'them' END AS by, q.until
   FROM swap_questions q JOIN bookings a ON a.id = q.asker_id JOIN bookings h ON h.id = q.holder_id
  WHERE (q.asker_id = ?1 AND q.asker_home = ?2 OR q.holder_id = ?1 AND q.holder_home = ?2) AND q.state = 'open' AND q.until > ?3
    AND a.household_id = q.asker_home AND a.sequence = q.asker_sequence AND h.household_id = q.holder_home AND h.sequence = q.holder_sequence
  ORDER BY q.asker_id = ?1`

/** Who is asked sees that before what it asks itself. */
const openQuestion = (db: Db, { household }: Parent, booking: BookingId, now: Temporal.Instant) =>
  db.sql<Row, [number, number, string]>(openText).all(booking, household, now.toString())

/** The question that is open about this talk; null when there is none. */
export function questionOf(
  db: Db,
  parent: Parent,
  booking: BookingId,
  now: Temporal.Instant,
): SwapQuestion | null {
  const [row] = openQuestion(db, parent, booking, now)
  const [own, other] = row ? [sideOf(db, booking), sideOf(db, row.by === "us" ? row.holder : row.asker)] : []
  if (!row || !own || !other) return null
  return {
    by: row.by,
    own: own.booking.startsAt,
    other: other.booking.startsAt,
    slot: other.booking.slot,
    until: Temporal.Instant.from(row.until),
  }
}

/** What a family says to a question: about which talk of theirs, and at which time as it was shown. */
export type SwapAnswer = ShownTime & { booking: BookingId; yes: boolean }

/**
 * Says yes or no to the question about this talk. Nobody says yes to another time than
 * stood in the question. A question that is over changes nothing. Null when the talk is not this parent's.
 */
export async function answerSwap(
  db: Db,
  parent: Parent,
  answer: SwapAnswer,
  now: Temporal.Instant,
): Promise<Result<true, SwapRefusal> | null> {
  const outcome = await unlessLate(
    write(db, (tx): Result<true, SwapRefusal> | null => {
      const holder = ownSide(db, parent, answer.booking)
      if (!holder) return null
      if (answer.yes && holder.booking.slot === answer.slot) return accept(true)
      const row = openQuestion(db, parent, answer.booking, now).find(({ by }) => by === "them")
      const asker = row ? sideOf(db, row.asker) : null
      const isSame = asker?.booking.slot === answer.slot && isAsShown(answer, asker.booking)
      if (!row || !asker || !isSame) return answer.yes ? refuse({ kind: "question-over" }) : accept(true)
      if (!answer.yes) {
        end(db, tx, row.id, "no", now)
        note(tx, actorOf(parent), "swap-refused", { round: holder.round.id, slot: holder.booking.slot }, now)
        return accept(true)
      }
      const decision = decideExchange(holder, asker, now)
      if (!decision.ok) return decision
      db.sql("DELETE FROM swap_questions WHERE id = ?").run(row.id)
      const ours: Change = { actor: actorOf(parent), now, swapped: true }
      swapTalks(db, tx, ours, holder.booking, asker.booking, { ...ours, actor: byUs })
      return accept(true)
    }),
  )
  return orNot(outcome)
}

/** Takes the question about this talk back. Null when this parent asked none. */
export function withdrawQuestion(
  db: Db,
  parent: Parent,
  { booking }: { booking: BookingId },
  now: Temporal.Instant,
): Promise<true | null> {
  return write(db, (tx) => {
    const own = ownSide(db, parent, booking)
    const row = openQuestion(db, parent, booking, now).find(({ by }) => by === "us")
    if (!own || !row) return null
    end(db, tx, row.id, "withdrawn", now)
    note(tx, actorOf(parent), "swap-withdrawn", { round: own.round.id, slot: own.booking.slot }, now)
    return true as const
  })
}

type Ended = {
  askerHome: HouseholdId
  holderHome: HouseholdId
  asker: BookingId
  askerSequence: number
}

/** Part of a write. Who asked is told, unless they took it back or their talk is another by now. */
function end(db: Db, tx: Tx, id: number, state: "no" | "withdrawn" | "over", now: Temporal.Instant): void {
  const row = db
    .sql<Ended, [string, number]>(
      `UPDATE swap_questions SET state = ? WHERE id = ? RETURNING asker_home AS askerHome, holder_home AS holderHome,
          asker_id AS asker, asker_sequence AS askerSequence`,
    )
    .get(state, id)
  if (!row) return
  raiseBoth(db, row.askerHome, row.holderHome)
  const booking = sideOf(db, row.asker)?.booking
  const isSame = booking?.household === row.askerHome && booking.sequence === row.askerSequence
  if (state === "withdrawn" || !booking || !isSame) return
  const { round, household } = booking
  queueMessage(tx, { kind: "swap-over", round, household, facts: factsOf(booking, booking) }, now)
}

const overNow = (db: Db, now: Temporal.Instant) =>
  db
    .sql<{ id: number }, [string]>(
      `SELECT q.id FROM swap_questions q LEFT JOIN bookings a ON a.id = q.asker_id LEFT JOIN bookings h ON h.id = q.holder_id
        WHERE q.state = 'open' AND (q.until <= ? OR a.sequence IS NOT q.asker_sequence OR h.sequence IS NOT q.holder_sequence
          OR a.household_id IS NOT q.asker_home OR h.household_id IS NOT q.holder_home
          OR q.round_id IN (SELECT id FROM rounds WHERE swaps = 0))`,
    )
    .all(now.toString())

/**
 * Ends questions that nobody answered, those about a talk that moved or is off, and those of a round without swaps. Gives how many. Part of a write: also of the one that
 * takes a change back, because the next change gives the talk a number that it had before, and no question may come alive with it.
 */
export function endOver(db: Db, tx: Tx, now: Temporal.Instant): number {
  const ended = overNow(db, now)
  for (const { id } of ended) end(db, tx, id, "over", now)
  return ended.length
}

/** The same, in a write of its own. Asks nothing of the disk when there is none. */
export const endQuestions = async (db: Db, now: Temporal.Instant): Promise<number> =>
  overNow(db, now).length === 0 ? 0 : write(db, (tx) => endOver(db, tx, now))
