import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { parseHours, writeTime } from "../../../src/domain/clock.ts"
import type { GroupId, TeacherId } from "../../../src/domain/ids.ts"
import { decideTeachers, type KnownDay } from "../../../src/domain/rounds/presence.ts"
import { nobodyEarly, noDay, type RoundDraft, writeRound } from "../../../src/domain/rounds/round-draft.ts"
import { decideRound, type RoundPlan } from "../../../src/domain/rounds/round-plan.ts"
import { zone } from "../../../src/domain/school/school.ts"
import { cutSlots, type Span } from "../../../src/domain/talks/slot.ts"

// Twice a year the clock of Amsterdam skips an hour or tells it twice: on 28 March and 31 October in 2027.

const now = Temporal.Instant.from("2027-01-04T09:00:00Z")
const hoursOf = (starts: string, ends: string) =>
  parseHours(starts, ends) as NonNullable<ReturnType<typeof parseHours>>
const draft = (...days: [string, string, string][]): RoundDraft => ({
  title: "Gesprekken",
  days: days.map(([date, starts, ends]) => ({ ...noDay, date, starts, ends })),
  slotMinutes: "10",
  changeMinutes: "0",
  walkMinutes: "0",
  talks: "1",
  groups: [1 as GroupId],
  restAfter: "",
  restMinutes: "",
  early: nobodyEarly,
  swaps: true,
  opens: { date: "2027-01-05", time: "16:00" },
  closes: { date: "2027-01-06", time: "22:00" },
  change: { date: "2027-01-07", time: "12:00" },
})
const saidOf = (...days: [string, string, string][]) => {
  const decision = decideRound(draft(...days), now)
  return decision.ok ? [] : decision.refusal.map(({ at, kind }) => `${at}: ${kind}`)
}
const onTheClock = ({ startsAt }: Span) => writeTime(startsAt.toZonedDateTimeISO(zone).toPlainTime())

describe("the night in which the clock changes", () => {
  for (const date of ["2027-03-28", "2027-10-31"]) {
    it(`has no talks in the hour that is skipped or told twice: ${date}`, () => {
      for (const [starts, ends] of [
        ["01:30", "04:00"],
        ["02:00", "03:00"],
        ["02:10", "02:50"],
        ["01:00", "02:01"],
        ["02:59", "05:00"],
      ] as const)
        expect([starts, saidOf([date, starts, ends])]).toEqual([starts, ["hours-0: clock-changes"]])
    })

    it(`has them up to that hour, from its end on, and in the evening: ${date}`, () => {
      expect(saidOf([date, "00:30", "02:00"])).toEqual([])
      expect(saidOf([date, "03:00", "05:00"])).toEqual([])
      expect(saidOf([date, "18:30", "21:00"])).toEqual([])
    })
  }

  it("is an ordinary night a day earlier", () => {
    expect(saidOf(["2027-03-27", "01:30", "04:00"], ["2027-10-30", "01:30", "04:00"])).toEqual([])
  })

  it("keeps the hours of a round that parents can see already", () => {
    const standing = {
      ...draft(["2027-10-31", "01:30", "04:00"]),
      days: [{ ...noDay, id: 1, date: "2027-10-31", starts: "01:30", ends: "04:00" }],
    }
    const day = {
      id: 1,
      date: Temporal.PlainDate.from("2027-10-31"),
      ...hoursOf("01:30", "04:00"),
      pause: null,
    }
    const decision = decideRound(draft(["2027-10-30", "01:30", "04:00"]), now)
    if (!decision.ok) throw new Error("the day before is an ordinary night")
    const published: RoundPlan = { ...decision.value, days: [day] }
    expect(decideRound({ ...writeRound(published), days: standing.days }, now, published).ok).toBe(true)
    const shorter = standing.days.map((each) => ({ ...each, ends: "03:50" }))
    expect(decideRound({ ...writeRound(published), days: shorter }, now, published).ok).toBe(false)
  })

  it("is told of the teacher who would be there then, on a day that was planned before", () => {
    const day: KnownDay = {
      id: 1,
      date: Temporal.PlainDate.from("2027-10-31"),
      ...hoursOf("00:00", "23:59"),
      pause: null,
    }
    const written = (from: string, until: string) => [
      { teacher: 1 as TeacherId, room: "", with: null, days: [{ day: 1, there: true, from, until }] },
    ]
    const refused = decideTeachers(written("02:10", "02:50"), [day], 10)
    expect(refused.ok ? [] : refused.refusal.map(({ kind }) => kind)).toEqual(["clock-changes"])
    expect(decideTeachers(written("19:00", "21:00"), [day], 10).ok).toBe(true)
  })
})

describe("a round with a day before and a day after the change", () => {
  it("has the same times on the clock on both", () => {
    const decision = decideRound(
      draft(["2027-10-28", "19:00", "20:00"], ["2027-11-04", "19:00", "20:00"]),
      now,
    )
    if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
    const days = decision.value.days.map((day, at) => ({ ...day, id: at }))
    const timesOf = (id: number) =>
      cutSlots({
        days,
        presence: [{ day: id, ...hoursOf("19:00", "20:00") }],
        slotMinutes: 10,
        changeMinutes: 0,
      }).map(onTheClock)
    expect(timesOf(0)).toEqual(["19:00", "19:10", "19:20", "19:30", "19:40", "19:50"])
    expect(timesOf(1)).toEqual(timesOf(0))
  })
})

describe("whatever day and hours are accepted", () => {
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
  // Near the change more often than far from it: small hours, and days around both Sundays of several years.
  const clock = fc
    .oneof(fc.integer({ min: 0, max: 300 }), minutes)
    .map((all) => writeTime(Temporal.PlainTime.from("00:00").add({ minutes: all })))
  const date = fc
    .tuple(
      fc.constantFrom("2027-03-28", "2027-10-31", "2028-03-26", "2028-10-29", "2029-03-25", "2029-10-28"),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([sunday, days]) => Temporal.PlainDate.from(sunday).add({ days }).toString())

  it("no time on the clock comes twice, and none comes before an earlier one", () => {
    fc.assert(
      fc.property(date, clock, clock, fc.integer({ min: 1, max: 30 }), (date, starts, ends, slotMinutes) => {
        const decision = decideRound(
          { ...draft([date, starts, ends]), slotMinutes: String(slotMinutes) },
          now,
        )
        fc.pre(decision.ok)
        const days = decision.value.days.map((day) => ({ ...day, id: 1 }))
        const presence = days.map((day) => ({ day: 1, starts: day.starts, ends: day.ends }))
        const times = cutSlots({ days, presence, slotMinutes, changeMinutes: 0 }).map(onTheClock)
        expect(times).toEqual([...new Set(times)].sort())
        expect(times[0]).toBe(starts)
      }),
    )
  })
})
