import { afterAll, beforeAll, describe, expect, it, spyOn } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createApp } from "../src/app.ts"
import { deliverDue } from "../src/jobs/delivering.ts"
import { Browser, testWorld, type World } from "./support/app.ts"
import { deliveryOf } from "./support/delivery.ts"
import { seenNow } from "./support/households.ts"
import { addressOf, doorsOf, idsAt } from "./support/routes.ts"

// A canary is put in everything that anybody can send: files and their names, every field of every form, addresses, questions
// behind them, headers. Then it is looked for in everything that is written down about visitors, and in every page of trouble.

const canary = "Kwikstaart"
/** The same, in what is in files and not ours to keep: it may not reach the disk at all. */
const never = "Goudhaantje"
const isThere = new RegExp(`${canary}|${never}`, "i")

let world: World
/** What is written down: the request log, the operator's log, and whatever reaches the terminal. */
const log: string[] = []
const troubles: string[] = []
const terminal: string[] = []
/** Pages on which nothing of a visitor may stand, by what was asked. */
const pages = new Map<string, string>()

const spies = (["log", "info", "warn", "error", "debug"] as const).map((name) =>
  spyOn(console, name).mockImplementation((...words: unknown[]) => {
    terminal.push(words.map((word) => (typeof word === "string" ? word : Bun.inspect(word))).join(" "))
  }),
)

const headers = {
  "User-Agent": `Mozilla/5.0 ${canary}`,
  Referer: `https://${canary}.example/${canary}`,
  "Accept-Language": `${canary},nl`,
  "X-Forwarded-For": canary,
  "Fly-Client-IP": canary,
  "Fly-Request-Id": canary,
  "HX-Current-URL": `https://tienminuten.example/${canary}`,
  "If-None-Match": `"${canary}"`,
  [`X-${canary}`]: canary,
}

beforeAll(async () => {
  world = await testWorld()
  const app = createApp({ ...world.parts, log: (line) => log.push(JSON.stringify(line)) }, (line) =>
    troubles.push(JSON.stringify(line)),
  )
  const visitor = async (like: Promise<Browser> | Browser) => {
    const browser = new Browser((request) => app.handle(request))
    for (const [name, value] of (await like).cookies) browser.cookies.set(name, value)
    browser.cookies.set(canary, canary)
    return browser
  }
  const visitors = [
    await visitor(world.stranger()),
    await visitor(world.deVries()),
    await visitor(world.tim()),
    await visitor(world.deWit()),
  ]
  for (const each of visitors) await sendEverywhere(each)
  await sendFiles(await visitor(world.deWit()))
  await breakThings(await visitor(world.deVries()), await visitor(world.deWit()))
  await deliver()
  await Bun.sleep(20)
}, 60_000)
afterAll(() => {
  for (const spy of spies) spy.mockRestore()
  world.close()
})

type Form = { action: string; fields: Record<string, string> }

/** What a field is given: the canary, in the shape that its kind of field asks for. Numbers, times and ticks stay as they are. */
function typed(name: string, type: string, value: string): string {
  if (/^(hidden|radio|checkbox|submit)$/.test(type) || /^[\d:.-]+$/.test(value)) return value
  if (type === "email" || /mail/.test(name)) return `${canary}@post.example`
  return type === "date" ? "2026-11-12" : `${canary} `.repeat(/password/i.test(type) ? 3 : 1).trim()
}

/** The forms of a page, filled in as a visitor would. */
async function formsOf(page: string): Promise<Form[]> {
  const forms: Form[] = []
  const rewriter = new HTMLRewriter()
    .on("form[method=post]", {
      element: (form) => void forms.push({ action: form.getAttribute("action") ?? "", fields: {} }),
    })
    .on("form input[name], form textarea[name], form button[name]", {
      element(field) {
        const name = field.getAttribute("name") ?? ""
        const kind = field.getAttribute("inputmode") === "numeric" ? "hidden" : field.getAttribute("type")
        const type = field.tagName === "button" ? "submit" : (kind ?? "text")
        const form = forms.at(-1)
        if (form) form.fields[name] ??= typed(name, type, field.getAttribute("value") ?? "")
      },
    })
    .on("form select[name]", {
      element: (field) =>
        void Object.assign(forms.at(-1)?.fields ?? {}, { [field.getAttribute("name") ?? ""]: "1" }),
    })
  await rewriter.transform(new Response(page)).text()
  return forms
}

