import type { Office } from "../../domain/access/access.ts"
import type { HouseholdId, PupilId } from "../../domain/ids.ts"
import type { Db } from "../open.ts"

/** Pupils of a household who are at school now. */
export const pupilsIn = (db: Db, household: HouseholdId): PupilId[] =>
  db
    .sql<{ id: PupilId }, [number]>(
      `SELECT p.id FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id
        WHERE hp.household_id = ? AND p.left_at IS NULL ORDER BY p.id`,
    )
    .all(household)
    .map((row) => row.id)

/**
 * Can what a person decides about this household be said as "these children belong together or not"? Only when the rules made it and
 * each of its children lives nowhere else: a child with two homes shares one of them with others, and the other perhaps not.
 */
export const isPlain = (db: Db, household: HouseholdId): boolean =>
  db
    .sql<unknown, [number]>(
      `SELECT 1 FROM households h WHERE h.id = ? AND h.origin = 'matched' AND NOT EXISTS (
         SELECT 1 FROM household_pupils a JOIN household_pupils b ON b.pupil_id = a.pupil_id AND b.household_id <> a.household_id
          WHERE a.household_id = h.id)`,
    )
    .get(household) !== null

/** From now on this household is as a person left it. Part of a write. */
export const closeToRules = (db: Db, household: HouseholdId) =>
  db.sql("UPDATE households SET origin = 'staff' WHERE id = ?").run(household)

type Words = { verdict: "together" | "apart"; by: Office; now: Temporal.Instant }

/** Remembers that every two of these children belong together. Part of a write. */
export function decideTogether(db: Db, pupils: readonly PupilId[], by: Office, now: Temporal.Instant): void {
  for (const [at, pupil] of pupils.entries())
    for (const other of pupils.slice(0, at)) decide(db, pupil, other, { verdict: "together", by, now })
}

/** Remembers that none of these belongs with any of those; who share a home elsewhere are left out. Part of a write. */
export function decideApart(
  db: Db,
  some: readonly PupilId[],
  others: readonly PupilId[],
  by: Office,
  now: Temporal.Instant,
): void {
  for (const pupil of some)
    for (const other of others)
      if (pupil !== other && !shareHome(db, pupil, other))
        decide(db, pupil, other, { verdict: "apart", by, now })
}

/** Takes back that any two of these belong apart. Part of a write. */
export function forgetApart(db: Db, pupils: readonly PupilId[]): void {
  for (const pupil of pupils)
    for (const other of pupils)
      db.sql("DELETE FROM household_decisions WHERE pupil_id = ? AND other_id = ? AND verdict = 'apart'").run(
        pupil,
        other,
      )
}

const shareHome = (db: Db, one: PupilId, other: PupilId) =>
  db
    .sql<unknown, [number, number]>(
      "SELECT 1 FROM household_pupils a JOIN household_pupils b ON b.household_id = a.household_id WHERE a.pupil_id = ? AND b.pupil_id = ?",
    )
    .get(one, other) !== null

function decide(db: Db, one: PupilId, other: PupilId, { verdict, by, now }: Words): void {
  db.sql(
    `INSERT INTO household_decisions (pupil_id, other_id, verdict, decided_at, decided_by) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (pupil_id, other_id) DO UPDATE
         SET verdict = excluded.verdict, decided_at = excluded.decided_at, decided_by = excluded.decided_by`,
  ).run(Math.min(one, other), Math.max(one, other), verdict, now.toString(), by.staff)
}
