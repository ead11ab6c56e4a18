import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arranging } from "../../support/arranging.ts"
import { choose, deWit, draftIn } from "../../support/rounds.ts"

let world: World
const { publish } = arranging(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("the overview", () => {
  it("counts slots before they are cut, and what is expected of each teacher", async () => {
    world.school.client.run("INSERT INTO teachers (first, last) VALUES ('Ada', 'Duo')")
    world.school.client.run("INSERT INTO teacher_groups VALUES (3, 1)")
    const round = await draftIn(world)
    const overview = overviewOf(world.school, deWit, round)
    const figures = overview?.teachers.map((each) => [each.name.first, each.slots, each.pupils, each.talks])
    // Three pupils in 4A, who choose one of two teachers; two in 6B.
    expect(figures).toEqual([
      ["Noor", 12, 3, 2],
      ["Tim", 12, 2, 2],
      ["Ada", 12, 3, 2],
    ])
    await publish(round)
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-24T18:50:00Z" })
    const after = overviewOf(world.school, deWit, round)
    expect(after?.teachers.map((each) => [each.slots, each.taken])).toEqual([
      [12, 1],
      [12, 0],
      [12, 0],
    ])
    expect(after?.teachers[0]?.first?.toString()).toBe("2026-11-24T18:00:00Z")
  })
})
