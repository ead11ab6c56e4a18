import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { write } from "../../../src/db/open.ts"
import { eraseOldRounds } from "../../../src/db/rounds/round-erasing.ts"
import { testWorld, type World } from "../../support/app.ts"
import { choose, rowsIn } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
  choose(world.school, { household: 2, pupil: 2, teacher: 1, at: "2026-11-12T18:10:00Z" })
  choose(world.school, { household: 4, pupil: 5, teacher: 1, at: "2026-11-12T18:50:00Z" })
})
afterEach(() => world.close())

const here = "/de-regenboog/team/gegevens"
const seenIn = (page: string) => /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ""

/** Looks at somebody, ticks the box and erases. */
async function erase(path: string, sure = "yes") {
  const deWit = await world.deWit()
  const seen = seenIn(await (await deWit.get(`${here}/${path}`)).text())
  return { deWit, answer: await deWit.post(`${here}/${path}/wissen`, { seen, sure }) }
}

describe("an administrator", () => {
  it("finds pupils, families and parents by part of a name, who left too", async () => {
    world.school.client.run("UPDATE pupils SET left_at = '2026-01-01T00:00:00Z' WHERE id = 4")
    const deWit = await world.deWit()
    const page = await (await deWit.get(`${here}?zoek=vri`)).text()
    for (const path of ["leerling/2", "leerling/4", "gezin/2", "ouder/2"])
      expect(page).toContain(`${here}/${path}"`)
    expect(page).not.toContain("Defne")
    expect(page).toContain("van school")
    expect(page).toContain("Sem, Lotte en Daan de Vries")
    expect(await (await deWit.get(`${here}?zoek=xyz`)).text()).toContain("Niemand gevonden")
  })

  it("sees what is kept, which talks are to come and with whom, and what erasing does in numbers", async () => {
    const page = await (await (await world.deWit()).get(`${here}/leerling/2`)).text()
    for (const words of [
      "donderdag 12 november, 19:10",
      "Sem de Vries bij Noor Willems",
      "Je wist 1 leerling, 1 plek in een gezin en 1 gesprek.",
      "1 tijd wordt weer vrij.",
      "woensdag 11 november 2026",
      "Wis 3 gegevens voorgoed",
    ])
      expect(page).toContain(words)
  })

  it("erases, and gets a certificate as a page and as a PDF", async () => {
    const { deWit, answer } = await erase("leerling/2")
    expect(answer.status).toBe(303)
    const address = answer.headers.get("Location") ?? ""
    const page = await (await deWit.get(address)).text()
    expect(page).toContain("Gewist. Dit is het bewijs.")
    const number = /bewijzen\/([^?]+)/.exec(address)?.[1] ?? ""
    const pdf = await deWit.get(`/de-regenboog/team/bewijzen/${number}/pdf`)
    expect(pdf.headers.get("Content-Type")).toBe("application/pdf")
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-")
    expect(rowsIn(world.school, "pupils", "id = 2")).toBe(0)
    expect((await deWit.get(`${here}/leerling/2`)).status).toBe(404)
    const director = await world.wilgDirector()
    expect((await director.get(`/de-wilg/team/bewijzen/${number}`)).status).toBe(404)
    const checked = await world.stranger().get(`/controleer/${number}`)
    expect([checked.status, (await checked.text()).includes("Dit bewijs is echt.")]).toEqual([200, true])
    expect((await world.stranger().get("/controleer/0000-0000")).status).toBe(404)
  })

  it("does not erase without the tick, nor what changed since the page was made", async () => {
    expect((await erase("leerling/2", "")).answer.status).toBe(422)
    const deWit = await world.deWit()
    const old = await deWit.post(`${here}/leerling/2/wissen`, { seen: "another", sure: "yes" })
    expect([old.status, (await old.text()).includes("Er is intussen iets veranderd")]).toEqual([409, true])
    expect(rowsIn(world.school, "pupils")).toBe(5)
  })

  it("shows passkey or code again before erasing or giving a record", async () => {
    const deWit = await world.deWit()
    world.clock.now = world.clock.now.add({ minutes: 6 })
    for (const [deed, fields] of [
      ["wissen", { seen: "x", sure: "yes" }],
      ["inzage", { as: "pdf" }],
    ] as const)
      expect((await deWit.post(`${here}/leerling/2/${deed}`, fields)).status).toBe(403)
    expect(rowsIn(world.school, "pupils")).toBe(5)
    await write(world.school, () => undefined) // "seen" is written after the answer
  })
})

