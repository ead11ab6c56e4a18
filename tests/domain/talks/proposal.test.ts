import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import type { PupilId, SlotId, TeacherId } from "../../../src/domain/ids.ts"
import type { FreeSlot } from "../../../src/domain/talks/family-round.ts"
import { mostWishes, type Proposal, proposeSets } from "../../../src/domain/talks/proposal.ts"
import type { Wish } from "../../../src/domain/talks/proposal-day.ts"
import type { Span } from "../../../src/domain/talks/slot.ts"

type Standing = Span & { teacher: TeacherId }

const evening = Temporal.Instant.from("2026-11-12T18:00:00Z")
/** Ten minutes, so many tens of minutes after seven, on that evening or one of the next. */
const span = (at: number, day = 0) => {
  const startsAt = evening.add({ hours: 24 * day, minutes: 10 * at })
  return { startsAt, endsAt: startsAt.add({ minutes: 10 }) }
}
let made = 0
const free = (...times: (number | [number, number])[]): FreeSlot[] =>
  times.map((time) => ({ id: ++made as SlotId, ...(typeof time === "number" ? span(time) : span(...time)) }))
const wish = (teacher: number, slots: FreeSlot[], pupil = teacher): Wish => ({
  pupil: pupil as PupilId,
  teacher: teacher as TeacherId,
  free: slots,
})
const hours = Array.from({ length: 12 }, (_, at) => at)
const timesOf = (set: Proposal | undefined) =>
  set?.talks.map(({ slot }) => slot.startsAt.toZonedDateTimeISO("Europe/Amsterdam").toString().slice(8, 16))

describe("a household with three children", () => {
  it("is offered talks back to back", () => {
    const [best] = proposeSets(
      [wish(1, free(...hours)), wish(2, free(...hours)), wish(3, free(...hours))],
      [],
      0,
    )
    expect(timesOf(best)).toEqual(["12T19:00", "12T19:10", "12T19:20"])
    expect([best?.minutes, best?.days]).toEqual([30, 1])
  })

  it("has time to walk between two teachers, and none to lose with the same", () => {
    const slots = () => free(...hours)
    const [apart] = proposeSets([wish(1, slots()), wish(2, slots())], [], 5)
    expect(timesOf(apart)).toEqual(["12T19:00", "12T19:20"])
    const [same] = proposeSets([wish(1, slots(), 7), wish(1, slots(), 8)], [], 5)
    expect(timesOf(same)).toEqual(["12T19:00", "12T19:10"])
  })

  it("rather comes on one evening and waits, than on two", () => {
    const [best] = proposeSets([wish(1, free(0)), wish(2, free(11, [0, 1]))], [], 0)
    expect(timesOf(best)).toEqual(["12T19:00", "12T20:50"])
  })

  it("comes on two evenings when it has to, on each as short as can be", () => {
    const [best] = proposeSets(
      [wish(1, free(0, [3, 1])), wish(2, free(0)), wish(3, free([4, 1], [9, 1]))],
      [],
      0,
    )
    expect(timesOf(best)).toEqual(["12T19:00", "13T19:30", "13T19:40"])
    expect([best?.days, best?.minutes]).toEqual([2, 30])
  })

  it("comes close to the talk that stands already", () => {
    const standing: Standing = { ...span(6), teacher: 9 as TeacherId }
    const [best] = proposeSets([wish(1, free(...hours)), wish(2, free(...hours, [0, 1]))], [standing], 10)
    expect(timesOf(best)).toEqual(["12T19:20", "12T19:40"])
    expect([best?.days, best?.minutes]).toEqual([0, 50])
  })

  it("chooses among sets that share no time", () => {
    const sets = proposeSets([wish(1, free(...hours)), wish(2, free(...hours))], [], 0, 4)
    expect(sets.length).toBe(4)
    const slots = sets.flatMap((set) => set.talks.map(({ slot }) => slot.id))
    expect(new Set(slots).size).toBe(8)
  })

  it("hears that it does not fit, when it does not", () => {
    expect(proposeSets([wish(1, free(3)), wish(2, free(3))], [], 0)).toEqual([])
    expect(proposeSets([wish(1, free(...hours)), wish(2, [])], [], 0)).toEqual([])
    expect(proposeSets([], [], 0)).toEqual([])
    const many = Array.from({ length: mostWishes + 1 }, (_, at) => wish(at + 1, free(...hours)))
    expect(proposeSets(many, [], 0)).toEqual([])
  })
})

