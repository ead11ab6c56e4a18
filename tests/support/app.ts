import { expect } from "bun:test"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { createApp } from "../../src/app.ts"
import { startParentSession, startStaffSession } from "../../src/db/access/visitors.ts"
import { type Db, write } from "../../src/db/open.ts"
import { addSchool, closeRegistry, openRegistry, openSchool } from "../../src/db/registry.ts"
import type { HouseholdId, StaffId } from "../../src/domain/ids.ts"
import { startImporting } from "../../src/importing.ts"
import type { Parts } from "../../src/routes/guards.ts"
import { cast, fillRegenboog, fillWilg, today } from "./school.ts"

export const master = { bytes: Buffer.alloc(32, 7) }

/** The real thread that reads files: one for all worlds of a process. */
const imports = startImporting(master, (line) => console.error(line))

/** The files of both schools as they were before any test touched them; every world begins with a copy. */
const template = makeTemplate()

function makeTemplate() {
  const folder = mkdtempSync(join(tmpdir(), "tienminuten-template-"))
  const registry = openRegistry(folder, master)
  const school = (name: string, slug: string) => {
    const made = addSchool(
      registry,
      {
        name,
        slug,
        city: "Amsterdam",
        phone: "020 555 01 23",
        email: `kantoor@${slug}.example`,
        brin: slug === "de-wilg" ? "98ZZ" : "99ZZ",
        sector: "primary",
      },
      today,
    )
    if (!made.ok) throw new Error(made.refusal.kind)
    return made.value
  }
  fillRegenboog(school("De Regenboog", "de-regenboog"))
  fillWilg(school("De Wilg", "de-wilg"))
  closeRegistry(registry)
  const files = new Map<string, Buffer>()
  for (const each of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(each.parentPath, each.name)
    if (each.isFile()) files.set(relative(folder, path), readFileSync(path))
  }
  rmSync(folder, { recursive: true })
  return files
}

type Lent = {
  app: ReturnType<typeof createApp>
  parts: Parts
  troubles: { reference: string; error: string }[]
}
/** By origin, which is known when routes are put together; the other parts are looked up with every request. */
const idle = new Map<string, Lent[]>()

/**
 * Putting the routes together costs more than all else in a world, and nothing is kept in them: the same routes serve one world after the
 * other, each with parts of its own.
 */
function lendApp(parts: Parts): Lent & { giveBack: () => void } {
  const waiting = idle.get(parts.origin) ?? []
  idle.set(parts.origin, waiting)
  const lent = waiting.pop() ?? putTogether()
  for (const each of Object.keys(lent.parts)) Reflect.deleteProperty(lent.parts, each)
  Object.assign(lent.parts, parts)
  lent.troubles = []
  return { ...lent, giveBack }

  /** Twice would lend it to two worlds at once, and the first of them to close would take the other's school away. */
  function giveBack() {
    if (waiting.includes(lent)) throw new Error("this world was closed before")
    waiting.push(lent)
  }

  function putTogether(): Lent {
    const made = { ...parts }
    const app = createApp(made, (trouble) => lent.troubles.push(trouble))
    return { app, parts: made, troubles: [] }
  }
}

/** Someone with a browser: keeps cookies, says where requests come from. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #handle: (request: Request) => Promise<Response>
  constructor(handle: (request: Request) => Promise<Response>) {
    this.#handle = handle
  }
  get(path: string, headers: Record<string, string> = {}) {
    return this.#send(path, { method: "GET", headers })
  }
  post(path: string, fields: Record<string, string | string[]> = {}, headers: Record<string, string> = {}) {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields))
      for (const each of [value].flat()) body.append(name, each)
    return this.#send(path, { method: "POST", body, headers })
  }
  upload(
    path: string,
    field: string,
    file: File,
    headers: Record<string, string> = {},
    more: Record<string, string> = {},
  ) {
    const body = new FormData()
    body.append(field, file)
    for (const [name, value] of Object.entries(more)) body.append(name, value)
    return this.#send(path, { method: "POST", body, headers })
  }
  async #send(
    path: string,
    init: { method: string; headers: Record<string, string>; body?: URLSearchParams | FormData },
  ) {
    const headers = new Headers({ "Sec-Fetch-Site": "same-origin", ...init.headers })
    if (this.cookies.size > 0)
      headers.set("Cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "))
    const answer = await this.#handle(new Request(`http://localhost:3000${path}`, { ...init, headers }))
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (!name) continue
      if (/Max-Age=0/i.test(line) || value === "") this.cookies.delete(name)
      else this.cookies.set(name, value ?? "")
    }
    return answer
  }
}

/** The headers of a request that htmx makes for a part of a page. */
export const htmx = { "HX-Request": "true", "HX-Request-Type": "partial" }

