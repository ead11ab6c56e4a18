import { randomUUID } from "node:crypto"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId } from "../../domain/ids.ts"
import { type Booking, entrySequence } from "../../domain/talks/booking.ts"
import { minutesFor, type Slot, takesOf } from "../../domain/talks/slot.ts"
import { raiseVersion } from "../households/household-codes.ts"
import type { Db, Tx } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { letGoOf } from "./boards.ts"
import { findSlot } from "./booking-facts.ts"
import { type Change, raiseBoard, type StandingTalk, settle, tell } from "./booking-news.ts"
import { Late, save } from "./booking-refusals.ts"
import { forgetGone, rememberGone } from "./gone-talks.ts"
import { endWait } from "./waiting-ends.ts"
import { offerNext } from "./waiting-offers.ts"

// A talk that comes, moves or goes, with all that follows from it. Always part of a write, after the rules said yes.

export type NewTalk = { round: RoundId; household: HouseholdId; pupil: PupilId; slot: Slot }

/** Books; gives the talk's number. */
export function addTalk(db: Db, tx: Tx, change: Change, talk: NewTalk): BookingId {
  const { slot, pupil, household, round } = talk
  const uid = randomUUID()
  join(db, slot)
  const saved = save(slot, () =>
    db
      .sql(
        `INSERT INTO bookings (slot_id, round_id, teacher_id, starts_at, ends_at, pupil_id, household_id, uid, booked_at)
           SELECT id, round_id, teacher_id, starts_at, ends_at, ?, ?, ?, ? FROM slots WHERE id = ?`,
      )
      .run(pupil, household, uid, change.now.toString(), slot.id),
  )
  const id = Number(saved.lastInsertRowid) as BookingId
  tell(db, tx, change, "booking-confirmed", {
    ...slot,
    id,
    slot: slot.id,
    pupil,
    household,
    round,
    uid,
    sequence: 0,
    ahead: 0,
  })
  return id
}

/**
 * The slots of a longer talk become one, as long as it is: whoever asks when the talk is, or what is free, is told so without knowing of
 * longer talks. They come apart by themselves when the talk goes. What was held of them is let go of as a whole, also when it ran out
 * and was not swept yet.
 */
function join(db: Db, { id, also }: Slot): void {
  letGoOf(db, [id, ...(also ?? [])])
  if (!also || also.length === 0) return
  const more = JSON.stringify(also)
  db.sql(
    `INSERT INTO joined_slots (id, slot_id, after_minutes, minutes)
       SELECT s.id, f.id, (unixepoch(s.starts_at) - unixepoch(f.starts_at)) / 60, (unixepoch(s.ends_at) - unixepoch(s.starts_at)) / 60
         FROM slots f JOIN slots s ON s.id = f.id OR s.id IN (SELECT value FROM json_each(?2)) WHERE f.id = ?1`,
  ).run(id, more)
  db.sql(
    "UPDATE slots SET ends_at = (SELECT max(ends_at) FROM slots WHERE id IN (SELECT value FROM json_each(?2))) WHERE id = ?1",
  ).run(id, more)
  db.sql("DELETE FROM slots WHERE id IN (SELECT value FROM json_each(?1))").run(more)
}

/** Moves; the old time is free in the same moment. */
export function moveTalk(db: Db, tx: Tx, change: Change, talk: StandingTalk, slot: Slot): void {
  join(db, slot)
  save(slot, () => place(db, talk.id, slot, { ...talk, sequence: talk.sequence + 1 }, change.now))
  const { startsAt, endsAt, teacher } = slot
  const moved = { ...talk, slot: slot.id, teacher, startsAt, endsAt, sequence: talk.sequence + 1 }
  if (teacher !== talk.teacher) {
    raiseBoard(db, talk)
    rememberGone(db, { ...talk, household: null, sequence: moved.sequence }, change.now)
    endWait(db, talk.household, { round: talk.round, pupil: talk.pupil, teacher })
  }
  const was = { wasAt: talk.startsAt, wasUntil: talk.endsAt, teacherWas: talk.teacher }
  tell(db, tx, change, "booking-moved", { ...moved, ...was })
}

/** Far from every round, and a moment all the same: who looks meanwhile can read it. */
const asideAt = Temporal.Instant.from("9999-01-01T00:00:00Z")

/**
 * Talks that change places step aside first, out of time: no table may see two at one time meanwhile. Each must be moved before the write
 * ends.
 */
export function stepAside(db: Db, talks: readonly BookingId[]): void {
  if (talks.length === 0) return
  db.sql("PRAGMA defer_foreign_keys = ON").run()
  for (const id of talks)
    db.sql(
      "UPDATE bookings SET slot_id = -id, teacher_id = -id, starts_at = ?2, ends_at = ?2 WHERE id = ?1",
    ).run(id, asideAt.add({ seconds: id }).toString())
}

/**
 * Two talks of a round change places, each as long as it was; `ofOther`: who changes the other one, when that is not the same. Nothing is
 * done when one of them does not fit in the other's place.
 */
