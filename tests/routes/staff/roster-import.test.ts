import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { today } from "../../support/school.ts"

const importing = "/de-regenboog/team/inlezen"
let world: World
let office: Browser
beforeEach(async () => {
  world = await testWorld()
  office = await world.deWit()
})
afterEach(() => {
  expect(world.troubles).toEqual([])
  world.close()
})

const heads = "Leerlingnummer;Roepnaam;Achternaam;Groep\n"
const countOf = (table: string) =>
  world.school.client.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0
/** The pupils of De Regenboog as the office would export them, without these. */
const exported = (without: readonly string[] = []) =>
  heads +
  world.school.client
    .query<{ key: string | null; first: string; prefix: string; last: string; group: string }, []>(
      'SELECT p.id, p.key, p.first, p.prefix, p.last, g.name AS "group" FROM pupils p JOIN groups g ON g.id = p.group_id',
    )
    .all()
    .filter(({ first }) => !without.includes(first))
    .map(
      ({ key, first, prefix, last, group }) =>
        `${key ?? ""};${first};${`${prefix} ${last}`.trim()};${group}\n`,
    )
    .join("")

/** Hands in a file and waits until it was read; gives where it is and what the page says. */
async function handIn(contents: string | Uint8Array<ArrayBuffer>, name = "lijst.csv") {
  const sent = await office.upload(importing, "file", new File([contents], name))
  return whenRead(sent.headers.get("Location") ?? "")
}

/** What the page says once the file was read; a test that waits too long is ended by its own time. */
async function whenRead(where: string) {
  for (;;) {
    const answer = await office.get(where)
    const page = await answer.text()
    if (!page.includes("Je bestand wordt gelezen")) return { where, page, answer }
    await Bun.sleep(20)
  }
}
const seenIn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ""

