import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { cancelFor, moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, shown, shownTalk } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"
import { round } from "../../support/talks.ts"

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

  it("learns that the family's own talks are others now, as the page itself wrote how they were", async () => {
    const yilmaz = await world.yilmaz()
    const own = async () => (await yilmaz.get(`${page}/vrij`, watching)).headers.get("X-Own") ?? "none"
    const written = async (at = page) => /data-own="([^"]*)"/.exec(await (await yilmaz.get(at)).text())?.[1]
    expect([await own(), await written()]).toEqual(["", ""])
    await yilmaz.post(`${page}/kies`, { pupil: String(cast.pupils.defne), slot: shownAs(slotOf("noor", 3)) })
    const before = await own()
    for (const at of [page, "/de-regenboog/afspraak/1/verzetten"]) expect(await written(at)).toBe(before)
    // Of another family's talk a page learns nothing but that its time is gone.
    await (await world.deVries()).post(`${page}/kies`, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 5)),
    })
    expect(await own()).toBe(before)
    const { school, clock } = world
    const to = shown(school, slotOf("noor", 8))
    await moveFor(school, deWit, { round, talk: shownTalk(school, 1), to }, clock.now)
    expect(await own()).not.toBe(before)
    await cancelFor(school, deWit, { round, talk: shownTalk(school, 1) }, clock.now)
    expect(await own()).toBe("")
  })

  it("of other times for a talk learns where that talk fits, as long as it is", async () => {
    world.school.client.run(
      "INSERT INTO long_talks (round_id, pupil_id, teacher_id, takes) VALUES (1, 1, 1, 2)",
    )
    const yilmaz = await world.yilmaz()
    await yilmaz.post(`${page}/kies`, { pupil: String(cast.pupils.defne), slot: shownAs(slotOf("noor", 3)) })
    // From now on such talks are shorter; this one stands as it was made.
    world.school.client.run("DELETE FROM long_talks")
    const move = await (await yilmaz.get("/de-regenboog/afspraak/1/verzetten")).text()
    const takes = /data-takes="([^"]+)"/.exec(move)?.[1] ?? ""
    const times = [...move.matchAll(/name="slot" value="([^"]+)"/g)].map(([, value]) => takes + value)
    expect(times.length).toBeGreaterThan(0)
    expect((await (await yilmaz.get(`${page}/vrij`, watching)).text()).split(" ")).toEqual(times)
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