export function swapTalks(
  db: Db,
  tx: Tx,
  change: Change,
  one: StandingTalk,
  other: StandingTalk,
  ofOther = change,
): void {
  stepAside(db, [one.id, other.id])
  // Nothing is free until both have their new place.
  moveTalk(db, tx, { ...change, offersLater: true }, one, placeFor(db, one, other.slot, change.now))
  moveTalk(db, tx, { ...ofOther, offersLater: true }, other, placeFor(db, other, one.slot, change.now))
  for (const { round, teacher } of [one, other])
    offerNext(db, tx, { round, teacher }, change.now, change.waitMinutes)
}

/** This slot, and as many behind it as the talk takes. It must be free. */
function placeFor(db: Db, talk: StandingTalk, slot: SlotId, now: Temporal.Instant): Slot {
  const round = findRound(db, talk.round)
  const takes = round ? takesOf(talk, round) : 1
  const found = findSlot(db, talk.round, slot, talk.pupil, talk.household, now, takes)
  if (!round || !found || found.taken || found.short !== null)
    throw new Late(slot, { kind: "does-not-fit", minutes: round ? minutesFor(takes, round) : 0 })
  return found.slot
}

/** Cancels; the time is free. */
export function removeTalk(db: Db, tx: Tx, change: Change, talk: StandingTalk): void {
  db.sql("DELETE FROM bookings WHERE id = ?").run(talk.id)
  rememberGone(db, { ...talk, sequence: talk.sequence + 1 }, change.now)
  tell(db, tx, change, "booking-cancelled", { ...talk, sequence: talk.sequence + 1 })
}

/** A talk as it was, as the change left it (null: it is off), and the slot at its old time. */
type Restoring = {
  talk: StandingTalk & { bookedAt: string; place: string | null; note: string }
  standing: StandingTalk | null
  slot: Slot
}

/**
 * The talk stands again as it was. Nobody was told that it changed: what waits is let go of, and nobody hears anything. Only a calendar that
 * asks by itself may have seen it: for that the entry counts on.
 */
export function restoreQuietly(db: Db, tx: Tx, change: Change, { talk, standing, slot }: Restoring): void {
  db.sql(
    `DELETE FROM messages WHERE kind LIKE 'booking-%' AND state = 'queued' AND json_extract(facts, '$.booking') = ?
        AND json_extract(facts, '$.sequence') = ?`,
  ).run(talk.id, entrySequence(talk) + 1)
  join(db, slot)
  const again = { sequence: talk.sequence, ahead: (standing ?? talk).ahead + 2 }
  if (standing) {
    place(db, talk.id, slot, again, change.now)
    if (standing.teacher !== slot.teacher)
      rememberGone(db, { ...standing, ...again, household: null }, change.now)
    raiseBoard(db, standing)
  } else insertAgain(db, { ...talk, ...again }, slot, change.now)
  raiseBoard(db, talk)
  const household = standing?.household ?? talk.household
  settle(db, { ...talk, household, teacher: slot.teacher })
  raiseVersion(db, household)
  note(tx, change.actor, "talk-restored", { booking: talk.id, round: talk.round, slot: slot.id }, change.now)
}

/** The talk stands again at its old time, of which somebody may have heard otherwise: they hear of it. */
export function restoreTalk(db: Db, tx: Tx, change: Change, { talk, standing, slot }: Restoring): void {
  if (standing) moveTalk(db, tx, change, standing, slot)
  else {
    join(db, slot)
    const again = { ...talk, sequence: talk.sequence + 2 }
    insertAgain(db, again, slot, change.now)
    tell(db, tx, change, "booking-confirmed", { ...again, slot: slot.id })
  }
}

function place(
  db: Db,
  booking: BookingId,
  slot: Slot,
  { sequence, ahead }: Pick<Booking, "sequence" | "ahead">,
  now: Temporal.Instant,
): void {
  db.sql(
    `UPDATE bookings SET slot_id = s.id, teacher_id = s.teacher_id, starts_at = s.starts_at, ends_at = s.ends_at, sequence = ?3,
          ahead = ?4, changed_at = ?5
         FROM slots s WHERE s.id = +?1 AND bookings.id = +?2`,
  ).run(slot.id, booking, sequence, ahead, now.toString())
}

/** Under its own number, so that its calendar entry and its address are the same again. */
function insertAgain(db: Db, talk: Restoring["talk"], slot: Slot, now: Temporal.Instant): void {
  forgetGone(db, { uid: talk.uid, teacher: slot.teacher })
  db.sql(
    `INSERT INTO bookings (id, slot_id, round_id, teacher_id, starts_at, ends_at, pupil_id, household_id, place, note, sequence, ahead, uid, booked_at, changed_at)
         SELECT ?, id, round_id, teacher_id, starts_at, ends_at, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM slots WHERE id = ?`,
  ).run(
    talk.id,
    talk.pupil,
    talk.household,
    talk.place,
    talk.note,
    talk.sequence,
    talk.ahead,
    talk.uid,
    talk.bookedAt,
    now.toString(),
    slot.id,
  )
}
