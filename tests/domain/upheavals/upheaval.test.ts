import { describe, expect, it } from "bun:test"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../../src/domain/ids.ts"
import type { Booking } from "../../../src/domain/talks/booking.ts"
import { decideDay, onAnotherDate } from "../../../src/domain/upheavals/day-move.ts"
import { decideUndoing, type Undoing } from "../../../src/domain/upheavals/undoing.ts"
import {
  chooseAgainUntil,
  planLater,
  planSubstitute,
  waitMinutes,
} from "../../../src/domain/upheavals/upheaval.ts"

const at = (time: string, date = "2026-11-12") =>
  Temporal.ZonedDateTime.from(`${date}T${time}[Europe/Amsterdam]`).toInstant()
const date = (written: string) => Temporal.PlainDate.from(written)
const time = (written: string) => Temporal.PlainTime.from(written)
const span = (starts: string, minutes = 10, day?: string) => ({
  startsAt: at(starts, day),
  endsAt: at(starts, day).add({ minutes }),
})
const now = at("12:00")
const [noor, tim] = [1 as TeacherId, 2 as TeacherId]

/** A talk of juf Noor with the only child of a family. */
const talk = (id: number, starts: string, more: Partial<Booking> = {}): Booking => ({
  id: id as BookingId,
  household: id as HouseholdId,
  pupil: id as PupilId,
  teacher: noor,
  round: 1 as RoundId,
  slot: id as SlotId,
  sequence: 0,
  ahead: 0,
  ...span(starts),
  ...more,
})
const homesWith =
  (...talks: Booking[]) =>
  (household: HouseholdId) =>
    talks.filter((each) => each.household === household)

describe("a substitute", () => {
  const talks = [talk(1, "19:00"), talk(2, "19:10"), talk(3, "19:20")]

  it("has every talk at its own time, except where taken", () => {
    const plan = planSubstitute(talks, { teacher: tim, busy: [span("19:05")], homes: homesWith(...talks) })
    expect(
      plan.going.map(({ talk: { id }, to }) => [id, to?.teacher, to?.startsAt.equals(at("19:20"))]),
    ).toEqual([[3 as BookingId, tim, true]])
    expect(plan.stuck.map(({ talk: { id }, why }) => [id, why])).toEqual([
      [1 as BookingId, "teacher-busy"],
      [2 as BookingId, "teacher-busy"],
    ])
  })

  it("does not get a second talk about one child", () => {
    const theirs = talk(9, "20:00", {
      teacher: tim,
      household: talks[0]?.household as HouseholdId,
      pupil: 1 as PupilId,
    })
    const plan = planSubstitute(talks, { teacher: tim, busy: [], homes: homesWith(...talks, theirs) })
    expect(plan.stuck.map(({ talk: { id }, why }) => [id, why])).toEqual([[1 as BookingId, "already-booked"]])
  })
})

describe("talks that move to another moment", () => {
  const facts = { pause: null, slotMinutes: 10, changeMinutes: 0, busy: [] }

  it("follow each other in the same order, around a pause and what is taken", () => {
    const talks = [talk(1, "19:00"), talk(2, "19:40"), talk(3, "19:50")]
    const plan = planLater(
      talks,
      {
        ...facts,
        date: date("2026-11-26"),
        from: time("14:00"),
        pause: { starts: time("14:10"), ends: time("14:20") },
        busy: [span("14:30", 10, "2026-11-26")],
        homes: homesWith(...talks),
      },
      now,
    )
    const told = plan.going.map(({ talk: { id }, to }) => [Number(id), to?.startsAt.toString()])
    expect(told).toEqual([
      [1, at("14:00", "2026-11-26").toString()],
      [2, at("14:20", "2026-11-26").toString()],
      [3, at("14:40", "2026-11-26").toString()],
    ])
  })

  it("leave behind who is elsewhere then, and who would come where that one stays", () => {
    const talks = [talk(1, "19:00"), talk(2, "19:10"), talk(3, "19:20")]
    // Family 3 is elsewhere at 19:30, stays at 19:20, and family 2 would have come there.
    const elsewhere = talk(9, "19:30", { household: 3 as HouseholdId, teacher: tim })
    const plan = planLater(
      talks,
      { ...facts, date: date("2026-11-12"), from: time("19:10"), homes: homesWith(...talks, elsewhere) },
      now,
    )
    expect(plan.going.map(({ talk: { id } }) => Number(id))).toEqual([1, 2].slice(0, plan.going.length))
    for (const { to } of plan.going)
      for (const { talk: stays } of plan.stuck) expect(to?.startsAt.equals(stays.startsAt)).toBe(false)
    expect(plan.going.length + plan.stuck.length).toBe(3)
  })

  it("do not go to a moment that is past, nor past midnight", () => {
    const talks = [talk(1, "19:00"), talk(2, "19:10")]
    const homes = homesWith(...talks)
    const early = planLater(talks, { ...facts, date: date("2026-11-12"), from: time("11:55"), homes }, now)
    expect(early.stuck.map(({ why }) => why)).toEqual(["past"])
    const late = planLater(talks, { ...facts, date: date("2026-11-12"), from: time("23:45"), homes }, now)
    expect(late.stuck.map(({ why }) => why)).toEqual(["no-room"])
  })
})

