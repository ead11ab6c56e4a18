import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { leavingOf } from "../../../src/db/backup/departures.ts"
import { testWorld, type World } from "../../support/app.ts"
import { choose } from "../../support/rounds.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const here = "/de-regenboog/team/stoppen"
const state = () => leavingOf(world.registry.control, world.school.school.id)?.state ?? null
/** A second administrator. */
async function second() {
  world.school.client.run(
    "INSERT INTO staff (id, name, email, role, created_at) VALUES (77, 'Jan de Boer', 'jan@regenboog.example', 'administrator', '')",
  )
  return world.staff(77)
}

describe("leaving", () => {
  it("is shown in numbers, asked by one administrator and confirmed by another", async () => {
    choose(world.school, { household: 2, pupil: 2, teacher: 1, at: "2026-11-12T18:10:00Z" })
    const [deWit, jan] = [await world.deWit(), await second()]
    const page = await (await deWit.get(here)).text()
    for (const words of ["5 leerlingen", "1 gesprek", "Er komt nog 1 gesprek", "De Regenboog"])
      expect(page).toContain(words)
    expect((await deWit.post(here, { name: "De Wilg" })).status).toBe(422)
    expect(state()).toBeNull()
    expect((await deWit.post(here, { name: "de regenboog" })).status).toBe(303)
    expect(state()).toBe("asked")

    expect((await deWit.post(`${here}/bevestig`)).status).toBe(409)
    expect(await (await deWit.get(here)).text()).not.toContain("Bevestig: wis alles")
    expect(state()).toBe("asked")
    expect(await (await jan.get(here)).text()).toContain("Bevestig: wis alles over een dag")
    expect(await (await jan.get("/de-regenboog/team/start")).text()).toContain("wil stoppen met Tienminuten")
    expect((await jan.post(`${here}/bevestig`)).status).toBe(303)
    const seen = await (await deWit.get(here)).text()
    expect(seen).toContain("De school stopt op woensdag 4 november, 10:00")
    expect(seen).toMatch(/nummer van het bewijs op: [0-9A-Z]{4}-[0-9A-Z]{4}/)
    const acts = world.school.client.query<{ act: string }, []>("SELECT act FROM logbook").all()
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(["leaving-asked", "leaving-confirmed"]))
  })

  it("can be stopped by either of them for a day", async () => {
    const [deWit, jan] = [await world.deWit(), await second()]
    await deWit.post(here, { name: "De Regenboog" })
    await jan.post(`${here}/bevestig`)
    const answer = await deWit.post(`${here}/blijven`)
    expect(answer.headers.get("Location")).toBe(`${here}?gelukt=stays`)
    expect(await (await jan.get(`${here}?gelukt=stays`)).text()).toContain("De school blijft.")
    expect(state()).toBe("withdrawn")
    expect(await (await jan.get("/de-regenboog/team/start")).text()).not.toContain("stopt op")
  })

  it("cannot be asked by the only administrator: the page says what comes first", async () => {
    world.school.client.run("UPDATE staff SET role = 'teacher' WHERE role = 'administrator' AND id <> 1")
    const page = await (await (await world.deWit()).get(here)).text()
    expect(page).toContain("Je bent de enige beheerder.")
    expect(page).not.toContain('name="name"')
  })

  it("asks who proved themselves long ago to do so again", async () => {
    const deWit = await world.deWit()
    await second()
    world.school.client.run("UPDATE staff_sessions SET proved_at = '2026-01-01T00:00:00Z'")
    expect((await deWit.post(here, { name: "De Regenboog" })).status).not.toBe(303)
    expect(state()).toBeNull()
  })
})
