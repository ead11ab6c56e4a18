import { describe, expect, it } from "bun:test"
import { isEarly, openingFor, whoIsEarly } from "../../../src/domain/rounds/opening.ts"
import type { Round } from "../../../src/domain/rounds/round.ts"
import { changedLengths, changedMarks, countMarks, type MarkedPupil } from "../../../src/domain/talks/mark.ts"
import { cutSlots, recut, type Slot } from "../../../src/domain/talks/slot.ts"

const at = (time: string) => Temporal.Instant.from(`2026-11-12T${time}:00Z`)

describe("who may choose early", () => {
  const early = (siblings: boolean, wanted: boolean) => ({ at: at("15:00"), siblings, wanted })

  it("is who has several children in the round, or whom a teacher wishes to see, as the school decided", () => {
    const families = [
      { children: 1, wanted: false },
      { children: 2, wanted: false },
      { children: 1, wanted: true },
    ]
    const who = (siblings: boolean, wanted: boolean) =>
      families.map((family) => isEarly(early(siblings, wanted), family))
    expect(who(true, false)).toEqual([false, true, false])
    expect(who(false, true)).toEqual([false, false, true])
    expect(who(true, true)).toEqual([false, true, true])
    expect([early(true, false), early(false, true), early(true, true)].map(whoIsEarly)).toEqual([
      "siblings",
      "wanted",
      "both",
    ])
  })

  it("finds the round open sooner; for others nothing is different", () => {
    const round = { opensAt: at("16:00"), early: early(true, false) } as Round
    expect(openingFor(round, { children: 2, wanted: false }).opensAt).toEqual(at("15:00"))
    expect(openingFor(round, { children: 1, wanted: true })).toBe(round)
    expect(openingFor({ ...round, early: null }, { children: 3, wanted: true }).opensAt).toEqual(at("16:00"))
  })
})

describe("marks", () => {
  const pupil = (
    mark: MarkedPupil["mark"],
    talkAt: MarkedPupil["talkAt"] = null,
    takes = 1,
  ): MarkedPupil => ({
    pupil: 1 as never,
    name: "",
    group: "",
    mark,
    talkAt,
    takes,
  })

  it("are kept only where something changed", () => {
    const wishes = [
      { pupil: 1 as never, was: { mark: null, takes: 1 }, mark: null, takes: 2 },
      { pupil: 2 as never, was: { mark: "wanted" as const, takes: 2 }, mark: null, takes: 2 },
      { pupil: 3 as never, was: { mark: null, takes: 1 }, mark: "not-needed" as const, takes: 1 },
    ]
    expect(changedMarks(wishes).map(({ pupil }) => Number(pupil))).toEqual([2, 3])
    expect(changedLengths(wishes).map(({ pupil }) => Number(pupil))).toEqual([1])
  })

  it("say how many talks are left; a talk that stands stays", () => {
    const pupils = [
      pupil(null, null, 2),
      pupil("wanted"),
      pupil("not-needed"),
      pupil("not-needed", at("18:00")),
    ]
    expect(countMarks(pupils)).toEqual({ wanted: 1, notNeeded: 1, expected: 3, slots: 4 })
  })
})

describe("a rest after so many talks in a row", () => {
  const date = Temporal.PlainDate.from("2026-11-12")
  const hours = (starts: string, ends: string) => ({
    starts: Temporal.PlainTime.from(starts),
    ends: Temporal.PlainTime.from(ends),
  })
  const cutting = {
    days: [{ id: 1, date, pause: null }],
    presence: [{ day: 1, ...hours("19:00", "21:00") }],
    slotMinutes: 10,
    changeMinutes: 0,
    rest: { after: 3, minutes: 5 },
  }
  const times = (cut: readonly { startsAt: Temporal.Instant }[]) =>
    cut.map(({ startsAt }) => startsAt.toString().slice(11, 16))

  it("is left out of the times", () => {
    expect(times(cutSlots(cutting)).slice(0, 7)).toEqual([
      "18:00",
      "18:10",
      "18:20",
      "18:35",
      "18:45",
      "18:55",
      "19:10",
    ])
  })

  it("counts talks with changing time between them as a row, and a pause ends it", () => {
    expect(times(cutSlots({ ...cutting, changeMinutes: 5 })).slice(0, 4)).toEqual([
      "18:00",
      "18:15",
      "18:30",
      "18:45",
    ])
    const pause = [{ id: 1, date, pause: hours("19:20", "19:40") }]
    expect(times(cutSlots({ ...cutting, days: pause })).slice(0, 6)).toEqual([
      "18:00",
      "18:10",
      "18:40",
      "18:50",
      "19:00",
      "19:15",
    ])
  })

  it("stays where it was when hours are added to times that families have", () => {
    const had = cutSlots(cutting).map((span, id): Slot & { booked: boolean } => ({
      ...span,
      id: id as never,
      teacher: 1 as never,
      blocked: false,
      booked: true,
    }))
    const longer = { ...cutting, presence: [{ day: 1, ...hours("18:30", "21:30") }] }
    const { cut, dropped, lost } = recut(longer, had)
    expect([dropped, lost]).toEqual([[], []])
    expect(times(cut)).toEqual(["17:30", "17:40", "17:50", "19:55", "20:05", "20:20"])
  })
})
