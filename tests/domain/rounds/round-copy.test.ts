import { describe, expect, it } from "bun:test"
import type { GroupId } from "../../../src/domain/ids.ts"
import { partsOf, shortageOf } from "../../../src/domain/rounds/capacity.ts"
import { copyRound, weeksUntil, weeksUntilFree } from "../../../src/domain/rounds/round-copy.ts"
import { decideRound, type RoundPlan } from "../../../src/domain/rounds/round-plan.ts"
import { spring } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

const decided = decideRound(spring({ groups: [1 as GroupId] }), today)
if (!decided.ok) throw new Error("no plan")
const plan: RoundPlan = decided.value
const date = (written: string) => Temporal.PlainDate.from(written)

describe("a copy of a round", () => {
  it("has every day and every moment on the same weekday, so many weeks later", () => {
    const copy = copyRound(plan, 12)
    expect(copy.days.map((day) => day.date)).toEqual(["2027-02-16", "2027-02-18"])
    expect([copy.opens, copy.closes, copy.change]).toEqual([
      { date: "2027-02-02", time: "16:00" },
      { date: "2027-02-14", time: "22:00" },
      { date: "2027-02-15", time: "12:00" },
    ])
  })

  it("keeps the time of the clock across the change to summer time", () => {
    const copy = copyRound(plan, 20) // from November to April
    expect(copy.opens).toEqual({ date: "2027-03-30", time: "16:00" })
    expect(copy.days[0]).toMatchObject({ date: "2027-04-13", starts: "19:00" })
  })

  it("begins with the first week in which parents have not begun to choose", () => {
    // Opens on Tuesday 10 November.
    expect(weeksUntilFree(plan, date("2026-11-03"))).toBe(1)
    expect(weeksUntilFree(plan, date("2026-11-16"))).toBe(1)
    expect(weeksUntilFree(plan, date("2026-11-17"))).toBe(2)
    expect(weeksUntilFree(plan, date("2027-01-05"))).toBe(9)
  })

  it("goes to the week of any day in it", () => {
    for (const day of ["2027-02-15", "2027-02-16", "2027-02-21"]) expect(weeksUntil(plan, date(day))).toBe(12)
    expect(weeksUntil(plan, date("2026-11-17"))).toBe(-1)
  })
})

describe("room for everybody", () => {
  const of = (slots: number, taken: number, needs: number) => ({
    slots,
    taken,
    waiting: needs,
    needs,
    pupils: needs,
  })

  it("is short of what is still asked and finds no free time", () => {
    expect(shortageOf(of(29, 0, 180))).toBe(151)
    expect(shortageOf(of(29, 20, 9))).toBe(0)
    expect(shortageOf(of(29, 20, 10))).toBe(1)
    expect(shortageOf(of(10, 12, 1))).toBe(1) // times were closed after talks were booked in them
  })

  it("is drawn as parts of one line", () => {
    expect(partsOf(of(20, 5, 10))).toEqual({ taken: 25, asked: 50, open: 25, short: 0 })
    expect(partsOf(of(20, 5, 20))).toEqual({ taken: 20, asked: 60, open: 0, short: 20 })
    expect(partsOf(of(0, 0, 0))).toEqual({ taken: 0, asked: 0, open: 0, short: 0 })
  })
})
