import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { seenOf } from "../../../src/db/school/seen-settings.ts"
import { settingsOf } from "../../../src/db/school/settings.ts"
import { type Browser, closeInPeace, testWorld, type World } from "../../support/app.ts"
import { today } from "../../support/school.ts"

const team = "/de-regenboog/team"
const settings = `${team}/instellingen`

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => closeInPeace(world))

const whereTo = (answer: Response) => `${answer.status} ${answer.headers.get("Location")}`
const rows = <Row>(sql: string) => world.school.client.query<Row, []>(sql).all()
const lastNote = () =>
  rows<{ act: string; about: string; actor_id: number }>("SELECT * FROM logbook ORDER BY id DESC LIMIT 1")[0]

describe("the settings", () => {
  it("say of everything how it is now, and lead to where it is changed", async () => {
    const page = await (await (await world.deWit()).get(settings)).text()
    for (const sentence of [
      "De Regenboog, Amsterdam",
      "Nu: de kleuren van Tienminuten.",
      "Nu: Nederlands en Engels.",
      "Nu: 90 dagen na het laatste gesprek.",
      "Kies hoe ouders inloggen",
    ])
      expect(page).toContain(sentence)
    for (const at of ["school", "uiterlijk", "talen", "bewaren", "inloggen", "collega"])
      expect(page).toContain(`href="${settings}/${at}"`)
  })
})

describe("how parents sign in", () => {
  const address = `${settings}/inloggen`
  const save = (who: Browser, path: string, fields: Record<string, string>) =>
    who.post(path, { ...fields, seen: seenOf(world.school, "factor") })
  const known = () => rows<{ known: number }>("SELECT count(factor_hash) AS known FROM pupils")[0]?.known

  it("says of every choice how weak it is", async () => {
    const page = await (await world.deWit()).get(address)
    const text = await page.text()
    for (const sentence of ["Aangeraden", "Zwak. Buren hebben dezelfde postcode", "Er is twijfel of dit mag"])
      expect(text).toContain(sentence)
  })

  it("forgets the old fact of every pupil, says that the file must be read again, and remembers who chose", async () => {
    const deWit = await world.deWit()
    expect(whereTo(await save(deWit, address, { factor: "birth-date" }))).toBe(
      `303 ${settings}?gelukt=factor-forgotten`,
    )
    world.school.client.run("UPDATE pupils SET factor_hash = 'hash' WHERE id < 4")
    expect(await (await deWit.get(settings)).text()).toContain("We kennen dit van 3 van de 5 leerlingen")
    expect(await (await deWit.get(address)).text()).toContain("Dan wissen we dat gegeven bij alle leerlingen")

    await save(deWit, address, { factor: "birth-date" })
    expect(known()).toBe(3)
    await save(deWit, address, { factor: "postcode" })
    expect(known()).toBe(0)
    expect(settingsOf(world.school).factor).toBe("postcode")
    expect(settingsOf(world.school).factorDecision?.by as number).toBe(1)
    expect(settingsOf(world.school).factorDecision?.at.toString()).toBe(today.toString())
    expect(JSON.parse(lastNote()?.about ?? "")).toEqual({
      factor: "postcode",
      before: "birth-date",
      forgotten: 3,
    })
    expect(await (await deWit.get(`${settings}?gelukt=factor-forgotten`)).text()).toContain("nog een keer in")
  })

  it("is the code alone when that is what the school chooses", async () => {
    const deWit = await world.deWit()
    expect(settingsOf(world.school)).toEqual({ sector: "primary", factor: "none", factorDecision: null })
    expect(whereTo(await save(deWit, address, { factor: "none" }))).toContain("factor-chosen")
    expect(settingsOf(world.school).factorDecision).not.toBeNull()
  })

  it("asks to choose when nothing that exists is chosen", async () => {
    const deWit = await world.deWit()
    for (const factor of ["", "vingerafdruk"])
      expect((await save(deWit, address, { factor })).status).toBe(422)
  })

  it("is the BSN only after its own step, with the officer's agreement, and it is on record", async () => {
    const deWit = await world.deWit()
    expect(whereTo(await save(deWit, address, { factor: "bsn4" }))).toBe(`303 ${address}/bsn`)
    expect(settingsOf(world.school).factor).toBe("none")
    const page = await (await deWit.get(`${address}/bsn`)).text()
    for (const sentence of [
      "artikel 46",
      "Toestemming van ouders lost dat niet op",
      "functionaris gegevensbescherming is akkoord",
    ])
      expect(page).toContain(sentence)
    expect(page).not.toContain("checked")

    const without = await save(deWit, `${address}/bsn`, {})
    expect(without.status).toBe(409)
    expect(await without.text()).toContain("Vraag eerst de functionaris")
    expect(settingsOf(world.school).factor).toBe("none")

    expect(whereTo(await save(deWit, `${address}/bsn`, { agree: "ja" }))).toContain("factor-forgotten")
    const { factor, factorDecision } = settingsOf(world.school)
    expect([factor, factorDecision?.by as number, factorDecision?.at.toString()]).toEqual([
      "bsn4",
      1,
      today.toString(),
    ])
    expect(lastNote()).toMatchObject({ act: "factor-chosen", actor_id: 1 })
    expect(JSON.parse(lastNote()?.about ?? "").factor).toBe("bsn4")
    expect(whereTo(await save(deWit, address, { factor: "bsn4" }))).toBe(`303 ${settings}`)
    expect(await (await deWit.get(address)).text()).toContain(
      "Gekozen door Mevrouw de Wit op dinsdag 3 november 2026",
    )
  })

  it("asks for passkey or code again when the last time was long ago", async () => {
    const deWit = await world.deWit()
    world.clock.now = today.add({ minutes: 5 })
    for (const at of [address, `${address}/bsn`]) {
      expect((await deWit.get(at)).status).toBe(200)
      expect((await save(deWit, at, { factor: "postcode", agree: "ja" })).status).toBe(403)
    }
    expect(settingsOf(world.school).factor).toBe("none")
  })
})

