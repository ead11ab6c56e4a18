import type { HouseholdId, PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import { isOffering } from "../../domain/talks/waiting.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { queueMessage, type WaitFacts } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { findRound } from "../rounds/round-setup.ts"
import { roundFor } from "../upheavals/second-chances.ts"
import { teaches } from "./pairs.ts"
import { heldFor, offerNext, takeBackOffers, type WaitWish } from "./waiting-offers.ts"
import { canTake, isAway } from "./waiting-places.ts"
import { takeBackPromised } from "./waiting-promises.ts"

// Who waits no longer, or in another home. What was held for a family goes to the next in the same write.

/** Takes a family off a list and lets go of what was held for it. Part of a write. False when it was on none. */
export function endWait(db: Db, household: HouseholdId, wish: WaitWish): boolean {
  const { round, pupil, teacher } = wish
  const { changes } = db
    .sql("DELETE FROM waits WHERE round_id = ? AND household_id = ? AND pupil_id = ? AND teacher_id = ?")
    .run(round, household, pupil, teacher)
  if (changes === 0) return false
  takeBackOffers(db, household, wish)
  raiseVersion(db, household)
  raiseOthers(db, wish)
  return true
}

/** Who else waits for this teacher moves up. Part of a write. */
const raiseOthers = (db: Db, { round, teacher }: List) =>
  db
    .sql(
      "UPDATE households SET version = version + 1 WHERE id IN (SELECT household_id FROM waits WHERE round_id = ? AND teacher_id = ?)",
    )
    .run(round, teacher)

/** A household that waits. */
export type Wait = WaitWish & { household: HouseholdId }

/**
 * Takes families off lists of which nothing can come to them any more, and gives on what was held for them: of this household, or of all
 * (null). Part of a write. Gives how many times were offered.
 */
export function endVain(db: Db, tx: Tx, household: HouseholdId | null, now: Temporal.Instant): number {
  const vain = db
    .sql<Wait & { theirs: number }, [number | null]>(
      `SELECT round_id AS round, household_id AS household, pupil_id AS pupil, teacher_id AS teacher,
          ${teaches("w.teacher_id", "w.round_id", "w.pupil_id")} AS theirs FROM waits w
        WHERE (+?1 IS NULL OR household_id = +?1) AND NOT (${canTake})`,
    )
    .all(household)
  for (const { household: home, theirs, ...wish } of vain) {
    // The school gave the child another teacher: what was held is not taken back without a word.
    if (theirs === 0) takeBackPromised(db, tx, heldFor(db, home, wish), now, 0)
    endWait(db, home, wish)
    note(tx, { kind: "system", id: null }, "wait-ended", wish, now)
  }
  return vain.reduce((sum, wish) => sum + offerNext(db, tx, wish, now), 0)
}

/**
 * Puts every list right after who is where has changed: who can take nothing waits no longer, and what is free is offered. Part of a
 * write. Gives how many times were offered.
 */
export function putListsRight(db: Db, tx: Tx, now: Temporal.Instant): number {
  const offered = endVain(db, tx, null, now)
  return listsWithRoom(db, now).reduce((sum, list) => sum + offerNext(db, tx, list, now), offered)
}

/**
 * Lets the places on waiting lists of one pupil, or of all, follow to another household, and that no talk is needed; the earlier of two
 * places counts. What was offered is let go of: `putListsRight` offers it to who is first now. Part of a write.
 */
export function moveWaits(
  db: Db,
  pupil: PupilId | null,
  { from, to }: { from: HouseholdId; to: HouseholdId },
): void {
  const moving = db
    .sql<WaitWish, [number, number | null]>(
      "SELECT round_id AS round, pupil_id AS pupil, teacher_id AS teacher FROM waits WHERE household_id = ?1 AND (?2 IS NULL OR pupil_id = ?2)",
    )
    .all(from, pupil)
  for (const wish of moving) takeBackOffers(db, from, wish)
  db.sql(
    `INSERT INTO waits (round_id, household_id, pupil_id, teacher_id, since, passed_slot)
       SELECT round_id, ?1, pupil_id, teacher_id, since, passed_slot FROM waits WHERE household_id = ?2 AND (?3 IS NULL OR pupil_id = ?3)
       ON CONFLICT DO UPDATE SET since = min(since, excluded.since)`,
  ).run(to, from, pupil)
  db.sql(
    `INSERT OR IGNORE INTO declines (round_id, household_id, pupil_id, said_at)
       SELECT round_id, ?1, pupil_id, said_at FROM declines WHERE household_id = ?2 AND (?3 IS NULL OR pupil_id = ?3)`,
  ).run(to, from, pupil)
  for (const table of ["waits", "declines"])
    db.sql(`DELETE FROM ${table} WHERE household_id = ?1 AND (?2 IS NULL OR pupil_id = ?2)`).run(from, pupil)
  // One home said no and the other one waits or comes: as one, they want the talk.
  db.sql(
    `DELETE FROM declines AS d WHERE household_id = ?1 AND (
       EXISTS (SELECT 1 FROM waits w WHERE w.round_id = d.round_id AND w.household_id = ?1 AND w.pupil_id = d.pupil_id)
       OR EXISTS (SELECT 1 FROM bookings b WHERE b.round_id = d.round_id AND b.household_id = ?1 AND b.pupil_id = d.pupil_id))`,
  ).run(to)
  for (const wish of moving) raiseOthers(db, wish)
}

type List = { round: RoundId; teacher: TeacherId }

/** Lists with a time that is free, or held for somebody who did not answer. */
const listsWithRoom = (db: Db, now: Temporal.Instant) =>
  db
    .sql<List, [string]>(
      `SELECT DISTINCT w.round_id AS round, w.teacher_id AS teacher FROM waits w
        WHERE EXISTS (SELECT 1 FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id LEFT JOIN holds h ON h.slot_id = s.id
          WHERE s.round_id = w.round_id AND s.teacher_id = w.teacher_id AND s.blocked = 0 AND b.id IS NULL
            AND (h.slot_id IS NULL OR (h.offer = 1 AND h.until <= ?)))`,
    )
    .all(now.toString())

/**
 * Ends offers that nobody answered (that family leaves the list), and places of who can take nothing any more or waits for who is not there,
 * and offers what came free. Gives how many were offered. Does nothing where nobody waits.
 */
export async function offerTimes(db: Db, now: Temporal.Instant): Promise<number> {
  if (!db.sql<unknown, []>("SELECT 1 FROM waits LIMIT 1").get()) return 0
  if (listsWithRoom(db, now).length === 0 && !hasVain(db) && !isAnybodyAway(db, now)) return 0
  return write(db, (tx) => {
    for (const { household, startsAt, until, ...wish } of expiredOffers(db, now)) {
      endWait(db, household, wish)
      rememberMissed(db, { household, startsAt, until, ...wish })
      note(tx, { kind: "system", id: null }, "offer-expired", { round: wish.round, household }, now)
    }
    endAwaitedInVain(db, tx, now)
    return putListsRight(db, tx, now)
  })
}

const hasVain = (db: Db) =>
  db.sql<unknown, []>(`SELECT 1 FROM waits w WHERE NOT (${canTake}) LIMIT 1`).get() !== null

const rememberMissed = (db: Db, { round, household, pupil, teacher, startsAt, until }: Missed) =>
  db
    .sql(
      "REPLACE INTO missed_offers (round_id, household_id, pupil_id, teacher_id, starts_at, until) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(round, household, pupil, teacher, startsAt, until)

/** What a family missed is said no more, once it chose or waits again. Part of a write. */
export const forgetMissed = (db: Db, household: HouseholdId, { round, pupil, teacher }: WaitWish) =>
  db
    .sql(
      "DELETE FROM missed_offers WHERE round_id = ? AND household_id = ? AND pupil_id = ? AND teacher_id = ?",
    )
    .run(round, household, pupil, teacher)

type Missed = Wait & { startsAt: string; until: string }

const expiredOffers = (db: Db, now: Temporal.Instant) =>
  db
    .sql<Missed, [string]>(
      `SELECT h.round_id AS round, h.household_id AS household, h.pupil_id AS pupil, s.teacher_id AS teacher,
          min(s.starts_at) AS startsAt, h.until
         FROM holds h JOIN slots s ON s.id = h.slot_id WHERE h.offer = 1 AND h.until <= ? GROUP BY 1, 2, 3, 4`,
    )
    .all(now.toString())

type Left = Wait & { since: string; startsAt: string; endsAt: string }

/** Places on lists of who is not there, once none of their times can come back by an undoing. */
const awaitedInVain = (db: Db, now: Temporal.Instant) =>
  db
    .sql<Left, [string]>(
      `SELECT w.round_id AS round, w.household_id AS household, w.pupil_id AS pupil, w.teacher_id AS teacher, w.since,
          min(s.starts_at) AS startsAt, s.ends_at AS endsAt
         FROM waits w JOIN slots s ON s.round_id = w.round_id AND s.teacher_id = w.teacher_id AND s.starts_at > ?1
        WHERE ${isAway("w.round_id", "w.teacher_id", "?1")} = 1
          AND (w.round_id, w.teacher_id) NOT IN (SELECT u.round_id, t.teacher_id FROM upheavals u, json_each(u.changes, '$.closed') c
            JOIN slots t ON t.id = c.value WHERE u.undone_at IS NULL AND u.leaves_at > ?1)
        GROUP BY w.round_id, w.household_id, w.pupil_id, w.teacher_id ORDER BY w.since`,
    )
    .all(now.toString())

/** The same, as long as times can be offered: later nobody waits for anything. But who was promised one that is taken back hears of its list too. */
const stillAwaited = (db: Db, now: Temporal.Instant) =>
  awaitedInVain(db, now).filter(({ household, ...wish }) => {
    const round = findRound(db, wish.round)
    return (
      (round && isOffering(roundFor(db, round, household), now)) || untoldOf(db, household, wish).length > 0
    )
  })

const isAnybodyAway = (db: Db, now: Temporal.Instant) => stillAwaited(db, now).length > 0

/** Who waits for a teacher that will not be there is told so, and waits no longer. Part of a write. */
function endAwaitedInVain(db: Db, tx: Tx, now: Temporal.Instant): void {
  for (const { household, round, ...about } of stillAwaited(db, now)) {
    const wish = { round, pupil: about.pupil, teacher: about.teacher }
    endWait(db, household, wish)
    const facts: WaitFacts = { ...about, ...untold(db, household, wish), over: true }
    queueMessage(tx, { kind: "waiting-changed", round, household, facts }, now)
    note(tx, { kind: "system", id: null }, "wait-ended", wish, now)
  }
}

const untoldOf = (db: Db, household: HouseholdId, { round, pupil, teacher }: WaitWish) =>
  db
    .sql<{ id: number; facts: string }, [number, number, number, number]>(
      `SELECT id, facts FROM messages WHERE kind = 'waiting-changed' AND round_id = ? AND household_id = ? AND state = 'queued' AND attempts = 0
          AND json_extract(facts, '$.pupil') = ? AND json_extract(facts, '$.teacher') = ? ORDER BY id`,
    )
    .all(round, household, pupil, teacher)

/** What was promised and taken back, and waits to be told: it is told together with that the list is over. */
function untold(db: Db, household: HouseholdId, wish: WaitWish) {
  const rows = untoldOf(db, household, wish)
  for (const { id } of rows) db.sql("DELETE FROM messages WHERE id = ?").run(id)
  const last = rows.at(-1)
  if (!last) return { slots: [], until: null }
  const { slots, startsAt, endsAt } = JSON.parse(last.facts) as WaitFacts
  return { slots, startsAt, endsAt, until: null }
}