/** On a form that comes back stands what was typed; on a page of trouble nothing does. */
const isTrouble = (status: number) => [403, 404, 405, 413, 500, 503].includes(status)

/** Looks behind every door and sends back every form that is there, and knocks where there is none. */
async function sendEverywhere(visitor: Browser): Promise<void> {
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await visitor.post(path, { ...fields, [canary]: canary }, headers)
    const page = await answer.text()
    if (isTrouble(answer.status)) pages.set(`POST ${path} ${answer.status}`, page)
  }
  const doors = doorsOf(world).filter(({ path }) => !/^\/(assets|ontwikkel)|uitloggen/.test(path))
  const forms = new Map<string, Form>()
  for (const door of doors.filter(({ method }) => method === "GET"))
    for (const id of idsAt(door, ["1", canary])) {
      const path = addressOf(door, "de-regenboog", id).replace("niets", canary)
      const answer = await visitor.get(`${path}?${canary}=${canary}&zoek=${canary}`, headers)
      const page = await answer.text()
      if (isTrouble(answer.status)) pages.set(`GET ${path} ${answer.status}`, page)
      for (const form of await formsOf(page)) if (!forms.has(form.action)) forms.set(form.action, form)
    }
  for (const { action, fields } of forms.values()) if (!/uitloggen/.test(action)) await post(action, fields)
  for (const door of doors.filter(({ method }) => method === "POST"))
    for (const id of idsAt(door, ["2", canary]))
      await post(addressOf(door, "de-regenboog", id).replace("niets", canary), { do: "save" })
}

const people = `Leerlingnummer;Roepnaam;Achternaam;Groep;Geboortedatum;BSN;Ouder 1 naam;Ouder 1 e-mail
77;${canary};${canary};4A;1-2-2018;${never};${canary};${canary}@post.example
77;Ander;Kind;4A;${never};${never};${canary};${never}@
78;;;${canary};;;;
`

/** Files that are read, files that are refused, and a file that is thrown away. */
async function sendFiles(office: Browser): Promise<void> {
  const importing = "/de-regenboog/team/inlezen"
  for (const [contents, name, then] of [
    [people, `${canary}.csv`, "/bevestig"],
    [people.replaceAll("77;", "79;"), `${canary}.csv`, "/weg"],
    [`<EDEX><leerlingen><leerling key="${never}"><roepnaam>${canary}${never}`, `${never}.xml`, "/weg"],
    [`<!DOCTYPE x [<!ENTITY ${canary} "${never}">]><EDEX/>`, `${never}.xml`, "/weg"],
  ] as const) {
    const sent = await office.upload(importing, "file", new File([contents], name), headers)
    const where = sent.headers.get("Location") ?? importing
    for (let tries = 0; tries < 50; tries++) {
      const page = await (await office.get(where)).text()
      if (!page.includes("wordt gelezen")) break
      await Bun.sleep(20)
    }
    const page = await (await office.get(where)).text()
    const seen = /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? ""
    await (await office.post(`${where}${then}`, { seen, wholeFile: "yes" }, headers)).text()
  }
}

