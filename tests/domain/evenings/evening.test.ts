import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import {
  courseOf,
  dayToShow,
  decideAttendance,
  decideCall,
  type EveningTalk,
  noTurn,
  quietMinutes,
  standOf,
  type Turn,
  wordFor,
} from "../../../src/domain/evenings/evening.ts"
import { partNow, perPart } from "../../../src/domain/evenings/hall.ts"
import type { BookingId } from "../../../src/domain/ids.ts"

const at = (time: string) => Temporal.Instant.from(`2026-11-12T${time}:00Z`)
const talk = (id: number, starts: string, turn: Partial<Turn> = {}): EveningTalk => ({
  booking: id as BookingId,
  startsAt: at(starts),
  endsAt: at(starts).add({ minutes: 10 }),
  turn: { ...noTurn, ...turn },
})
const was = (called: string, ended: string): Turn => ({
  calledAt: at(called),
  endedAt: at(ended),
  came: true,
})
const isIn = (called: string): Turn => ({ calledAt: at(called), endedAt: null, came: true })
const id = (number: number) => number as BookingId

describe("how an evening goes", () => {
  it("says nothing of how late it is before the teacher called anybody in", () => {
    const talks = [talk(1, "18:00"), talk(2, "18:10")]
    const course = courseOf(talks, at("18:30"))
    expect(course).toMatchObject({ inside: null, next: 1, last: null, late: null })
    expect(talks.map((each) => wordFor(each, course))).toEqual([null, null])
  })

  it("counts a talk that goes on for as long as it was meant to be, and longer when it is", () => {
    const talks = [talk(1, "18:00", isIn("18:03")), talk(2, "18:10"), talk(3, "18:20")]
    expect(courseOf(talks, at("18:05"))).toMatchObject({ inside: 1, next: 2, late: 3 })
    const later = courseOf(talks, at("18:21"))
    expect(later.late).toBe(11)
    expect(talks.map((each) => wordFor(each, later))).toEqual([
      { kind: "now" },
      { kind: "late", minutes: 11, begins: at("18:21") },
      { kind: "late", minutes: 11, begins: at("18:31") },
    ])
  })

  it("catches up in a gap", () => {
    const talks = [talk(1, "18:00", isIn("18:12")), talk(2, "18:10"), talk(3, "18:40")]
    const course = courseOf(talks, at("18:13"))
    expect(talks.slice(1).map((each) => wordFor(each, course))).toEqual([
      { kind: "late", minutes: 12, begins: at("18:22") },
      { kind: "on-time" },
    ])
  })

  it("calls a minute no delay", () => {
    const talks = [talk(1, "18:00", isIn("18:01")), talk(2, "18:10")]
    expect(wordFor(talks[1] as EveningTalk, courseOf(talks, at("18:05")))).toEqual({ kind: "on-time" })
  })

  it("goes on with who comes after, when a family did not come or was passed over", () => {
    const absent = [
      talk(1, "18:00", was("18:00", "18:10")),
      talk(2, "18:10", { came: false }),
      talk(3, "18:20"),
    ]
    expect(courseOf(absent, at("18:12"))).toMatchObject({ inside: null, next: 3, late: 0 })
    const passed = [talk(1, "18:00"), talk(2, "18:10", isIn("18:11")), talk(3, "18:20")]
    expect(courseOf(passed, at("18:12"))).toMatchObject({ inside: 2, next: 3 })
  })

  it("does not wait for a family that was noted as having come", () => {
    const talks = [talk(1, "18:00", { came: true }), talk(2, "18:10")]
    expect(courseOf(talks, at("18:12"))).toMatchObject({ inside: null, next: 2, late: null })
  })

  it("falls silent when the teacher put the phone away, and never counts on for ever", () => {
    const talks = [talk(1, "18:00", isIn("18:00")), talk(2, "18:10")]
    expect(courseOf(talks, at("18:10").add({ minutes: quietMinutes })).late).toBe(quietMinutes)
    expect(courseOf(talks, at("18:11").add({ minutes: quietMinutes })).late).toBeNull()
    // Nor is anybody told for ever that it is their turn: the last talk is seldom ended.
    expect(wordFor(talks[0] as EveningTalk, courseOf(talks, at("18:55")))).toEqual({ kind: "now" })
    expect(wordFor(talks[0] as EveningTalk, courseOf(talks, at("18:56")))).toBeNull()
    // A long gap after a talk that was ended is no silence.
    const gap = [talk(1, "18:00", was("18:00", "18:10")), talk(2, "20:00")]
    expect(courseOf(gap, at("20:04")).late).toBe(4)
  })

  it("is over when nobody waits any more", () => {
    const talks = [talk(1, "18:00", was("18:00", "18:10"))]
    expect(courseOf(talks, at("18:12"))).toMatchObject({ inside: null, next: null, late: null })
  })

  it("never expects anybody before their own time, nor two at once, whatever was tapped", () => {
    const minute = fc.integer({ min: 0, max: 180 })
    const turn = fc.record({
      calledAt: fc.option(minute),
      lasts: fc.option(fc.integer({ min: 0, max: 40 })),
      came: fc.option(fc.boolean()),
    })
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), minute, (turns, now) => {
        const start = at("18:00")
        const talks = turns.map(({ calledAt, lasts, came }, index) => {
          const called = calledAt === null ? null : start.add({ minutes: calledAt })
          const endedAt = called && lasts !== null ? called.add({ minutes: lasts }) : null
          const startsAt = start.add({ minutes: 10 * index })
          const endsAt = startsAt.add({ minutes: 10 })
          return { booking: id(index + 1), startsAt, endsAt, turn: { calledAt: called, endedAt, came } }
        })
        const course = courseOf(talks, start.add({ minutes: now }))
        let free = start
        for (const each of talks) {
          const begins = course.expected.get(each.booking)
          if (!begins) continue
          expect(standOf(each)).toBe("waiting")
          expect(Temporal.Instant.compare(begins, each.startsAt)).toBeGreaterThanOrEqual(0)
          expect(Temporal.Instant.compare(begins, free)).toBeGreaterThanOrEqual(0)
          free = begins.add({ minutes: 10 })
        }
        if (course.late !== null) expect(course.late).toBeGreaterThanOrEqual(0)
        if (course.next !== null) expect(course.next).not.toBe(course.inside as never)
      }),
    )
  })
})