/** What a browser sends when nobody chose a file. */
const withoutFile = () =>
  new Request(`http://localhost:3000${importing}`, {
    method: "POST",
    headers: {
      "Content-Type": "multipart/form-data; boundary=grens",
      "Sec-Fetch-Site": "same-origin",
      Cookie: [...office.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    },
    body: [
      "--grens",
      'Content-Disposition: form-data; name="file"; filename=""',
      "Content-Type: application/octet-stream",
      "",
      "",
      "--grens--",
      "",
    ].join("\r\n"),
  })

describe("handing in a file", () => {
  it("asks for one when there is none, and says at once that it is too large", async () => {
    const none = await world.app.handle(withoutFile())
    expect([none.status, await none.text()]).toEqual([
      422,
      expect.stringContaining("Kies eerst een bestand."),
    ])
    const empty = await office.post(importing)
    expect([empty.status, await empty.text()]).toEqual([
      422,
      expect.stringContaining("Kies eerst een bestand."),
    ])
    const large = await office.upload(
      importing,
      "file",
      new File([new Uint8Array(20 * 1024 * 1024 + 1)], "a.xml"),
    )
    expect([large.status, await large.text()]).toEqual([422, expect.stringContaining("groter dan 20 MB")])
    expect(countOf("imports")).toBe(0)
  })

  it("says in one sentence why it cannot be read, and nothing has changed", async () => {
    const before = countOf("pupils")
    for (const [contents, said] of [
      [" \n", "Het bestand is leeg."],
      ["<!DOCTYPE html><html>Inloggen</html>", "Dit is een webpagina."],
      ['<!DOCTYPE e [<!ENTITY a "a">]><EDEX/>', "om veiligheidsredenen weigeren"],
      ["<EDEX><leerlingen><leerling>", "beschadigd of niet compleet"],
      ["PK\u0003\u0004[Content_Types].xml", "Dit is een Excel-bestand."],
      ["<EDEX><leerlingen></leerlingen></EDEX>", "Er staan geen leerlingen"],
    ] as const) {
      const { page } = await handIn(contents)
      expect(page).toContain("Dit bestand is niet ingelezen")
      expect(page).toContain(said)
      expect(page).toContain("Er is niets veranderd.")
    }
    expect(countOf("pupils")).toBe(before)
  })

  it("of another school is asked about, and read when a person is sure", async () => {
    const other = `<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>98XY</brincode></school><leerlingen>
<leerling key="9"><roepnaam>Fenna</roepnaam><achternaam>Visser</achternaam></leerling></leerlingen></EDEX>`
    const { where, page } = await handIn(other, "edex.xml")
    expect(page).toContain("Er staat een andere BRIN-code in.")
    expect(page).toContain("Toch inlezen")
    expect((await office.post(where)).status).toBe(303)
    expect((await whenRead(where)).page).toContain("Je hebt gekozen het toch te lezen.")
  })

  it("without headings is asked about, column by column, and what was said is remembered", async () => {
    const bare = "1001;zoë;van der;berg;4b\n1002;bram;;kok;4b\n1003;tess;de;wit;4b\n"
    const { where, answer } = await handIn(bare)
    expect(answer.headers.get("Location") ?? where).toContain("/kolommen")
    const columns = await (await office.get(`${where}/kolommen`)).text()
    expect(columns).toContain("Wat staat er in de kolommen?")
    const column = ["pupil.key", "pupil.first", "pupil.prefix", "pupil.last", "pupil.class"]
    const said = { delimiter: ";", headingRow: "", encoding: "utf-8", column }
    expect((await office.post(`${where}/kolommen`, said)).status).toBe(303)
    expect((await whenRead(where)).page).toContain("Wat verandert er?")
    expect(countOf("column_mappings")).toBe(1)
  })

  it("leaves no file behind on the disk", async () => {
    const before = readdirSync(world.folder, { recursive: true })
      .map(String)
      .filter((file) => !/-(wal|shm)$/.test(file))
    await handIn(exported())
    const after = readdirSync(world.folder, { recursive: true })
      .map(String)
      .filter((file) => !/-(wal|shm)$/.test(file))
    expect(after.sort()).toEqual(before.sort())
    const bytes = after
      .filter((file) => file.endsWith(".db"))
      .map((file) => readFileSync(join(world.folder, file)))
    expect(bytes.some((each) => each.includes("Leerlingnummer;Roepnaam"))).toBe(false)
  })
})

describe("the review of a file", () => {
  it("asks whether this is the whole school when more than a fifth is missing", async () => {
    const { where, page } = await handIn(exported(["Sem", "Lotte"]))
    expect(page).toContain("leerlingen staan er niet meer in")
    const wish = { seen: seenIn(page), pupilsLeave: "yes" }
    const unsaid = await office.post(`${where}/bevestig`, wish, htmx)
    expect(unsaid.status).toBe(409)
    expect(await unsaid.text()).toContain("Zeg erbij dat dit de hele school is.")
    expect(countOf("pupils WHERE left_at IS NOT NULL")).toBe(0)
    const said = await office.post(`${where}/bevestig`, { ...wish, wholeFile: "yes" })
    expect([said.status, said.headers.get("Location")]).toEqual([303, where])
    expect(countOf("pupils WHERE left_at IS NOT NULL")).toBe(2)
  })

  it("is confirmed once, put back within the day, and says so at the same address", async () => {
    const before = countOf("pupils")
    const { where, page } = await handIn(`${exported()}9001;Fenna;Visser;4B\n`)
    const confirmed = await office.post(`${where}/bevestig`, { seen: seenIn(page) }, htmx)
    expect(await confirmed.text()).toContain("De gegevens zijn verwerkt")
    expect(countOf("pupils")).toBe(before + 1)
    expect((await office.post(`${where}/bevestig`, { seen: seenIn(page) })).status).toBe(409)
    const back = await office.post(`${where}/terug`, {}, htmx)
    expect(await back.text()).toContain("Alles staat weer zoals het was")
    expect(countOf("pupils")).toBe(before)
    expect((await office.post(`${where}/terug`)).status).toBe(409)
  })

  it("is not put back after a day", async () => {
    const { where, page } = await handIn(`${exported()}9001;Fenna;Visser;4B\n`)
    await office.post(`${where}/bevestig`, { seen: seenIn(page) })
    world.clock.now = today.add({ hours: 25 })
    office = await world.deWit()
    const late = await office.post(`${where}/terug`)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Terugdraaien kan alleen binnen 24 uur.")
  })

  it("is thrown away by hand, and is not there for a teacher", async () => {
    const { where } = await handIn(`${exported()}9001;Fenna;Visser;4B\n`)
    expect((await (await world.tim()).get(where)).status).toBe(404)
    await office.post(`${where}/weg`)
    expect(await (await office.get(where)).text()).toContain("Dit bestand is weggegooid")
  })
})