describe("a day that moves", () => {
  it("keeps its hours on the clock when the clock changes in between", () => {
    const moved = onAnotherDate(span("19:10", 10, "2026-10-22"), date("2026-10-22"), date("2026-10-29"))
    expect(moved.startsAt.equals(at("19:10", "2026-10-29"))).toBe(true)
    expect(moved.startsAt.until(moved.endsAt).total("minutes")).toBe(10)
  })

  const day = { date: date("2026-11-12"), starts: time("19:00"), ends: time("21:00"), pause: null }
  const asked = (to: string | null, more = {}) =>
    decideDay(
      {
        day,
        to: to ? date(to) : null,
        others: [],
        slots: [span("19:00")],
        opensAt: at("09:00", "2026-11-01"),
        ...more,
      },
      now,
    )?.kind

  it("is refused where it cannot be", () => {
    expect(asked("2026-11-19")).toBeUndefined()
    expect(asked(null)).toBe("date-missing")
    expect(asked("2026-11-12")).toBe("same-date")
    expect(asked("2026-11-11")).toBe("date-past")
    expect(asked("2026-11-11", { slots: [] })).toBe("date-past")
    expect(asked("2026-11-19", { slots: [span("11:50"), span("19:00")] })).toBe("day-begun")
    expect(asked("2026-11-19", { others: [{ ...day, date: date("2026-11-19") }] })).toBe("days-overlap")
    const morning = { ...day, date: date("2026-11-19"), starts: time("09:00"), ends: time("12:00") }
    expect(asked("2026-11-19", { others: [morning] })).toBeUndefined()
    expect(asked("2026-11-19", { opensAt: at("09:00", "2026-11-20") })).toBe("opens-after")
  })

  it("is refused where the clock skips or repeats one of its hours", () => {
    const night = { ...day, starts: time("01:30"), ends: time("04:00") }
    expect(asked("2027-10-31", { day: night })).toBe("clock-changes")
    expect(asked("2027-03-28", { day: night })).toBe("clock-changes")
    expect(asked("2027-10-30", { day: night })).toBeUndefined()
    expect(asked("2027-10-31")).toBeUndefined()
  })
})

describe("taking back", () => {
  const undoing = (id: number, starts: string, more: Partial<Undoing> = {}): Undoing => ({
    booking: id as BookingId,
    household: id as HouseholdId,
    pupil: id as PupilId,
    round: 1 as RoundId,
    was: { teacher: noor, ...span(starts) },
    isOff: true,
    ...more,
  })
  const reasons = (wishes: Undoing[], taken: Booking[], standing: Booking[] = taken) =>
    Object.fromEntries(
      decideUndoing(
        wishes,
        {
          takenOf: (teacher) =>
            taken.filter((each) => each.teacher === teacher).map((each) => ({ ...each, booking: each.id })),
          homes: homesWith(...standing),
        },
        now,
      ),
    )

  it("restores what still can be, and says of the others why not", () => {
    const wishes = [undoing(1, "19:00"), undoing(2, "19:10"), undoing(3, "19:20"), undoing(4, "11:00")]
    const taken = [
      talk(50, "19:10"), // another family has the time
      talk(51, "20:00", { household: 3 as HouseholdId, pupil: 3 as PupilId }), // chose again
    ]
    expect(reasons(wishes, taken)).toEqual({ 2: "taken", 3: "chosen-again", 4: "past" })
  })

  it("lets talks make room for each other, and stops where one cannot leave", () => {
    // One stands at the old time of the other.
    const first = talk(1, "19:10")
    const second = talk(2, "19:20")
    const wishes = [undoing(1, "19:00", { isOff: false }), undoing(2, "19:10", { isOff: false })]
    expect(reasons(wishes, [first, second])).toEqual({})
    const stranger = talk(50, "19:00")
    expect(reasons(wishes, [first, second, stranger])).toEqual({ 1: "taken", 2: "taken" })
  })
})

it("waits ten minutes before it tells, and less when a talk is near", () => {
  const wait = (...starts: string[]) =>
    waitMinutes(
      starts.map((each) => span(each)),
      now,
    )
  expect(wait()).toBe(10)
  expect(wait("19:00", "20:00")).toBe(10)
  expect(wait("19:00", "12:22")).toBe(5)
  expect(wait("12:03")).toBe(0)
  expect(wait("11:00")).toBe(0)
})

it("lets a family choose again for a week, until eight in the evening", () => {
  expect(chooseAgainUntil(now).equals(at("20:00", "2026-11-19"))).toBe(true)
})
