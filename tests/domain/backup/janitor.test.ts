import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { epochOf } from "../../../src/domain/backup/backup.ts"
import {
  alarmsAfter,
  beginningOf,
  isSnapshot,
  oldestEver,
  oldestKept,
  ownerOf,
  type Stored,
  verdictOn,
  wrongClock,
} from "../../../src/domain/backup/janitor.ts"
import { scrubWithin } from "../../../src/domain/privacy/retention.ts"

const now = Temporal.Instant.from("2026-11-12T18:00:00Z")
const ago = (hours: number) => now.subtract({ seconds: Math.round(hours * 3600) })
const [one, other] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]
const older = (hours: number) => epochOf(ago(hours))
const key = (id: string, epoch: string) => `schools/${id}.${epoch}.db/0001/a-b.ltx`

describe("whose an object is", () => {
  it("is only told by a whole name: look-alikes are nobody's", () => {
    const epoch = older(0)
    expect(ownerOf("control.db/0009/a.ltx")).toEqual({ kind: "control" })
    expect(ownerOf(key(one, epoch))).toEqual({ kind: "school", id: one, epoch })
    for (const strange of [
      "control.db",
      "control.db.old/0009/a.ltx",
      `schools/${one}.${epoch}.db`,
      `schools/${one}.${epoch}.db.old/0001/a.ltx`,
      `schools/${one}.${epoch}1.db/0001/a.ltx`,
      `old/schools/${one}.${epoch}.db/0001/a.ltx`,
      "",
    ])
      expect(ownerOf(strange)).toEqual({ kind: "foreign" })
  })
  it("and a snapshot is one in a bucket and in a folder", () => {
    expect([key(one, "1").replace("/0001/", "/0009/"), "control.db/ltx/9/a.ltx"].map(isSnapshot)).toEqual([
      true,
      true,
    ])
    expect(isSnapshot(key(one, older(0)))).toBe(false)
  })
  it("an epoch says when it began, or it is none", () => {
    expect(beginningOf(epochOf(now))).toEqual(now)
    expect(beginningOf("20261399000000")).toBeNull()
    expect(beginningOf("x")).toBeNull()
  })
})

describe("what the janitor deletes", () => {
  const stored = fc.record({
    id: fc.constantFrom(one, other),
    epoch: fc.double({ min: 0, max: 400, noNaN: true }),
    late: fc.double({ min: 0, max: 60, noNaN: true }),
    where: fc.constantFrom("school", "control", "foreign"),
  })
  const build = ({ id, epoch, late, where }: typeof stored extends fc.Arbitrary<infer T> ? T : never) => {
    const modified = ago(Math.max(0, epoch - late))
    const path = { school: key(id, older(epoch)), control: "control.db/0001/a.ltx", foreign: "x/y" }[where]
    return { key: path as string, modified }
  }
  const epochsOf = (all: readonly Stored[]) => {
    const epochs = new Map<string, string[]>()
    for (const each of all) {
      const owner = ownerOf(each.key)
      if (owner.kind === "school") epochs.set(owner.id, [...(epochs.get(owner.id) ?? []), owner.epoch])
    }
    return epochs
  }

  it("leaves nothing that is older than anything may be, and never touches what is younger in a live file", () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 40 }), (drawn) => {
        const all = drawn.map(build)
        const epochs = epochsOf(all)
        for (const each of all) {
          const age = each.modified.until(now).total("hours")
          const verdict = verdictOn(each, epochs, now)
          const owner = ownerOf(each.key)
          if (age >= oldestKept) expect(verdict).toBe("old")
          else if (owner.kind !== "school") expect(verdict).toBe("keep")
          else if ((epochs.get(owner.id) ?? []).every((epoch) => epoch <= owner.epoch))
            expect(verdict).toBe("keep")
        }
      }),
    )
  })
  it("leaves nothing of a file that was put away that long ago, however late it was copied", () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 40 }), (drawn) => {
        const all = drawn.map(build)
        const epochs = epochsOf(all)
        for (const each of all) {
          const owner = ownerOf(each.key)
          if (owner.kind !== "school" || verdictOn(each, epochs, now) !== "keep") continue
          const next = (epochs.get(owner.id) ?? []).filter((epoch) => epoch > owner.epoch).sort()[0]
          if (next) expect(beginningOf(next)?.until(now).total("hours")).toBeLessThan(oldestKept)
        }
      }),
    )
  })
  it("says the same of one school whatever lies in the prefix of another", () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 30 }), (drawn) => {
        const all = drawn.map(build)
        const mine = all.filter(({ key }) => !key.includes(other))
        const verdicts = (from: readonly Stored[]) => mine.map((each) => verdictOn(each, epochsOf(from), now))
        expect(verdicts(all)).toEqual(verdicts(mine))
      }),
    )
  })
  it("fits in seven days with the hour until the scrub and the hour until the next round", () => {
    expect(oldestKept + scrubWithin.minutes / 60 + 1).toBeLessThan(7 * 24)
    expect(oldestEver).toBeLessThan(7 * 24)
  })
})

describe("a clock that is wrong", () => {
  it("is one that differs by more than five minutes, either way", () => {
    expect(wrongClock(now.add({ minutes: 5 }), now)).toBeNull()
    expect(wrongClock(now.subtract({ seconds: 301 }), now)).toBe(301)
    expect(wrongClock(now.add({ hours: 2 }), now)).toBe(7200)
  })
})

describe("after a sweep", () => {
  const fine = { oldest: ago(160), foreign: 0, failed: 0, files: [] }
  const file = "a.db"
  it("nobody is called when all is well", () => {
    expect(alarmsAfter(fine, now)).toEqual([])
    expect(alarmsAfter({ ...fine, files: [{ file, liveSince: ago(500), snapshot: ago(29) }] }, now)).toEqual(
      [],
    )
    expect(alarmsAfter({ ...fine, files: [{ file, liveSince: ago(3), snapshot: null }] }, now)).toEqual([])
  })
  it("each thing that is wrong has a name and a number", () => {
    const files = [
      { file, liveSince: ago(500), snapshot: ago(31) },
      { file: "b.db", liveSince: ago(31), snapshot: null },
    ]
    expect(alarmsAfter({ oldest: ago(167), foreign: 2, failed: 3, files }, now)).toEqual([
      { alarm: "not-deleted", objects: 3 },
      { alarm: "too-old", hours: 167 },
      { alarm: "foreign-objects", objects: 2 },
      { alarm: "no-fresh-snapshot", file, hours: 31 },
      { alarm: "no-fresh-snapshot", file: "b.db", hours: null },
    ])
  })
})
