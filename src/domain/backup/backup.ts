import { zone } from "../school/school.ts"

/** How the backup of this service is doing, as one word. */
export type BackupHealth =
  | "none" // nothing was set up
  | "ok"
  | "degraded" // the replicator is away or behind: bookings go on, and a lost machine would lose more than seconds
  | "not-ours" // it runs with other times than the privacy statement was written for

/** Times that are in force, in seconds: how often a level is made, how long the snapshots and the newest steps are kept. */
export type BackupTimes = {
  levels: Record<number, number>
  snapshotsKept: number | null
  stepsKept: number | null
}

const minute = 60
const hour = 60 * minute

/** What the privacy statement was written for: whatever is erased is out of the backup within seven days (level 9 is the snapshots). */
export const ourTimes: BackupTimes = {
  levels: { 1: minute, 2: hour, 9: 6 * hour },
  snapshotsKept: 144 * hour,
  stepsKept: 10 * minute,
}

/** What is in force and is not ours, in words for the log; empty when all is as it should be. */
export function strangeTimes(found: BackupTimes, ours: BackupTimes = ourTimes): string[] {
  const differs = (what: string, is: number | null | undefined, should: number | null | undefined) =>
    is === should ? [] : [`${what} is ${is ?? "unknown"} s and should be ${should ?? "absent"}`]
  const levels = new Set([...Object.keys(found.levels), ...Object.keys(ours.levels)].map(Number))
  return [
    ...[...levels].flatMap((level) => differs(`level ${level}`, found.levels[level], ours.levels[level])),
    ...differs("snapshot retention", found.snapshotsKept, ours.snapshotsKept),
    ...differs("l0-retention", found.stepsKept, ours.stepsKept),
  ]
}

/** What is known about one file: when the bucket last had all of it, null when it never had. */
export type Replicated = { file: string; syncedAt: Temporal.Instant | null }

/** How long a file may be without a first or a newer copy before somebody should look, in seconds: who watches knows of it within two minutes. */
const patience = 100

/** A file that must be in the backup. `since`: from when on it must have a first copy. */
export type FileToCopy = { file: string; changedAt: Temporal.Instant; since: Temporal.Instant }

/**
 * How the backup is doing, from what the replicator says about every file that should be in it. It says of every file each few seconds that it has
 * all of it, also when nothing happens; a file that is written to without end is not excused.
 */
export function backupHealth(
  files: readonly FileToCopy[],
  replicated: readonly Replicated[],
  now: Temporal.Instant,
  seconds: number = patience,
): "ok" | "degraded" {
  const syncedAt = new Map(replicated.map(({ file, syncedAt }) => [file, syncedAt]))
  const late = (moment: Temporal.Instant) => now.since(moment).total("seconds") > seconds
  const behind = files.some(({ file, changedAt, since }) => {
    const synced = syncedAt.get(file) ?? null
    return synced === null ? late(since) : late(synced) && Temporal.Instant.compare(synced, changedAt) < 0
  })
  return behind ? "degraded" : "ok"
}

/** Which copy of a school holds a moment: the newest that went live before it, by the epoch in its name. Null when none did. */
export function epochAt(epochs: readonly string[], moment: Temporal.Instant): string | null {
  const limit = epochOf(moment)
  return (
    epochs
      .filter((epoch) => epoch <= limit)
      .sort()
      .at(-1) ?? null
  )
}

/** The epoch that a file begins at this moment: its name says when it went live, to the second. */
export const epochOf = (moment: Temporal.Instant): string =>
  moment
    .toString()
    .slice(0, 19)
    .replace(/[^0-9]/g, "")

/** The epoch after this one: now, or a second later when this one began in this very second. Null when the clock is behind. */
export function nextEpoch(current: string, now: Temporal.Instant): string | null {
  return (
    [now, now.add({ seconds: 1 }), now.add({ seconds: 2 })].map(epochOf).find((epoch) => epoch > current) ??
    null
  )
}

/** The two halves of a school's file name `<id>.<epoch>.db`; null for any other name. */
export function readFileName(name: string): { id: string; epoch: string } | null {
  const [, id, epoch] = /^([0-9a-f-]{36})\.(\d{14})\.db$/.exec(name) ?? []
  return id && epoch ? { id, epoch } : null
}

/** A moment as an operator types it: "2026-11-12 14:00" on the clock of Amsterdam, or with its offset. Null when it is none. */
export function parseMoment(text: string): Temporal.Instant | null {
  const written = text.trim().replace(" ", "T")
  try {
    return /Z|[+-]\d\d:?\d\d$/.test(written)
      ? Temporal.Instant.from(written)
      : Temporal.PlainDateTime.from(written).toZonedDateTime(zone).toInstant()
  } catch {
    return null
  }
}

/** What share of the work the first so many of these files are, by their sizes: schools differ a hundredfold. One that is not there (0) counts as any other. */
export function shareDone(sizes: readonly number[], done: number): number {
  const sum = (of: readonly number[]) => of.reduce((total, each) => total + each, 0)
  const known = sizes.filter((size) => size > 0)
  const usual = known.length > 0 ? sum(known) / known.length : 1
  const weights = sizes.map((size) => size || usual)
  return sum(weights.slice(0, done)) / sum(weights)
}

/** Proving takes minutes: between two and six at night in Amsterdam, once; and as soon as can be when a night was missed. */
export function isTimeToProve(last: Temporal.Instant | null, now: Temporal.Instant): boolean {
  const hours = last === null ? Number.POSITIVE_INFINITY : last.until(now).total("hours")
  const { hour } = now.toZonedDateTimeISO(zone)
  return hours > 26 || (hours > 12 && hour >= 2 && hour < 6)
}

/** The school that nobody goes to: pupils are made and erased in it every day, to see that the backup forgets them. */
export const canarySlug = "kanarie"
