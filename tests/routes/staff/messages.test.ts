import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { seenOf } from "../../../src/db/school/seen-settings.ts"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { seenNow } from "../../support/households.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

const list = "/de-regenboog/team/berichten"
const confirmation = `${list}/teksten/bevestiging-mail`
const ours = "Uw afspraak staat vast."

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld("http://localhost:3000", { sms: true })
  deWit = await world.deWit()
})
afterEach(() => {
  expect(world.troubles).toEqual([])
  world.close()
})

const page = async (visitor: Browser, path: string) => (await visitor.get(path)).text()
const seenIn = (html: string) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? "none"
const typed = (opening: string, more = {}) => ({
  act: "save",
  subject: "Uw afspraak",
  opening,
  closing: "",
  ...more,
})
const texts = () =>
  world.school.client
    .query<{ line: string }, []>(
      "SELECT kind || ' ' || channel || ' ' || language || ' ' || opening AS line FROM message_texts",
    )
    .all()
    .map(({ line }) => line)
const acts = () =>
  world.school.client
    .query<{ act: string }, []>(
      "SELECT act FROM logbook WHERE act LIKE 'text-%' OR act LIKE 'sms-%' ORDER BY id",
    )
    .all()
    .map(({ act }) => act)

describe("the text of a message", () => {
  it("is ours until the school writes its own, per language, and goes back with one press", async () => {
    expect(await page(deWit, confirmation)).toContain(ours)
    const answer = await deWit.post(`${confirmation}?taal=nl`, typed("Fijn dat u komt!"))
    expect(answer.status).toBe(303)
    expect(texts()).toEqual(["booking-confirmed email nl Fijn dat u komt!"])
    expect(await page(deWit, `${confirmation}?taal=en`)).toContain("Your talk is booked.")
    expect(await page(deWit, `${list}/teksten`)).toContain("eigen tekst")
    await deWit.post(`${confirmation}?taal=nl`, {
      act: "reset",
      seen: seenIn(await page(deWit, confirmation)),
    })
    expect(texts()).toEqual([])
    expect(await page(deWit, confirmation)).toContain(ours)
    expect(acts()).toEqual(["text-changed", "text-reset"])
  })

  it("is not written over a colleague's: what stands there now is shown, and what was typed stays", async () => {
    const seen = seenIn(await page(deWit, confirmation))
    await deWit.post(confirmation, typed("Fijn dat u komt!", { seen }))
    const colleague = await world.deWit()
    for (const act of ["save", "reset"]) {
      const late = await colleague.post(confirmation, typed("Tot gauw!", { act, seen }), htmx)
      const said = await late.text()
      expect(late.status).toBe(409)
      expect(said).toContain("Iemand anders was net eerder")
      expect(said).toContain("<dd>Fijn dat u komt!</dd>")
      expect(said).toContain(">Tot gauw!</textarea>")
    }
    expect(texts()).toEqual(["booking-confirmed email nl Fijn dat u komt!"])
    // To look at it first does not make it seen.
    const looked = await colleague.post(confirmation, typed("Tot gauw!", { act: "look", seen }), htmx)
    expect(seenIn(await looked.text())).toBe(seen)
    const again = seenIn(await page(colleague, confirmation))
    await colleague.post(confirmation, typed("Tot gauw!", { seen: again }))
    expect(texts()).toEqual(["booking-confirmed email nl Tot gauw!"])
  })

  it("is not kept with a word that nobody knows; what was typed stays, and the sentence says which", async () => {
    for (const headers of [{}, htmx]) {
      const answer = await deWit.post(confirmation, typed("Dag {achternaam}"), headers)
      expect(answer.status).toBe(422)
      const said = await answer.text()
      expect(said).toContain("{achternaam} kennen we hier niet")
      expect(said).toContain(">Dag {achternaam}</textarea>")
    }
    expect(texts()).toEqual([])
  })

  it("is not kept when it is too long or empty, nor with a child in the subject", async () => {
    for (const [wish, sentence] of [
      [typed("x".repeat(601)), "hoogstens 600 tekens"],
      [typed(" "), "Schrijf hier iets"],
      [typed("Dag", { subject: "Over {kind}" }), "{kind} mag niet in het onderwerp"],
      [typed("Dag", { subject: "x".repeat(81) }), "hoogstens 80 tekens"],
    ] as const) {
      const answer = await deWit.post(confirmation, wish)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(sentence)
    }
    expect(texts()).toEqual([])
  })

  it("is looked at without being kept, with a real household", async () => {
    const deVries = await world.deVries()
    const wish = { pupil: String(cast.pupils.sem), slot: shownAs(slotOf("noor", 3)) }
    await deVries.post(`/de-regenboog/gesprekken/${cast.round}/kies`, wish)
    const answer = await deWit.post(
      confirmation,
      typed("Tot snel over {kind}.", { act: "look", gezin: "2" }),
      htmx,
    )
    expect(answer.status).toBe(200)
    const looked = await answer.text()
    expect(looked).toContain("Tot snel over Sem.")
    // Reading goes on at the example.
    expect(looked.split('id="preview"')[1]).toContain("data-focus")
    expect(texts()).toEqual([])
  })

  it("is read by a planner and changed by an administrator", async () => {
    const pien = await world.planner()
    const seen = await page(pien, confirmation)
    expect(seen).toContain(ours)
    expect(seen).not.toContain("<textarea")
    expect((await pien.post(confirmation, typed("Dag"))).status).toBe(404)
    expect((await pien.post(`${confirmation}/proef`, {})).status).toBe(404)
    expect((await pien.get(list)).status).toBe(200)
    expect((await (await world.tim()).get(list)).status).toBe(404)
  })

  it("is not there under a name that no text has", async () => {
    for (const name of ["niets", "uitnodiging-sms", "inloglink-sms", "bevestiging"])
      expect((await deWit.get(`${list}/teksten/${name}`)).status).toBe(404)
  })
})

