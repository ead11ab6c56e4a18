import { registeredSchools } from "../db/backup/restored.ts"
import type { Registry } from "../db/registry.ts"
import type { Alarm } from "../domain/backup/alarm.ts"
import { readFileName } from "../domain/backup/backup.ts"
import {
  alarmsAfter,
  beginningOf,
  type Epochs,
  isLeftOver,
  isSnapshot,
  ownerOf,
  type Seen,
  verdictOn,
  wrongClock,
} from "../domain/backup/janitor.ts"
import type { Bucket } from "../integrations/bucket.ts"

/** What a sweep of the backup came to. */
export type Swept = {
  at: Temporal.Instant
  /** How many objects there were, how many of them went, and how many half uploads. */
  objects: number
  deleted: number
  aborted: number
  /** The oldest that was left. */
  oldest: Temporal.Instant | null
  alarms: Alarm[]
}

/** How many deletions go side by side. */
const sideBySide = 16

/**
 * Deletes from the backup all that is older than anything there may be, whatever Litestream thinks of it, and uploads that were never finished.
 * Does nothing while the clocks differ. Never throws: a bucket that fails halfway is an alarm, and the next sweep goes on from there.
 */
export async function sweep(bucket: Bucket, registry: Registry, now: Temporal.Instant): Promise<Swept> {
  const swept: Swept = { at: now, objects: 0, deleted: 0, aborted: 0, oldest: null, alarms: [] }
  try {
    const apart = wrongClock(await bucket.clock(), now)
    if (apart !== null) return { ...swept, alarms: [{ alarm: "clock-differs", seconds: apart }] }
    await sweepObjects(bucket, registry, swept)
    for await (const upload of bucket.halfUploads()) {
      if (!isLeftOver(upload.begun, now)) continue
      await bucket.abort(upload)
      swept.aborted++
    }
  } catch {
    swept.alarms.push({ alarm: "bucket-unreachable" })
  }
  return swept
}

/** Deletes all of these and gives how many were not deleted. */
export async function deleteAll(bucket: Bucket, keys: readonly string[]): Promise<number> {
  let failed = 0
  for (let at = 0; at < keys.length; at += sideBySide) {
    const some = keys.slice(at, at + sideBySide)
    const outcomes = await Promise.allSettled(some.map((key) => bucket.delete(key)))
    failed += outcomes.filter(({ status }) => status === "rejected").length
  }
  return failed
}

async function sweepObjects(bucket: Bucket, registry: Registry, swept: Swept): Promise<void> {
  const { at: now } = swept
  const epochs = await epochsIn(bucket, registry)
  const snapshots = new Map<string, Temporal.Instant>()
  const left = { oldest: null as Temporal.Instant | null, foreign: 0, failed: 0 }
  const doomed: string[] = []
  const keep = (modified: Temporal.Instant) => {
    if (left.oldest === null || Temporal.Instant.compare(modified, left.oldest) < 0) left.oldest = modified
  }
  const empty = async () => {
    const keys = doomed.splice(0)
    const failed = await deleteAll(bucket, keys)
    swept.deleted += keys.length - failed
    left.failed += failed
  }
  for await (const stored of bucket.list("")) {
    swept.objects++
    const owner = ownerOf(stored.key)
    if (verdictOn(stored, epochs, now) !== "keep") {
      if (doomed.push(stored.key) >= sideBySide) await empty()
      continue
    }
    keep(stored.modified)
    if (owner.kind === "foreign") left.foreign++
    else if (isSnapshot(stored.key)) newest(snapshots, fileIn(owner), stored.modified)
  }
  await empty()
  swept.oldest = left.oldest
  swept.alarms.push(...alarmsAfter({ ...left, files: filesOf(registry, snapshots) }, now))
}

function newest(known: Map<string, Temporal.Instant>, file: string, at: Temporal.Instant): void {
  const before = known.get(file)
  if (!before || Temporal.Instant.compare(at, before) > 0) known.set(file, at)
}

const fileIn = (owner: { kind: "control" } | { kind: "school"; id: string; epoch: string }) =>
  owner.kind === "control" ? "control.db" : `${owner.id}.${owner.epoch}.db`

/** Every epoch of every school that is live or lies in the bucket; one after the live file is of a restore that broke off, and replaced nothing. */
async function epochsIn(bucket: Bucket, registry: Registry): Promise<Epochs> {
  const epochs = new Map<string, string[]>()
  const add = ({ id, epoch }: { id: string; epoch: string }) =>
    epochs.set(id, [...(epochs.get(id) ?? []), epoch])
  const live = new Map<string, string>(registeredSchools(registry).map(({ id, epoch }) => [id, epoch]))
  for (const [id, epoch] of live) add({ id, epoch })
  for (const name of await bucket.names("schools/")) {
    const file = readFileName(name)
    if (file && file.epoch <= (live.get(file.id) ?? file.epoch)) add(file)
  }
  return epochs
}

/** Every live file with its newest snapshot. */
function filesOf(registry: Registry, snapshots: ReadonlyMap<string, Temporal.Instant>): Seen[] {
  const seen = (file: string, since: Temporal.Instant | null): Seen[] =>
    since ? [{ file, liveSince: since, snapshot: snapshots.get(file) ?? null }] : []
  return registeredSchools(registry).flatMap(({ id, epoch }) => seen(`${id}.${epoch}.db`, beginningOf(epoch)))
}
