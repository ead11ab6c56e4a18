import { afterAll, beforeAll, describe, expect, it } from "bun:test"
import type { Page } from "playwright-core"
import { axe, closeBrowser, desk, type Served, servedWorld } from "../support/browser.ts"
import { cast } from "../support/school.ts"

// Sem's parents live apart from now on: the office gives him a second home, and puts a mistake right on the way.

let world: Served
let office: Page
beforeAll(async () => {
  world = await servedWorld()
  office = await world.visit({ viewport: desk, cookies: (await world.deWit()).cookies })
})
afterAll(async () => {
  expect(world.complaints()).toEqual([])
  await world.close()
  await closeBrowser()
})

const bookings = (page: Page) => page.goto(`${world.origin}/de-regenboog/gesprekken/${cast.round}`)

describe("a family that became two", () => {
  it("is found by the child's name, and the child is put in a second home with the other parent", async () => {
    await office.goto(`${world.origin}/de-regenboog/team/leerlingen`)
    await office.getByLabel("Zoek op naam").fill("sem vries")
    await office.getByRole("button", { name: "Zoek" }).click()
    await office.getByRole("link", { name: "Vries, Sem de" }).click()
    await office.getByRole("link", { name: "Bekijk gezin" }).click()
    await office.getByText("Maak een tweede huishouden").first().click()
    const second = office.locator("#second")
    // All children are ticked; Lotte and Daan stay where they are.
    for (const name of ["Lotte de Vries", "Daan de Vries"]) await second.getByLabel(name).uncheck()
    const other = second.getByLabel("Iemand anders, namelijk:")
    if (await other.count()) await other.check()
    await second.getByLabel("Achternaam").fill("Klaassen")
    await second.getByLabel("E-mailadres").fill("klaassen@post.example")
    await second.getByRole("button", { name: "Maak het tweede huishouden" }).click()
    await office.getByText("Het tweede huishouden is er.").waitFor()
    await office.getByRole("link", { name: "Sem de Vries" }).click()
    await office.getByRole("heading", { level: 1, name: "Sem de Vries" }).waitFor()
    expect(await office.getByRole("link", { name: "Bekijk gezin" }).count()).toBe(2)
    await office.getByText("Klaassen").waitFor()
    expect(await axe(office)).toEqual([])
  })

  it("chooses in two homes that see nothing of each other", async () => {
    const home = world.school.client
      .query<{ id: number }, []>("SELECT household_id AS id FROM guardians WHERE last = 'Klaassen'")
      .get()?.id as number
    const klaassen = await world.visit({ cookies: (await world.parent(home)).cookies })
    await bookings(klaassen)
    const seen = await klaassen.locator("main").textContent()
    expect(seen).toContain("Sem")
    for (const other of ["Lotte", "Daan"]) expect(seen).not.toContain(other)
  })

  it("has a name put right by hand, without JavaScript, and says so", async () => {
    const plain = await world.visit({
      viewport: desk,
      javaScriptEnabled: false,
      cookies: (await world.deWit()).cookies,
    })
    await plain.goto(`${world.origin}/de-regenboog/team/leerlingen/${cast.pupils.sem}`)
    await plain.getByLabel("Voornaam").fill("Semm")
    await plain.getByRole("button", { name: "Bewaar" }).click()
    await plain.getByText("Bewaard.").waitFor()
    await plain.getByText("Door jullie geschreven: de naam.").waitFor()
  })
})
