import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const page = `/de-regenboog/gesprekken/${cast.round}`
const watching = { "X-Watching": "1" }

describe("a page that is open", () => {
  it("learns which times are left, as their buttons carry them and nothing else", async () => {
    const yilmaz = await world.yilmaz()
    const before = await yilmaz.get(`${page}/vrij`, watching)
    const tag = before.headers.get("ETag") ?? ""
    expect((await before.text()).split(" ")).toEqual(Array.from({ length: 12 }, (_, at) => shownAs(at + 1)))
    expect((await yilmaz.get(`${page}/vrij`, { ...watching, "If-None-Match": tag })).status).toBe(304)
    const sem = { pupil: String(cast.pupils.sem), slot: shownAs(slotOf("noor", 3)) }
    await (await world.deVries()).post(`${page}/kies`, sem)
    const after = await yilmaz.get(`${page}/vrij`, { ...watching, "If-None-Match": tag })
    expect((await after.text()).split(" ")).not.toContain(sem.slot)
  })

  it("does not keep a parent signed in who walked away", async () => {
    const yilmaz = await world.yilmaz()
    for (let minute = 0; minute < 29; minute++) {
      world.clock.now = world.clock.now.add({ minutes: 1 })
      expect((await yilmaz.get(`${page}/vrij`, watching)).status).toBe(200)
    }
    world.clock.now = world.clock.now.add({ minutes: 1 })
    expect((await yilmaz.get(`${page}/vrij`, watching)).status).toBe(303)
  })

  it("of a home without a child in the round learns nothing", async () => {
    world.school.client.run("DELETE FROM round_groups WHERE group_id = 1")
    expect((await (await world.yilmaz()).get(`${page}/vrij`)).status).toBe(404)
  })
})