describe("a day", () => {
  const days = ["2026-11-10", "2026-11-12"].map((day) => Temporal.PlainDate.from(day))
  const shown = (today: string) => dayToShow(days, Temporal.PlainDate.from(today))?.toString()

  it("to look at is today, else the next to come, else the last that was", () => {
    expect([shown("2026-11-03"), shown("2026-11-10"), shown("2026-11-11"), shown("2026-11-20")]).toEqual([
      "2026-11-10",
      "2026-11-10",
      "2026-11-12",
      "2026-11-12",
    ])
    expect(dayToShow([], Temporal.PlainDate.from("2026-11-03"))).toBeNull()
  })

  it("is the day of Amsterdam: half past midnight is the next one", () => {
    expect(decideCall(talk(1, "18:00"), at("22:59")).ok).toBe(true)
    expect(decideCall(talk(1, "18:00"), at("23:00"))).toEqual({ ok: false, refusal: { kind: "not-today" } })
    expect(decideAttendance(talk(1, "18:00"), at("23:30")).ok).toBe(true)
    expect(decideAttendance(talk(1, "18:00"), Temporal.Instant.from("2026-11-11T12:00:00Z"))).toEqual({
      ok: false,
      refusal: { kind: "not-yet" },
    })
  })
})

describe("a screen in the hall", () => {
  it("lets everybody come by when there are more than fit", () => {
    const all = Array.from({ length: 2 * perPart + 3 }, (_, index) => index)
    const seen = new Set<number>()
    for (let second = 0; second < 36; second += 6) {
      const { shown, part, parts } = partNow(all, at("18:00").add({ seconds: second }))
      expect(parts).toBe(3)
      expect(part).toBeLessThanOrEqual(parts)
      expect(shown.length).toBeLessThanOrEqual(perPart)
      for (const each of shown) seen.add(each)
    }
    expect(seen.size).toBe(all.length)
    expect(partNow([], at("18:00"))).toEqual({ shown: [], part: 1, parts: 1 })
  })
})
