import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import type { SlotId, TeacherId } from "../../../src/domain/ids.ts"
import {
  type Cutting,
  cutSlots,
  inARow,
  minutesFor,
  minutesLeft,
  overlap,
  partsOf,
  recut,
  type Span,
  spanOf,
  takesOf,
  within,
} from "../../../src/domain/talks/slot.ts"

const time = (minutes: number) => new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60)
const clock = (at: Temporal.Instant) =>
  at.toZonedDateTimeISO("Europe/Amsterdam").toPlainTime().toString().slice(0, 5)
const minutesOf = (span: Span) => span.startsAt.until(span.endsAt).total("minutes")

const noorIsThere = (date: string, starts: string, ends: string, more: Partial<Cutting> = {}): Cutting => {
  const hours = { starts: Temporal.PlainTime.from(starts), ends: Temporal.PlainTime.from(ends) }
  const day = { id: 1, date: Temporal.PlainDate.from(date), pause: null }
  return { days: [day], presence: [{ day: 1, ...hours }], slotMinutes: 10, changeMinutes: 0, ...more }
}

describe("an evening of juf Noor", () => {
  it("becomes twelve talks of ten minutes between seven and nine", () => {
    const slots = cutSlots(noorIsThere("2026-11-12", "19:00", "21:00"))
    expect(slots).toHaveLength(12)
    expect(slots[0]?.startsAt.toString()).toBe("2026-11-12T18:00:00Z")
    expect(clock((slots.at(-1) as Span).endsAt)).toBe("21:00")
  })

  it("leaves minutes over when talks of seven minutes do not fill it", () => {
    const day = {
      id: 1,
      date: Temporal.PlainDate.from("2026-11-12"),
      starts: time(19 * 60),
      ends: time(21 * 60),
      pause: null,
    }
    const left = (slotMinutes: number, changeMinutes = 0) =>
      minutesLeft({ days: [day], slotMinutes, changeMinutes })
    expect([left(10), left(7), left(10, 5), left(125)]).toEqual([0, 1, 5, 0])
  })

  it("leaves time to change, and none after the last talk", () => {
    const slots = cutSlots(noorIsThere("2026-11-12", "19:00", "19:40", { changeMinutes: 5 }))
    expect(slots.map((slot) => clock(slot.startsAt))).toEqual(["19:00", "19:15", "19:30"])
  })

  it("has no talk in the pause, and goes on right after it", () => {
    const pause = { starts: time(19 * 60 + 25), ends: time(19 * 60 + 35) }
    const day = { id: 1, date: Temporal.PlainDate.from("2026-11-12"), pause }
    const slots = cutSlots({ ...noorIsThere("2026-11-12", "19:00", "20:00"), days: [day] })
    expect(slots.map((slot) => clock(slot.startsAt))).toEqual(["19:00", "19:10", "19:35", "19:45"])
  })

  it("gives nothing when no talk fits, or when she is there on a day that is not in the round", () => {
    expect(cutSlots(noorIsThere("2026-11-12", "19:00", "19:09"))).toEqual([])
    const cutting = noorIsThere("2026-11-12", "19:00", "21:00")
    expect(
      cutSlots({ ...cutting, presence: cutting.presence.map((hours) => ({ ...hours, day: 2 })) }),
    ).toEqual([])
  })

  it("lasts an hour longer in the night of winter time, and every talk is ten real minutes", () => {
    const slots = cutSlots(noorIsThere("2026-10-25", "01:30", "03:30"))
    expect(slots).toHaveLength(18)
    expect(slots.every((slot) => minutesOf(slot) === 10)).toBe(true)
    expect(slots.map((slot) => clock(slot.startsAt)).filter((at) => at === "02:50")).toHaveLength(2)
    expect(new Set(slots.map((slot) => slot.startsAt.toString())).size).toBe(18)
  })

  it("lasts an hour shorter in the night of summer time", () => {
    const slots = cutSlots(noorIsThere("2026-03-29", "01:30", "03:30"))
    expect(slots).toHaveLength(6)
    expect(slots.map((slot) => clock(slot.startsAt))).toEqual([
      "01:30",
      "01:40",
      "01:50",
      "03:00",
      "03:10",
      "03:20",
    ])
  })
})