/** Every way to choose a time for each wish, looked at one by one. */
function bruteForce(wishes: readonly Wish[], talks: readonly Standing[], walk: number) {
  const minutes = (at: Temporal.Instant) => at.epochMilliseconds / 60_000
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO("Europe/Amsterdam").toPlainDate().toString()
  const fits = (one: Standing, other: Standing) => {
    const between = one.teacher === other.teacher ? 0 : walk
    return (
      minutes(one.endsAt) + between <= minutes(other.startsAt) ||
      minutes(other.endsAt) + between <= minutes(one.startsAt)
    )
  }
  let best: [number, number] | null = null
  const choose = (at: number, chosen: Standing[]) => {
    const next = wishes[at]
    if (next) {
      for (const slot of next.free) {
        const talk = { ...slot, teacher: next.teacher }
        if ([...talks, ...chosen].every((other) => fits(talk, other))) choose(at + 1, [...chosen, talk])
      }
      return
    }
    const days = Map.groupBy(chosen, (talk) => day(talk.startsAt))
    let [count, stay] = [0, 0]
    for (const [name, own] of days) {
      const standing = talks.filter((talk) => day(talk.startsAt) === name)
      if (standing.length === 0) count++
      const there = [...own, ...standing]
      stay +=
        Math.max(...there.map((talk) => minutes(talk.endsAt))) -
        Math.min(...there.map((talk) => minutes(talk.startsAt)))
    }
    if (!best || count < best[0] || (count === best[0] && stay < best[1])) best = [count, stay]
  }
  choose(0, [])
  return best as [number, number] | null
}

describe("the first set", () => {
  const slot = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 1 }))
  const times = fc.uniqueArray(slot, { minLength: 0, maxLength: 6, selector: ([at, day]) => at + 100 * day })
  const wishes = fc.array(fc.record({ teacher: fc.integer({ min: 1, max: 4 }), times }), {
    minLength: 1,
    maxLength: 4,
  })
  const ordered = (all: readonly (readonly [number, number])[]) =>
    [...all].sort(([a, x], [b, y]) => x - y || a - b) as [number, number][]

  it("is the tightest there is: fewest days, then the shortest stay", () =>
    fc.assert(
      fc.property(
        wishes,
        fc.array(fc.tuple(slot, fc.integer({ min: 1, max: 5 })), { maxLength: 1 }),
        fc.constantFrom(0, 5, 10),
        (wished, standing, walk) => {
          const talks = standing.map(([[at, day], teacher]) => ({
            ...span(at, day),
            teacher: teacher as TeacherId,
          }))
          const asked = wished.map(({ teacher, times: all }, at) =>
            wish(teacher, free(...ordered(all)), at + 1),
          )
          const [best] = proposeSets(asked, talks, walk, 1)
          expect(best ? [best.days, best.minutes] : null).toEqual(bruteForce(asked, talks, walk))
          if (!best) return
          // And it is what it says: every wish once, with a time of its own, in order.
          expect(best.talks.map(({ pupil }) => pupil).sort()).toEqual(asked.map(({ pupil }) => pupil).sort())
          for (const { pupil, slot: time } of best.talks)
            expect(asked.find((each) => each.pupil === pupil)?.free).toContain(time)
        },
      ),
      { numRuns: 400 },
    ))
})