describe("colleagues", () => {
  const address = `${settings}/collega`
  const noor = { name: "Noor Willems", email: "noor@regenboog.example", role: "teacher", teacher: "1" }

  it("are invited by mail and appear in the list", async () => {
    const deWit = await world.deWit()
    expect(await (await deWit.get(address)).text()).toContain("Noor Willems</option>")
    expect(whereTo(await deWit.post(address, noor))).toBe(`303 ${settings}?gelukt=invited`)
    expect(await (await deWit.get(settings)).text()).toContain("noor@regenboog.example")
    expect(rows<{ kind: string }>("SELECT kind FROM messages")).toEqual([{ kind: "staff-setup" }])
    expect(rows<{ teacher_id: number }>("SELECT teacher_id FROM staff WHERE name = 'Noor Willems'")).toEqual([
      { teacher_id: 1 },
    ])
  })

  for (const [fields, status, sentence] of [
    [{ ...noor, name: " " }, 422, "Vul de naam van je collega in"],
    [{ ...noor, email: "noor" }, 422, "Dit is geen e-mailadres"],
    [{ ...noor, role: "directeur" }, 422, "Kies wat je collega doet"],
    [{ ...noor, email: "TIM@regenboog.example" }, 409, "Deze collega staat er al in"],
  ] as const)
    it(`are not invited: ${sentence}`, async () => {
      const answer = await (await world.deWit()).post(address, fields)
      expect(answer.status).toBe(status)
      const page = await answer.text()
      expect(page).toContain(sentence)
      expect(page).toContain(`value="${fields.email}"`)
      expect(rows("SELECT * FROM messages")).toHaveLength(0)
    })

  it("who lost the invitation get a new one", async () => {
    const deWit = await world.deWit()
    expect(await (await deWit.get(`${address}/2`)).text()).toContain("Stuur de uitnodiging opnieuw")
    expect(whereTo(await deWit.post(`${address}/2`, { deed: "again" }))).toBe(
      `303 ${settings}?gelukt=invited-again`,
    )
    expect(rows("SELECT * FROM messages")).toHaveLength(1)
  })

  it("who leave are out at once", async () => {
    const [deWit, tim] = [await world.deWit(), await world.tim()]
    expect((await tim.get(`${team}/account`)).status).toBe(200)
    expect(whereTo(await deWit.post(`${address}/2`, { deed: "remove" }))).toBe(
      `303 ${settings}?gelukt=removed`,
    )
    expect(whereTo(await tim.get(`${team}/account`))).toBe(`303 ${team}`)
    expect(await (await deWit.get(settings)).text()).not.toContain("Tim Bos")
    expect((await deWit.get(`${address}/2`)).status).toBe(404)
  })

  const role = "SELECT role FROM staff WHERE id = 2"
  const timAs = (change: Record<string, string>) => ({
    deed: "change",
    seen: "1",
    name: "Tim Bos",
    email: "tim@regenboog.example",
    role: "teacher",
    teacher: "2",
    ...change,
  })

  it("get another role, and are out everywhere in the same act", async () => {
    const [deWit, tim, elsewhere] = [await world.deWit(), await world.tim(), await world.tim()]
    const page = await (await deWit.get(`${address}/2`)).text()
    expect(page).toContain("uitgelogd op 2 apparaten")
    expect(page).toMatch(/value="teacher" checked/)
    const answer = await deWit.post(`${address}/2`, timAs({ role: "planner" }))
    expect(whereTo(answer)).toBe(`303 ${address}/2?gelukt=role-changed`)
    expect(rows(role)).toEqual([{ role: "planner" }])
    for (const browser of [tim, elsewhere])
      expect(whereTo(await browser.get(`${team}/account`))).toBe(`303 ${team}`)
    expect(lastNote()).toMatchObject({ act: "role-changed", actor_id: 1 })
    expect(JSON.parse(lastNote()?.about ?? "")).toEqual({
      staff: 2,
      role: "planner",
      before: "teacher",
      ended: 2,
    })
    expect(await (await deWit.get(`${address}/2?gelukt=role-changed`)).text()).toContain(
      "heeft nu de nieuwe rol",
    )
    expect((await (await world.tim()).get(`${team}/rondes`)).status).toBe(200)
  })

  it("keep their sessions when only a name or address is corrected", async () => {
    const [deWit, tim] = [await world.deWit(), await world.tim()]
    const answer = await deWit.post(
      `${address}/2`,
      timAs({ name: "Timo Bos", email: "TIMO@regenboog.example" }),
    )
    expect(whereTo(answer)).toBe(`303 ${address}/2?gelukt=changed`)
    expect(await (await tim.get(`${team}/account`)).text()).toContain("timo@regenboog.example")
  })

  it("are not changed over somebody else's change: it says what stands there now, and saving again is a choice", async () => {
    const [deWit, other] = [await world.deWit(), await world.deWit()]
    await other.post(`${address}/2`, timAs({ name: "Tim Bosch", role: "mentor" }))
    const late = await deWit.post(`${address}/2`, timAs({ name: "Timo Bos", role: "mentor" }))
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain("Iemand anders was net eerder")
    expect(page).toMatch(/<dt>Naam<\/dt>\s*<dd>Tim Bosch<\/dd>/)
    expect(page).not.toContain("<dt>Rol</dt>") // the same in both
    expect(page).toContain('value="Timo Bos"') // nothing typed is lost
    const seen = /name="seen" value="(\d+)"/.exec(page)?.[1] ?? ""
    const again = await deWit.post(`${address}/2`, timAs({ name: "Timo Bos", role: "mentor", seen }))
    expect(whereTo(again)).toBe(`303 ${address}/2?gelukt=changed`)
    expect(rows("SELECT name, role, version FROM staff WHERE id = 2")).toEqual([
      { name: "Timo Bos", role: "mentor", version: 3 },
    ])
  })

  for (const [fields, status, sentence] of [
    [timAs({ name: "" }), 422, "Vul de naam van je collega in"],
    [timAs({ email: "tim" }), 422, "Dit is geen e-mailadres"],
    [timAs({ email: "dewit@regenboog.example" }), 409, "Deze collega staat er al in"],
    [timAs({ role: "koning" }), 422, "Kies wat je collega doet"],
    [timAs({ seen: "" }), 409, "wat jij hebt ingevuld staat er al"],
  ] as const)
    it(`are not changed: ${sentence}`, async () => {
      const answer = await (await world.deWit()).post(`${address}/2`, fields)
      expect(answer.status).toBe(status)
      expect(await answer.text()).toContain(sentence)
      expect(rows("SELECT version FROM staff WHERE id = 2")).toEqual([{ version: 1 }])
    })

  it("who are the last administrator do not demote themselves, and with another one not by a slip", async () => {
    const deWit = await world.deWit()
    const me = timAs({ name: "Mevrouw de Wit", email: "dewit@regenboog.example", teacher: "" })
    const alone = await deWit.post(`${address}/1`, me)
    expect(alone.status).toBe(409)
    expect(await alone.text()).toContain(
      "Dit is de enige beheerder. Geef eerst een collega de rol beheerder.",
    )
    await deWit.post(`${address}/2`, timAs({ role: "administrator" }))
    const slip = await deWit.post(`${address}/1`, me)
    expect(await slip.text()).toContain("Je kunt je eigen rol niet wijzigen")
    // The other one may.
    const tim = await world.tim()
    expect(whereTo(await tim.post(`${address}/1`, me))).toContain("role-changed")
    expect(rows("SELECT role FROM staff ORDER BY id")).toEqual([
      { role: "teacher" },
      { role: "administrator" },
    ])
  })

  it("are shown where they are signed in, by kind of device, and are signed out there one by one or at once", async () => {
    const deWit = await world.deWit()
    const [one, two] = [await world.tim(), await world.tim()]
    world.school.client.run(
      "UPDATE staff_sessions SET device = 'phone' WHERE staff_id = 2 AND rowid = (SELECT max(rowid) FROM staff_sessions)",
    )
    const page = await (await deWit.get(`${address}/2`)).text()
    expect(page).toContain("<strong>Telefoon</strong>")
    expect(page).toContain("laatst gezien op")
    const references = [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, each = ""]) => each)
    expect(references).toHaveLength(2)
    for (const { token_hash } of rows<{ token_hash: string }>("SELECT token_hash FROM staff_sessions"))
      expect(page).not.toContain(token_hash)
    const ended = await deWit.post(`${address}/2`, { deed: "end-session", session: references[0] ?? "" })
    expect(whereTo(ended)).toBe(`303 ${address}/2?gelukt=session-ended`)
    expect(rows("SELECT 1 FROM staff_sessions WHERE staff_id = 2")).toHaveLength(1)
    // The same one once more, or one of somebody else's: nothing happens.
    await deWit.post(`${address}/2`, { deed: "end-session", session: references[0] ?? "" })
    await deWit.post(`${address}/1`, { deed: "end-session", session: references[1] ?? "" })
    expect(rows("SELECT 1 FROM staff_sessions WHERE staff_id = 2")).toHaveLength(1)
    await deWit.post(`${address}/2`, { deed: "end-sessions" })
    for (const browser of [one, two])
      expect(whereTo(await browser.get(`${team}/account`))).toBe(`303 ${team}`)
    expect((await deWit.get(settings)).status).toBe(200)
  })

  it("always keep an administrator", async () => {
    const answer = await (await world.deWit()).post(`${address}/1`, { deed: "remove" })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Dit is de enige beheerder")
  })

  it("are changed only by who showed passkey or code just now", async () => {
    const deWit = await world.deWit()
    world.clock.now = today.add({ minutes: 5 })
    for (const answer of [
      await deWit.post(address, noor),
      await deWit.post(`${address}/2`, { deed: "remove" }),
    ]) {
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain("Wat je hebt ingevuld, blijft bewaard")
    }
    expect(rows("SELECT id FROM staff WHERE removed_at IS NULL")).toHaveLength(2)
  })

  it("of another school are nobody here", async () => {
    const director = await world.wilgDirector()
    expect((await director.post("/de-wilg/team/instellingen/collega/2", { deed: "remove" })).status).toBe(404)
    expect(await (await director.get("/de-wilg/team/instellingen")).text()).not.toContain("Tim Bos")
  })
})