/** Days of which two have a change of clock, hours anywhere on them, perhaps a pause within. */
const stretch = fc.record({
  date: fc.constantFrom("2026-11-12", "2026-11-14", "2026-10-25", "2026-03-29"),
  bounds: fc.tuple(fc.nat(1439), fc.nat(1439)).filter(([one, other]) => one !== other),
  pause: fc.option(fc.tuple(fc.nat(1439), fc.nat(1439)).filter(([one, other]) => one !== other)),
})
const hoursOf = ([one, other]: [number, number]) => ({
  starts: time(Math.min(one, other)),
  ends: time(Math.max(one, other)),
})
const evenings = fc
  .record({
    stretches: fc.uniqueArray(stretch, { minLength: 1, maxLength: 3, selector: (each) => each.date }),
    slotMinutes: fc.integer({ min: 3, max: 40 }),
    changeMinutes: fc.integer({ min: 0, max: 15 }),
  })
  .map(({ stretches, ...rest }) => ({
    ...rest,
    days: stretches.map((each, id) => ({
      id,
      date: Temporal.PlainDate.from(each.date),
      pause: each.pause === null ? null : hoursOf(each.pause),
    })),
    presence: stretches.map((each, day) => ({ day, ...hoursOf(each.bounds) })),
  }))

/** The most talks that fit on one day, counted by trying every minute: slow, and without a thought in common with the rule. */
function mostTalks(cutting: Cutting, day: number): number {
  const hours = cutting.presence.find((each) => each.day === day)
  const found = cutting.days.find((each) => each.id === day)
  if (!hours || !found) return 0
  const open = spanOf(found.date, hours)
  const pause = found.pause ? spanOf(found.date, found.pause) : null
  const length = minutesOf(open)
  const fits = (at: number) => {
    const slot = {
      startsAt: open.startsAt.add({ minutes: at }),
      endsAt: open.startsAt.add({ minutes: at + cutting.slotMinutes }),
    }
    return at + cutting.slotMinutes <= length && !(pause && overlap(slot, pause))
  }
  const best = new Array<number>(Math.max(0, length) + 60).fill(0)
  for (let at = length; at >= 0; at--)
    best[at] = Math.max(
      best[at + 1] ?? 0,
      fits(at) ? 1 + (best[at + cutting.slotMinutes + cutting.changeMinutes] ?? 0) : 0,
    )
  return best[0] ?? 0
}

describe("the slots of any teacher", () => {
  it("never overlap, and leave at least the changing time between them", () => {
    fc.assert(
      fc.property(evenings, (cutting) => {
        const slots = cutSlots(cutting)
        for (const [at, slot] of slots.entries()) {
          expect(minutesOf(slot)).toBe(cutting.slotMinutes)
          const next = slots[at + 1]
          if (!next) continue
          expect(overlap(slot, next)).toBe(false)
          expect(slot.endsAt.until(next.startsAt).total("minutes")).toBeGreaterThanOrEqual(
            cutting.changeMinutes,
          )
        }
      }),
    )
  })

  it("lie within the hours that the teacher is there, and outside every pause", () => {
    fc.assert(
      fc.property(evenings, (cutting) => {
        const open = cutting.presence.map((hours) =>
          spanOf((cutting.days[hours.day] as { date: Temporal.PlainDate }).date, hours),
        )
        const pauses = cutting.days.flatMap((day) => (day.pause ? [spanOf(day.date, day.pause)] : []))
        for (const slot of cutSlots(cutting)) {
          expect(open.some((span) => within(slot, span))).toBe(true)
          expect(pauses.some((pause) => overlap(slot, pause))).toBe(false)
        }
      }),
    )
  })

  it("are as many as fit, through both changes of the clock", () => {
    fc.assert(
      fc.property(evenings, (cutting) => {
        const most = cutting.days.reduce((sum, day) => sum + mostTalks(cutting, day.id), 0)
        expect(cutSlots(cutting)).toHaveLength(most)
      }),
      { numRuns: 60 },
    )
  })
})

