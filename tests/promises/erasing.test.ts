import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { importFile } from "../../src/commands/import.ts"
import { lookCommand } from "../../src/commands/look.ts"
import { askToLook, closeWindow, openWindow } from "../../src/db/privacy/operator-windows.ts"
import { testWorld, type World } from "../support/app.ts"
import { deWit, rowsIn } from "../support/rounds.ts"
import { addressOf, doorsOf } from "../support/routes.ts"

// What the first privacy statement promises about erasing, and about who can reach the data. Named after its sentences.

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("Hoe kunnen de gegevens verwijderd worden uit de database?", () => {
  it("Een medewerker van de school kan gegevens handmatig wissen door in te loggen en de hiervoor ontwikkelde functie te gebruiken", async () => {
    const path = "/de-regenboog/team/gegevens/gezin/2"
    expect((await world.stranger().post(`${path}/wissen`, { sure: "yes" })).status).toBe(303)
    expect(rowsIn(world.school, "pupils")).toBe(5)
    const staff = await world.deWit()
    const page = await (await staff.get(path)).text()
    const seen = /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ""
    expect((await staff.post(`${path}/wissen`, { seen, sure: "yes" })).status).toBe(303)
    expect(rowsIn(world.school, "pupils", "last = 'Vries'")).toBe(0)
    expect(rowsIn(world.school, "guardians", "last = 'Vries'")).toBe(0)
  })

  it("Na 7 dagen zijn de gegevens ook definitief gewist uit de backups: het bewijs noemt de dag", async () => {
    const staff = await world.deWit()
    const page = await (await staff.get("/de-regenboog/team/gegevens/gezin/2")).text()
    // Erased on Tuesday 3 November: an hour for the scrub, seven days, and the next whole day.
    expect(page).toContain("Vanaf woensdag 11 november 2026 zijn ook de reservekopieën schoon.")
  })
})

describe("Zijn er externe partijen die toegang hebben tot de gegevens?", () => {
  const call = () => {
    const said: string[] = []
    const terminal = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) }
    return { said, parts: { registry: world.registry, env: {} as never, terminal, now: world.clock.now } }
  }
  /** Somebody of the school has been inside: from now on it is theirs. */
  const goLive = () => world.school.client.run("UPDATE staff SET password_hash = 'x' WHERE id = 1")
  const purpose = { purpose: "Uitzoeken waarom mail niet aankomt", hours: 4 }

  it("Buiten de school en de administratie van Schoolgesprek zijn er geen partijen die toegang hebben tot de gegevens", async () => {
    const open = doorsOf(world).filter(({ policy, method }) => policy === "anyone" && method === "GET")
    for (const door of open) {
      const seen = await (await world.stranger().get(addressOf(door, "de-regenboog", "1"))).text()
      for (const name of ["Defne", "Yilmaz", "Lotte", "Mila"]) expect(seen).not.toContain(name)
    }
  })

  it("Zonder expliciete toestemming van de School zullen partijen geen toegang krijgen tot de gegevens", async () => {
    goLive()
    const { said, parts } = call()
    for (const what of ["overview", "rounds", "messages"])
      expect(await lookCommand(["de-regenboog", what], parts)).toBe(1)
    expect(await lookCommand(["de-regenboog", "people", "Defne"], parts)).toBe(1)
    expect(await importFile(["de-regenboog", "/nergens.csv"], parts)).toBe(1)
    expect(said.join()).not.toMatch(/Defne|Yilmaz|Herfst/)
    expect(rowsIn(world.school, "logbook", "act = 'operator-refused'")).toBe(5)
  })

  it("en met toestemming alleen zo lang als de school zei, voor zover de school het kan zien", async () => {
    goLive()
    const { said, parts } = call()
    expect((await openWindow(world.school, deWit, purpose, world.clock.now)).ok).toBe(true)
    expect(await lookCommand(["de-regenboog", "people", "Defne"], parts)).toBe(0)
    expect(said).toEqual([expect.stringContaining("Defne Yilmaz")])
    expect(rowsIn(world.school, "logbook", "act = 'operator-looked'")).toBe(1)
    const later = { ...parts, now: world.clock.now.add({ hours: 4 }) }
    expect(await lookCommand(["de-regenboog", "overview"], later)).toBe(1)
  })

  it("en nooit langer dan zeven dagen, nooit zonder doel, en dicht zodra de school dat zegt", async () => {
    goLive()
    const ask = (wish: { purpose: string; hours: number | null }) =>
      openWindow(world.school, deWit, wish, world.clock.now)
    expect(await ask({ purpose: "", hours: 4 })).toMatchObject({ refusal: { kind: "purpose-missing" } })
    expect(await ask({ purpose: "x", hours: 200 })).toMatchObject({ refusal: { kind: "no-such-time" } })
    expect((await ask(purpose)).ok).toBe(true)
    expect(await ask(purpose)).toMatchObject({ refusal: { kind: "open-already" } })
    expect(await closeWindow(world.school, deWit, world.clock.now)).toBe(true)
    expect((await askToLook(world.school, "overview", world.clock.now)).ok).toBe(false)
  })
})
