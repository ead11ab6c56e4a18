import type { Database } from "bun:sqlite"

// What came of each look at the backup, in the control database: it is shown to schools and to whoever runs the service.

export type CheckKind = "sweep" | "canary" | "drill"
export type BackupCheck<Facts = unknown> = { at: Temporal.Instant; fine: boolean; facts: Facts }

/** How long a check is remembered, in days. */
const remembered = 60

/** Writes down what came of a check. `facts`: ids and numbers only. */
export function noteCheck(
  control: Database,
  kind: CheckKind,
  { at, fine, facts }: BackupCheck<object>,
): void {
  control.run("INSERT INTO backup_checks (kind, at, fine, facts) VALUES (?, ?, ?, ?)", [
    kind,
    at.toString(),
    fine ? 1 : 0,
    JSON.stringify(facts),
  ])
  control.run("DELETE FROM backup_checks WHERE at < ?", [at.subtract({ hours: 24 * remembered }).toString()])
}

/** The last check of a kind; null when there was none yet. */
export function lastCheck<Facts>(control: Database, kind: CheckKind): BackupCheck<Facts> | null {
  const row = control
    .query<{ at: string; fine: number; facts: string }, [string]>(
      "SELECT at, fine, facts FROM backup_checks WHERE kind = ? ORDER BY id DESC LIMIT 1",
    )
    .get(kind)
  return (
    row && {
      at: Temporal.Instant.from(row.at),
      fine: row.fine === 1,
      facts: JSON.parse(row.facts) as Facts,
    }
  )
}

/** All checks of a kind that are remembered, the newest last. */
export const checksOf = <Facts>(control: Database, kind: CheckKind): BackupCheck<Facts>[] =>
  control
    .query<{ at: string; fine: number; facts: string }, [string]>(
      "SELECT at, fine, facts FROM backup_checks WHERE kind = ? ORDER BY id",
    )
    .all(kind)
    .map(({ at, fine, facts }) => ({
      at: Temporal.Instant.from(at),
      fine: fine === 1,
      facts: JSON.parse(facts) as Facts,
    }))
