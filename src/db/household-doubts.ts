import type { Administrator } from "../domain/access.ts"
import type { DoubtKind } from "../domain/household.ts"
import type { DoubtId, HouseholdId } from "../domain/ids.ts"
import type { Db } from "./open.ts"

export type FoundDoubt = { kind: DoubtKind; household: HouseholdId; other: HouseholdId | null }

type Row = FoundDoubt & { id: number; settled: number }

const written = ({ kind, household, other }: FoundDoubt) =>
  other === null ? `${kind} ${household}` : `${Math.min(household, other)} ${Math.max(household, other)}`

/**
 * Makes the open doubts those that were found now. A question about two households that a person answered is not asked again.
 * Doubts about one household come back when its members changed since. Part of a write; gives how many are open.
 */
export function renewDoubts(db: Db, found: readonly FoundDoubt[]): number {
  const rows = db
    .sql<Row, []>(
      "SELECT id, kind, household_id AS household, other_id AS other, settled_at IS NOT NULL AS settled FROM household_doubts",
    )
    .all()
  const answered = new Set(rows.filter((row) => row.settled === 1 && row.other !== null).map(written))
  const open = new Map(
    found.filter((doubt) => !answered.has(written(doubt))).map((doubt) => [written(doubt), doubt]),
  )
  const count = open.size
  for (const row of rows) {
    if (row.settled === 1) continue
    // A doubt that is still there keeps its number: the page that asks it stays good.
    if (open.get(written(row))?.kind === row.kind) open.delete(written(row))
    else db.sql("DELETE FROM household_doubts WHERE id = ?").run(row.id)
  }
  for (const { kind, household, other } of open.values())
    db.sql("INSERT INTO household_doubts (kind, household_id, other_id) VALUES (?, ?, ?)").run(
      kind,
      household,
      other,
    )
  return count
}

/** Marks one doubt, or all doubts about this household alone, as looked at. Part of a write. */
export function settleDoubts(
  db: Db,
  staff: Administrator,
  which: { doubt: DoubtId } | { household: HouseholdId },
  now: Temporal.Instant,
): void {
  const [where, id] =
    "doubt" in which ? ["id = ?", which.doubt] : ["household_id = ? AND other_id IS NULL", which.household]
  db.sql(
    `UPDATE household_doubts SET settled_at = ?, settled_by = ? WHERE settled_at IS NULL AND ${where}`,
  ).run(now.toString(), staff.staff, id)
}
