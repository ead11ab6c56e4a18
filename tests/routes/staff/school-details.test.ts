import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { closeIdle, openSchool } from "../../../src/db/registry.ts"
import { seenOf } from "../../../src/db/school/seen-settings.ts"
import { type Browser, closeInPeace, testWorld, type World } from "../../support/app.ts"
import { choose } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

const settings = "/de-regenboog/team/instellingen"
const details = `${settings}/school`

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await world.deWit()
})
afterEach(() => closeInPeace(world))

const whereTo = (answer: Response) => `${answer.status} ${answer.headers.get("Location")}`
const school = {
  seen: "1",
  name: "De Regenboog",
  address: "Dorpsstraat 1",
  postcode: "1012ab",
  city: "Amsterdam",
  contactPerson: "Gerda Smit",
  phone: " 020  555 99 99 ",
  email: "Hulp@Regenboog.example",
}
const lastNote = () =>
  world.school.client.query("SELECT act, about, actor_id FROM logbook ORDER BY id DESC LIMIT 1").get()

describe("the details of a school", () => {
  it("are changed for every page at once, and stay after the file was closed", async () => {
    const answer = await deWit.post(details, { ...school, name: "Obs De  Regenboog", city: "Diemen" })
    expect(whereTo(answer)).toBe(`303 ${settings}?gelukt=details-saved`)
    expect(lastNote()).toEqual({ act: "details-changed", about: "{}", actor_id: 1 } as never)
    const page = await (await deWit.get(details)).text()
    for (const value of ["Obs De Regenboog", "Dorpsstraat 1", "1012 AB", "Diemen", "Gerda Smit"])
      expect(page).toContain(`value="${value}"`)
    const door = await (await world.stranger().get("/de-regenboog")).text()
    expect(door).toContain("Obs De Regenboog")
    expect(door).toContain("020 555 99 99")
    expect(door).toContain("hulp@regenboog.example")
    expect(door).not.toContain("Gerda") // not for parents
    expect(world.wilg.school.phone).toBe("020 555 01 23")
    closeIdle(world.registry, Date.now() + 3_600_000)
    expect(openSchool(world.registry, "de-regenboog")?.school.city).toBe("Diemen")
    Object.assign(world, { school: openSchool(world.registry, "de-regenboog") })
  })

  it("reach a parent whose browser kept the page of before", async () => {
    const parent = await world.yilmaz()
    const round = `/de-regenboog/gesprekken/${cast.round}`
    const tag = (await parent.get(round)).headers.get("ETag") ?? ""
    expect((await parent.get(round, { "If-None-Match": tag })).status).toBe(304)
    await deWit.post(details, { ...school, name: "De Boog" })
    const again = await parent.get(round, { "If-None-Match": tag })
    expect(again.status).toBe(200)
    expect(await again.text()).toContain("De Boog")
  })

  for (const [change, sentence] of [
    [{ name: "  " }, "Vul de naam van de school in"],
    [{ city: "" }, "Vul de plaats in"],
    [{ postcode: "12 AB" }, "Dit is geen postcode"],
    [{ postcode: "0123 AB" }, "Dit is geen postcode"],
    [{ phone: "bel maar" }, "Dit is geen telefoonnummer"],
    [{ phone: "<script>" }, "Dit is geen telefoonnummer"],
    [{ email: "geen adres" }, "Dit is geen e-mailadres"],
    [{ phone: "", email: "" }, "Anders vinden ouders geen hulp"],
  ] as const)
    it(`are not changed to ${JSON.stringify(change)}: ${sentence}`, async () => {
      const answer = await deWit.post(details, { ...school, ...change })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(sentence)
      expect(page).toContain('value="Gerda Smit"') // nothing typed is lost
      expect(world.school.school.email).toBe("kantoor@de-regenboog.example")
      expect(lastNote()).toBeNull()
    })

  it("are not changed over somebody else's change: the later one sees what stands there now", async () => {
    const other = await world.deWit()
    await other.post(details, { ...school, city: "Diemen", contactPerson: "Anna Bakker" })
    const late = await deWit.post(details, { ...school, city: "Weesp", contactPerson: "Anna Bakker" })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain("Iemand anders was net eerder")
    expect(page).toMatch(/<dt>Plaats<\/dt>\s*<dd>Diemen<\/dd>/)
    // The same in both, though written otherwise.
    for (const same of ["Contactpersoon", "Postcode", "Telefoonnummer voor ouders"])
      expect(page).not.toContain(`<dt>${same}</dt>`)
    expect(page).toContain('value="Weesp"')
    expect(world.school.school.city).toBe("Diemen")
    const seen = /name="seen" value="(\d+)"/.exec(page)?.[1] ?? ""
    expect(whereTo(await deWit.post(details, { ...school, city: "Weesp", seen }))).toContain("details-saved")
    expect(world.school.school.city).toBe("Weesp")
  })

  it("are an administrator's only", async () => {
    for (const visitor of [await world.tim(), await world.noor(), await world.planner()])
      expect((await visitor.post(details, school)).status).toBe(404)
  })
})

