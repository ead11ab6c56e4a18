import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { clockAt, filledEvening, type Talks } from "../../support/evening.ts"
import { cast } from "../../support/school.ts"

let world: World
let talks: Talks
beforeEach(async () => {
  world = await testWorld()
  talks = await filledEvening(world)
})
afterEach(() => world.close())

const evening = `/de-regenboog/team/rondes/${cast.round}/avond`
/** The office makes an address, and reads it on its page. */
async function addressOf(): Promise<string> {
  const planner = await world.planner()
  expect((await planner.post(`${evening}/scherm`)).headers.get("Location")).toBe(evening)
  const page = await (await planner.get(evening)).text()
  const found = /\/de-regenboog\/scherm\/[\w-]{32}/.exec(page)?.[0]
  if (!found) throw new Error("No address on the page")
  return found
}
const people = ["Defne", "Yilmaz", "Sem", "Vries", "Lotte", "Daan", "Mila", "Bakker", "Jansen"]

describe("the screen in the hall", () => {
  it("shows teacher, room, the time that is on and how late it runs, and nobody who comes", async () => {
    const address = await addressOf()
    world.clock.now = clockAt("19:10")
    await (await world.noor()).post("/de-regenboog/team/vandaag/binnen", { booking: String(talks.defne) })
    world.clock.now = clockAt("19:15")
    for (const headers of [{}, htmx]) {
      const screen = await (await world.stranger().get(address, headers)).text()
      for (const word of [
        "Noor Willems",
        "lokaal 12",
        "Nu 19:00",
        "Loopt 10 minuten uit",
        "Tim Bos",
        "Nog niet begonnen",
      ])
        expect(screen).toContain(word)
      expect(people.filter((name) => screen.includes(name))).toEqual([])
    }
  })

  it("says nothing more of a teacher who put the phone away, and that it is done of one who ended the last talk", async () => {
    const address = await addressOf()
    const screen = async () => (await world.stranger().get(address)).text()
    const noor = await world.noor()
    const tap = (act: string, talk: number) =>
      noor.post(`/de-regenboog/team/vandaag/${act}`, { booking: String(talk) })
    world.clock.now = clockAt("19:00")
    await tap("binnen", talks.defne)
    world.clock.now = clockAt("19:56")
    const later = await screen()
    expect(later).toContain("Noor Willems")
    for (const stale of ["Nu 19:00", "Straks 19:10", "minuten uit"]) expect(later).not.toContain(stale)

    // She ends a talk and taps no more: that is no teacher who has yet to begin.
    await tap("klaar", talks.defne)
    world.clock.now = clockAt("20:42")
    expect((await screen()).match(/Nog niet begonnen/g)?.length).toBe(1)
    for (const talk of [talks.sem, talks.milaBakker, talks.milaJansen]) await tap("binnen", talk)
    await tap("klaar", talks.milaJansen)
    world.clock.now = clockAt("22:00")
    expect(await screen()).toContain("Klaar")
  })

  it("renews itself, with JavaScript and without", async () => {
    const screen = await (await world.stranger().get(await addressOf())).text()
    expect(screen).toContain('<noscript><meta http-equiv="refresh" content="20"></noscript>')
    expect(screen).toContain('data-hx-trigger="every 5s"')
  })

  it("is closed for whoever has an old address, and for whoever guesses", async () => {
    const old = await addressOf()
    const fresh = await addressOf()
    expect(fresh).not.toBe(old)
    expect((await world.stranger().get(old)).status).toBe(404)
    expect((await world.stranger().get(fresh)).status).toBe(200)
    const planner = await world.planner()
    await planner.post(`${evening}/scherm/sluiten`)
    const gone = await world.stranger().get(fresh)
    expect(gone.status).toBe(404)
    expect(await gone.text()).toContain("Dit scherm is gesloten")
    expect((await world.stranger().get(fresh.replace("de-regenboog", "de-wilg"))).status).toBe(404)
  })

  it("has a key that is not in the file", async () => {
    const token = (await addressOf()).split("/").at(-1) ?? ""
    const row = world.school.client.query("SELECT * FROM hall_screens").get()
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it("says when the talks are, before and after", async () => {
    const address = await addressOf()
    world.clock.now = clockAt("12:00").subtract({ hours: 24 })
    expect(await (await world.stranger().get(address)).text()).toContain(
      "De gesprekken zijn op donderdag 12 november",
    )
    world.clock.now = clockAt("12:00").add({ hours: 24 })
    expect(await (await world.stranger().get(address)).text()).toContain("De gesprekken zijn geweest")
  })
})
