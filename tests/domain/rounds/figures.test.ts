import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import type { HouseholdId, RoundId } from "../../../src/domain/ids.ts"
import {
  type FamilyLine,
  few,
  inSteps,
  median,
  minutesToChoose,
  shownCount,
  shownHalves,
  shownRoughly,
} from "../../../src/domain/rounds/figures.ts"

describe("a small count", () => {
  it("is not shown exactly, and nobody is", () => {
    expect([0, 1, 4, 5].map(shownCount)).toEqual([
      { kind: "count", count: 0 },
      { kind: "few" },
      { kind: "few" },
      { kind: "count", count: 5 },
    ])
  })

  it("blurs the number beside it, which would give it away", () => {
    const rows = shownHalves([
      { part: 21, rest: 2 },
      { part: 3, rest: 18 },
      { part: 12, rest: 9 },
    ])
    expect(rows).toEqual([
      { part: { kind: "over", count: 18 }, rest: { kind: "few" } },
      { part: { kind: "few" }, rest: { kind: "over", count: 16 } },
      { part: { kind: "count", count: 12 }, rest: { kind: "count", count: 9 } },
    ])
  })

  it("that is the only one takes another row with it, or the sum would give it away", () => {
    const rows = shownHalves([
      { part: 21, rest: 2 },
      { part: 20, rest: 0 },
      { part: 12, rest: 9 },
    ])
    expect(rows.map(({ rest }) => rest.kind)).toEqual(["few", "hidden", "count"])
  })

  it("never stands there, whatever the school is like", () => {
    const row = fc.record({ part: fc.nat(40), rest: fc.nat(40) })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const shown = shownHalves(rows)
        for (const [at, { part, rest }] of shown.entries())
          for (const [one, count] of [
            [part, rows[at]?.part],
            [rest, rows[at]?.rest],
          ] as const) {
            if (one.kind === "count") expect(count === 0 || (count ?? 0) >= few).toBe(true)
            if (one.kind === "over") expect(count ?? 0).toBeGreaterThan(one.count)
          }
        // With all sums known, one row alone is never the only thing that is not.
        const blurred = shown.filter(({ part }) => part.kind !== "count").length
        const filled = rows.filter(({ part, rest }) => part + rest > 0).length
        if (filled > 1) expect(blurred).not.toBe(1)
      }),
    )
  })

  it("beside others is told in steps of five, and never as more than nothing", () => {
    expect([6, 23].map((each) => shownRoughly(each))).toEqual(
      [5, 20].map((count) => ({ kind: "over", count })),
    )
    expect([0, 1, 5].map((each) => shownRoughly(each).kind)).toEqual(["hidden", "hidden", "hidden"])
  })
})

describe("how long choosing took", () => {
  const opens = Temporal.Instant.from("2026-11-02T15:00:00Z")
  const line = (household: number, act: FamilyLine["act"], minute: number, round = 1): FamilyLine => ({
    household: household as HouseholdId,
    act,
    round: act === "talk-booked" ? (round as RoundId) : null,
    at: opens.add({ minutes: minute }),
  })

  it("counts from coming in to the last talk, and from the opening for who waited for it", () => {
    const lines = [
      line(1, "signed-in", -20),
      line(2, "signed-in", 3),
      line(1, "talk-booked", 1),
      line(1, "talk-booked", 2),
      line(2, "talk-booked", 4, 2),
      line(2, "talk-booked", 8),
      line(3, "signed-in", 9),
    ]
    expect(minutesToChoose(lines, 1 as RoundId, opens)).toEqual([2, 5])
  })

  it("has a middle only among enough families", () => {
    expect(median([1, 2, 3, 4])).toBeNull()
    expect(median([9, 1, 2, 3, 4])).toBe(3)
    expect(median([9, 1, 2, 3, 4, 5])).toBe(3.5)
  })

  it("falls in steps, each family in one", () => {
    expect(inSteps([0, 2, 2.1, 5, 14, 60, 61, 4000])).toEqual([2, 2, 1, 1, 2])
  })
})
