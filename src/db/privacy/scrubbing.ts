import type { Database } from "bun:sqlite"
import type { SchoolId } from "../../domain/ids.ts"
import { scrubMoment } from "../../domain/privacy/retention.ts"
import { rotate } from "../backup/rotating.ts"
import type { Db } from "../open.ts"
import type { Registry } from "../registry.ts"

// After an erasing the file is written anew: `secure_delete` overwrites what was deleted, yet a little can be left between the cells of a
// page, and in the log. The new file never held it (docs/decisions/0010).

/** How long nobody may have written before a moment counts as calm, in milliseconds. */
const calm = 3000

/** Schools with something erased that is still to be scrubbed away. */
export const schoolsToScrub = (control: Database): SchoolId[] =>
  control
    .query<{ id: SchoolId }, []>(
      "SELECT DISTINCT school_id AS id FROM erasures WHERE scrubbed_at IS NULL AND confirmed = 1",
    )
    .all()
    .map(({ id }) => id)

/**
 * Scrubs a school's file when the moment is there, and records it. "later": not yet, or others are writing.
 */
export function scrubWhenDue(registry: Registry, db: Db, now: Temporal.Instant): "done" | "later" {
  const { control } = registry
  const { first, last } = control
    .query<{ first: string | null; last: string | null }, [string]>(
      "SELECT min(erased_at) AS first, max(erased_at) AS last FROM erasures WHERE school_id = ? AND scrubbed_at IS NULL AND confirmed = 1",
    )
    .get(db.school.id) ?? { first: null, last: null }
  if (first === null || last === null) return "later"
  const moment = scrubMoment({ first: Temporal.Instant.from(first), last: Temporal.Instant.from(last) }, now)
  if (moment === "later") return "later"
  if (moment === "calm" && Date.now() - db.writes.at < calm) return "later"
  if (!rotate(registry, db, now)) return "later"
  recordScrub(control, db, last, now)
  return "done"
}

function recordScrub(control: Database, db: Db, last: string, now: Temporal.Instant): void {
  control.transaction(() => {
    control.run(
      `UPDATE certificates SET scrubbed_at = ? WHERE number IN
         (SELECT number FROM erasures WHERE school_id = ? AND scrubbed_at IS NULL AND confirmed = 1 AND erased_at <= ?)`,
      [now.toString(), db.school.id, last],
    )
    control.run(
      "UPDATE erasures SET scrubbed_at = ? WHERE school_id = ? AND scrubbed_at IS NULL AND confirmed = 1 AND erased_at <= ?",
      [now.toString(), db.school.id, last],
    )
  })()
}
