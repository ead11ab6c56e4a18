import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { replayErasures, settleErasures } from "../../../src/db/privacy/erasures.ts"
import { checkLogbook, noteHead } from "../../../src/db/privacy/logbook.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, haveTalks, household, pupil } from "../../support/erasing.ts"
import { rowsIn } from "../../support/rounds.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("the erasure log", () => {
  const log = () =>
    world.registry.control
      .query<Record<string, unknown>, []>("SELECT kind, ref, confirmed FROM erasures ORDER BY id")
      .all()

  it("holds numbers only, and erases again in a file that was put back", async () => {
    const path = world.school.client.filename
    world.school.client.run("PRAGMA wal_checkpoint(TRUNCATE)")
    const backup = readFileSync(path)
    haveTalks(world)
    await erase(world, pupil(1))
    noteHead(world.school, world.registry.control, today)
    expect(log()).toEqual([
      { kind: "pupil", ref: 1, confirmed: 1 },
      { kind: "household", ref: 1, confirmed: 1 },
    ])
    const { openDb, openFile } = await import("../../../src/db/open.ts")
    const restored = `${path}.restored`
    await Bun.write(restored, backup)
    const db = openDb(openFile(restored, []), world.school.school, world.school.keys)
    expect(rowsIn(db, "pupils", "id = 1")).toBe(1)
    expect(await replayErasures(world.registry.control, db, today.subtract({ hours: 1 }), today)).toBe(1)
    expect(rowsIn(db, "pupils", "id = 1")).toBe(0)
    expect(rowsIn(db, "households", "id = 1")).toBe(0)
    expect(await replayErasures(world.registry.control, db, today.subtract({ hours: 1 }), today)).toBe(0)
    expect(checkLogbook(db, world.registry.control).broken).toBeNull() // shorter than it was, and that is right
    db.close()
  })

  it("keeps a restored file from giving out the number of somebody erased", async () => {
    world.school.client.run("INSERT INTO households DEFAULT VALUES")
    await erase(world, household(5))
    world.school.client.run("UPDATE sqlite_sequence SET seq = 4 WHERE name = 'households'") // as in an older backup
    await replayErasures(world.registry.control, world.school, today, today)
    world.school.client.run("INSERT INTO households DEFAULT VALUES")
    expect(rowsIn(world.school, "households", "id = 5")).toBe(0)
  })

  it("settles what a crash left in the middle, and is forgotten when no backup can know of it", async () => {
    const line = (ref: number) =>
      world.registry.control.run(
        "INSERT INTO erasures (school_id, kind, ref, erased_at) VALUES (?, 'pupil', ?, ?)",
        [world.school.school.id, ref, today.toString()],
      )
    world.registry.control.run("INSERT INTO certificates (number, school_id, signed) VALUES ('N', 'x', 'y')")
    line(1) // still there: it never came to the erasing
    world.registry.control.run("UPDATE erasures SET number = 'N'")
    line(99) // gone: it did
    settleErasures(world.registry.control, world.school, today.add({ minutes: 1 }))
    expect(log()).toHaveLength(2)
    settleErasures(world.registry.control, world.school, today.add({ minutes: 6 }))
    expect(log()).toEqual([{ kind: "pupil", ref: 99, confirmed: 1 }])
    expect(world.registry.control.query("SELECT 1 FROM certificates").all()).toEqual([])
    world.registry.control.run("UPDATE erasures SET scrubbed_at = ?", [today.toString()])
    settleErasures(world.registry.control, world.school, today.add({ hours: 24 * 9 }))
    expect(log()).toEqual([])
  })
})
