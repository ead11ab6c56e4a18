import { describe, expect, it } from "bun:test"
import { reminderDays } from "../../../src/domain/messages/reminder.ts"

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Amsterdam]`).toInstant()
const days = (now: string) => reminderDays(at(now)).map(({ day }) => day.toString())

describe("the reminder of the day before", () => {
  it("is for tomorrow from ten o'clock on, and for today when we were away yesterday", () => {
    expect(days("2026-11-11T09:59")).toEqual(["2026-11-11"])
    expect(days("2026-11-11T10:00")).toEqual(["2026-11-11", "2026-11-12"])
  })

  it("is not for who chose after ten o'clock, nor for a talk within the hour", () => {
    const [today, tomorrow] = reminderDays(at("2026-11-11T15:00"))
    expect(tomorrow?.chosenBefore).toEqual(at("2026-11-11T10:00"))
    expect(today?.from).toEqual(at("2026-11-11T16:00"))
    expect(today?.until).toEqual(at("2026-11-12T00:00"))
  })
})
