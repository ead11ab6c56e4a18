import { type CheckKind, lastCheck, noteCheck } from "../db/backup/backup-checks.ts"
import { registeredSchools } from "../db/backup/restored.ts"
import { rotate } from "../db/backup/rotating.ts"
import { openSchool, type Registry } from "../db/registry.ts"
import type { Alarm } from "../domain/backup/alarm.ts"
import { isTimeToProve } from "../domain/backup/backup.ts"
import { whereOf } from "../domain/backup/trouble.ts"
import type { Backup } from "./backup.ts"
import { proveCanary } from "./canary.ts"
import { drill } from "./drill.ts"
import { formerBackups, sweepBefore } from "./former.ts"
import { sweep } from "./janitor.ts"
import { leaveDue } from "./leaving.ts"

// What happens to the backup without a visitor: it is swept, proved, and emptied of schools that left. What came of it is written down.

export type BackupJobParts = {
  registry: Registry
  /** Left out when there is none. */
  backup?: Backup
  now: () => Temporal.Instant
  tell: (line: Record<string, string | number>) => void
}

/** Sweeps the backup, writes down what came of it, and says aloud what somebody has to look at. */
export async function sweepBackup(parts: BackupJobParts): Promise<void> {
  if (!parts.backup) return
  const { registry, backup, now } = parts
  const { at, alarms, ...swept } = await sweep(backup.janitor, registry, now())
  // A wrong clock deletes nothing anywhere.
  const before = alarms.some(({ alarm }) => alarm === "clock-differs") ? [] : formerBackups(registry, backup)
  const all = [{ ...swept, alarms }]
  for (const former of before) all.push(await sweepBefore(registry, former, now()))
  const sum = (of: "objects" | "deleted" | "aborted") => all.reduce((total, each) => total + each[of], 0)
  const counts = { objects: sum("objects"), deleted: sum("deleted"), aborted: sum("aborted") }
  const oldest = all
    .flatMap((each) => (each.oldest ? [each.oldest] : []))
    .sort(Temporal.Instant.compare)
    .at(0)
  noteDown(parts, "sweep", at, {
    ...counts,
    oldest: oldest?.toString() ?? null,
    alarms: all.flatMap((each) => each.alarms),
  })
  if (counts.deleted + counts.aborted > 0) parts.tell({ job: "sweep", ...counts })
}

/** Once a night: looks for canaries that should be gone, and brings the registry and a few schools back to compare them. */
export async function proveBackup(parts: BackupJobParts): Promise<void> {
  const { registry, backup, now } = parts
  if (!backup || (await backup.replica.pid()) === null) return
  const isTime = (kind: CheckKind) => isTimeToProve(lastCheck(registry.control, kind)?.at ?? null, now())
  const at = now()
  if (isTime("canary")) noteDown(parts, "canary", at, await proveCanary({ registry, backup, now }))
  if (!isTime("drill")) return
  const facts = await drill({ registry, backup, now })
  noteDown(parts, "drill", at, facts)
  for (const { file, trouble } of facts.files) if (trouble) renew(parts, file)
}

/**
 * A school whose copy is not what is live goes on in a new file, with a prefix of its own in the backup: there all of it is copied again,
 * from the first page. What the old prefix can still give back stays for as long as anything does.
 */
function renew({ registry, now, tell }: BackupJobParts, school: string): void {
  try {
    const slug = registeredSchools(registry).find(({ id }) => id === school)?.slug
    const db = slug === undefined ? null : openSchool(registry, slug)
    if (db) tell({ job: "drill", school, outcome: rotate(registry, db, now()) ? "renewed" : "later" })
  } catch (error) {
    // A file too damaged to be written anew keeps none of the others from it.
    tell({ job: "drill", school, outcome: "failed", error: whereOf(error) })
  }
}

/** Takes the next step of every school that leaves. */
export async function leaveWhenDue({ registry, backup, now, tell }: BackupJobParts): Promise<void> {
  const places = backup && {
    bucket: backup.janitor,
    former: formerBackups(registry, backup).map(({ janitor }) => janitor),
    replica: backup.replica,
  }
  for (const step of await leaveDue({ registry, now, ...places })) tell({ job: "leaving", ...step })
}

function noteDown<Facts extends { alarms: Alarm[] }>(
  { registry, tell }: BackupJobParts,
  kind: CheckKind,
  at: Temporal.Instant,
  facts: Facts,
): void {
  noteCheck(registry.control, kind, { at, fine: facts.alarms.length === 0, facts })
  for (const { alarm, ...about } of facts.alarms) tell({ job: kind, alarm, about: JSON.stringify(about) })
}
