import { afterEach, beforeEach, expect, it } from "bun:test"
import { copyFileSync, existsSync } from "node:fs"
import { basename, join } from "node:path"
import { rotate } from "../../../src/db/backup/rotating.ts"
import { openSchool } from "../../../src/db/registry.ts"
import { forgetEverywhere } from "../../../src/jobs/forgetting.ts"
import { testWorld, type World } from "../../support/app.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const forget = () =>
  forgetEverywhere({ registry: world.registry, now: () => world.clock.now, tell: () => {} } as never)

it("leaves no file of before beside the live one, also when a crash came between the two", async () => {
  const old = world.school.client.filename
  const kept = join(world.folder, "kept")
  copyFileSync(old, kept)
  expect(rotate(world.registry, world.school, world.clock.now)).toBe(true)
  expect(existsSync(old)).toBe(false)
  copyFileSync(kept, old)
  // Whoever is at it clears up itself.
  await forget()
  expect(existsSync(old)).toBe(true)
  world.clock.now = world.clock.now.add({ hours: 2 })
  await forget()
  expect(existsSync(old)).toBe(false)
  expect(existsSync(join(world.folder, "aside", basename(old)))).toBe(true)
  expect(existsSync(openSchool(world.registry, "de-regenboog")?.client.filename ?? "")).toBe(true)
})
