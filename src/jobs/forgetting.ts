import { tick, tickControl } from "../db/backup-ticks.ts"
import { settleErasures } from "../db/erasures.ts"
import { forgetExpired } from "../db/forgetting.ts"
import { forgetOldImports } from "../db/imports.ts"
import { noteHead } from "../db/logbook.ts"
import { allSchools, closeIdle } from "../db/registry.ts"
import { forgetTraces, putStraysAside } from "../db/rotating.ts"
import { eraseOldRounds } from "../db/round-erasing.ts"
import { forgetAside } from "../db/school-files.ts"
import { schoolsToScrub, scrubWhenDue } from "../db/scrubbing.ts"
import { type JobParts, reach } from "./reach.ts"

/** Forgets in every school what is over, one school after the other. */
export async function forgetEverywhere(
  parts: JobParts,
  stopping: () => boolean = () => false,
): Promise<void> {
  for (const { slug } of allSchools(parts.registry)) {
    if (stopping()) return
    const db = reach(parts, slug)
    if (db) {
      await Promise.all([forgetExpired(db, parts.now()), forgetOldImports(db, parts.now())])
      await eraseOldRounds(parts.registry.control, db, parts.now())
      settleErasures(parts.registry.control, db, parts.now())
      await tick(db, parts.now())
      if (!noteHead(db, parts.registry.control, parts.now()))
        parts.tell({ job: "logbook", school: db.school.id, outcome: "broken" })
    }
    closeIdle(parts.registry)
    await Bun.sleep(5) // visitors go first
  }
  tickControl(parts.registry.control, parts.now())
  putStraysAside(parts.registry, parts.now())
  forgetAside(parts.registry.folder, parts.now())
  forgetTraces(parts.registry.folder, parts.now())
}

/** Scrubs the files from which something was erased, each when its moment is there. */
export function scrubDue(parts: JobParts): void {
  const { registry } = parts
  const due = new Set(schoolsToScrub(registry.control))
  for (const { id, slug } of allSchools(registry)) {
    const db = due.has(id) ? reach(parts, slug) : null
    const outcome = db ? scrubWhenDue(registry, db, parts.now()) : "later"
    if (outcome !== "later") parts.tell({ job: "scrub", school: id, outcome })
  }
}
