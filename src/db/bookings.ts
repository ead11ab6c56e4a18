import { randomUUID } from "node:crypto"
import { actorOf, type Parent } from "../domain/access.ts"
import {
  type Booking,
  type BookingRefusal,
  decideBooking,
  decideCancellation,
  decideMove,
} from "../domain/booking.ts"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../domain/ids.ts"
import type { TalkFacts } from "../domain/message.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import type { Slot } from "../domain/slot.ts"
import { raiseVersion } from "./household-codes.ts"
import { note } from "./logbook.ts"
import { queueMessage } from "./messages.ts"
import { type Db, type Tx, write } from "./open.ts"
import { findRound } from "./round-setup.ts"

// Choosing, moving and cancelling a talk. These are the hot paths of an opening evening: prepared statements, one write each.

export type Booked = Result<BookingId, BookingRefusal>

/** A child and a time that is wished for it. */
export type WishedTalk = { pupil: PupilId; slot: SlotId }

/** Which of the wished times could not be, and why. */
export type SetRefusal = { slot: SlotId; why: BookingRefusal }

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
export async function bookSet(
  db: Db,
  parent: Parent,
  wish: { round: RoundId; talks: readonly WishedTalk[] },
  now: Temporal.Instant,
): Promise<Result<BookingId[], SetRefusal> | null> {
  try {
    return await write(db, (tx) => {
      const decided = decideWishes(db, parent, wish, now)
      if (!decided?.ok) return decided
      return accept(decided.value.map((talk) => talk.known ?? book(db, tx, parent, talk, now)))
    })
  } catch (error) {
    if (error instanceof Late) return refuse(error.refusal)
    throw error
  }
}

/** The table refused what the rules allowed: nothing of the set stays. */
class Late extends Error {
  readonly refusal: SetRefusal
  constructor(refusal: SetRefusal) {
    super(refusal.why.kind)
    this.refusal = refusal
  }
}

type DecidedTalk = { round: RoundId; pupil: PupilId; slot: Slot; known: BookingId | null }

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
  const round = findRound(db, wish.round)
  if (!round?.publishedAt) return null
  const talks: Booking[] = talksOf(db, parent.household)
  const decided: DecidedTalk[] = []
  for (const { pupil, slot: id } of wish.talks) {
    const found = findSlot(db, wish.round, id, pupil, parent.household, now)
    if (!found || !isOfHousehold(db, parent.household, pupil)) return null
    const { slot, taken, yours } = found
    const same = talks.find((talk) => talk.slot === slot.id && talk.pupil === pupil)
    decided.push({ round: round.id, pupil, slot, known: same?.id ?? null })
    if (same) continue
    const decision = decideBooking({ round, slot, pupil, yours, taken, talks }, now)
    if (!decision.ok) return refuse({ slot: id, why: decision.refusal })
    talks.push({
      ...slot,
      id: 0 as BookingId,
      slot: id,
      pupil,
      round: round.id,
      household: parent.household,
      sequence: 0,
    })
  }
  return accept(decided)
}

/** Part of a write: the talk itself, and what follows from it. */
function book(db: Db, tx: Tx, parent: Parent, talk: DecidedTalk, now: Temporal.Instant): BookingId {
  const { slot, pupil, round } = talk
  const uid = randomUUID()
  const saved = save(slot, () =>
    db
      .sql(
        `INSERT INTO bookings (slot_id, round_id, teacher_id, starts_at, ends_at, pupil_id, household_id, uid, booked_at)
           SELECT id, round_id, teacher_id, starts_at, ends_at, ?, ?, ?, ? FROM slots WHERE id = ?`,
      )
      .run(pupil, parent.household, uid, now.toString(), slot.id),
  )
  if (!saved.ok) throw new Late({ slot: slot.id, why: saved.refusal })
  const id = Number(saved.value.lastInsertRowid) as BookingId
  db.sql("DELETE FROM holds WHERE slot_id = ?").run(slot.id)
  tell(
    db,
    tx,
    parent,
    "booking-confirmed",
    { ...slot, id, slot: slot.id, pupil, round, uid, sequence: 0 },
    now,
  )
  return id
}

