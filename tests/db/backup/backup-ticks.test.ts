import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { tick, tickControl } from "../../../src/db/backup/backup-ticks.ts"
import { testWorld, type World } from "../../support/app.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const ticks = (client: World["school"]["client"]) =>
  client
    .query<{ at: string }, []>("SELECT at FROM backup_ticks")
    .all()
    .map(({ at }) => at)

describe("a file in which nothing happens", () => {
  it("is written to once a day, so that the backup makes a newer copy of it", async () => {
    const { control } = world.registry
    const seen = new Set<string>()
    for (let hour = 0; hour < 48; hour++) {
      const now = world.clock.now.add({ hours: hour })
      await tick(world.school, now)
      tickControl(control, now)
      expect(ticks(world.school.client)).toEqual(ticks(control))
      for (const at of ticks(control)) seen.add(at)
    }
    expect(seen.size).toBe(3)
    expect(ticks(control)).toHaveLength(1)
  })
  it("waits while another thread writes to it", async () => {
    world.school.writes.held = Promise.resolve()
    await tick(world.school, world.clock.now)
    expect(ticks(world.school.client)).toEqual([])
    world.school.writes.held = null
  })
})
