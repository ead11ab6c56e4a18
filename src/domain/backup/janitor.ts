import type { Alarm } from "./alarm.ts"
import { readFileName } from "./backup.ts"

// Our own janitor of the backup: whatever Litestream keeps or forgets, nothing in the bucket gets older than we promise.

/** One object in the backup, by its key under our own folder of the bucket. */
export type Stored = { key: string; modified: Temporal.Instant }

/** No object gets older than this, in hours: with an hour until the scrub and an hour until the next round it stays under seven days. */
export const oldestKept = 164
/** From here on the promise is at risk, in hours: somebody is called. */
export const oldestEver = 166
/** An upload that was begun so many hours ago and never finished is removed. */
const uploadsKept = 24
/** A live school without a snapshot of the last so many hours has a backup that goes nowhere. */
const snapshotWithin = 30
/** How far the bucket's clock and ours may differ before ages mean nothing, in seconds. */
const clocksWithin = 300

/** Whose an object is, by its key. */
export type Owner = { kind: "control" } | { kind: "school"; id: string; epoch: string } | { kind: "foreign" }

/** Only whole names count: "schools/<id>.<epoch>.db.old/…" is nobody's. */
export function ownerOf(key: string): Owner {
  const [first = "", second = "", ...rest] = key.split("/")
  if (first === "control.db" && second !== "") return { kind: "control" }
  const file = first === "schools" && rest.length > 0 ? readFileName(second) : null
  return file ? { kind: "school", ...file } : { kind: "foreign" }
}

/** Litestream lays snapshots in the folder of the ninth level: "0009", or "ltx/9" where the backup is a folder. */
export const isSnapshot = (key: string): boolean => /\/(?:0009|ltx\/9)\//.test(key)

/** The moment that an epoch began, as its name says; null when it is no moment. */
export function beginningOf(epoch: string): Temporal.Instant | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(epoch) ?? []
  const [year, month, day, hour, minute, second] = parts
  try {
    return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  } catch {
    return null
  }
}

/** All epochs that are known of each school: what its live file is called, and what lies in the bucket. */
export type Epochs = ReadonlyMap<string, readonly string[]>

/** When another file took the place of this one; null while it is the newest. */
function replacedAt(id: string, epoch: string, epochs: Epochs): Temporal.Instant | null {
  const later = (epochs.get(id) ?? []).filter((other) => other > epoch).sort()
  return later[0] === undefined ? null : beginningOf(later[0])
}

export type Verdict = "keep" | "old" | "replaced"

const hoursBetween = (from: Temporal.Instant, to: Temporal.Instant) => from.until(to).total("hours")

/**
 * What becomes of an object. "old": it is as old as anything may get, whatever it is. "replaced": its file was put away that long
 * ago; what was copied late, because the bucket was away, goes with the rest.
 */
export function verdictOn(stored: Stored, epochs: Epochs, now: Temporal.Instant): Verdict {
  if (hoursBetween(stored.modified, now) >= oldestKept) return "old"
  const owner = ownerOf(stored.key)
  const replaced = owner.kind === "school" ? replacedAt(owner.id, owner.epoch, epochs) : null
  return replaced && hoursBetween(replaced, now) >= oldestKept ? "replaced" : "keep"
}

/** Was this upload begun so long ago that nobody finishes it? */
export const isLeftOver = (begun: Temporal.Instant, now: Temporal.Instant): boolean =>
  hoursBetween(begun, now) >= uploadsKept

/** How far the clocks are apart, in seconds, when that is too far to tell ages by; null when they agree. */
export function wrongClock(theirs: Temporal.Instant, ours: Temporal.Instant): number | null {
  const apart = Math.abs(theirs.until(ours).total("seconds"))
  return apart > clocksWithin ? Math.round(apart) : null
}

/** What a sweep saw of one live file: when it went live, and its newest snapshot. */
export type Seen = { file: string; liveSince: Temporal.Instant; snapshot: Temporal.Instant | null }

/** What is wrong after a sweep. `oldest`: of what was left. */
export function alarmsAfter(
  swept: { oldest: Temporal.Instant | null; foreign: number; failed: number; files: readonly Seen[] },
  now: Temporal.Instant,
): Alarm[] {
  const age = swept.oldest ? hoursBetween(swept.oldest, now) : 0
  const stale = swept.files.filter(
    ({ liveSince, snapshot }) => hoursBetween(snapshot ?? liveSince, now) > snapshotWithin,
  )
  return [
    ...(swept.failed > 0 ? [{ alarm: "not-deleted" as const, objects: swept.failed }] : []),
    ...(age > oldestEver ? [{ alarm: "too-old" as const, hours: Math.floor(age) }] : []),
    ...(swept.foreign > 0 ? [{ alarm: "foreign-objects" as const, objects: swept.foreign }] : []),
    ...stale.map(({ file, snapshot }) => ({
      alarm: "no-fresh-snapshot" as const,
      file,
      hours: snapshot ? Math.floor(hoursBetween(snapshot, now)) : null,
    })),
  ]
}
