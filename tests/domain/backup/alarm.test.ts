import { describe, expect, it } from "bun:test"
import { alarmsNow, checkWithin } from "../../../src/domain/backup/alarm.ts"
import { isTimeToProve } from "../../../src/domain/backup/backup.ts"

const now = Temporal.Instant.from("2026-11-12T18:00:00Z")
const ago = (hours: number) => now.subtract({ minutes: Math.round(hours * 60) })
const checks = { sweep: ago(1), canary: ago(12), drill: ago(12) }
const fine = { health: "ok" as const, logs: [], diskUsed: 40, checks, since: ago(100) }

describe("what somebody has to look at now", () => {
  it("is nothing while all is well, and while there is no backup", () => {
    expect(alarmsNow(fine, now)).toEqual([])
    const never = { sweep: null, canary: null, drill: null }
    expect(alarmsNow({ ...fine, health: "none", checks: never }, now)).toEqual([])
  })
  it("is named, with its number", () => {
    const logs = [
      { file: "a.db", bytes: 65 * 2 ** 20 },
      { file: "b.db", bytes: 64 * 2 ** 20 },
    ]
    expect(alarmsNow({ ...fine, health: "degraded", logs, diskUsed: 91.4 }, now)).toEqual([
      { alarm: "backup-behind", health: "degraded" },
      { alarm: "log-large", file: "a.db", megabytes: 65 },
      { alarm: "disk-nearly-full", percent: 91 },
    ])
  })
  it("is a check that was not done again in time; a fresh service has that long for its first", () => {
    for (const [check, hours] of Object.entries(checkWithin) as [keyof typeof checkWithin, number][]) {
      const late = { ...fine, checks: { ...checks, [check]: ago(hours + 1) } }
      expect(alarmsNow(late, now)).toEqual([{ alarm: "check-late", check, hours: hours + 1 }])
      expect(alarmsNow({ ...late, checks: { ...checks, [check]: null }, since: ago(hours) }, now)).toEqual([])
      expect(alarmsNow({ ...late, checks: { ...checks, [check]: null } }, now)).toHaveLength(1)
    }
  })
})

describe("the proofs", () => {
  it("are done once a night, and by day only when a night was missed", () => {
    const times: string[] = []
    let last: Temporal.Instant | null = Temporal.Instant.from("2026-10-22T02:00:00Z")
    // With the hour that comes twice in the night of 25 October.
    for (let at = Temporal.Instant.from("2026-10-22T12:00:00Z"); times.length < 5; at = at.add({ hours: 1 }))
      if (isTimeToProve(last, at)) {
        times.push(at.toZonedDateTimeISO("Europe/Amsterdam").toPlainDateTime().toString().slice(0, 13))
        last = at
      }
    expect(times).toEqual([
      "2026-10-23T02",
      "2026-10-24T02",
      "2026-10-25T02",
      "2026-10-26T02",
      "2026-10-27T02",
    ])
    expect(isTimeToProve(null, now)).toBe(true)
    expect(isTimeToProve(ago(25), now)).toBe(false)
    expect(isTimeToProve(ago(27), now)).toBe(true)
  })
})
