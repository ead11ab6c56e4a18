import { describe, expect, it } from "bun:test"
import { parseHours } from "../../../src/domain/clock.ts"
import type { TeacherId } from "../../../src/domain/ids.ts"
import {
  decideTeachers,
  followDays,
  type KnownDay,
  type RoundTeacher,
  wholeDays,
} from "../../../src/domain/rounds/presence.ts"

const noor = 1 as TeacherId
const hours = (starts: string, ends: string) =>
  parseHours(starts, ends) as NonNullable<ReturnType<typeof parseHours>>
const day = (id: number, starts = "18:30", ends = "21:00"): KnownDay => ({
  id,
  date: Temporal.PlainDate.from("2026-11-24").add({ days: id }),
  ...hours(starts, ends),
  pause: null,
})
const written = (...days: [number, boolean, string, string][]) => [
  {
    teacher: noor,
    room: " 12 ",
    with: null,
    days: days.map(([day, there, from, until]) => ({ day, there, from, until })),
  },
]

describe("when juf Noor is there", () => {
  it("is kept with her room, and the days without a tick are left out", () => {
    const decision = decideTeachers(
      written([1, true, "19:00", "20:30"], [2, false, "18:30", "21:00"]),
      [day(1), day(2)],
      10,
    )
    expect(decision).toEqual({
      ok: true,
      value: [{ teacher: noor, room: "12", presence: [{ day: 1, ...hours("19:00", "20:30") }], with: null }],
    })
  })

  it("is nowhere when no day is ticked, whatever stands in the times", () => {
    expect(decideTeachers(written([1, false, "soms", ""]), [day(1)], 10)).toEqual({ ok: true, value: [] })
  })

  const wrong: [string, string, string][] = [
    ["", "21:00", "times-missing"],
    ["20:00", "19:00", "ends-before-start"],
    ["18:00", "21:00", "outside-day"],
    ["19:00", "19:05", "too-short"],
  ]
  for (const [from, until, kind] of wrong)
    it(`is refused from "${from}" until "${until}": ${kind}`, () => {
      expect(decideTeachers(written([1, true, from, until]), [day(1)], 10)).toEqual({
        ok: false,
        refusal: [{ teacher: noor, day: 1, kind: kind as "too-short" }],
      })
    })
})

describe("when the days of a round change", () => {
  const there = (...presence: RoundTeacher["presence"]) => [
    { teacher: noor, room: "12", presence, with: null },
  ]

  it("who was there the whole day is there the whole new day", () => {
    const after = [day(1, "18:00", "22:00")]
    expect(followDays(there(...wholeDays([day(1)])), [day(1)], after)).toEqual(there(...wholeDays(after)))
  })

  it("who had hours of their own keeps what is left of them", () => {
    const had = there({ day: 1, ...hours("19:00", "20:30") })
    expect(followDays(had, [day(1)], [day(1, "18:00", "20:00")])).toEqual(
      there({ day: 1, ...hours("19:00", "20:00") }),
    )
    expect(followDays(had, [day(1)], [day(1, "17:00", "18:30")])).toEqual(there())
  })

  it("a new day finds everybody present, an old one takes its presence along, and absence stays", () => {
    expect(followDays(there(...wholeDays([day(1)])), [day(1)], [day(2)])).toEqual(
      there(...wholeDays([day(2)])),
    )
    expect(followDays(there(), [day(1)], [day(1)])).toEqual(there())
  })
})
