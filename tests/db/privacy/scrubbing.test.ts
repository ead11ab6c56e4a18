import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { existsSync, readFileSync } from "node:fs"
import { scrubWhenDue } from "../../../src/db/privacy/scrubbing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, household, pupil } from "../../support/erasing.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("the scrub", () => {
  const later = (minutes: number) => today.add({ minutes })
  const due = (minutes: number) => scrubWhenDue(world.registry, world.school, later(minutes))

  it("leaves nothing of who was erased in the file or its log, and was needed", async () => {
    const bytes = () => {
      const path = world.school.client.filename
      return [path, `${path}-wal`]
        .map((file) => (existsSync(file) ? readFileSync(file, "latin1") : ""))
        .join("")
    }
    for (let at = 0; at < 400; at++)
      world.school.client.run("INSERT INTO guardians (household_id, last, email) VALUES (2, ?, ?)", [
        `Zoekmij${at}`,
        `zoekmij${at}@post.example`,
      ])
    expect(bytes()).toContain("zoekmij")
    await erase(world, household(2))
    expect(bytes()).toContain("zoekmij") // still in the log
    world.school.writes.at = 0
    const freed = () =>
      world.school.client
        .query<{ n: number }, []>("SELECT freelist_count AS n FROM pragma_freelist_count")
        .get()?.n
    expect(freed()).toBeGreaterThan(0)
    expect(due(15)).toBe("done")
    expect(freed()).toBe(0) // made anew, not only emptied
    expect(bytes()).not.toMatch(/zoekmij|devries@post|Lotte/i)
  })

  it("waits until the erasing is over and nobody writes, and no longer than the hour", async () => {
    expect(due(0)).toBe("later")
    await erase(world, pupil(2))
    expect(due(5)).toBe("later")
    world.school.writes.at = Date.now()
    expect(due(15)).toBe("later") // somebody wrote a moment ago
    expect(due(50)).toBe("done")
    expect(due(55)).toBe("later") // nothing left
    const row = world.registry.control
      .query<{ at: string }, []>("SELECT scrubbed_at AS at FROM certificates")
      .get()
    expect(row?.at).toBe(later(50).toString())
  })

  it("takes another file and deletes the old one, also while another process holds its log", async () => {
    await erase(world, pupil(2))
    world.school.writes.at = 0
    const { Database } = await import("bun:sqlite")
    const before = world.school.client.filename
    const other = new Database(before)
    other.run("BEGIN")
    other.query("SELECT count(*) FROM pupils").get()
    expect(due(15)).toBe("done")
    other.close()
    expect(world.school.client.filename).not.toBe(before)
    expect([before, `${before}-wal`].map((file) => existsSync(file))).toEqual([false, false])
  })
})
