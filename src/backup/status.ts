import { statfsSync, statSync } from "node:fs"
import { basename } from "node:path"
import { lastCheck } from "../db/backup/backup-checks.ts"
import { registeredSchools } from "../db/backup/restored.ts"
import { type Registry, schoolFile } from "../db/registry.ts"
import { type Alarm, alarmsNow, type Status } from "../domain/backup/alarm.ts"
import { type BackupHealth, canarySlug } from "../domain/backup/backup.ts"
import { readInstant } from "../domain/clock.ts"
import type { Backup } from "./backup.ts"
import type { CanaryFacts } from "./canary.ts"
import type { DrillFacts } from "./drill.ts"

/** What a sweep wrote down. */
export type SweepFacts = { objects: number; deleted: number; oldest: string | null; alarms: Alarm[] }

type Parts = {
  registry: Registry
  backup: Backup | null
  health: () => Promise<BackupHealth>
  now: () => Temporal.Instant
}

/** How long an answer is repeated, in milliseconds. */
const repeats = 5000

/** How the service is, asked anew every five seconds at most; it counts from now that it answers. */
export function watchStatus(parts: Parts): () => Promise<Status> {
  const since = parts.now()
  let last: { at: number; status: Promise<Status> } | null = null
  return () => {
    if (!last || Date.now() - last.at > repeats) last = { at: Date.now(), status: statusOf(parts, since) }
    return last.status
  }
}

async function statusOf(parts: Parts, since: Temporal.Instant): Promise<Status> {
  const { registry, backup, now } = parts
  const { control } = registry
  const sweep = lastCheck<SweepFacts>(control, "sweep")
  const drill = lastCheck<DrillFacts>(control, "drill")
  const canary = lastCheck<CanaryFacts>(control, "canary")
  const health = await parts.health()
  const schools = registeredSchools(registry)
  const files = [control.filename, ...schools.map(({ id, epoch }) => schoolFile(registry, id, epoch))]
  const current = alarmsNow(
    {
      health,
      logs: files.map((file) => ({ file: basename(file), bytes: sizeOf(`${file}-wal`) })),
      diskUsed: diskUsed(registry.folder),
      checks: { sweep: sweep?.at ?? null, drill: drill?.at ?? null, canary: canary?.at ?? null },
      since,
    },
    now(),
  )
  return {
    health,
    copiedAt: backup ? await newestCopy(backup) : null,
    sweep: sweep && {
      at: sweep.at,
      fine: sweep.fine,
      objects: sweep.facts.objects - sweep.facts.deleted,
      oldest: readInstant(sweep.facts.oldest),
    },
    drill: drill && { at: drill.at, fine: drill.fine, files: drill.facts.files.length },
    canary: canary && { at: canary.at, fine: canary.fine },
    since,
    schools: schools.filter(({ slug }) => slug !== canarySlug).length,
    alarms: [sweep, drill, canary].flatMap((check) => check?.facts.alarms ?? []).concat(current),
  }
}

async function newestCopy({ replica }: Backup): Promise<Temporal.Instant | null> {
  try {
    const times = (await replica.list()).flatMap(({ syncedAt }) => (syncedAt ? [syncedAt] : []))
    return times.sort(Temporal.Instant.compare).at(-1) ?? null
  } catch {
    return null
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** How full the disk with the data is, in percent. */
function diskUsed(folder: string): number {
  const { blocks, bavail, bfree } = statfsSync(folder)
  const used = blocks - bfree
  return used + bavail === 0 ? 0 : (100 * used) / (used + bavail)
}
