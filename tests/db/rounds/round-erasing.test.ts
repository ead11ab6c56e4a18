import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { eraseOldRounds } from "../../../src/db/rounds/round-erasing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { haveTalks } from "../../support/erasing.ts"
import { rowsIn } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("a round that was kept long enough", () => {
  it("is erased by itself, and nothing of it before", async () => {
    haveTalks(world)
    world.school.client.run(
      "INSERT INTO absences VALUES (1, 1, '2026-11-12T22:00:00Z', '2026-11-12T22:10:00Z')",
    )
    const after = (days: number) => today.add({ hours: 24 * days })
    expect(await eraseOldRounds(world.registry.control, world.school, after(98))).toBe(0)
    expect(rowsIn(world.school, "bookings")).toBe(4)
    expect(await eraseOldRounds(world.registry.control, world.school, after(101))).toBe(1)
    for (const table of ["bookings", "slots", "invitations", "presences", "absences", "messages"])
      expect(`${table} ${rowsIn(world.school, table)}`).toBe(`${table} 0`)
    expect(rowsIn(world.school, "pupils")).toBe(5)
    expect(rowsIn(world.school, "rounds", "erased_at IS NOT NULL")).toBe(1)
    expect(await eraseOldRounds(world.registry.control, world.school, after(102))).toBe(0)
  })
})
