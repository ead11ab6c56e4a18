import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { arrive, castArrives, guardian, homesIn, seenNow } from "../../support/households.ts"
import { cast, slotOf } from "../../support/school.ts"

const list = "/de-regenboog/team/gezinnen"
const one = (household: number) => `${list}/${household}`
const { yilmaz, deVries, bakker, jansen } = cast.households
const { sem, lotte, daan } = cast.pupils

let world: World
let homes: ReturnType<typeof homesIn>
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  homes = homesIn(world)
  deWit = await world.deWit()
})
afterEach(() => world.close())

/** Two De Jong children with two addresses, and two without: two questions. */
async function doubts() {
  const jong = { prefix: "de", postcode: "1234AB" }
  const [ayla, bram] = [homes.pupil("Ayla", "Jong", jong), homes.pupil("Bram", "Jong", jong)]
  const [cas, dana] = ["Cas", "Dana"].map((first) => homes.pupil(first, "Bakker", { postcode: "2345CD" }))
  await homes.place([
    ...castArrives(),
    arrive(ayla, [guardian("een@post.example")]),
    arrive(bram, [guardian("twee@post.example")]),
    arrive(cas ?? 0),
    arrive(dana ?? 0),
  ])
  const ids = world.school.client
    .query<{ id: number }, []>("SELECT id FROM household_doubts ORDER BY other_id IS NULL, id")
    .all()
  return { ayla, bram, pair: ids[0]?.id ?? 0, single: ids[1]?.id ?? 0 }
}
/** Presses a button of a page that was just opened. */
const press = (path: string, fields: Record<string, string | string[]>, headers = {}) =>
  deWit.post(path, { ...fields, seen: seenNow(world) }, headers)
const textOf = async (answer: Response) => (await answer.text()).replace(/\s+/g, " ")

describe("the page of all households", () => {
  it("says what to do when there is nobody yet", async () => {
    for (const table of ["guardians", "household_pupils", "households", "pupils"])
      world.school.client.run(`DELETE FROM ${table}`)
    const page = await textOf(await deWit.get(list))
    expect(page).toContain("Er zijn nog geen gezinnen")
    expect(page).toContain('href="/de-regenboog/team/inlezen"')
  })

  it("shows children, groups and guardians, and never a postcode", async () => {
    await doubts()
    const page = await textOf(await deWit.get(list))
    expect(page).toContain("Daan, Lotte en Sem de Vries")
    expect(page).toContain("devries@post.example")
    expect(page).toContain("4A, 6B")
    expect(page).not.toMatch(/1234|2345|postcode/i)
  })

  it("asks the open questions first, with who is who, and says how many are left", async () => {
    await doubts()
    const page = await textOf(await deWit.get(list))
    expect(page).toContain("Nog 2 te bekijken")
    expect(page).toContain("Horen deze kinderen bij één gezin?")
    expect(page).toContain("maar de e-mailadressen verschillen")
    expect(page).toContain("een@post.example")
    expect(page.indexOf("Nog 2 te bekijken")).toBeLessThan(page.indexOf("Alle gezinnen"))
  })

  it("takes an answer without JavaScript: sent back, and told", async () => {
    const { pair } = await doubts()
    const answer = await press(`${list}/vragen/${pair}`, { same: "no" })
    expect(answer.status).toBe(303)
    expect(answer.headers.get("Location")).toBe(`${list}?gelukt=settled`)
    const page = await textOf(await deWit.get(`${list}?gelukt=settled`))
    expect(page).toContain("Bewaard. Dit vragen we niet meer.")
    expect(page).toContain("Nog 1 te bekijken")
  })

  it("takes an answer with htmx: the part comes back, with the word where reading goes on", async () => {
    const { pair, ayla, bram } = await doubts()
    const answer = await press(`${list}/vragen/${pair}`, { same: "yes" }, htmx)
    const part = await textOf(answer)
    expect(answer.status).toBe(200)
    expect(part).toStartWith('<div class="households" id="households">')
    expect(part).toContain("data-focus")
    expect(part).toContain("Dit is nu één gezin")
    expect(homes.householdsOf(ayla)).toEqual(homes.householdsOf(bram))
  })

  it("says when a question was answered already, and when it never was", async () => {
    const { single } = await doubts()
    await press(`${list}/vragen/${single}`, { same: "yes" })
    const answer = await press(`${list}/vragen/${single}`, { same: "yes" })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Deze vraag was al beantwoord.")
    expect((await press(`${list}/vragen/999`, { same: "yes" })).status).toBe(404)
  })

  it("is glad when everything was looked at", async () => {
    expect(await textOf(await deWit.get(list))).toContain("Alle gezinnen zijn nagekeken.")
  })

  it("searches kindly, in names, groups and addresses", async () => {
    const found = async (words: string) =>
      textOf(await deWit.get(`${list}?zoek=${encodeURIComponent(words)}`))
    expect(await found("YILMÁZ")).toContain("Defne Yilmaz")
    expect(await found("de vries lotte")).toContain("Gevonden (1)")
    expect(await found("jansen@post")).toContain("Mila Bakker")
    expect(await found("6B")).toContain("Gevonden (1)")
    expect(await found("xyz")).toContain("Geen gezin gevonden")
  })

  it("shows fifty at a time, with links to the rest, and sorts by link", async () => {
    for (let at = 0; at < 60; at++) homes.pupil(`Kind${at}`, `Zomer${at}`)
    await homes.place(
      world.school.client
        .query<{ id: number }, []>("SELECT id FROM pupils")
        .all()
        .map(({ id }) => arrive(id)),
    )
    const first = await textOf(await deWit.get(list))
    expect(first).toContain("1 tot en met 50 van 64")
    expect(first).toContain(`href="${list}?pagina=2"`)
    const second = await textOf(await deWit.get(`${list}?pagina=2`))
    expect(second).toContain("51 tot en met 64 van 64")
    expect(await textOf(await deWit.get(`${list}?pagina=99`))).toContain("51 tot en met 64 van 64")
    const byChildren = await textOf(await deWit.get(`${list}?op=children`))
    expect(byChildren.indexOf("de Vries")).toBeLessThan(byChildren.indexOf("Mila Bakker"))
    expect((await deWit.get(`${list}?pagina=abc&op=alles`)).status).toBe(200)
  })
})