describe("hours that change after parents have chosen", () => {
  const slotsOf = (cutting: Cutting, ...booked: number[]) =>
    cutSlots(cutting).map((span, at) => ({
      ...span,
      id: (at + 1) as SlotId,
      teacher: 1 as TeacherId,
      blocked: false,
      booked: booked.includes(at),
    }))

  it("add slots after the ones that are there, which stay", () => {
    const slots = slotsOf(noorIsThere("2026-11-12", "19:00", "20:00"), 2)
    const { dropped, cut, lost } = recut(noorIsThere("2026-11-12", "19:00", "20:30"), slots)
    expect(dropped).toEqual([])
    expect(lost).toEqual([])
    expect(cut.map((slot) => clock(slot.startsAt))).toEqual(["20:00", "20:10", "20:20"])
  })

  it("keep a talk where it is when the evening starts five minutes earlier", () => {
    const slots = slotsOf(noorIsThere("2026-11-12", "19:00", "20:00"), 0)
    const { dropped, cut, lost } = recut(noorIsThere("2026-11-12", "18:45", "20:00"), slots)
    expect([dropped, lost]).toEqual([[], []])
    expect(cut.map((slot) => clock(slot.startsAt))).toEqual(["18:45"])
  })

  it("drop what is free and name what is not", () => {
    const slots = slotsOf(noorIsThere("2026-11-12", "19:00", "20:00"), 5)
    const { dropped, lost } = recut(noorIsThere("2026-11-12", "19:00", "19:30"), slots)
    expect(dropped.map((slot) => clock(slot.startsAt))).toEqual(["19:30", "19:40", "19:50"])
    expect(lost.map((slot) => clock(slot.startsAt))).toEqual(["19:50"])
  })

  it("never make two slots of one teacher overlap, whatever changes into whatever", () => {
    fc.assert(
      fc.property(evenings, evenings, (before, after) => {
        const slots = slotsOf(before)
        const changed = { ...after, slotMinutes: before.slotMinutes, changeMinutes: before.changeMinutes }
        const { dropped, cut } = recut(changed, slots)
        const all = [...slots.filter((slot) => !dropped.includes(slot)), ...cut].sort((one, other) =>
          Temporal.Instant.compare(one.startsAt, other.startsAt),
        )
        for (const [at, slot] of all.entries()) {
          const next = all[at + 1]
          if (next)
            expect(slot.endsAt.until(next.startsAt).total("minutes")).toBeGreaterThanOrEqual(
              before.changeMinutes,
            )
        }
      }),
    )
  })
})

describe("a talk that takes several times in a row", () => {
  const numbered = (slots: readonly Span[]) => slots.map((slot, id) => ({ ...slot, id }))
  const hours = (slots: readonly Span[]) =>
    slots.map(({ startsAt, endsAt }) => `${clock(startsAt)}-${clock(endsAt)}`)

  it("fits wherever only the changing time lies between them: not over a pause, nor over a time that is gone", () => {
    const pause = { starts: time(19 * 60 + 30), ends: time(19 * 60 + 40) }
    const day = { id: 1, date: Temporal.PlainDate.from("2026-11-12"), pause }
    const slots = cutSlots({ ...noorIsThere("2026-11-12", "19:00", "20:20"), days: [day] })
    expect(hours(inARow(numbered(slots), 2, 0))).toEqual([
      "19:00-19:20",
      "19:10-19:30",
      "19:40-20:00",
      "19:50-20:10",
      "20:00-20:20",
    ])
    const gone = numbered(slots).filter(({ id }) => id !== 1)
    expect(hours(inARow(gone, 2, 0))[0]).toBe("19:40-20:00")
  })

  it("has the changing time within it, and comes apart into the times it was made of", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 1, max: 6 }),
        (slotMinutes, changeMinutes, takes) => {
          const length = { slotMinutes, changeMinutes }
          const slots = cutSlots({ ...noorIsThere("2026-11-12", "13:00", "21:00"), ...length })
          for (const run of inARow(numbered(slots), takes, changeMinutes)) {
            expect(minutesOf(run)).toBe(minutesFor(takes, length))
            expect(takesOf(run, length)).toBe(takes)
            const parts = slots.slice(run.id, run.id + takes)
            expect(hours(partsOf(run, length))).toEqual(hours(parts))
            expect(run.also ?? []).toEqual(parts.slice(1).map((_, at) => run.id + 1 + at))
          }
        },
      ),
    ))
})