describe("the name above an SMS", () => {
  it("is the school's own once it fits", async () => {
    expect(await page(deWit, `${list}/teksten`)).toContain('value="DeRegenboog"')
    const refused = await deWit.post(`${list}/afzender`, {
      sender: "De Regenboog in Mokum",
      seen: seenOf(world.school, "sender"),
    })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain("Deze naam is te lang")
    await deWit.post(`${list}/afzender`, { sender: "Regenboog", seen: seenOf(world.school, "sender") })
    expect(await page(deWit, `${list}/teksten/herinnering-sms`)).toContain("Van Regenboog")
    expect(acts()).toEqual(["sms-sender-chosen"])
  })
})

describe("where SMS is off", () => {
  it("the screens say so, and no test of one can be sent", async () => {
    world.close()
    world = await testWorld()
    deWit = await world.deWit()
    expect(await page(deWit, list)).toContain("Sms staat uit")
    expect(await page(deWit, `${list}/teksten/herinnering-sms`)).toContain("Sms staat uit")
    const answer = await deWit.post(`${list}/teksten/herinnering-sms/proef`, { mobile: "06 12345678" })
    expect(answer.status).toBe(404)
  })
})

describe("the office", () => {
  it("sees a landline of somebody without e-mail as work, and of somebody with e-mail as nothing", async () => {
    world.school.client.run("UPDATE guardians SET phone = '020 555 01 23'")
    expect(await page(deWit, list)).not.toContain("klopt niet")
    world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id = 1")
    const seen = await page(deWit, list)
    expect(seen).toContain("1 adres klopt niet")
    expect(seen).toContain("is een vast nummer, daar komt geen sms aan")
    expect(await page(deWit, "/de-regenboog/team/gezinnen/1")).toContain("is een vast nummer")
  })

  it("gets a sentence for a phone number that is none, and loses nothing", async () => {
    const answer = await deWit.post("/de-regenboog/team/gezinnen/1/ouder", {
      guardian: "1",
      prefix: "",
      last: "Yilmaz",
      email: "yilmaz@post.example",
      phone: "nul zes",
      seen: seenNow(world),
    })
    expect(answer.status).toBe(422)
    const said = await answer.text()
    expect(said).toContain("Dit is geen telefoonnummer")
    expect(said).toContain('value="nul zes"')
  })
})
