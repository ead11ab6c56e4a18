import { afterEach, beforeEach, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { chooseFactor, defne } from "../../support/door.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const page = async (school = "de-regenboog") => (await world.stranger().get(`/${school}/privacy`)).text()

it("is one press away from the door and from every page of a parent", async () => {
  expect(await (await world.stranger().get("/de-regenboog")).text()).toContain('href="/de-regenboog/privacy"')
  expect((await world.stranger().get("/de-regenboog/toegankelijkheid")).status).toBe(200)
})

it("says which fact this school uses, and follows when the school changes it", async () => {
  const sentences = {
    "birth-date": "De geboortedatum, om in te loggen.",
    "pupil-number": "Het leerlingnummer, om in te loggen.",
    postcode: "De laatste vier tekens van de postcode, om in te loggen.",
    bsn4: "De laatste vier cijfers van het BSN, om in te loggen.",
  } as const
  for (const factor of ["none", ...Object.keys(sentences)] as ("none" | keyof typeof sentences)[]) {
    chooseFactor(world, factor)
    const said = await page()
    for (const [other, sentence] of Object.entries(sentences))
      expect(said.includes(sentence)).toBe(other === factor)
    expect(said.includes("Wij bewaren geen BSN")).toBe(factor !== "bsn4")
  }
})

it("keeps to what was promised: how long, where, who", async () => {
  const said = await page()
  for (const sentence of [
    "Zolang de school Tienminuten gebruikt. Stopt de school, dan wissen we alles.",
    "Na 7 dagen zijn ze ook weg uit de reservekopieën.",
    "In een datacentrum in Amsterdam. De reservekopie staat in Noord-Brabant.",
    "Niemand anders, tenzij de school dat nadrukkelijk goedvindt.",
    "De school kan gegevens ook eerder wissen.",
  ])
    expect(said).toContain(sentence)
})

it("lists every cookie that a parent's browser ever gets, and no other", async () => {
  chooseFactor(world, "birth-date")
  const visitor = world.stranger()
  const given = new Set<string>()
  for (const answer of [
    await visitor.get("/de-regenboog/gesprekken"),
    await visitor.post("/de-regenboog/taal", { language: "en" }),
    await visitor.post("/de-regenboog/inloggen", defne),
    await visitor.get("/de-regenboog"),
    await visitor.post("/de-regenboog/uitloggen"),
  ])
    for (const cookie of answer.headers.getSetCookie()) given.add(cookie.split("=")[0] as string)
  const listed = [...(await page()).matchAll(/<dd><bdi>([^<]+)<\/bdi>/g)].map(([, name]) => name)
  expect(listed.sort()).toEqual([...given].sort())
})

it("uses short sentences: fifteen words at most, eleven on average", async () => {
  const text = (await page()).split("<main")[1]?.split("</main>")[0] ?? ""
  const sentences = text
    .replace(/<dd>.*?<\/dd>/gs, "")
    .replace(/<\/(?:p|li|h\d|dt)>/g, ". ")
    .replace(/<[^>]+>/g, " ")
    .split(/[.:?](?:\s|$)/)
    .map((sentence) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)))
    .filter((words) => words.length > 0)
  expect(sentences.filter((words) => words.length > 15).map((words) => words.join(" "))).toEqual([])
  expect(sentences.reduce((sum, words) => sum + words.length, 0) / sentences.length).toBeLessThanOrEqual(11)
})
