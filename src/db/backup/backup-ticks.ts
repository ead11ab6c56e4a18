import type { Database } from "bun:sqlite"
import { type Db, write } from "../open.ts"

// Litestream only makes a newer copy of a file that was written to, and only deletes an old copy when there is a newer one.

/** A file that was not written to for so long gets a tick, in hours: the next copy follows within six. */
const tickAfter = 20

const isDue = (row: { at: string } | null, now: Temporal.Instant) =>
  !row || Temporal.Instant.from(row.at).until(now).total("hours") >= tickAfter

const asked = "SELECT at FROM backup_ticks WHERE id = 1"
const ticked = "REPLACE INTO backup_ticks (id, at) VALUES (1, ?)"

/** Writes to a school's file once a day. */
export async function tick(db: Db, now: Temporal.Instant): Promise<void> {
  if (!db.writes.held && isDue(db.sql<{ at: string }, []>(asked).get(), now))
    await write(db, () => void db.sql(ticked).run(now.toString()))
}

/** The same for the registry. */
export function tickControl(control: Database, now: Temporal.Instant): void {
  if (isDue(control.query<{ at: string }, []>(asked).get(), now)) control.run(ticked, [now.toString()])
}
