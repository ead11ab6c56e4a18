import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { invite, session } from "../../support/door.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const at = (token: string) => `/de-regenboog/uitnodiging/${token}`
const sessions = () =>
  world.school.client.query<{ count: number }, []>("SELECT count(*) AS count FROM parent_sessions").get()
    ?.count

describe("an invitation", () => {
  it("says welcome with one button, and looking at it signs nobody in", async () => {
    const { link } = await invite(world)
    for (let times = 0; times < 10; times++) {
      const scanner = world.stranger()
      const page = await (await scanner.get(at(link))).text()
      expect(page).toContain("U bent uitgenodigd voor: Herfstgesprekken.")
      expect(page.split("<main")[1]?.match(/<button/g)?.length).toBe(1)
      const head = await world.app.handle(new Request(`http://localhost:3000${at(link)}`, { method: "HEAD" }))
      expect(head.status).toBe(200)
      expect(head.headers.getSetCookie()).toEqual([])
      expect([...scanner.cookies]).toEqual([])
    }
    expect(sessions()).toBe(0)
    const parent = world.stranger()
    expect((await parent.post(at(link))).headers.get("Location")).toBe("/de-regenboog/gesprekken/1")
    expect(parent.cookies.get(session)).toHaveLength(43)
  })

  it("works again on another phone, with a session of its own", async () => {
    const { link } = await invite(world)
    const [one, other] = [world.stranger(), world.stranger()]
    await one.post(at(link))
    await other.post(at(link))
    expect(one.cookies.get(session)).not.toBe(other.cookies.get(session))
    expect(sessions()).toBe(2)
  })

  it("may hold the code of the letter, as the QR does", async () => {
    const { code } = await invite(world)
    for (const written of [code, code.replace("-", ""), code.toLowerCase()]) {
      const parent = world.stranger()
      expect(await (await parent.get(at(written))).text()).toContain(code)
      expect((await parent.post(at(written))).headers.get("Location")).toBe("/de-regenboog/gesprekken/1")
    }
    const wrong = await world.stranger().post(at("BCDF-2345"))
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain("Deze code werkt niet (meer).")
  })

  it("leads to the start when its round no longer takes bookings", async () => {
    const { link } = await invite(world)
    world.clock.now = Temporal.Instant.from("2026-11-11T12:00:00Z")
    expect((await world.stranger().post(at(link))).headers.get("Location")).toBe("/de-regenboog/gesprekken")
  })

  it("that is unknown or over says so, with the field for a code", async () => {
    const { link } = await invite(world)
    world.clock.now = Temporal.Instant.from("2026-11-12T20:00:00Z")
    for (const token of [link, "nooit-gemaakt"]) {
      const parent = world.stranger()
      const page = await parent.get(at(token))
      expect(page.status).toBe(404)
      const text = await page.text()
      expect(text).toContain("Deze uitnodiging werkt niet meer")
      expect(text).toContain('name="code"')
      expect((await parent.post(at(token))).status).toBe(404)
    }
  })

  it("of one school is nothing at another", async () => {
    const { link, code } = await invite(world)
    expect((await world.stranger().post(`/de-wilg/uitnodiging/${link}`)).status).toBe(404)
    expect((await world.stranger().post(`/de-wilg/uitnodiging/${code}`)).status).toBe(422)
  })
})
