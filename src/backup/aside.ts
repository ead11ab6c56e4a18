import { copyFileSync, existsSync } from "node:fs"
import { basename } from "node:path"
import { examineSchool } from "../db/backup/restored.ts"
import { removeFile, stagingFile } from "../db/backup/school-files.ts"
import type { Registered } from "../db/registry.ts"
import { nextEpoch, readFileName } from "../domain/backup/backup.ts"
import { beginningOf } from "../domain/backup/janitor.ts"
import type { Fetched, Restoring } from "./restoring.ts"

/**
 * Lays a checked copy of a file that was put aside in staging, with the log that was put aside with it. It goes up to the last line of its
 * own logbook: whoever was erased later is erased again. Throws when it is no file of this school, or damaged.
 */
export function fetchAside(
  { registry, now }: Pick<Restoring, "registry" | "now">,
  school: Registered,
  path: string,
): Fetched {
  const found = readFileName(basename(path))
  if (found?.id !== school.id || !existsSync(path))
    throw new Error(`${path} is no file of ${school.slug}, which has ${school.id}.*.db`)
  const epoch = nextEpoch(school.epoch, now())
  if (!epoch) throw new Error(`The clock is behind: ${school.slug} went live at ${school.epoch}`)
  const file = stagingFile(registry.folder, school.id, epoch)
  removeFile(file)
  try {
    for (const more of ["", "-wal"]) if (existsSync(path + more)) copyFileSync(path + more, file + more)
    const counts = examineSchool(file)
    const reachedAt = counts.lastAt ? Temporal.Instant.from(counts.lastAt) : beginningOf(found.epoch)
    if (!reachedAt) throw new Error(`${path} has no moment`)
    const copy = { txid: "", reachedAt }
    return { school, file, isEarlier: true, epoch, from: found.epoch, copy, counts }
  } catch (error) {
    removeFile(file)
    throw error
  }
}