/** Mistakes of ours, with the canary in hand: a table is gone, and a rule of the database says no. */
async function breakThings(parent: Browser, office: Browser): Promise<void> {
  const { client } = world.school
  const ask = async (path: string, send: () => Promise<Response>) => {
    const answer = await send()
    pages.set(`${path} ${answer.status}`, await answer.text())
    return answer.status
  }
  client.run(`CREATE TRIGGER broken BEFORE UPDATE ON households BEGIN SELECT RAISE(ABORT, '${canary}'); END`)
  client.run(
    `CREATE TRIGGER broken_too BEFORE INSERT ON guardians BEGIN SELECT RAISE(ABORT, '${canary}'); END`,
  )
  client.run("CREATE TRIGGER broken_three BEFORE INSERT ON staff BEGIN SELECT RAISE(ABORT, 'no'); END")
  const statuses = [
    await ask("a parent's language", () =>
      parent.post("/de-regenboog/taal", { taal: "en", terug: canary }, headers),
    ),
    await ask("a guardian", () =>
      office.post(
        "/de-regenboog/team/gezinnen/1/ouder",
        { prefix: "", last: canary, email: "", phone: "", seen: seenNow(world) },
        headers,
      ),
    ),
    await ask("a colleague", () =>
      office.post(
        "/de-regenboog/team/instellingen/collega",
        { name: canary, email: `${canary}@school.example`, role: "administrator", teacher: "" },
        headers,
      ),
    ),
  ]
  for (const name of ["broken", "broken_too", "broken_three"]) client.run(`DROP TRIGGER ${name}`)
  expect(statuses.filter((status) => status === 500).length).toBeGreaterThan(1)
}

/** Mails that do not arrive, because of what the mail server says about the address. */
async function deliver(): Promise<void> {
  let at = 0
  const send = async () => {
    if (at++ % 2 === 0) throw new Error(`550 <${canary}@post.example> unknown`)
    return { delivered: false, reason: "refused", permanent: true } as never
  }
  const tell = (line: Record<string, string | number>) => troubles.push(JSON.stringify(line))
  await deliverDue(deliveryOf(world, { send, tell }))
}

const rowsOf = (table: string, database = world.school.client) =>
  database
    .query<Record<string, unknown>, []>(`SELECT * FROM ${table}`)
    .all()
    .map((row) => JSON.stringify(row))
const holding = (lines: Iterable<string>) => [...lines].filter((line) => isThere.test(line))

describe("a name that is put in everything", () => {
  it("was let in where it belongs: else this test would prove nothing", () => {
    expect(holding(rowsOf("pupils")).length).toBeGreaterThan(0)
    expect(holding(rowsOf("guardians")).length).toBeGreaterThan(0)
    expect(holding(rowsOf("rounds")).length).toBeGreaterThan(0)
    expect(rowsOf("logbook").length).toBeGreaterThan(5)
    expect(rowsOf("messages").length).toBeGreaterThan(1)
    expect(log.length).toBeGreaterThan(100)
    expect(troubles.length).toBeGreaterThan(2)
  })

  it("is not in the request log, the operator's log or on the terminal", () => {
    expect(holding(log)).toEqual([])
    expect(holding(troubles)).toEqual([])
    expect(holding(terminal)).toEqual([])
  })

  it("is not in the logbook, in messages that wait, or in what is kept of a file", () => {
    expect(holding(rowsOf("logbook"))).toEqual([])
    expect(holding(rowsOf("messages"))).toEqual([])
    expect(holding(rowsOf("imports").map((row) => JSON.stringify(JSON.parse(row).report)))).toEqual([])
  })

  it("is not in the registry of schools, whatever was tried at the doors", () => {
    const tables = world.registry.control
      .query<{ name: string }, []>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schools'",
      )
      .all()
    for (const { name } of tables) expect(holding(rowsOf(name, world.registry.control))).toEqual([])
  })

  it("stands on no page of trouble", () => {
    expect(pages.size).toBeGreaterThan(50)
    expect([...pages].filter(([, page]) => isThere.test(page)).map(([asked]) => asked)).toEqual([])
  })

  it("is not on the disk at all when it stood in a refused file or in what is not read", () => {
    const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    )
    expect(files.length).toBeGreaterThan(3)
    const found = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(never))
    expect(found.map(({ name }) => name)).toEqual([])
  })
})
