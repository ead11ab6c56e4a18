import type { HouseholdId, PupilId } from "../../domain/ids.ts"
import type { Db } from "../open.ts"

/** The boards and agendas on which talks of this household stand have changed. Part of a write. */
const raiseBoards = (db: Db, household: HouseholdId) =>
  db
    .sql(
      `UPDATE round_teachers SET version = version + 1
        WHERE (round_id, teacher_id) IN (SELECT round_id, teacher_id FROM bookings WHERE household_id = ?)`,
    )
    .run(household)

/**
 * Lets the talks of one pupil, or of all, follow to another household; only those that end after a moment when it is given. A talk
 * that does not fit among those that are there stays behind. Part of a write.
 */
export function moveTalks(
  db: Db,
  pupil: PupilId | null,
  { from, to, after = "" }: { from: HouseholdId; to: HouseholdId; after?: string },
): void {
  const moved = db
    .sql(
      `UPDATE OR IGNORE bookings SET household_id = ?1
        WHERE household_id = ?2 AND (?3 IS NULL OR pupil_id = ?3) AND ends_at > ?4
          AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.household_id = ?1 AND o.starts_at < bookings.ends_at AND o.ends_at > bookings.starts_at)`,
    )
    .run(to, from, pupil, after)
  if (moved.changes > 0) raiseBoards(db, to)
}

/**
 * Would these two households, as one, be in two places at a time, or talk with one teacher twice about one child? What is over for
 * both does not count.
 */
export const talksClash = (db: Db, one: HouseholdId, other: HouseholdId, now: Temporal.Instant): boolean =>
  db
    .sql<unknown, [number, number, string]>(
      `SELECT 1 FROM bookings a JOIN bookings b ON b.household_id = ?2
        WHERE a.household_id = ?1 AND max(a.ends_at, b.ends_at) > ?3
          AND ((a.starts_at < b.ends_at AND b.starts_at < a.ends_at)
            OR (a.pupil_id = b.pupil_id AND a.teacher_id = b.teacher_id AND a.round_id = b.round_id))`,
    )
    .get(one, other, now.toString()) !== null
