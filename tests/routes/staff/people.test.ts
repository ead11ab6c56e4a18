import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { homesIn } from "../../support/households.ts"
import { cast } from "../../support/school.ts"

const people = "/de-regenboog/team/leerlingen"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await world.deWit()
})
afterEach(() => world.close())

const textOf = async (answer: Response) => (await answer.text()).replace(/\s+/g, " ")
const names = (page: string) =>
  [...page.matchAll(/<th scope="row">(?:\s*<a[^>]*>)?([^<]+)/g)].map(([, name = ""]) => name.trim())

describe("the list of pupils", () => {
  it("shows everybody with group, teacher and household, and how many there are", async () => {
    const page = await textOf(await deWit.get(people))
    expect(names(page)).toEqual([
      "Bakker, Mila",
      "Vries, Daan de",
      "Vries, Lotte de",
      "Vries, Sem de",
      "Yilmaz, Defne",
    ])
    expect(page).toContain("<b>5</b> leerlingen")
    expect(page).toContain("<b>2</b> groepen")
    expect(page).toContain("<b>4</b>")
    expect(page).toContain("Noor Willems")
    expect(page).toContain(`href="/de-regenboog/team/gezinnen/${cast.households.jansen}"`)
  })

  it("tells who cannot be reached by e-mail, and shows only them when asked", async () => {
    expect(await textOf(await deWit.get(people))).not.toContain('class="tag careful"')
    world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id IN (1, 3)")
    const page = await textOf(await deWit.get(`${people}?mail=zonder`))
    // Mila's other home has an address.
    expect(names(page)).toEqual(["Yilmaz, Defne"])
    expect(page).toContain("geen e-mail")
    expect(page).toContain("1 leerling ")
  })

  it("searches by name and group, as a whole page or as its part", async () => {
    expect(names(await textOf(await deWit.get(`${people}?zoek=de+vries`)))).toHaveLength(3)
    expect(names(await textOf(await deWit.get(`${people}?groep=${cast.groups.g6b}`)))).toEqual([
      "Vries, Daan de",
      "Vries, Lotte de",
    ])
    const part = await textOf(await deWit.get(`${people}?zoek=defne&groep=${cast.groups.g4a}`, htmx))
    expect(part).toStartWith('<div class="households" id="people">')
    expect(names(part)).toEqual(["Yilmaz, Defne"])
    // Who pressed the button with the keyboard stays on it.
    expect(part).toMatch(/<form[^>]* data-hx-get="[^"]+" data-hx-target="#people" data-hx-swap="outerMorph"/)
    expect(await textOf(await deWit.get(`${people}?zoek=xyz`))).toContain("Geen leerling gevonden")
  })

  it("leaves out who left, and counts only who is there", async () => {
    world.school.client.run("UPDATE pupils SET left_at = '2026-10-01' WHERE id = 1")
    const page = await textOf(await deWit.get(people))
    expect(page).not.toContain("Defne")
    expect(page).toContain("<b>4</b> leerlingen")
  })

  it("shows fifty at a time", async () => {
    for (let at = 0; at < 60; at++) homesIn(world).pupil(`Kind${at}`, `Zomer${at}`)
    expect(names(await textOf(await deWit.get(people)))).toHaveLength(50)
    const second = await textOf(await deWit.get(`${people}?pagina=2`))
    expect(names(second)).toHaveLength(15)
    expect(second).toContain("51 tot en met 65 van 65")
    expect(second).toContain("geen groep")
  })

  it("says what to do when there is nobody yet", async () => {
    for (const table of ["guardians", "household_pupils", "households", "pupils"])
      world.school.client.run(`DELETE FROM ${table}`)
    const page = await textOf(await deWit.get(people))
    expect(page).toContain("Er zijn nog geen leerlingen")
    expect(page).toContain('href="/de-regenboog/team/inlezen"')
  })

  it("is not for teachers, and not for another school", async () => {
    expect((await (await world.tim()).get(people)).status).toBe(404)
    const page = await textOf(await (await world.wilgDirector()).get("/de-wilg/team/leerlingen"))
    expect(names(page)).toEqual(["Wilgentak, Willem"])
  })
})
