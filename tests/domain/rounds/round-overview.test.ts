import { expect, it } from "bun:test"
import { nextWay } from "../../../src/domain/rounds/round-overview.ts"

const none = { isToday: false, waiting: 0 }

it("leaves a planner with inviting as long as parents choose", () => {
  for (const phase of ["draft", "announced", "open"] as const)
    expect(nextWay(phase, { ...none, waiting: 9 })).toBeNull()
})

it("leads them to who still has no talk when choosing is over, and then to the lists", () => {
  expect(nextWay("closed", { ...none, waiting: 9 })).toBe("answers")
  expect(nextWay("closed", none)).toBe("papers")
})

it("leads them to the evening on its day, whoever may still choose, and to the figures when it is over", () => {
  for (const phase of ["open", "closed"] as const)
    expect(nextWay(phase, { isToday: true, waiting: 9 })).toBe("evening")
  expect(nextWay("past", { isToday: true, waiting: 9 })).toBe("figures")
})
