import { queueReminders } from "../db/messages/reminders.ts"
import { allSchools, closeIdle } from "../db/registry.ts"
import { inSchool, type JobParts, reach } from "./reach.ts"

/** Queues in every school the reminders of tomorrow's talks, one school after the other. */
export async function remindEverywhere(
  parts: JobParts,
  stopping: () => boolean = () => false,
): Promise<void> {
  for (const { slug } of allSchools(parts.registry)) {
    if (stopping()) return
    const db = reach(parts, slug)
    if (db && !db.writes.held) await inSchool(parts, "remind", db, () => queueReminders(db, parts.now()))
    closeIdle(parts.registry)
    await Bun.sleep(5) // visitors go first
  }
}
