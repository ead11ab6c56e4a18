import type { Office } from "../../domain/access/access.ts"
import type { DoubtKind } from "../../domain/households/household.ts"
import type { DoubtId, HouseholdId } from "../../domain/ids.ts"
import type { Db } from "../open.ts"

export type FoundDoubt = { kind: DoubtKind; household: HouseholdId; other: HouseholdId | null }

type Row = FoundDoubt & { id: number; settled: number }

const written = ({ kind, household, other }: FoundDoubt) =>
  other === null ? `${kind} ${household}` : `${Math.min(household, other)} ${Math.max(household, other)}`

/**
 * Makes the open doubts those that were found now. A question about two households stays until a person answers it, even when the
 * next file no longer gives reason for it, and is not asked again afterwards; it goes when they are no longer two. Doubts about one
 * household come back when its members changed. `about`: only what was found about this household. Part of a write; gives how many of
 * them are open.
 */
export function renewDoubts(
  db: Db,
  everything: readonly FoundDoubt[],
  about: HouseholdId | null = null,
): number {
  const rows = db
    .sql<Row, [number | null]>(
      `SELECT id, kind, household_id AS household, other_id AS other, settled_at IS NOT NULL AS settled FROM household_doubts
        WHERE ?1 IS NULL OR household_id = ?1 OR other_id = ?1`,
    )
    .all(about)
  const found = everything.filter((doubt) => [null, doubt.household, doubt.other].includes(about))
  const answered = new Set(rows.filter((row) => row.settled === 1 && row.other !== null).map(written))
  const open = new Map(
    found.filter((doubt) => !answered.has(written(doubt))).map((doubt) => [written(doubt), doubt]),
  )
  let kept = 0
  for (const row of rows.filter(({ settled }) => settled === 0)) {
    const now = open.get(written(row))
    // A doubt that is still there keeps its number: the page that asks it stays good.
    if (now ? now.kind === row.kind : areStillTwo(db, row)) {
      open.delete(written(row))
      kept++
    } else db.sql("DELETE FROM household_doubts WHERE id = ?").run(row.id)
  }
  for (const { kind, household, other } of open.values())
    db.sql("INSERT INTO household_doubts (kind, household_id, other_id) VALUES (?, ?, ?)").run(
      kind,
      household,
      other,
    )
  return kept + open.size
}

/** Are these two households with children at school, none of them in both, and none told apart by a person? */
const areStillTwo = (db: Db, { household, other }: FoundDoubt): boolean =>
  db
    .sql<{ two: number }, [number, number | null]>(
      `WITH seats AS (SELECT hp.household_id AS home, hp.pupil_id AS pupil FROM household_pupils hp
                        JOIN pupils p ON p.id = hp.pupil_id WHERE p.left_at IS NULL AND hp.household_id IN (?1, ?2))
       SELECT count(DISTINCT home) = 2 AND count(*) = count(DISTINCT pupil)
              AND NOT EXISTS (SELECT 1 FROM household_decisions d JOIN seats a ON a.pupil = d.pupil_id JOIN seats b ON b.pupil = d.other_id
                               WHERE d.verdict = 'apart' AND a.home <> b.home) AS two FROM seats`,
    )
    .get(household, other)?.two === 1

/** Marks one doubt, or all doubts about this household alone, as looked at. Part of a write. */
export function settleDoubts(
  db: Db,
  staff: Office,
  which: { doubt: DoubtId } | { household: HouseholdId },
  now: Temporal.Instant,
): void {
  const [where, id] =
    "doubt" in which ? ["id = ?", which.doubt] : ["household_id = ? AND other_id IS NULL", which.household]
  db.sql(
    `UPDATE household_doubts SET settled_at = ?, settled_by = ? WHERE settled_at IS NULL AND ${where}`,
  ).run(now.toString(), staff.staff, id)
}
