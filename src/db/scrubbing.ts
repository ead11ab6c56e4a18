import type { Database } from "bun:sqlite"
import type { SchoolId } from "../domain/ids.ts"
import { scrubMoment } from "../domain/retention.ts"
import type { Db } from "./open.ts"

// After an erasing the file is made anew: `secure_delete` overwrites what was deleted, yet a little can be left between the cells of a
// page. VACUUM writes every page again, and the emptied log holds no old ones.

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
 * Scrubs a school's file when the moment is there, and records it. "later": not yet, or others are writing. "busy": another process holds
 * the log of the file; what is in it is overwritten as soon as it lets go, and we try again.
 */
export function scrubWhenDue(control: Database, db: Db, now: Temporal.Instant): "done" | "later" | "busy" {
  const { first, last } = control
    .query<{ first: string | null; last: string | null }, [string]>(
      "SELECT min(erased_at) AS first, max(erased_at) AS last FROM erasures WHERE school_id = ? AND scrubbed_at IS NULL AND confirmed = 1",
    )
    .get(db.school.id) ?? { first: null, last: null }
  if (first === null || last === null) return "later"
  const moment = scrubMoment({ first: Temporal.Instant.from(first), last: Temporal.Instant.from(last) }, now)
  if (moment === "later" || isBusy(db)) return "later"
  if (moment === "calm" && Date.now() - db.writes.at < calm) return "later"
  if (!scrub(db)) return "busy"
  recordScrub(control, db, last, now)
  return "done"
}

const isBusy = (db: Db) => db.writes.held !== null || db.writes.waiting.length > 0 || db.looking.now

/** Makes the file anew and empties its log. False when somebody else holds the file or its log. */
export function scrub(db: Db): boolean {
  db.client.run("PRAGMA busy_timeout = 200") // nobody waits for this
  db.client.run("PRAGMA temp_store = MEMORY") // the copy touches no other disk
  try {
    db.client.run("VACUUM")
    const log = db.client.query<{ busy: number }, []>("PRAGMA wal_checkpoint(TRUNCATE)").get()
    return log?.busy === 0
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY"))
      return false
    throw error
  } finally {
    db.client.run("PRAGMA temp_store = DEFAULT")
    db.client.run("PRAGMA busy_timeout = 5000")
  }
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