describe("the languages for parents", () => {
  const at = `${settings}/talen`
  const save = (fields: Record<string, string | string[]>) =>
    deWit.post(at, { ...fields, seen: seenOf(world.school, "languages") })
  const lead = async (browser: Browser) => (await browser.get("/de-regenboog")).text()

  it("are what the school offers; Dutch is always there, and the team keeps its own", async () => {
    const parent = world.stranger()
    parent.cookies.set("taal", "en")
    expect(await lead(parent)).toContain('lang="en"')
    expect(whereTo(await save({}))).toBe(`303 ${settings}?gelukt=languages-saved`)
    const page = await lead(parent)
    expect(page).toContain('<html lang="nl"')
    expect(page).not.toContain('value="en"')
    expect(await (await deWit.get(settings)).text()).toContain("Nu: Nederlands.")
    expect(await (await deWit.get(settings)).text()).toContain('value="en"')
    await save({ language: ["en", "klingon"] })
    expect(await lead(parent)).toContain('<html lang="en"')
  })
})

describe("how long rounds are kept", () => {
  const at = `${settings}/bewaren`
  const save = (fields: Record<string, string>) =>
    deWit.post(at, { ...fields, seen: seenOf(world.school, "keeping") })
  const days = () => world.school.client.query("SELECT keep_round_days AS days FROM school").get()

  it("is the school's choice, and it is on record", async () => {
    expect(await (await deWit.get(at)).text()).toContain('value="90"')
    expect(whereTo(await save({ days: "30" }))).toBe(`303 ${settings}?gelukt=keeping-saved`)
    expect(days()).toEqual({ days: 30 } as never)
    expect(lastNote()).toMatchObject({ act: "keeping-changed", about: '{"days":30}' })
  })

  it("says in numbers what a shorter term erases, and waits for a yes to those numbers", async () => {
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-12T18:00:00Z" })
    world.clock.now = Temporal.Instant.from("2026-12-15T09:00:00Z")
    deWit = await world.deWit()
    expect(whereTo(await save({ days: "60" }))).toContain("keeping-saved")
    const asked = await save({ days: "14" })
    expect(asked.status).toBe(409)
    const page = await asked.text()
    expect(page).toContain("Vannacht wissen we dan 1 ronde met 1 afspraak")
    expect(page).toContain("Bewaar rondes 14 dagen")
    expect(page).toContain('name="agreed" value="1"')
    expect((await save({ days: "14", agreed: "0" })).status).toBe(409)
    expect(days()).toEqual({ days: 60 } as never)
    expect(whereTo(await save({ days: "14", agreed: "1" }))).toContain("keeping-saved")
    expect(days()).toEqual({ days: 14 } as never)
  })

  for (const [written, sentence] of [
    ["", "Vul een aantal dagen in"],
    ["een maand", "Vul een aantal dagen in"],
    ["-30", "Vul een aantal dagen in"],
    ["13", "Kies minstens 14 dagen"],
    ["401", "Kies hoogstens 400 dagen"],
    ["999999999", "Kies hoogstens 400 dagen"],
  ] as const)
    it(`is not "${written}": ${sentence}`, async () => {
      const answer = await save({ days: written })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(sentence)
      expect(page).toContain(`value="${written}"`)
      expect(days()).toEqual({ days: 90 } as never)
    })
})
