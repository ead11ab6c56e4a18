import { tick, tickControl } from "../db/backup/backup-ticks.ts"
import { forgetTraces, putStraysAside } from "../db/backup/rotating.ts"
import { forgetAside } from "../db/backup/school-files.ts"
import type { Db } from "../db/open.ts"
import { settleErasures } from "../db/privacy/erasures.ts"
import { forgetExpired } from "../db/privacy/forgetting.ts"
import { noteHead } from "../db/privacy/logbook.ts"
import { schoolsToScrub, scrubWhenDue } from "../db/privacy/scrubbing.ts"
import { allSchools, closeIdle } from "../db/registry.ts"
import { forgetOldImports } from "../db/rosters/imports.ts"
import { eraseOldRounds } from "../db/rounds/round-erasing.ts"
import { inSchool, type JobParts, reach } from "./reach.ts"

/** Forgets in every school what is over, one school after the other. */
export async function forgetEverywhere(
  parts: JobParts,
  stopping: () => boolean = () => false,
): Promise<void> {
  for (const { slug } of allSchools(parts.registry)) {
    if (stopping()) return
    const db = reach(parts, slug)
    if (db) await inSchool(parts, "forget", db, () => forgetIn(parts, db))
    closeIdle(parts.registry)
    await Bun.sleep(5) // visitors go first
  }
  // On a full disk nothing can be written, and deleting comes first.
  putStraysAside(parts.registry, parts.now())
  forgetAside(parts.registry.folder, parts.now())
  forgetTraces(parts.registry.folder, parts.now())
  tickControl(parts.registry.control, parts.now())
}

async function forgetIn({ registry: { control }, now, tell }: JobParts, db: Db): Promise<void> {
  await Promise.all([forgetExpired(db, now()), forgetOldImports(db, now())])
  await eraseOldRounds(control, db, now())
  settleErasures(control, db, now())
  await tick(db, now())
  if (!noteHead(db, control, now())) tell({ job: "logbook", school: db.school.id, outcome: "broken" })
}

/** Scrubs the files from which something was erased, each when its moment is there. */
export async function scrubDue(parts: JobParts): Promise<void> {
  const { registry } = parts
  const due = new Set(schoolsToScrub(registry.control))
  for (const { id, slug } of allSchools(registry)) {
    const db = due.has(id) ? reach(parts, slug) : null
    if (db)
      await inSchool(parts, "scrub", db, () => {
        const outcome = scrubWhenDue(registry, db, parts.now())
        if (outcome !== "later") parts.tell({ job: "scrub", school: id, outcome })
      })
  }
}