describe("the page of one household", () => {
  it("shows who is in it, and the other home of a child as a link only", async () => {
    const page = await textOf(await deWit.get(one(bakker)))
    expect(page).toContain("<h1>Mila Bakker</h1>")
    expect(page).toContain("bakker@post.example")
    expect(page).toContain(`href="${one(jansen)}"`)
  })

  it("is not there for an id that nobody has", async () => {
    for (const id of ["999", "0", "abc", "-1"]) expect((await deWit.get(`${list}/${id}`)).status).toBe(404)
    for (const deed of [
      "splitsen",
      "samenvoegen",
      "tweede",
      "ouder",
      "ouder/verplaatsen",
      "code",
      "vernieuwen",
      "toegang",
    ])
      expect(`${deed} ${(await deWit.post(`${one(999)}/${deed}`, {})).status}`).toBe(`${deed} 404`)
  })

  it("splits children off, and says so on the next page", async () => {
    const answer = await press(`${one(deVries)}/splitsen`, { going: [String(daan)], along: [] })
    expect(answer.headers.get("Location")).toBe(`${one(deVries)}?gelukt=split`)
    expect(homes.householdsOf(daan)).not.toEqual([deVries])
    expect(await textOf(await deWit.get(`${one(deVries)}?gelukt=split`))).toContain(
      "Dit zijn nu twee gezinnen",
    )
  })

  it("keeps the form open when nobody was chosen, and says what is missing", async () => {
    const answer = await press(`${one(deVries)}/splitsen`, {}, htmx)
    const part = await textOf(answer)
    expect(answer.status).toBe(422)
    expect(part).toStartWith('<div class="households" id="household">')
    expect(part).toContain("Kies minstens één kind.")
    expect(part).toMatch(/<details id="split" open>/)
    expect((await press(`${one(deVries)}/splitsen`, { going: [sem, lotte, daan].map(String) })).status).toBe(
      409,
    )
  })

  it("finds another household and joins it", async () => {
    const found = await textOf(await deWit.get(`${one(deVries)}?doe=merge&zoek=yilmaz`))
    expect(found).toContain('aria-label="Voeg samen met Defne Yilmaz"')
    const answer = await press(`${one(deVries)}/samenvoegen`, { other: String(yilmaz) })
    expect(answer.headers.get("Location")).toBe(`${one(deVries)}?gelukt=merged`)
    const gone = await deWit.get(one(yilmaz))
    expect([gone.status, gone.headers.get("Location")]).toEqual([303, one(deVries)])
  })

  it("refuses to join households whose talks are at one time", async () => {
    homes.book(yilmaz, cast.pupils.defne, slotOf("noor", 1))
    homes.book(deVries, lotte, slotOf("tim", 1))
    const answer = await press(`${one(deVries)}/samenvoegen`, { other: String(yilmaz) })
    expect(answer.status).toBe(409)
    const page = await textOf(answer)
    expect(page).toContain("gesprekken op dezelfde tijd")
    expect(page).toContain("<title>Fout:")
  })

  it("makes a second household for a new parent", async () => {
    const wish = { pupils: [String(sem), String(lotte)], who: "new", last: "Vos", email: "vos@post.example" }
    expect((await press(`${one(deVries)}/tweede`, wish)).status).toBe(303)
    const [, made = 0] = homes.householdsOf(sem)
    expect(homes.mailsOf(made)).toEqual(["vos@post.example"])
    expect(homes.householdsOf(daan)).toEqual([deVries])
  })

  it("keeps what was typed when an address is wrong", async () => {
    const answer = await press(
      `${one(deVries)}/ouder`,
      { guardian: "2", last: "Vries", email: "geen adres" },
      htmx,
    )
    const part = await textOf(answer)
    expect(answer.status).toBe(422)
    expect(part).toContain('value="geen adres"')
    expect(part).toContain('aria-invalid="true"')
    expect(homes.mailsOf(deVries)).toEqual(["devries@post.example"])
  })

  it("changes a guardian of this household and of no other", async () => {
    const wish = { last: "Vries", prefix: "de", email: "nieuw@post.example", phone: "06 12345678" }
    expect((await press(`${one(deVries)}/ouder`, { guardian: "1", ...wish })).status).toBe(404)
    const answer = await press(`${one(deVries)}/ouder`, { guardian: "2", ...wish })
    expect(answer.headers.get("Location")).toBe(`${one(deVries)}?gelukt=guardian-renewed`)
    expect(homes.mailsOf(deVries)).toEqual(["nieuw@post.example"])
    expect((await press(`${one(deVries)}/ouder`, { email: "opa@post.example" })).status).toBe(303)
    expect(homes.mailsOf(deVries)).toEqual(["nieuw@post.example", "opa@post.example"])
  })

  it("moves a guardian to the other home of the same child only", async () => {
    expect(
      (await press(`${one(bakker)}/ouder/verplaatsen`, { guardian: "3", to: String(yilmaz) })).status,
    ).toBe(404)
    expect(
      (await press(`${one(bakker)}/ouder/verplaatsen`, { guardian: "3", to: String(jansen) })).status,
    ).toBe(303)
    expect(homes.mailsOf(jansen)).toEqual(["bakker@post.example", "jansen@post.example"])
  })

  it("shows a code from the office once, in the answer itself, and opens the door with it", async () => {
    for (const headers of [{}, htmx]) {
      const answer = await deWit.post(`${one(yilmaz)}/code`, {}, headers)
      expect(answer.status).toBe(200)
      expect(answer.headers.get("Cache-Control")).toContain("no-store")
      expect(await textOf(answer)).toMatch(/<code dir="ltr">[0-9B-Z]{4}-[0-9B-Z]{4}<\/code>/)
    }
    expect(await textOf(await deWit.get(one(yilmaz)))).not.toContain("<code")
  })

  it("shuts a household out at once, and lets it in again", async () => {
    const parent = await world.yilmaz()
    expect((await parent.get(`/de-regenboog/gesprekken/${cast.round}`)).status).toBe(200)
    await deWit.post(`${one(yilmaz)}/toegang`, { blocked: "yes" })
    expect((await parent.get(`/de-regenboog/gesprekken/${cast.round}`)).status).toBe(303)
    expect(await textOf(await deWit.get(one(yilmaz)))).toContain("Dit gezin is geblokkeerd")
    expect((await deWit.post(`${one(yilmaz)}/code`, {})).status).toBe(409)
    await deWit.post(`${one(yilmaz)}/toegang`, { blocked: "no" })
    expect(await textOf(await deWit.get(one(yilmaz)))).not.toContain("Dit gezin is geblokkeerd")
  })

  it("renews the code of the letter", async () => {
    const answer = await deWit.post(`${one(yilmaz)}/vernieuwen`)
    expect(answer.headers.get("Location")).toBe(`${one(yilmaz)}?gelukt=renewed`)
    expect(homes.stateOf(yilmaz)?.generation).toBe(2)
  })

  it("answers its own questions, and goes on with the household that is left", async () => {
    const { pair, ayla, bram } = await doubts()
    const [here = 0] = homes.householdsOf(bram)
    expect(await textOf(await deWit.get(one(here)))).toContain("Kijk dit gezin na")
    const answer = await press(`${one(here)}/vragen/${pair}`, { same: "yes" })
    const [left = 0] = homes.householdsOf(ayla)
    expect(answer.headers.get("Location")).toBe(`${one(left)}?gelukt=merged`)
  })
})

it("is said in English too", async () => {
  deWit.cookies.set("taal", "en")
  expect(await textOf(await deWit.get(list))).toContain("All families have been checked.")
  expect(await textOf(await deWit.get(one(deVries)))).toContain("Is this family not right?")
})
