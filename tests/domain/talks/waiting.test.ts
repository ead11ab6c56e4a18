import { describe, expect, it } from "bun:test"
import type { Round } from "../../../src/domain/rounds/round.ts"
import type { Slot } from "../../../src/domain/talks/slot.ts"
import { decideWaiting, offerUntil, timeFor } from "../../../src/domain/talks/waiting.ts"

const at = (text: string) => Temporal.Instant.from(text)
const now = at("2026-11-03T09:00:00Z")
const round = {
  id: 1,
  opensAt: at("2026-11-01T08:00:00Z"),
  closesAt: at("2026-11-10T22:00:00Z"),
  changeUntil: at("2026-11-11T11:00:00Z"),
  publishedAt: at("2026-10-30T10:00:00Z"),
  endsAt: at("2026-11-12T20:00:00Z"),
  talksPerPupil: null,
  early: null,
} as unknown as Round
const slot = (id: number, startsAt: string, minutes = 10): Slot =>
  ({ id, teacher: 1, blocked: false, startsAt: at(startsAt), endsAt: at(startsAt).add({ minutes }) }) as never
const talk = (one: Slot, teacher = 2) =>
  ({ ...one, id: 9, slot: one.id, round: 1, pupil: 5, household: 1, teacher, sequence: 0 }) as never
const seven = slot(1, "2026-11-12T18:00:00Z")
const later = slot(2, "2026-11-12T18:10:00Z")

describe("a time that is offered", () => {
  const until = (when: Temporal.Instant, time = seven) => offerUntil(round, time, when, when)

  it("is held for twelve hours, and never past the last moment at which talks change", () => {
    expect(until(now)).toEqual(at("2026-11-03T21:00:00Z"))
    expect(until(at("2026-11-10T15:00:00Z"))).toEqual(at("2026-11-11T03:00:00Z"))
    expect(until(at("2026-11-11T08:00:00Z"))).toEqual(at("2026-11-11T11:00:00Z"))
    expect(until(at("2026-11-11T10:50:00Z"))).toBeNull()
    expect(until(at("2026-11-11T11:30:00Z"))).toBeNull()
    expect(until(now, slot(3, "2026-11-03T09:10:00Z"))).toBeNull()
  })

  it("is held from when the family hears of it", () => {
    expect(offerUntil(round, seven, at("2026-11-04T07:00:00Z"), now)).toEqual(at("2026-11-04T19:00:00Z"))
    expect(offerUntil(round, seven, at("2026-11-11T10:50:00Z"), now)).toBeNull()
  })

  it("is the first that the family could take, and none that it let go by", () => {
    const waiter = { round, pupil: 1 as never, talks: [], passed: null, told: now }
    expect(timeFor(waiter, [seven, later], now)?.slot).toBe(seven)
    expect(timeFor({ ...waiter, passed: seven.id }, [seven, later], now)?.slot).toBe(later)
    expect(timeFor({ ...waiter, talks: [talk(seven)] }, [seven, later], now)?.slot).toBe(later)
    expect(timeFor({ ...waiter, talks: [talk(seven)] }, [seven], now)).toBeNull()
    const enough = {
      ...waiter,
      round: { ...round, talksPerPupil: 1 },
      pupil: 5 as never,
      talks: [talk(later)],
    }
    expect(timeFor(enough, [seven], now)).toBeNull()
    expect(timeFor({ ...waiter, told: null }, [seven], now)).toBeNull()
  })
})

describe("a waiting list", () => {
  const facts = {
    round,
    pupil: 1 as never,
    teacher: 1 as never,
    yours: true,
    talks: [],
    free: [],
    away: false,
    told: now,
  }
  const kindOf = (change: Partial<typeof facts>, when = now) => {
    const decision = decideWaiting({ ...facts, ...change }, when)
    return decision.ok ? "yes" : decision.refusal.kind
  }

  it("is for who finds no time that they could choose", () => {
    expect(kindOf({})).toBe("yes")
    expect(kindOf({ free: [seven] as never })).toBe("times-free")
    expect(kindOf({ free: [seven] as never, talks: [talk(seven)] as never })).toBe("yes")
  })

  it("is not for who hears of no time that comes free", () => {
    expect(kindOf({ told: null as never })).toBe("nobody-to-tell")
    expect(kindOf({ away: true })).toBe("teacher-away")
  })

  it("is not for strangers, for who has a talk, or when choosing is over", () => {
    expect(kindOf({ yours: false })).toBe("not-your-teacher")
    const mine = { ...(talk(seven, 1) as object), pupil: 1 }
    expect(kindOf({ talks: [mine] as never })).toBe("already-booked")
    expect(kindOf({}, at("2026-11-10T22:00:00Z"))).toBe("round-not-open")
    const other = { ...(talk(seven) as object), pupil: 1 }
    expect(kindOf({ round: { ...round, talksPerPupil: 1 }, talks: [other] as never })).toBe("enough-talks")
  })
})
