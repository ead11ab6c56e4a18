import { describe, expect, it } from "bun:test"
import {
  backupHealth,
  epochAt,
  epochOf,
  nextEpoch,
  ourTimes,
  readFileName,
  shareDone,
  strangeTimes,
} from "../../../src/domain/backup/backup.ts"

const at = (time: string) => Temporal.Instant.from(`2026-11-12T${time}Z`)

describe("the times of the backup", () => {
  it("are ours, or are named one by one", () => {
    expect(strangeTimes(ourTimes)).toEqual([])
    expect(
      strangeTimes({ levels: { 1: 60, 2: 3600, 3: 7200, 9: 86_400 }, snapshotsKept: null, stepsKept: 300 }),
    ).toEqual([
      "level 3 is 7200 s and should be absent",
      "level 9 is 86400 s and should be 21600",
      "snapshot retention is unknown s and should be 518400",
      "l0-retention is 300 s and should be 600",
    ])
  })
})

describe("the backup", () => {
  const file = "/data/schools/a.db"
  const health = (changedAt: string, syncedAt: string | null, since = "10:00") =>
    backupHealth(
      [{ file, changedAt: at(changedAt), since: at(since) }],
      [{ file, syncedAt: syncedAt === null ? null : at(syncedAt) }],
      at("18:00"),
    )
  it("is fine while nothing has waited for much more than a minute", () => {
    expect(health("10:00", "10:00:02")).toBe("ok")
    expect(health("17:59", "17:58:30")).toBe("ok")
    expect(health("17:59", null, "17:58:30")).toBe("ok")
    expect(health("10:00", null, "17:58:30")).toBe("ok") // Litestream began a moment ago
  })
  it("is behind when a change waits longer, or a file was never copied", () => {
    expect(health("17:58:10", "17:58")).toBe("degraded")
    expect(health("17:50", null, "17:58")).toBe("degraded")
    const never = { file, changedAt: at("17:58"), since: at("17:58") }
    expect(backupHealth([never], [], at("18:00"))).toBe("degraded")
  })
  it("is behind at a school where somebody books each second, and nothing was copied since", () => {
    expect(health("18:00", "17:58")).toBe("degraded")
    expect(health("18:00", null, "17:58")).toBe("degraded")
  })
  it("is looked at with another patience by who can mend it", () => {
    const late = [{ file, changedAt: at("18:00"), since: at("10:00") }]
    const said = [{ file, syncedAt: at("17:58:10") }]
    expect(backupHealth(late, said, at("18:00"))).toBe("degraded")
    expect(backupHealth(late, said, at("18:00"), 120)).toBe("ok")
  })
})

describe("bringing back many schools", () => {
  it("is as far as their bytes say, not their number; a file that is not there counts as any other", () => {
    const sizes = [1, 1, 98]
    expect([0, 1, 2, 3].map((done) => shareDone(sizes, done))).toEqual([0, 0.01, 0.02, 1])
    expect(shareDone([30, 0, 10], 2)).toBeCloseTo(50 / 60)
    expect(shareDone([0, 0], 1)).toBe(0.5)
  })
})

describe("the copies of a school", () => {
  it("are told apart by the second in which they went live", () => {
    const epochs = ["20261101080000", "20261112093000"]
    expect(epochAt(epochs, at("09:29:59"))).toBe("20261101080000")
    expect(epochAt(epochs, at("09:30"))).toBe("20261112093000")
    expect(epochAt(["20261112093000"], at("09:00"))).toBeNull()
    expect(epochOf(at("09:30:00.9"))).toBe("20261112093000")
    expect(nextEpoch("20261112093000", at("11:00"))).toBe("20261112110000")
    expect(nextEpoch("20261112093000", at("09:30:00.9"))).toBe("20261112093001")
    expect(nextEpoch("20261112093000", at("09:29"))).toBeNull()
  })
  it("have the school's id in their name, and nothing else is a copy", () => {
    const id = "17406bb3-9cd7-4977-9499-4c53ca660d44"
    expect(readFileName(`${id}.20261112093000.db`)).toEqual({ id, epoch: "20261112093000" })
    for (const name of [`${id}.db`, `${id}.20261112093000.db-wal`, "control.db", `x${id}.20261112093000.db`])
      expect(readFileName(name)).toBeNull()
  })
})
