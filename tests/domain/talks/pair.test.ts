import { describe, expect, it } from "bun:test"
import type { TeacherId } from "../../../src/domain/ids.ts"
import { inOneRoom, nameTogether } from "../../../src/domain/talks/pair.ts"

it("names who hold a talk together with the carrier first", () => {
  const name = (first: string) => ({ first, prefix: "", last: "" })
  expect(nameTogether(name("Noor"), [])).toBe("Noor")
  expect(nameTogether(name("Noor"), [name("Tim"), name("Sara")])).toBe("Noor, Tim & Sara")
})

describe("where they are", () => {
  it("is where the carrier is, on every day", () => {
    const [starts, ends] = ["19:00", "21:00"].map((clock) => Temporal.PlainTime.from(clock)) as [
      Temporal.PlainTime,
      Temporal.PlainTime,
    ]
    const there = (day: number, room?: string) => ({ day, starts, ends, ...(room ? { room } : {}) })
    const carrier = {
      teacher: 1 as TeacherId,
      room: "12",
      with: null,
      presence: [there(1), there(2, "Aula")],
    }
    const along = {
      teacher: 2 as TeacherId,
      room: "14",
      with: carrier.teacher,
      presence: [there(1, "gym"), there(2)],
    }
    expect(inOneRoom([carrier, along])).toEqual([
      carrier,
      { ...along, room: "12", presence: [there(1), there(2, "Aula")] },
    ])
  })
})
