import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { blockHousehold } from "../../../src/db/households/household-access.ts"
import { write } from "../../../src/db/open.ts"
import type { Administrator } from "../../../src/domain/access/access.ts"
import type { HouseholdId, StaffId } from "../../../src/domain/ids.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { chooseFactor, defne, invite, session } from "../../support/door.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
  chooseFactor(world, "birth-date")
})
afterEach(() => world.close())

const stay = "/de-regenboog/blijf"
const door = "/de-regenboog"
const home = "/de-regenboog/gesprekken"
const later = (minutes: number) => {
  world.clock.now = world.clock.now.add({ minutes })
}
/** "Seen" is written behind the answer: wait until it is there. */
const written = () => write(world.school, () => null)
const place = (answer: Response) => answer.headers.get("Location")

describe("staying signed in", () => {
  it("lasts half an hour without a sign of life", async () => {
    const parent = await world.yilmaz()
    later(29)
    expect(place(await parent.post(stay))).toBe(home)
    await written()
    later(29)
    expect(place(await parent.post(stay))).toBe(home)
    await written()
    later(31)
    expect(place(await parent.post(stay))).toBe(door)
  })

  it("lasts twelve hours at most, however busy", async () => {
    const parent = await world.yilmaz()
    for (let at = 0; at < 28; at++) {
      later(25)
      expect(place(await parent.post(stay))).toBe(home)
      await written()
    }
    later(20)
    expect(place(await parent.post(stay))).toBe(door)
  })

  it("gives htmx the question back, hidden until it is time again", async () => {
    const answer = await (await world.yilmaz()).post(stay, {}, htmx)
    const part = await answer.text()
    expect(answer.status).toBe(200)
    expect(part).toMatch(/^<div id="stay"[^>]* data-warn="1500" data-over="1800" hidden>/)
  })

  it("tells htmx to go to the door when the session is over", async () => {
    const parent = await world.yilmaz()
    later(31)
    const answer = await parent.post(
      stay,
      {},
      { ...htmx, Referer: "http://localhost:3000/de-regenboog/gesprekken/1" },
    )
    expect(answer.headers.get("HX-Redirect")).toBe(door)
    expect(place(await parent.post("/de-regenboog/inloggen", defne))).toBe(`${home}/1`)
  })
})

describe("the page that was wanted", () => {
  it("is where signing in leads, once", async () => {
    const visitor = world.stranger()
    await visitor.get(`${home}/1`)
    expect(await (await visitor.get(door)).text()).toContain("Daarna gaat u verder waar u was.")
    expect(place(await visitor.post("/de-regenboog/inloggen", defne))).toBe(`${home}/1`)
    expect(place(await visitor.post("/de-regenboog/inloggen", defne))).toBe(home)
  })

  it("is not shown when it is a talk of another family", async () => {
    world.school.client.run(
      "INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at) VALUES (1, 1, 1, 2, 2, '2026-11-12T18:00:00Z', '2026-11-12T18:10:00Z', 'u', '2026-11-03T09:00:00Z')",
    )
    const visitor = world.stranger()
    await visitor.get("/de-regenboog/afspraak/1")
    expect(place(await visitor.post("/de-regenboog/inloggen", defne))).toBe(home)
    const { code } = await invite(world, cast.households.deVries)
    await visitor.post("/de-regenboog/uitloggen")
    await visitor.get("/de-regenboog/afspraak/1")
    const answer = await visitor.post("/de-regenboog/inloggen", { road: "code", code })
    expect(place(answer)).toBe("/de-regenboog/afspraak/1")
  })

  it("is never somewhere else", async () => {
    const visitor = world.stranger()
    visitor.cookies.set("__Host-terug-de-regenboog", "//boos.example")
    expect(place(await visitor.post("/de-regenboog/inloggen", defne))).toBe(home)
  })
})

describe("signing out", () => {
  it("ends the session in this browser and here, and empties what the browser kept", async () => {
    const parent = await world.yilmaz()
    const token = parent.cookies.get(session) ?? ""
    const answer = await parent.post("/de-regenboog/uitloggen")
    expect(answer.headers.get("Clear-Site-Data")).toBe('"cache"')
    expect(place(answer)).toBe(`${door}?uitgelogd`)
    expect(await (await parent.get(`${door}?uitgelogd`)).text()).toContain("U bent uitgelogd.")
    parent.cookies.set(session, token)
    expect(place(await parent.post(stay))).toBe(door)
  })

  it("leaves nothing for the back button: pages are never stored", async () => {
    const parent = await world.yilmaz()
    const page = await parent.get(door)
    expect(page.headers.get("Cache-Control")).toBe("private, no-store")
    expect(page.headers.get("Vary")).toContain("HX-Request-Type")
    await parent.post("/de-regenboog/uitloggen")
    expect(place(await parent.get(`${home}/1`))).toBe(door)
  })

  it("works for whoever is not signed in", async () => {
    expect((await world.stranger().post("/de-regenboog/uitloggen")).status).toBe(303)
  })
})

it("ends at once when the school blocks the household", async () => {
  const parent = await world.yilmaz()
  expect(place(await parent.post(stay))).toBe(home)
  const deWit = { role: "administrator", staff: cast.staff.deWit as StaffId } as Administrator
  const household = cast.households.yilmaz as HouseholdId
  await blockHousehold(world.school, deWit, { household, blocked: true }, world.clock.now)
  expect(place(await parent.post(stay))).toBe(door)
  expect((await parent.post("/de-regenboog/inloggen", defne)).status).toBe(422)
})
