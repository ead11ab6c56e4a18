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

  it("loses a time that passes on the day itself, and is told nothing new as long as none does", async () => {
    world.school.client.run("UPDATE rounds SET closes_at = ends_at")
    const ask = async (time: string, tag = "") => {
      world.clock.now = Temporal.Instant.from(`2026-11-12T${time}+01:00`)
      return (await world.yilmaz()).get(`${page}/vrij`, { ...watching, "If-None-Match": tag })
    }
    const before = await ask("18:59:50")
    expect((await before.text()).split(" ")).toContain(shownAs(1))
    const tag = before.headers.get("ETag") ?? ""
    expect((await ask("18:59:58", tag)).status).toBe(304)
    const times = (await (await ask("19:00:00", tag)).text()).split(" ")
    expect(times).toEqual(Array.from({ length: 11 }, (_, at) => shownAs(at + 2)))
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
