import type { HouseholdId, PupilId } from "../domain/ids.ts"
import type { Db } from "./open.ts"

/** The boards and agendas on which talks of this household stand have changed. Part of a write. */
export const raiseBoards = (db: Db, household: HouseholdId) =>
  db
    .sql(
      `UPDATE round_teachers SET version = version + 1
        WHERE (round_id, teacher_id) IN (SELECT round_id, teacher_id FROM bookings WHERE household_id = ?)`,
    )
    .run(household)

/** Lets a pupil's talks follow it to another household, those still to come or all; a talk that would clash there stays. Part of a write. */
export function moveTalks(
  db: Db,
  pupil: PupilId,
  { from, to, after = "" }: { from: HouseholdId; to: HouseholdId; after?: string },
): void {
  const moved = db
    .sql(
      "UPDATE OR IGNORE bookings SET household_id = ? WHERE household_id = ? AND pupil_id = ? AND ends_at > ?",
    )
    .run(to, from, pupil, after)
  if (moved.changes > 0) raiseBoards(db, to)
}

/** Would these two households, as one, be in two places at a time, or talk with one teacher twice about one child? */
export const talksClash = (db: Db, one: HouseholdId, other: HouseholdId): boolean =>
  db
    .sql<unknown, [number, number]>(
      `SELECT 1 FROM bookings a JOIN bookings b ON b.household_id = ?2
        WHERE a.household_id = ?1
          AND ((a.starts_at < b.ends_at AND b.starts_at < a.ends_at)
            OR (a.pupil_id = b.pupil_id AND a.teacher_id = b.teacher_id AND a.round_id = b.round_id))`,
    )
    .get(one, other) !== null
