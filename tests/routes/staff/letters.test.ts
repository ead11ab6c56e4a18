import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { findInvitation, hashCode } from "../../../src/db/access/invitations.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { draftIn, rowsIn } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const at = (rest: string, round: number = cast.round) => `/de-regenboog/team/rondes/${round}${rest}`
const codesIn = (page: string) => [...page.matchAll(/[0-9B-Z]{4}-[0-9B-Z]{4}(?=<)/g)].map(([code]) => code)
const forget = (household: number) =>
  world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id = ?", [household])

describe("inviting", () => {
  it("mails everyone with an address and says how many", async () => {
    forget(cast.households.jansen)
    const deWit = await world.deWit()
    expect(await (await deWit.get(at(""))).text()).toContain("Mail 3 gezinnen")
    const part = await (await deWit.post(at("/uitnodigingen"), {}, htmx)).text()
    expect(part).toContain("3 gezinnen krijgen nu een e-mail.")
    expect(part).toContain("1 gezin is niet per e-mail te bereiken.")
    const again = await deWit.post(at("/uitnodigingen"))
    expect([again.status, again.headers.get("Location")]).toEqual([303, at("?gemaild=0")])
    expect(rowsIn(world.school, "messages")).toBe(3)
  })

  it("waits until the round is published", async () => {
    const draft = await draftIn(world)
    const answer = await (await world.deWit()).post(at("/uitnodigingen", draft))
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Publiceer de ronde eerst.")
  })
})

describe("letters", () => {
  it("are counted first, and no code shows before the button", async () => {
    forget(cast.households.deVries)
    const page = await (await (await world.deWit()).get(at("/brieven"))).text()
    expect(page).toContain("Alleen zonder e-mail (1)")
    expect(page).toContain("Alle gezinnen (4)")
    expect(codesIn(page)).toEqual([])
    expect(rowsIn(world.school, "invitations")).toBe(0)
  })

  it("are one sheet for each household without e-mail, with a code that opens the door", async () => {
    forget(cast.households.deVries)
    const page = await (
      await (await world.deWit()).post(at("/brieven"), { which: "without-mail", group: "" })
    ).text()
    expect(page.match(/class="sheet /g)).toHaveLength(1)
    expect(page).toContain("Aan de ouders/verzorgers van Sem, Daan en Lotte")
    expect(page).toContain("localhost:3000/de-regenboog")
    expect(page).toContain("dinsdag 10 november, 23:00")
    expect(page).toContain('lang="en">English: scan the QR code')
    expect(page).toContain("data-print hidden")
    const [code = ""] = codesIn(page)
    expect(findInvitation(world.school, hashCode(world.school.keys, code), today)?.household).toBe(
      cast.households.deVries as never,
    )
    expect(rowsIn(world.school, "invitations", "printed_at IS NOT NULL")).toBe(1)
  })

  it("are the same when they are made again, and speak the household's language whoever makes them", async () => {
    world.school.client.run("UPDATE households SET language = 'en' WHERE id = 1")
    const deWit = await world.deWit()
    deWit.cookies.set("taal", "en")
    const wish = { which: "all", group: String(cast.groups.g4a) }
    const page = await (await deWit.post(at("/brieven"), wish)).text()
    expect(codesIn(page)).toHaveLength(4)
    expect(page).toContain("To the parents/guardians of Defne")
    expect(page).toContain("Aan de ouders/verzorgers van Mila")
    expect(codesIn(await (await deWit.post(at("/brieven"), wish)).text())).toEqual(codesIn(page))
  })

  it("name nobody's other household: Bakker and Jansen each get their own", async () => {
    const page = await (await (await world.deWit()).post(at("/brieven"), { which: "all" })).text()
    const sheets = page.split('class="sheet ').filter((sheet) => sheet.includes("van Mila"))
    expect(sheets).toHaveLength(2)
    expect(codesIn(sheets[0] ?? "")).not.toEqual(codesIn(sheets[1] ?? ""))
  })

  it("say so when nobody needs one", async () => {
    const page = await (await (await world.deWit()).post(at("/brieven"), { which: "without-mail" })).text()
    expect(page).toContain("Er zijn geen gezinnen die zo’n brief nodig hebben.")
  })

  it("print names as text, whatever they are", async () => {
    world.school.client.run("UPDATE pupils SET first = '<img src=x onerror=alert(1)>'")
    world.school.client.run("UPDATE rounds SET title = '</h2><script>alert(1)</script>'")
    const page = await (await (await world.deWit()).post(at("/brieven"), { which: "all" })).text()
    expect(page).toContain("&lt;img src=x")
    expect(page).not.toContain("<img")
    expect(page).not.toContain("<script>alert")
  })

  it("are not made after the last talk, and for nobody who may not", async () => {
    const [deWit, tim, director] = [await world.deWit(), await world.tim(), await world.wilgDirector()]
    for (const rest of ["/brieven", "/uitnodigingen"]) {
      expect((await deWit.post(at(rest, 99))).status).toBe(404)
      expect((await tim.post(at(rest))).status).toBe(404)
      expect((await director.post(`/de-wilg/team/rondes/1${rest}`)).status).toBe(404)
    }
    expect((await deWit.get(at("/brieven", 99))).status).toBe(404)
    expect((await deWit.get(at("/brieven", await draftIn(world)))).status).toBe(404)
    world.clock.now = Temporal.Instant.from("2026-11-12T20:00:00Z")
    const late = await (await world.staff(cast.staff.deWit)).post(at("/brieven"), { which: "all" })
    expect(late.status).toBe(409)
    expect(codesIn(await late.text())).toEqual([])
  })
})
