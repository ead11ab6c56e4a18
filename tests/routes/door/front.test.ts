import { afterEach, beforeEach, expect, it } from "bun:test"
import { addSchool } from "../../../src/db/registry.ts"
import { testWorld, type World } from "../../support/app.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const front = async (asked?: string, visitor = world.stranger()) =>
  (await visitor.get(asked === undefined ? "/" : `/?zoek=${encodeURIComponent(asked)}`)).text()

it("lists the schools while there are few", async () => {
  const page = await front()
  expect(page).toContain('href="/de-regenboog"')
  expect(page).not.toContain('name="zoek"')
})

it("lets parents search by name or place when there are many, however they spell", async () => {
  for (let at = 0; at < 12; at++)
    addSchool(
      world.registry,
      {
        name: `Basisschool Zoë ${at}`,
        slug: `zoe-${at}`,
        city: at % 2 ? "’s-Hertogenbosch" : "Wijchen",
        phone: "",
        email: "",
        brin: null,
        sector: "primary",
      },
      world.clock.now,
    )
  expect(await front()).not.toContain('href="/zoe-1"')
  expect(await front("regenboog amsterdam")).toContain('href="/de-regenboog"')
  const found = await front("zoe s hertogenbosch")
  expect(found).toContain("6 scholen gevonden")
  expect(found).toContain('href="/zoe-1"')
  expect(found).not.toContain('href="/zoe-2"')
  expect(await front("<script>")).toContain("Geen school gevonden.")
})

it("speaks English when asked", async () => {
  const visitor = world.stranger()
  expect((await visitor.post("/taal", { language: "en" })).headers.get("Location")).toBe("/")
  expect(await front(undefined, visitor)).toContain("Find your school.")
})
