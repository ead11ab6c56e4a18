import { describe, expect, it } from "bun:test"
import type { BookingId, HouseholdId, PupilId, RoundId, SlotId, TeacherId } from "../../../src/domain/ids.ts"
import type { Round } from "../../../src/domain/rounds/round.ts"
import {
  type Booking,
  type BookingFacts,
  decideBooking,
  decideCancellation,
  decideMove,
  mostTalks,
} from "../../../src/domain/talks/booking.ts"
import type { Slot } from "../../../src/domain/talks/slot.ts"

const at = (time: string, day = "2026-11-12") => Temporal.Instant.from(`${day}T${time}:00Z`)
const now = at("09:00", "2026-11-03")
const [sem, lotte] = [2 as PupilId, 3 as PupilId]
const [noor, tim] = [1 as TeacherId, 2 as TeacherId]

const round = (change: Partial<Round> = {}): Round => ({
  id: 1 as RoundId,
  title: "Herfstgesprekken",
  slotMinutes: 10,
  changeMinutes: 0,
  walkMinutes: 0,
  opensAt: at("08:00", "2026-11-02"),
  closesAt: at("22:00", "2026-11-10"),
  changeUntil: at("12:00", "2026-11-11"),
  publishedAt: at("08:00", "2026-11-01"),
  talksPerPupil: null,
  early: null,
  swaps: true,
  rest: null,
  endsAt: at("20:00"),
  ...change,
})
const slot = (time: string, teacher = noor, change: Partial<Slot> = {}): Slot => ({
  id: 9 as SlotId,
  teacher,
  startsAt: at(time),
  endsAt: at(time).add({ minutes: 10 }),
  blocked: false,
  ...change,
})
const talk = (time: string, pupil = sem, teacher = noor, change: Partial<Booking> = {}): Booking => ({
  ...slot(time, teacher),
  id: 5 as BookingId,
  household: 2 as HouseholdId,
  pupil,
  round: 1 as RoundId,
  slot: 4 as SlotId,
  sequence: 0,
  ahead: 0,
  ...change,
})
const facts = (change: Partial<BookingFacts> = {}): BookingFacts => ({
  round: round(),
  slot: slot("18:00"),
  pupil: sem,
  asShown: true,
  yours: true,
  taken: false,
  talks: [],
  ...change,
})
const why = (outcome: { ok: true } | { ok: false; refusal: { kind: string } }) =>
  outcome.ok ? "yes" : outcome.refusal.kind
const ask = (change: Partial<BookingFacts>, when = now) => why(decideBooking(facts(change), when))

describe("a parent who chooses a time", () => {
  it("gets it while the round is open and nobody has it", () => {
    expect(ask({})).toBe("yes")
  })

  it("hears in which phase the round is, when that is not open", () => {
    for (const [change, when, phase] of [
      [{ publishedAt: null }, now, "draft"],
      [{}, at("07:59", "2026-11-02"), "announced"],
      [{}, at("22:00", "2026-11-10"), "closed"],
      [{}, at("20:00"), "past"],
    ] as const)
      expect(decideBooking(facts({ round: round(change) }), when)).toEqual({
        ok: false,
        refusal: { kind: "round-not-open", phase },
      })
  })

  it("cannot choose a teacher who does not teach the child", () => {
    expect(ask({ yours: false })).toBe("not-your-teacher")
  })

  it("has one talk per child and teacher, and may have another about another child", () => {
    expect(ask({ talks: [talk("19:00")] })).toBe("already-booked")
    expect(ask({ talks: [talk("19:00", lotte)] })).toBe("yes")
    expect(ask({ talks: [talk("19:00", sem, noor, { round: 7 as RoundId })] })).toBe("yes")
  })

  it("has no more talks about a child than the round allows", () => {
    const limited = round({ talksPerPupil: 1 })
    expect(ask({ round: limited, talks: [talk("19:00", sem, tim)] })).toBe("enough-talks")
    expect(ask({ round: limited, talks: [talk("19:00", lotte, tim)] })).toBe("yes")
  })

  it("is in one place at a time, in whatever round; touching is not sharing", () => {
    expect(ask({ talks: [talk("18:05", lotte, tim)] })).toBe("household-busy")
    expect(ask({ talks: [talk("18:05", lotte, tim, { round: 7 as RoundId })] })).toBe("household-busy")
    expect(ask({ talks: [talk("18:10", lotte, tim), talk("17:50", lotte, tim)] })).toBe("yes")
  })

  it("does not get a slot that is taken, blocked or has begun", () => {
    expect(ask({ taken: true })).toBe("slot-taken")
    expect(ask({ slot: slot("18:00", noor, { blocked: true }) })).toBe("slot-blocked")
    const late = round({ closesAt: at("20:00") })
    expect(ask({ round: late }, at("17:59"))).toBe("yes")
    expect(ask({ round: late }, at("18:00"))).toBe("slot-past")
  })
})

describe("a parent who moves a talk", () => {
  const move = (change: Partial<Parameters<typeof decideMove>[0]> = {}, when = now) => {
    const booking = talk("18:00")
    const other = {
      round: round(),
      booking,
      slot: slot("18:30"),
      asShown: true,
      taken: false,
      talks: [booking],
      ...change,
    }
    return why(decideMove(other, when))
  }

  it("moves it to the time that was shown, not to the one that it became since", () => {
    expect(move({ asShown: false })).toBe("slot-moved")
  })

  it("may do so until the school's deadline, also when booking has closed", () => {
    expect(move()).toBe("yes")
    expect(move({}, at("11:59", "2026-11-11"))).toBe("yes")
    expect(move({}, at("12:00", "2026-11-11"))).toBe("too-late")
  })

  it("is not in the way of themselves, but another talk is", () => {
    expect(move({ slot: slot("18:05") })).toBe("yes")
    const booking = talk("18:00")
    const other = talk("18:30", lotte, tim, { id: 6 as BookingId })
    expect(move({ talks: [booking, other] })).toBe("household-busy")
  })

  it("keeps the old time when the new one is taken", () => {
    expect(move({ taken: true })).toBe("slot-taken")
  })

  it("cannot move a talk that has begun, even when the deadline is later", () => {
    const lenient = round({ changeUntil: at("20:00") })
    expect(move({ round: lenient }, at("18:00"))).toBe("slot-past")
  })
})

describe("a parent who cancels", () => {
  it("may do so until the school's deadline and before the talk begins", () => {
    const cancel = (when: Temporal.Instant, change: Partial<Round> = {}) =>
      why(decideCancellation({ round: round(change), booking: talk("18:00") }, when))
    expect(cancel(now)).toBe("yes")
    expect(cancel(at("12:00", "2026-11-11"))).toBe("too-late")
    expect(cancel(at("18:00"), { changeUntil: at("20:00") })).toBe("slot-past")
    expect(cancel(now, { publishedAt: null })).toBe("round-not-open")
  })
})

it("counts one talk with each teacher, or fewer when the round says so", () => {
  expect([mostTalks(round(), 3), mostTalks(round({ talksPerPupil: 2 }), 3)]).toEqual([3, 2])
  expect(mostTalks(round({ talksPerPupil: 5 }), 3)).toBe(3)
})
