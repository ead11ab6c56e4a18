import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { type Registry, schoolFile } from "../db/registry.ts"
import { registeredSchools } from "../db/restored.ts"
import { type BackupHealth, backupHealth } from "../domain/backup.ts"
import type { Backup } from "./backup.ts"

/** What the process that runs Litestream knows and the app does not: whether it runs, and with whose times. */
export type ReplicatorReport = { pid: number | null; strange: string[] }

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
    return backupHealth(filesToCopy(registry), await backup.replica.list(), now)
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

/** Every file that must be in the backup, and when it was last written to. */
function filesToCopy(registry: Registry) {
  const written = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return [
    registry.control.filename,
    ...registeredSchools(registry).map(({ id, epoch }) => schoolFile(registry, id, epoch)),
  ].map((file) => ({
    file,
    changedAt: Temporal.Instant.fromEpochMilliseconds(
      Math.floor(Math.max(written(file), written(`${file}-wal`))),
    ),
  }))
}
