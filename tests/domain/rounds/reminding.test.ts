import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import type { HouseholdId } from "../../../src/domain/ids.ts"
import { type Asked, type Reached, reminderRoad, remindingOf } from "../../../src/domain/rounds/reminding.ts"

const now = Temporal.Instant.from("2026-11-05T09:00:00Z")
const reached: Reached = { blocked: false, hasMail: false, hasMobile: false, hasLetter: false }
const home = 1 as HouseholdId
const asked: Asked = { home, road: "email", mailedAt: null, printedAt: null, remindedAt: null }

describe("who has not answered", () => {
  it("is reminded by e-mail, or else by SMS with the code of its letter, or else by letter", () => {
    expect(reminderRoad({ ...reached, hasMail: true, hasMobile: true, hasLetter: true }, true)).toBe("email")
    expect(reminderRoad({ ...reached, hasMobile: true, hasLetter: true }, true)).toBe("sms")
    expect(reminderRoad(reached, true)).toBe("letter")
  })

  it("gets a letter before any SMS, and instead of one that cannot leave in time", () => {
    expect(reminderRoad({ ...reached, hasMobile: true }, true)).toBe("letter")
    expect(reminderRoad({ ...reached, hasMobile: true, hasLetter: true }, false)).toBe("letter")
  })

  it("is left alone when the school says so", () => {
    expect(reminderRoad({ ...reached, blocked: true, hasMail: true }, true)).toBe("nothing")
    expect(remindingOf([{ ...asked, road: "nothing", mailedAt: now.subtract({ hours: 90 }) }], now)).toEqual({
      email: [],
      sms: [],
      letter: [],
      resting: 0,
      onPaper: [],
    })
  })

  it("is not reminded of what it was never mailed", () => {
    expect(remindingOf([asked], now)).toEqual({ email: [], sms: [], letter: [], resting: 0, onPaper: [] })
  })

  it("hears nothing twice within a day, and exactly a day later again", () => {
    for (const heard of ["mailedAt", "printedAt", "remindedAt"] as const)
      for (const road of ["email", "sms", "letter"] as const) {
        const before = { ...asked, road, mailedAt: now.subtract({ hours: 48 }) }
        const at = (hours: number) => remindingOf([{ ...before, [heard]: now.subtract({ hours }) }], now)
        expect([at(23)[road], at(23).resting, at(24)[road], at(24).resting]).toEqual([[], 1, [home], 0])
      }
  })

  const moment = fc.option(
    fc.integer({ min: 0, max: 72 * 60 }).map((minutes) => now.subtract({ minutes })),
    { nil: null },
  )
  const anyHome = fc.record({
    road: fc.constantFrom("email", "sms", "letter", "nothing" as const),
    mailedAt: moment,
    printedAt: moment,
    remindedAt: moment,
  })
  it("is asked by one road at most, and only after a day of silence, whatever happened before", () => {
    fc.assert(
      fc.property(fc.array(anyHome, { maxLength: 12 }), (drawn) => {
        const homes = drawn.map((each, at): Asked => ({ ...each, home: at as HouseholdId }))
        const { email, sms, letter, resting } = remindingOf(homes, now)
        const due = [...email, ...sms, ...letter]
        expect(new Set(due).size).toBe(due.length)
        for (const each of homes) {
          const heard = [each.mailedAt, each.printedAt, each.remindedAt].some(
            (at) => at !== null && at.until(now).total("minutes") < 24 * 60,
          )
          if (heard || each.road === "nothing") expect(due).not.toContain(each.home)
        }
        expect(due.length + resting).toBeLessThanOrEqual(homes.length)
      }),
    )
  })
})
