import { statSync } from "node:fs"
import { join } from "node:path"
import { names } from "../db/backup/school-files.ts"
import { type BackupHealth, backupHealth, type FileToCopy, readFileName } from "../domain/backup/backup.ts"
import { beginningOf } from "../domain/backup/janitor.ts"
import type { Backup } from "./backup.ts"

// Litestream may wait for ever for an answer that does not come: a request into a network that was gone for a moment is never given up.

/** How long a change may wait for its copy before we look whether the bucket answers, in seconds. */
const patience = 120
/** How long Litestream gets to say what it does. */
const answersWithin = 20_000

/** A file that must be in the backup. `live`: since when it serves; `running`: since when Litestream runs. One that is not there has been missing all the while. */
export function fileToCopy(
  file: string,
  live: Temporal.Instant | null,
  running: Temporal.Instant,
): FileToCopy {
  const written = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const changedAt = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(Math.max(written(file), written(`${file}-wal`))),
  )
  const isYoung = live !== null && Temporal.Instant.compare(live, running) > 0
  return { file, changedAt, since: written(file) === 0 ? changedAt : isYoung ? live : running }
}

/** Every database in a folder of data. */
export const databasesIn = (folder: string, running: Temporal.Instant): FileToCopy[] => [
  ...names(folder)
    .filter((name) => name === "control.db")
    .map((name) => fileToCopy(join(folder, name), null, running)),
  ...names(join(folder, "schools")).flatMap((name) => {
    const school = readFileName(name)
    return school ? [fileToCopy(join(folder, "schools", name), beginningOf(school.epoch), running)] : []
  }),
]

/**
 * Whether Litestream must be started again: changes have waited for minutes, or it does not even say so, while the bucket answers to us. `seconds`:
 * another patience than two minutes. Never throws.
 */
export async function isStuck(
  { replica, bucket, setup }: Pick<Backup, "replica" | "bucket" | "setup">,
  running: Temporal.Instant,
  now: Temporal.Instant,
  seconds: number = patience,
): Promise<boolean> {
  if (running.until(now).total("seconds") < seconds) return false
  const health = await Promise.race([
    replica.list().then(
      (list): BackupHealth => backupHealth(databasesIn(setup.dataFolder, running), list, now, seconds),
      (): BackupHealth => "degraded",
    ),
    Bun.sleep(answersWithin).then((): BackupHealth => "degraded"),
  ])
  return health === "degraded" && (await bucket.clock().then(Boolean, () => false))
}
