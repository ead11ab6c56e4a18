import { readFileSync } from "node:fs"
import { join } from "node:path"
import { registeredSchools } from "../db/backup/restored.ts"
import { type Registry, schoolFile } from "../db/registry.ts"
import { type BackupHealth, backupHealth } from "../domain/backup/backup.ts"
import { beginningOf } from "../domain/backup/janitor.ts"
import type { Backup } from "./backup.ts"
import { fileToCopy } from "./minding.ts"

/** What the process that runs Litestream knows and the app does not: whether it runs, since when, and with whose times. */
export type ReplicatorReport = { pid: number | null; strange: string[]; since: string }

/** Where the report on the backup is written, for the server to read. */
export const reportFile = (dataFolder: string) => join(dataFolder, "run", "backup.json")

/** How the backup is doing now. Asks Litestream; never throws. */
async function howIsTheBackup(
  registry: Registry,
  backup: Backup | null,
  now: Temporal.Instant,
): Promise<BackupHealth> {
  if (!backup) return "none"
  const report = read(reportFile(registry.folder))
  if (!report?.pid) return "degraded"
  if (report.strange.length > 0) return "not-ours"
  try {
    return backupHealth(
      filesToCopy(registry, Temporal.Instant.from(report.since)),
      await backup.replica.list(),
      now,
    )
  } catch {
    return "degraded"
  }
}

/** How long an answer is repeated, in milliseconds: anyone may ask as often as they like. */
const repeats = 2000

/** The same for whoever asks, and asked anew every two seconds at most. */
export function watchBackup(registry: Registry, backup: Backup | null, now: () => Temporal.Instant) {
  let last: { at: number; health: Promise<BackupHealth> } | null = null
  return (): Promise<BackupHealth> => {
    if (!last || Date.now() - last.at > repeats)
      last = { at: Date.now(), health: howIsTheBackup(registry, backup, now()) }
    return last.health
  }
}

function read(file: string): ReplicatorReport | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ReplicatorReport
  } catch {
    return null
  }
}

/** Every file that must be in the backup. */
const filesToCopy = (registry: Registry, running: Temporal.Instant) => [
  fileToCopy(registry.control.filename, null, running),
  ...registeredSchools(registry).map(({ id, epoch }) =>
    fileToCopy(schoolFile(registry, id, epoch), beginningOf(epoch), running),
  ),
]