/**
 * Moves a talk to another slot of the same teacher; the old one is free in the same moment. Asked twice, it is done once. Null
 * when the talk is not this parent's, or the slot not one of its teacher in this round.
 */
export function moveBooking(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId; slot: SlotId },
  now: Temporal.Instant,
): Promise<Booked | null> {
  return write(db, (tx) => {
    const talks = talksOf(db, parent.household)
    const booking = talks.find((talk) => talk.id === wish.booking)
    const round = booking && findRound(db, booking.round)
    const found = booking && findSlot(db, booking.round, wish.slot, booking.pupil, parent.household, now)
    if (!booking || !round || found?.slot.teacher !== booking.teacher) return null
    const { slot, taken } = found
    if (booking.slot === slot.id) return { ok: true as const, value: booking.id }
    const decision = decideMove({ round, booking, slot, taken, talks }, now)
    if (!decision.ok) return decision
    const saved = save(slot, () =>
      db
        .sql(
          `UPDATE bookings SET slot_id = s.id, starts_at = s.starts_at, ends_at = s.ends_at, sequence = sequence + 1
             FROM slots s WHERE s.id = +? AND bookings.id = +?`,
        )
        .run(slot.id, booking.id),
    )
    if (!saved.ok) return saved
    const { startsAt, endsAt } = slot
    const moved = { ...booking, slot: slot.id, startsAt, endsAt, sequence: booking.sequence + 1 }
    tell(db, tx, parent, "booking-moved", { ...moved, wasAt: booking.startsAt }, now)
    return { ok: true as const, value: booking.id }
  })
}

/** Cancels a talk, and tells who was told of it. Null when there is no such talk of this parent. */
export function cancelBooking(
  db: Db,
  parent: Parent,
  wish: { booking: BookingId },
  now: Temporal.Instant,
): Promise<Result<RoundId, BookingRefusal> | null> {
  return write(db, (tx) => {
    const booking = talksOf(db, parent.household).find((talk) => talk.id === wish.booking)
    const round = booking && findRound(db, booking.round)
    if (!booking || !round) return null
    const decision = decideCancellation({ round, booking }, now)
    if (!decision.ok) return decision
    db.sql("DELETE FROM bookings WHERE id = ?").run(booking.id)
    tell(db, tx, parent, "booking-cancelled", { ...booking, sequence: booking.sequence + 1 }, now)
    return { ok: true as const, value: round.id }
  })
}

type Told = Omit<Booking, "household"> & { uid: string; wasAt?: Temporal.Instant }

const acts = {
  "booking-confirmed": "talk-booked",
  "booking-moved": "talk-moved",
  "booking-cancelled": "talk-cancelled",
} as const

/** What follows from every change: other pages for this household and this teacher's board, a message, a line in the logbook. */
function tell(
  db: Db,
  tx: Tx,
  parent: Parent,
  kind: keyof typeof acts,
  talk: Told,
  now: Temporal.Instant,
): void {
  const { round, teacher, pupil, slot, uid, sequence } = talk
  db.sql("UPDATE round_teachers SET version = version + 1 WHERE round_id = ? AND teacher_id = ?").run(
    round,
    teacher,
  )
  raiseVersion(db, parent.household)
  const facts: TalkFacts = {
    booking: talk.id,
    pupil,
    teacher,
    startsAt: talk.startsAt.toString(),
    endsAt: talk.endsAt.toString(),
    uid,
    sequence,
    ...(talk.wasAt ? { wasAt: talk.wasAt.toString() } : {}),
  }
  queueMessage(tx, { kind, round, household: parent.household, facts }, now)
  note(tx, actorOf(parent), acts[kind], { booking: talk.id, round, slot }, now)
}