describe("a round", () => {
  it("says beforehand until when its talks are kept, to staff and to parents, and afterwards that they are gone", async () => {
    const round = async () => (await (await world.deWit()).get("/de-regenboog/team/rondes/1")).text()
    expect(await round()).toContain(
      "De gesprekken van deze ronde worden gewist na woensdag 10 februari 2027.",
    )
    const deVries = await world.deVries()
    const kept = "Na woensdag 10 februari 2027 wissen we deze afspraken."
    for (const path of ["/de-regenboog/gesprekken/1", "/de-regenboog/afspraak/1"])
      expect(await (await deVries.get(path)).text()).toContain(kept)
    world.school.client.run("UPDATE school SET keep_round_days = 14")
    expect(await (await deVries.get("/de-regenboog/gesprekken/1")).text()).toContain(
      "donderdag 26 november 2026",
    )
    world.clock.now = Temporal.Instant.from("2026-11-27T02:00:00Z")
    expect(await eraseOldRounds(world.registry.control, world.school, world.clock.now)).toBe(1)
    expect(await round()).toContain("zijn op vrijdag 27 november 2026 gewist")
  })
})

describe("a record of somebody", () => {
  const json = async (path: string) =>
    (await (await world.deWit()).post(`${here}/${path}/inzage`, { as: "json" })).text()

  it("holds everything of a household and its children, and nothing of anybody else", async () => {
    await (await world.deVries()).get("/de-regenboog/gesprekken")
    const record = await json("gezin/2")
    for (const theirs of ["Sem", "Lotte", "Daan", "devries@post.example", "Noor Willems", "Herfstgesprekken"])
      expect(record).toContain(theirs)
    for (const other of ["Defne", "Yilmaz", "Mila", "Bakker", "Jansen", "de Wit"])
      expect(record).not.toContain(other)
  })

  it("of one home of a child says nothing of its other home", async () => {
    const record = await json("gezin/3")
    expect(record).toContain("Mila")
    for (const other of ["Jansen", "18:50"]) expect(record).not.toContain(other)
    const page = await (await (await world.deWit()).get(`${here}/leerling/5`)).text()
    expect(page).toContain("Dit kind heeft twee gezinnen.")
  })

  it("never holds a hash or a token", async () => {
    world.school.client.run("UPDATE pupils SET factor_hash = 'geheime-afdruk' WHERE id = 2")
    const record = await json("gezin/2")
    expect(record).not.toContain("geheime-afdruk")
    expect(record).not.toMatch(/[A-Za-z0-9_-]{40,}/)
    expect(record).toContain("versleutelde afdruk")
  })

  it("explains each part in plain words, as JSON and as a PDF that spells every name", async () => {
    world.school.client.run("UPDATE pupils SET first = 'Şahin', last = 'Yılmaz' WHERE id = 1")
    const answer = await (await world.deWit()).post(`${here}/gezin/1/inzage`, { as: "pdf" })
    expect(answer.headers.get("Cache-Control")).toBe("no-store")
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-")
    expect(bytes.length).toBeGreaterThan(8000)
    const { parts } = JSON.parse(await json("gezin/1")) as { parts: { explanation: string }[] }
    expect(parts.filter(({ explanation }) => explanation.length < 20)).toEqual([])
  })

  it("is noted in the logbook", async () => {
    await json(`gezin/${cast.households.deVries}`)
    expect(rowsIn(world.school, "logbook", "act = 'record-shown'")).toBe(1)
  })
})
