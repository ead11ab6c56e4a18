import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

let world: World
let yilmaz: Browser
beforeEach(async () => {
  world = await testWorld()
  yilmaz = await world.yilmaz()
  await yilmaz.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
    pupil: String(cast.pupils.defne),
    slot: shownAs(slotOf("noor", 1)),
  })
})
afterEach(() => world.close())

const talk = "/de-regenboog/afspraak/1"
const text = async (path: string) => (await yilmaz.get(path)).text()

describe("a talk that stands", () => {
  it("has an address of its own, which says when, where, with whom", async () => {
    const page = await text(talk)
    for (const word of ["Defne", "Noor Willems", "12 november", "19:10", "lokaal 12"])
      expect(page).toContain(word)
  })

  it("goes into a calendar", async () => {
    const file = await yilmaz.get(`${talk}/agenda.ics`)
    expect(file.headers.get("Content-Type")).toStartWith("text/calendar")
    const lines = await file.text()
    expect(lines).toContain("DTSTART")
    expect(lines).not.toContain("Defne")
  })

  it("moves, and says so at its own address", async () => {
    const moved = await yilmaz.post(`${talk}/verzetten`, { slot: shownAs(slotOf("noor", 6)) })
    expect([moved.status, moved.headers.get("Location")]).toEqual([303, `${talk}?verzet`])
    const page = await text(`${talk}?verzet`)
    expect(page).toContain("Het gesprek is verzet")
    expect(page).toContain("20:00")
  })

  it("stays where it is when the new time is gone", async () => {
    await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 6)),
    })
    const late = await yilmaz.post(`${talk}/verzetten`, { slot: shownAs(slotOf("noor", 6)) })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Iemand was u net voor")
    expect(await text(talk)).toContain("19:10")
  })

  it("is cancelled only after a page that asks", async () => {
    expect(await text(`${talk}/afzeggen`)).toContain("Wilt u het gesprek over Defne")
    expect((await yilmaz.post(`${talk}/afzeggen`)).headers.get("Location")).toBe(
      `/de-regenboog/gesprekken/${cast.round}?afgezegd`,
    )
    expect((await yilmaz.get(talk)).status).toBe(404)
  })

  it("cannot change any more after the school's deadline, and says whom to call", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T17:30:00Z")
    const late = await (await world.yilmaz()).post(`${talk}/afzeggen`)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Bel of mail de school")
  })

  it("is nobody else's", async () => {
    for (const other of [await world.deVries(), await world.bakker()])
      for (const path of [talk, `${talk}/verzetten`, `${talk}/afzeggen`, `${talk}/agenda.ics`])
        expect((await other.get(path)).status).toBe(404)
  })
})
