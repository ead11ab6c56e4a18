import { afterEach, expect, it } from "bun:test"
import { testWorld, type World } from "./app.ts"

let world: World
afterEach(() => world.close())

it("gives every test a school of its own", async () => {
  world = await testWorld()
  const front = await world.stranger().get("/")
  expect(front.status).toBe(200)
  expect(await front.text()).toContain("De Regenboog")
})