export type World = Awaited<ReturnType<typeof testWorld>>

/** A world of its own: De Regenboog with an open round, De Wilg which must stay out, a clock that can be set, and visitors. */
export async function testWorld(origin = "http://localhost:3000", more: Partial<Parts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tienminuten-"))
  mkdirSync(join(folder, "schools"))
  for (const [name, bytes] of template) writeFileSync(join(folder, name), bytes)
  const registry = openRegistry(folder, master)
  const clock = { now: today }
  const { app, parts, troubles, giveBack } = lendApp({
    registry,
    now: () => clock.now,
    origin,
    development: true,
    postFolder: join(folder, "post"),
    imports,
    // Nobody waits in a test, and visitors may say where they come from (Fly-Client-IP).
    signInFloor: 0,
    waitingSecond: 0,
    sms: false,
    trustedProxy: "fly",
    ...more,
  })
  const school = openSchool(registry, "de-regenboog") as Db
  const wilg = () => openSchool(registry, "de-wilg") as Db
  const stranger = () => new Browser((request) => app.handle(request))
  const enter = async (db: Db, kind: "ouder" | "team", start: (tx: Db["orm"]) => string) => {
    const browser = stranger()
    browser.cookies.set(`__Host-${kind}-${db.school.slug}`, await write(db, start))
    return browser
  }
  const parent = (household: number, db = school) =>
    enter(db, "ouder", (tx) => startParentSession(tx, household as HouseholdId, clock.now))
  const staff = (id: number, db = school) =>
    enter(db, "team", (tx) => startStaffSession(tx, id as StaffId, clock.now))
  const hired = (role: "mentor" | "planner", name: string, teacher: number | null) => {
    const email = `${role}@regenboog.example`
    school.client.run(
      "INSERT INTO staff (name, email, role, teacher_id, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      [name, email, role, teacher, clock.now.toString()],
    )
    const { id } = school.client
      .query<{ id: number }, [string]>("SELECT id FROM staff WHERE email = ?")
      .get(email) as { id: number }
    return staff(id)
  }
  return {
    folder,
    registry,
    parts,
    app,
    school,
    /** Opened by who looks at it: most never do. */
    get wilg() {
      return wilg()
    },
    clock,
    troubles,
    stranger,
    parent,
    staff,
    yilmaz: () => parent(cast.households.yilmaz),
    deVries: () => parent(cast.households.deVries),
    bakker: () => parent(cast.households.bakker),
    jansen: () => parent(cast.households.jansen),
    deWit: () => staff(cast.staff.deWit),
    tim: () => staff(cast.staff.tim),
    /** Juf Noor as a mentor, and a planner: made when they first come in. */
    noor: () => hired("mentor", "Noor Willems", cast.teachers.noor),
    planner: () => hired("planner", "Piet Planner", null),
    wilgDirector: () => staff(1, wilg()),
    close() {
      closeRegistry(registry)
      rmSync(folder, { recursive: true, force: true })
      giveBack()
    },
  }
}

/** Closes a world in which nothing of ours went wrong, once what was noted on the side is written too. */
export async function closeInPeace(world: World): Promise<void> {
  expect(world.troubles).toEqual([])
  await write(world.school, () => null)
  world.close()
}
