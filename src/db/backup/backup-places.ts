import type { Database } from "bun:sqlite"

// Where the backup lies, and where it lay before: what is left there must go as well, and may still bring something back.

/** A place of before, as BACKUP_URL named it, and until when the backup went there. */
export type FormerPlace = { url: string; until: Temporal.Instant }

/** The backup goes to this place from now on. Where it went until now is a place of before. */
export function noteBackupPlace(control: Database, url: string, now: Temporal.Instant): void {
  control.transaction(() => {
    control.run("UPDATE backup_places SET until = ? WHERE until IS NULL AND url <> ?", [now.toString(), url])
    control.run(
      "INSERT INTO backup_places (url, since) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET until = NULL",
      [url, now.toString()],
    )
  })()
}

/** All places of before of which nobody saw yet that they are empty; the newest first. */
export const formerPlaces = (control: Database): FormerPlace[] =>
  control
    .query<{ url: string; until: string }, []>(
      "SELECT url, until FROM backup_places WHERE until IS NOT NULL ORDER BY until DESC",
    )
    .all()
    .map(({ url, until }) => ({ url, until: Temporal.Instant.from(until) }))

/** Nothing of ours is left there. False when it is no place of before. */
export const forgetPlace = (control: Database, url: string): boolean =>
  control.run("DELETE FROM backup_places WHERE url = ? AND until IS NOT NULL", [url]).changes > 0
