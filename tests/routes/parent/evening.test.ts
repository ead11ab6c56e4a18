import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { clockAt, filledEvening, type Talks } from "../../support/evening.ts"
import { cast } from "../../support/school.ts"

let world: World
let talks: Talks
beforeEach(async () => {
  world = await testWorld()
  talks = await filledEvening(world)
})
afterEach(() => world.close())

const page = `/de-regenboog/gesprekken/${cast.round}`
const watching = { "X-Watching": "1" }
const call = async (booking: number) =>
  (await world.noor()).post("/de-regenboog/team/vandaag/binnen", { booking: String(booking) })
const said = async (who: Browser) => (await who.get(`${page}/loopt`, watching)).json() as Promise<unknown>

describe("a parent who waits", () => {
  it("hears how late it runs, for each own talk and nobody else's", async () => {
    const deVries = await world.deVries()
    expect(await said(deVries)).toEqual({
      [talks.sem]: ["", ""],
      [talks.lotte]: ["", ""],
      [talks.daan]: ["", ""],
    })
    world.clock.now = clockAt("19:08")
    await call(talks.defne)
    expect(await said(deVries)).toMatchObject({ [talks.sem]: ["late", "Loopt 8 minuten uit: rond 19:18"] })
    await call(talks.sem)
    expect(await said(deVries)).toMatchObject({ [talks.sem]: ["now", "U bent aan de beurt"] })
    expect(Object.keys((await said(await world.yilmaz())) as object)).toEqual([String(talks.defne)])
  })

  it("reads it on the page itself, without JavaScript, and on that of the talk", async () => {
    world.clock.now = clockAt("19:12")
    await call(talks.defne)
    const bakker = await world.bakker()
    const line = "Loopt 12 minuten uit: rond 19:32"
    for (const path of [page, `/de-regenboog/afspraak/${talks.milaBakker}`])
      expect(await (await bakker.get(path)).text()).toContain(line)
    // The other home of the same child comes later, and hears of its own talk.
    const jansen = await (await (await world.jansen()).get(page)).text()
    expect(jansen).toContain("Loopt op tijd")
    expect(jansen).not.toContain(line)
  })

  it("asks again for nearly nothing, until something changes", async () => {
    const yilmaz = await world.yilmaz()
    const tag = (await yilmaz.get(`${page}/loopt`, watching)).headers.get("ETag") ?? ""
    const whole = (await yilmaz.get(page)).headers.get("ETag") ?? ""
    expect((await yilmaz.get(`${page}/loopt`, { ...watching, "If-None-Match": tag })).status).toBe(304)
    expect((await yilmaz.get(page, { "If-None-Match": whole })).status).toBe(304)
    await call(talks.defne)
    expect((await yilmaz.get(`${page}/loopt`, { ...watching, "If-None-Match": tag })).status).toBe(200)
    expect((await yilmaz.get(page, { "If-None-Match": whole })).status).toBe(200)
  })

  it("hears nothing on any other day, and the page does not ask", async () => {
    world.clock.now = clockAt("19:00").subtract({ hours: 24 })
    const yilmaz = await world.yilmaz()
    expect(await said(yilmaz)).toEqual({})
    expect(await (await yilmaz.get(page)).text()).not.toContain("data-running")
  })
})
