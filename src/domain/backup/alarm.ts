import type { BackupHealth } from "./backup.ts"

/** What somebody has to look at. Ids, numbers and words of ours only: it goes into logs and metrics. */
export type Alarm =
  // The janitor
  | { alarm: "clock-differs"; seconds: number }
  | { alarm: "bucket-unreachable" }
  | { alarm: "not-deleted"; objects: number }
  | { alarm: "too-old"; hours: number }
  | { alarm: "foreign-objects"; objects: number }
  /** Where the backup lay before cannot be swept; `hours`: since it lies elsewhere. */
  | { alarm: "former-backup"; hours: number }
  /** `hours`: of the newest snapshot; null when there is none. */
  | { alarm: "no-fresh-snapshot"; file: string; hours: number | null }
  // The canary
  /** Somebody erased more than seven days ago is still in the backup: how many of these days. */
  | { alarm: "canary-found"; days: number }
  /** Who was there yesterday cannot be brought back. */
  | { alarm: "canary-lost" }
  | { alarm: "canary-failed" }
  // The drill
  | { alarm: "drill-failed"; file: string; why: DrillTrouble }
  // What is seen at any moment
  | { alarm: "backup-behind"; health: BackupHealth }
  | { alarm: "log-large"; file: string; megabytes: number }
  | { alarm: "disk-nearly-full"; percent: number }
  | { alarm: "check-late"; check: "sweep" | "canary" | "drill"; hours: number }

/** All names there are, for who watches them. */
export const alarmNames = [
  "clock-differs",
  "bucket-unreachable",
  "not-deleted",
  "too-old",
  "foreign-objects",
  "former-backup",
  "no-fresh-snapshot",
  "canary-found",
  "canary-lost",
  "canary-failed",
  "drill-failed",
  "backup-behind",
  "log-large",
  "disk-nearly-full",
  "check-late",
] as const satisfies readonly Alarm["alarm"][]

/** Why a copy was not what it should be. */
export type DrillTrouble = "not-restored" | "damaged" | "counts-differ" | "logbook-differs" | "two-writers"

/** A log that is not copied into its file: Litestream is stuck, or somebody reads for very long. In megabytes. */
export const largestLog = 64
/** Fuller than this, in percent, and bookings may soon be refused. */
const fullestDisk = 90
/** When a check should have been there again, in hours. */
export const checkWithin = { sweep: 3, canary: 30, drill: 30 } as const

/** What is wrong with what is seen now. `checks`: when each was last done, null: never, since the service began. */
export function alarmsNow(
  seen: {
    health: BackupHealth
    logs: readonly { file: string; bytes: number }[]
    diskUsed: number
    checks: Record<keyof typeof checkWithin, Temporal.Instant | null>
    since: Temporal.Instant
  },
  now: Temporal.Instant,
): Alarm[] {
  const { health, logs, diskUsed, checks, since } = seen
  const megabytes = (bytes: number) => Math.floor(bytes / 2 ** 20)
  const late =
    health === "none"
      ? []
      : (Object.keys(checkWithin) as (keyof typeof checkWithin)[]).flatMap((check) => {
          const hours = Math.floor((checks[check] ?? since).until(now).total("hours"))
          return hours > checkWithin[check] ? [{ alarm: "check-late" as const, check, hours }] : []
        })
  return [
    ...(health === "degraded" || health === "not-ours" ? [{ alarm: "backup-behind" as const, health }] : []),
    ...logs
      .filter(({ bytes }) => megabytes(bytes) > largestLog)
      .map(({ file, bytes }) => ({ alarm: "log-large" as const, file, megabytes: megabytes(bytes) })),
    ...(diskUsed > fullestDisk
      ? [{ alarm: "disk-nearly-full" as const, percent: Math.floor(diskUsed) }]
      : []),
    ...late,
  ]
}

/** How the service is, for schools and for who runs it. Null: not done yet. */
export type Status = {
  health: BackupHealth
  /** When the newest copy of anything was made. */
  copiedAt: Temporal.Instant | null
  sweep: { at: Temporal.Instant; fine: boolean; objects: number; oldest: Temporal.Instant | null } | null
  drill: { at: Temporal.Instant; fine: boolean; files: number } | null
  canary: { at: Temporal.Instant; fine: boolean } | null
  /** Since when this process answers. */
  since: Temporal.Instant
  schools: number
  alarms: Alarm[]
}