/** Saves what was decided. If two decisions ever meet, the table refuses the second, and that is the same answer in the same words. */
function save<Saved>(slot: Slot, change: () => Saved): Result<Saved, BookingRefusal> {
  try {
    return { ok: true, value: change() }
  } catch (error) {
    const said = error instanceof Error ? error.message : ""
    if (said.includes("bookings.slot_id")) return refuse({ kind: "slot-taken" })
    if (said.includes("bookings.pupil_id")) return refuse({ kind: "already-booked" })
    if (said.includes("household-busy") || said.includes("bookings.starts_at"))
      return refuse({ kind: "household-busy", at: slot.startsAt })
    throw error
  }
}

type SlotRow = {
  id: SlotId
  teacher: TeacherId
  startsAt: string
  endsAt: string
  blocked: number
  taken: number
  yours: number
}

// A plus before a parameter keeps SQLite from preparing these joins anew for every value.

/** A slot of this round, whether any other home has or holds it, and whether its teacher is one of this pupil's in this round. */
function findSlot(
  db: Db,
  round: RoundId,
  slot: SlotId,
  pupil: PupilId,
  household: HouseholdId,
  now: Temporal.Instant,
) {
  const row = db
    .sql<SlotRow, [number, number, number, number, string]>(
      `SELECT s.id, s.teacher_id AS teacher, s.starts_at AS startsAt, s.ends_at AS endsAt, s.blocked,
          EXISTS (SELECT 1 FROM bookings WHERE slot_id = s.id)
            OR EXISTS (SELECT 1 FROM holds WHERE slot_id = s.id AND household_id <> +?4 AND until > +?5) AS taken,
          EXISTS (SELECT 1 FROM teacher_groups tg
            CROSS JOIN round_groups rg ON rg.round_id = s.round_id AND rg.group_id = tg.group_id
            CROSS JOIN round_teachers rt ON rt.round_id = s.round_id AND rt.teacher_id = s.teacher_id
            WHERE tg.teacher_id = s.teacher_id AND (EXISTS (SELECT 1 FROM pupils WHERE id = +?3 AND group_id = tg.group_id)
              OR EXISTS (SELECT 1 FROM pupil_groups WHERE pupil_id = +?3 AND group_id = tg.group_id))) AS yours
         FROM slots s WHERE s.id = +?1 AND s.round_id = +?2`,
    )
    .get(slot, round, pupil, household, now.toString())
  if (!row) return null
  const span = { startsAt: Temporal.Instant.from(row.startsAt), endsAt: Temporal.Instant.from(row.endsAt) }
  return {
    slot: { id: row.id, teacher: row.teacher, blocked: row.blocked === 1, ...span } satisfies Slot,
    taken: row.taken === 1,
    yours: row.yours === 1,
  }
}

const isOfHousehold = (db: Db, household: HouseholdId, pupil: PupilId) =>
  db
    .sql<unknown, [number, number]>(
      `SELECT 1 FROM household_pupils WHERE household_id = +?1 AND pupil_id = +?2
          AND EXISTS (SELECT 1 FROM pupils WHERE id = +?2 AND left_at IS NULL)`,
    )
    .get(household, pupil) !== null

type TalkRow = Omit<Booking, "household" | "startsAt" | "endsAt"> & {
  startsAt: string
  endsAt: string
  uid: string
}

/** Every talk of this household, in all rounds, in order. */
export const talksOf = (db: Db, household: HouseholdId): (Booking & { uid: string })[] =>
  db
    .sql<TalkRow, [number]>(
      `SELECT id, pupil_id AS pupil, teacher_id AS teacher, round_id AS round, slot_id AS slot, sequence, uid,
          starts_at AS startsAt, ends_at AS endsAt FROM bookings WHERE household_id = ? ORDER BY starts_at`,
    )
    .all(household)
    .map((row) => ({
      ...row,
      household,
      startsAt: Temporal.Instant.from(row.startsAt),
      endsAt: Temporal.Instant.from(row.endsAt),
    }))
