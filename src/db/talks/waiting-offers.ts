import type { HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { Slot } from "../../domain/talks/slot.ts"
import { timeFor, type Waiter } from "../../domain/talks/waiting.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { queueMessage, toldAt } from "../messages/messages.ts"
import type { Db, Tx } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { raiseBoardOf } from "./boards.ts"
import { talksOf } from "./booking-facts.ts"
import { canTake } from "./waiting-places.ts"

// What came free is offered to who waits for it. An offer is a hold that is marked as one: to all others the time is taken.

/** A child that waits for a teacher. */
export type WaitWish = { round: RoundId; pupil: PupilId; teacher: TeacherId }

/** The slots that are held for this household, or for any (null), because it waited, in order: several for a longer talk. */
export const heldFor = (
  db: Db,
  household: HouseholdId | null,
  { round, pupil, teacher }: WaitWish,
): SlotId[] =>
  db
    .sql<{ slot: SlotId }, [number | null, number, number, number]>(
      `SELECT h.slot_id AS slot FROM holds h JOIN slots s ON s.id = h.slot_id
        WHERE h.offer = 1 AND (+?1 IS NULL OR h.household_id = +?1) AND h.pupil_id = ?2 AND h.round_id = ?3 AND s.teacher_id = ?4
        ORDER BY s.starts_at`,
    )
    .all(household, pupil, round, teacher)
    .map(({ slot }) => slot)

/** Part of a write. Gives the slots that were held, in order. */
export function takeBackOffers(db: Db, household: HouseholdId, wish: WaitWish): SlotId[] {
  const freed = heldFor(db, household, wish)
  for (const slot of freed) {
    db.sql("DELETE FROM holds WHERE slot_id = ?").run(slot)
    raiseBoardOf(db, slot)
  }
  return freed
}

/** How many slots in a row a talk of this pupil with this teacher takes. */
export const takesFor = (db: Db, { round, pupil, teacher }: WaitWish): number =>
  db
    .sql<{ takes: number }, [number, number, number]>(
      "SELECT takes FROM long_talks WHERE round_id = ? AND pupil_id = ? AND teacher_id = ?",
    )
    .get(round, pupil, teacher)?.takes ?? 1

type WaitRow = { household: HouseholdId; pupil: PupilId; passed: SlotId | null }

/** Who waits for this teacher, could still book them and has no offer, the longest waiting first; told from `ready` on. `sms`: can any be sent? */
export function waitersOf(
  db: Db,
  { round: id, teacher }: Pick<WaitWish, "round" | "teacher">,
  ready: Temporal.Instant,
  sms: boolean,
): (Waiter & { household: HouseholdId })[] {
  // The plus keeps SQLite from preparing this anew for every value: it is asked with every talk that comes or goes.
  const rows = db
    .sql<WaitRow, [number, number]>(
      `SELECT household_id AS household, pupil_id AS pupil, passed_slot AS passed FROM waits w
        WHERE round_id = +?1 AND teacher_id = +?2 AND NOT EXISTS (SELECT 1 FROM holds h JOIN slots s ON s.id = h.slot_id
          WHERE h.offer = 1 AND h.household_id = w.household_id AND h.pupil_id = w.pupil_id AND s.teacher_id = +?2 AND s.round_id = +?1)
          AND ${canTake}
        ORDER BY since, household_id, pupil_id`,
    )
    .all(id, teacher)
  const round = rows.length > 0 ? findRound(db, id) : null
  if (!round) return []
  return rows.map((row) => ({
    ...row,
    round: roundFor(db, round, row.household),
    told: toldAt(db, row.household, ready, sms),
    takes: takesFor(db, { round: id, pupil: row.pupil, teacher }),
    talks: [...talksOf(db, row.household), ...heldTimes(db, row.household)],
  }))
}

/**
 * Offers what is free with this teacher to who waits for them and has no offer, the longest waiting first: each time is held for one
 * family, which is told after so many minutes: what freed the time may be taken back as long. Part of a write. Gives how many were offered.
 */
export function offerNext(
  db: Db,
  tx: Tx,
  { round: id, teacher }: Pick<WaitWish, "round" | "teacher">,
  now: Temporal.Instant,
  waitMinutes = 0,
): number {
  // Who has a phone only is on a list because it could be told then (`waitFor`). A write that frees a time knows nothing of roads.
  const waiting = waitersOf(db, { round: id, teacher }, now.add({ minutes: waitMinutes }), true)
  if (waiting.length === 0) return 0
  let free = freeOf(db, id, teacher)
  let offered = 0
  for (const { household, pupil, ...waiter } of waiting) {
    if (free.length === 0) break
    const talks = [...talksOf(db, household), ...heldTimes(db, household)]
    const found = timeFor({ ...waiter, pupil, talks }, free, now)
    if (!found) continue
    const { slot, until } = found
    const held = [slot.id, ...(slot.also ?? [])]
    free = free.filter((each) => !held.includes(each.id))
    for (const each of held)
      db.sql(
        "INSERT INTO holds (slot_id, round_id, household_id, pupil_id, since, until, offer) VALUES (?, ?, ?, ?, ?, ?, 1)",
      ).run(each, id, household, pupil, now.toString(), until.toString())
    raiseBoardOf(db, slot.id)
    raiseVersion(db, household)
    const facts = {
      slot: slot.id,
      pupil,
      teacher,
      startsAt: slot.startsAt.toString(),
      endsAt: slot.endsAt.toString(),
    }
    forgetUntold(db, household, { round: id, ...facts })
    queueMessage(tx, { kind: "time-offered", round: id, household, facts }, now, waitMinutes)
    note(tx, { kind: "system", id: null }, "time-offered", { round: id, household, slot: slot.id }, now)
    offered++
  }
  return offered
}

/** What was not told yet of this time, offered before and taken back, is not told beside its new offer. */
const forgetUntold = (
  db: Db,
  household: HouseholdId,
  { round, pupil, teacher, startsAt }: WaitWish & { startsAt: string },
) =>
  db
    .sql(
      `DELETE FROM messages WHERE round_id = ? AND household_id = ? AND state = 'queued' AND attempts = 0
          AND kind IN ('time-offered', 'waiting-changed') AND json_extract(facts, '$.startsAt') = ?
          AND json_extract(facts, '$.pupil') = ? AND json_extract(facts, '$.teacher') = ?`,
    )
    .run(round, household, startsAt, pupil, teacher)

/** Offers what is free with the teacher of a time that was opened. Part of a write. */
export function offerFreed(db: Db, tx: Tx, slot: SlotId, now: Temporal.Instant): void {
  const list = db
    .sql<Pick<WaitWish, "round" | "teacher">, [number]>(
      "SELECT round_id AS round, teacher_id AS teacher FROM slots WHERE id = ?",
    )
    .get(slot)
  if (list) offerNext(db, tx, list, now)
}

type SlotRow = { id: SlotId; startsAt: string; endsAt: string }

/** The times of a teacher that nobody has and that are held for nobody, in order. */
export const freeOf = (db: Db, round: RoundId, teacher: TeacherId): Slot[] =>
  db
    .sql<SlotRow, [number, number]>(
      `SELECT s.id, s.starts_at AS startsAt, s.ends_at AS endsAt FROM slots s
         LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN holds h ON h.slot_id = s.id
        WHERE s.round_id = ? AND s.teacher_id = ? AND s.blocked = 0 AND b.id IS NULL AND h.slot_id IS NULL ORDER BY s.starts_at`,
    )
    .all(round, teacher)
    .map(({ id, startsAt, endsAt }) => ({
      id,
      teacher,
      blocked: false,
      startsAt: Temporal.Instant.from(startsAt),
      endsAt: Temporal.Instant.from(endsAt),
    }))

/** Until when this time is held for this household, because it waited for it; null when it is not. */
export function offeredUntil(
  db: Db,
  household: HouseholdId,
  { slot, pupil }: { slot: SlotId; pupil: PupilId },
  now: Temporal.Instant,
): Temporal.Instant | null {
  const row = db
    .sql<{ until: string }, [number, number, number, string]>(
      "SELECT until FROM holds WHERE slot_id = +? AND household_id = +? AND pupil_id = +? AND offer = 1 AND until > ?",
    )
    .get(slot, household, pupil, now.toString())
  return row ? Temporal.Instant.from(row.until) : null
}

/** Times that are held for this family already, as if they were talks: it is in one place at a time. */
export const heldTimes = (db: Db, household: HouseholdId) =>
  db
    .sql<SlotRow & { teacher: TeacherId; round: RoundId; pupil: PupilId }, [number]>(
      `SELECT min(s.id) AS id, min(s.starts_at) AS startsAt, max(s.ends_at) AS endsAt, s.teacher_id AS teacher, h.round_id AS round,
          h.pupil_id AS pupil
         FROM holds h JOIN slots s ON s.id = h.slot_id WHERE h.household_id = ? GROUP BY h.round_id, h.pupil_id, s.teacher_id, h.offer`,
    )
    .all(household)
    .map((row) => ({
      ...row,
      id: 0 as never,
      slot: row.id,
      household,
      sequence: 0,
      ahead: 0,
      startsAt: Temporal.Instant.from(row.startsAt),
      endsAt: Temporal.Instant.from(row.endsAt),
    }))
