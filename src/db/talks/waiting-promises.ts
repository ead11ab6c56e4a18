import type { HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../domain/ids.ts"
import type { Span } from "../../domain/talks/slot.ts"
import { raiseVersion } from "../households/household-codes.ts"
import { queueMessage, type WaitFacts } from "../messages/messages.ts"
import { lastOfTime } from "../messages/told-waits.ts"
import type { Db, Tx } from "../open.ts"
import { letGoOf, raiseBoardOf } from "./boards.ts"
import { takesFor } from "./waiting-offers.ts"
import { canTake, isTeacherAway } from "./waiting-places.ts"

// A time that was promised to who waits is not taken back without a word, nor a whole list. Undone before it was told, it stands again.

type Promised = {
  round: RoundId
  household: HouseholdId
  pupil: PupilId
  teacher: TeacherId
  slots: string
  startsAt: string
  endsAt: string
  until: string
}

/**
 * The school has these times for nobody any more: what is held of them is let go of, and whom one was promised to keeps its place and is
 * told, after so many minutes. Part of a write.
 */
export function takeBackPromised(
  db: Db,
  tx: Tx,
  slots: readonly SlotId[],
  now: Temporal.Instant,
  waitMinutes: number,
): void {
  const promised = db
    .sql<Promised, [string]>(
      `SELECT h.round_id AS round, h.household_id AS household, h.pupil_id AS pupil, s.teacher_id AS teacher, h.until,
          json_group_array(s.id) AS slots, min(s.starts_at) AS startsAt, max(s.ends_at) AS endsAt
         FROM holds h JOIN slots s ON s.id = h.slot_id WHERE h.offer = 1
        GROUP BY h.round_id, h.household_id, h.pupil_id, s.teacher_id
       HAVING max(s.id IN (SELECT value FROM json_each(?)))`,
    )
    .all(JSON.stringify(slots))
  letGoOf(db, slots)
  for (const { round, household, slots: taken, ...about } of promised) {
    const facts: WaitFacts = { ...about, slots: JSON.parse(taken) as SlotId[], over: false }
    for (const slot of facts.slots) raiseBoardOf(db, slot)
    raiseVersion(db, household)
    queueMessage(tx, { kind: "waiting-changed", round, household, facts }, now, waitMinutes)
  }
}

/** Which slots at this time of a teacher are held for who waits, and nobody was told of it yet. */
export const untoldOffers = (
  db: Db,
  { round, teacher, startsAt, endsAt }: Span & { round: RoundId; teacher: TeacherId },
): SlotId[] =>
  db
    .sql<{ slot: SlotId }, [number, number, string, string]>(
      `SELECT s.id AS slot FROM holds h JOIN slots s ON s.id = h.slot_id
        WHERE h.offer = 1 AND s.round_id = ? AND s.teacher_id = ? AND s.ends_at > ? AND s.starts_at < ?
          AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.kind = 'time-offered' AND m.household_id = h.household_id
            AND NOT (m.state = 'queued' AND m.attempts = 0) AND json_extract(m.facts, '$.pupil') = h.pupil_id
            AND json_extract(m.facts, '$.teacher') = s.teacher_id
            AND json_extract(m.facts, '$.startsAt') <= s.starts_at AND json_extract(m.facts, '$.endsAt') >= s.ends_at)`,
    )
    .all(round, teacher, startsAt.toString(), endsAt.toString())
    .map(({ slot }) => slot)

type Waits = { id: number; round: RoundId; household: HouseholdId; facts: string }

/** Whose list ended at night, and is to hear so in the morning, waits on in its old place when that teacher has times again. Part of a write. */
function goOnWaiting(db: Db, round: RoundId, now: Temporal.Instant): void {
  const ended = db
    .sql<Waits, [number]>(
      `SELECT min(id) AS id, round_id AS round, household_id AS household, facts FROM messages
        WHERE kind = 'waiting-changed' AND round_id = ? AND json_extract(facts, '$.over') GROUP BY household_id, facts
       HAVING min(state = 'queued' AND attempts = 0)`,
    )
    .all(round)
  for (const { household, facts } of ended) {
    const { teacher, pupil, since } = JSON.parse(facts) as WaitFacts
    if (since === undefined || isTeacherAway(db, round, teacher, now)) continue
    const again = db
      .sql(
        `INSERT INTO waits (round_id, household_id, pupil_id, teacher_id, since)
           SELECT w.*, ?5 FROM (SELECT ?1 AS round_id, ?2 AS household_id, ?3 AS pupil_id, ?4 AS teacher_id) w WHERE ${canTake}
           ON CONFLICT DO NOTHING`,
      )
      .run(round, household, pupil, teacher, since)
    if (again.changes === 0) continue
    raiseVersion(db, household)
    db.sql(
      `UPDATE messages SET facts = json_set(facts, '$.over', json('false'))
        WHERE kind = 'waiting-changed' AND household_id = ? AND facts = ?`,
    ).run(household, facts)
  }
}

/**
 * Times that were taken back from who waits and stand again, before anybody was told, are held for them as they were, and nothing is told;
 * unless the talk takes longer or shorter by now. Part of a write, before what is free is offered to others.
 */
export function restorePromised(db: Db, round: RoundId, now: Temporal.Instant): void {
  goOnWaiting(db, round, now)
  const waiting = db
    .sql<Waits, [number]>(
      `SELECT min(id) AS id, round_id AS round, household_id AS household, facts FROM messages w
        WHERE kind = 'waiting-changed' AND round_id = ? GROUP BY household_id, facts
       HAVING min(state = 'queued' AND attempts = 0 AND ${isPromiseKnown("w")}) ORDER BY 1`,
    )
    .all(round)
  for (const { household, facts: written } of waiting) {
    const { slots, pupil, teacher, startsAt, endsAt, until } = JSON.parse(written) as WaitFacts
    if (until === null || until <= now.toString()) continue
    if (slots.length !== takesFor(db, { round, pupil, teacher })) continue
    const held = db
      .sql(
        `INSERT INTO holds (slot_id, round_id, household_id, pupil_id, since, until, offer)
           SELECT s.id, s.round_id, w.household_id, w.pupil_id, ?5, ?6, 1 FROM waits w JOIN slots s ON s.round_id = w.round_id AND s.teacher_id = w.teacher_id
            WHERE w.round_id = ?1 AND w.household_id = ?2 AND w.pupil_id = ?3 AND w.teacher_id = ?4
              AND s.starts_at >= ?7 AND s.ends_at <= ?8
              AND (SELECT count(*) FROM slots f WHERE f.id IN (SELECT value FROM json_each(?9)) AND f.blocked = 0 AND f.round_id = ?1 AND f.teacher_id = ?4
                AND f.starts_at >= ?7 AND f.ends_at <= ?8 AND NOT EXISTS (SELECT 1 FROM bookings WHERE slot_id = f.id)
                AND NOT EXISTS (SELECT 1 FROM holds WHERE slot_id = f.id)) = json_array_length(?9)
              AND s.id IN (SELECT value FROM json_each(?9))
              AND NOT EXISTS (SELECT 1 FROM holds h JOIN slots o ON o.id = h.slot_id
                WHERE h.offer = 1 AND h.round_id = ?1 AND h.household_id = ?2 AND h.pupil_id = ?3 AND o.teacher_id = ?4)`,
      )
      .run(round, household, pupil, teacher, now.toString(), until, startsAt, endsAt, JSON.stringify(slots))
    if (held.changes === 0) continue
    for (const slot of slots) raiseBoardOf(db, slot)
    raiseVersion(db, household)
    db.sql("DELETE FROM messages WHERE kind = 'waiting-changed' AND household_id = ? AND facts = ?").run(
      household,
      written,
    )
  }
}

/** SQL: was the promise told to who would hear that it is taken back, or will it be? What was dropped in between has to be offered anew. */
const isPromiseKnown = (message: string) =>
  `coalesce(${lastOfTime(message, `o.id < ${message}.id`)} = 'time-offered', 0)`
