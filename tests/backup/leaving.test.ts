import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { leaveDue } from "../../src/backup/leaving.ts"
import { askToLeave, confirmLeaving, leavers, leavingOf, stay } from "../../src/db/backup/departures.ts"
import { agreeWithFiles, rememberErasures } from "../../src/db/backup/restored.ts"
import { checkCertificate } from "../../src/db/privacy/certificates.ts"
import { closeRegistry, openRegistry, type Registry } from "../../src/db/registry.ts"
import { ownerOf } from "../../src/domain/backup/janitor.ts"
import { type Bucket, bucketAt } from "../../src/integrations/bucket.ts"
import type { Replica } from "../../src/integrations/replica.ts"
import { testWorld, type World } from "../support/app.ts"
import { choose, deWit } from "../support/rounds.ts"

// A school leaves: everything of it, and nothing of another.

let world: World
let root: string
let bucket: Bucket
let copied: Set<string>
let replica: Replica
let id: string
beforeEach(async () => {
  world = await testWorld()
  id = world.school.school.id
  root = join(world.folder, "backup")
  bucket = { ...bucketAt({ kind: "folder", folder: root }, null), clock: async () => world.clock.now }
  copied = new Set(readdirSync(join(world.folder, "schools")).filter((name) => name.endsWith(".db")))
  replica = {
    list: async () => [...copied].map((file) => ({ file, syncedAt: null })),
    sync: async () => ({ txid: "1" }),
    unregister: async (file) => void copied.delete(file),
    stop: async () => {},
    start: async () => {},
    pid: async () => 1,
  }
  for (const school of [id, world.wilg.school.id])
    for (let at = 0; at < 40; at++) lay(`schools/${school}.20260901080000.db/ltx/1/${at}.ltx`)
  lay(`schools/${id}0.20260901080000.db/ltx/1/0.ltx`)
  lay("control.db/ltx/1/0.ltx")
  for (const where of ["aside", "staging", `litestream/schools/.${id}.20260901080000.db-litestream`])
    lay(`../${where}/${id}.20250101080000.db`)
})
afterEach(() => world.close())

function lay(key: string) {
  mkdirSync(dirname(join(root, key)), { recursive: true })
  writeFileSync(join(root, key), "x")
}
const other = { ...deWit, staff: 2 as typeof deWit.staff }
const later = (hours: number) => {
  world.clock.now = world.clock.now.add({ hours })
}
const steps = (registry: Registry = world.registry, parts = { bucket, replica }) =>
  leaveDue({ registry, now: () => world.clock.now, ...parts })
const state = (registry = world.registry) => leavingOf(registry.control, id as never)?.state
/** Both administrators said so, and the day is over. */
async function decided() {
  const { registry, school, clock } = world
  expect((await askToLeave(registry, school, deWit, "de regenboog ", clock.now)).ok).toBe(true)
  expect((await confirmLeaving(registry, school, other, clock.now)).ok).toBe(true)
  later(24)
}
/** What is left on the disk and in the backup with this in its name. */
const left = (of: string) =>
  readdirSync(world.folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes(`${of}.`))

describe("a school that leaves", () => {
  it("goes also when its file is damaged where its people are counted", async () => {
    await decided()
    world.school.client.run("DROP TABLE waits")
    expect(await steps()).toMatchObject([{ step: "shut", outcome: "done" }])
    expect(await steps()).toMatchObject([{ step: "erase", outcome: "done" }])
  })

  it("is open for a day after two people said so, then gone at once, and out of the backup before seven days are over", async () => {
    choose(world.school, { household: 2, pupil: 2, teacher: 1, at: "2026-11-12T18:10:00Z" })
    const neighbours = left(world.wilg.school.id)
    await decided()
    world.clock.now = world.clock.now.subtract({ seconds: 1 })
    expect(await steps()).toEqual([])
    expect((await world.stranger().get("/de-regenboog")).status).toBe(200)
    later(1)
    const erasedAt = world.clock.now
    expect(await steps()).toMatchObject([{ step: "shut", outcome: "done" }])
    world.registry.lately.clear()
    expect((await world.stranger().get("/de-regenboog")).status).toBe(410)
    expect(await steps()).toMatchObject([{ step: "erase", outcome: "done" }])
    expect(left(id).filter((name) => !name.startsWith("backup"))).toEqual([])
    expect([...copied].filter((file) => file.includes(id))).toEqual([])
    expect(world.registry.bySlug.get("de-regenboog")).toBeNull()
    world.registry.control.run("PRAGMA wal_checkpoint(TRUNCATE)") // Litestream does, within a minute
    expect(readFileSync(join(world.folder, "control.db")).includes("kantoor@de-regenboog")).toBe(false)
    const page = await (await world.stranger().get("/de-regenboog/gesprekken")).text()
    expect(page).toContain("gebruikt Tienminuten niet meer")
    const number = leavers(world.registry.control)[0]?.number ?? ""
    expect(page).toContain(`/controleer/${number}`)
    expect(await (await world.stranger().get(`/controleer/${number}`)).text()).toContain("komt er nog")

    later(155)
    expect(await steps()).toEqual([])
    expect(left(id).length).toBeGreaterThan(0)
    later(1)
    expect(await steps()).toMatchObject([{ step: "purge", outcome: "done" }])
    expect(left(id)).toEqual([])
    expect(world.clock.now.since(erasedAt).total("hours")).toBeLessThan(7 * 24)
    expect(await steps()).toEqual([])

    const [gone] = leavers(world.registry.control)
    expect(gone).toMatchObject({ state: "gone", slug: null, askedBy: null, confirmedBy: null, objects: 40 })
    const known = await checkCertificate(world.registry, gone?.number ?? "")
    expect(known?.certificate).toMatchObject({
      school: "De Regenboog",
      at: erasedAt,
      erased: { pupils: 5, talks: 1 },
      backup: { objects: 40, emptyAt: world.clock.now.toString() },
    })
    const paper = await world.stranger().get(`/controleer/${gone?.number}/pdf`)
    expect(paper.headers.get("Content-Type")).toBe("application/pdf")
    expect(await (await world.stranger().get(`/controleer/${gone?.number}`)).text()).toContain(
      "40 bestanden gewist, daarna was er niets meer",
    )
    // Neighbours: the other school, and one whose name begins like ours.
    expect(left(world.wilg.school.id)).toEqual(neighbours)
    expect(left(`${id}0`)).toHaveLength(4)
    expect((await world.stranger().get("/de-wilg")).status).toBe(200)
    expect((await world.stranger().get("/de-regenboog")).status).toBe(404)
  })

  it("gets to the same end when it is broken off at any step", async () => {
    await decided()
    const crashes = { left: 0 }
    /** Breaks off at the so manieth thing that is asked of it. */
    const brittle = <Part extends object>(part: Part): Part =>
      new Proxy(part, {
        get: (of, name) => {
          const found = Reflect.get(of, name)
          if (typeof found !== "function") return found
          return (...given: unknown[]) => {
            if (crashes.left-- === 0) throw new Error("crash")
            return found.apply(of, given)
          }
        },
      })
    let broken = 0
    let ends: unknown = "confirmed"
    // At the first thing that is asked, then at the second … until this step is done; and so on with the next.
    for (let at = 0; at < 400; at++) {
      const registry = openRegistry(world.folder, world.registry.master)
      crashes.left = at
      const parts = { bucket: brittle(bucket), replica: brittle(replica) }
      try {
        const outcomes = await steps({ ...registry, control: brittle(registry.control) }, parts)
        if (outcomes.some(({ outcome }) => outcome === "failed")) broken++
      } catch {
        broken++
      }
      const reached = state(registry)
      if (reached !== ends) at = -1
      if (reached === "erased" && ends !== "erased") later(156)
      ends = reached
      closeRegistry(registry)
      if (ends === "gone") break
    }
    expect(ends).toBe("gone")
    expect(broken).toBeGreaterThan(25)
    expect(left(id)).toEqual([])
    const [gone] = leavers(world.registry.control)
    expect(gone?.objects).toBe(40)
    expect((await checkCertificate(world.registry, gone?.number ?? ""))?.certificate.erased).toMatchObject({
      pupils: 5,
    })
    expect(left(world.wilg.school.id).filter((name) => name.startsWith("backup"))).toHaveLength(43)
    expect(left(`${id}0`)).toHaveLength(4)
  })

  it("is not gone while something of it is left in the backup", async () => {
    await decided()
    await steps()
    await steps()
    later(156)
    const stubborn = { ...bucket, delete: async () => {} }
    expect(await steps(world.registry, { bucket: stubborn, replica })).toMatchObject([{ outcome: "failed" }])
    expect(state()).toBe("erased")
    expect(
      await checkCertificate(world.registry, leavers(world.registry.control)[0]?.number ?? ""),
    ).toBeNull()
    expect(await steps()).toMatchObject([{ outcome: "done" }])
  })

  it("is not gone while nobody can look into the backup that there was", async () => {
    await decided()
    await steps()
    await steps()
    later(156)
    const without = () => leaveDue({ registry: world.registry, now: () => world.clock.now })
    expect(await without()).toMatchObject([{ step: "purge", outcome: "later" }])
    expect(state()).toBe("erased")
    rmSync(join(world.folder, "litestream"), { recursive: true }) // there never was one
    expect(await without()).toMatchObject([{ outcome: "done" }])
  })

  it("is not ended by a clock that is wrong", async () => {
    await decided()
    const now = world.clock.now
    const right = { ...bucket, clock: async () => now.subtract({ hours: 24 }) }
    expect(await steps(world.registry, { bucket: right, replica })).toMatchObject([{ outcome: "later" }])
    expect(state()).toBe("confirmed")
  })

  it("stays gone when the registry is put back to before its end", async () => {
    const before = join(world.folder, "control-before.db")
    world.registry.control.run("VACUUM INTO ?", [before])
    await decided()
    await steps()
    await steps()
    const newest = join(world.folder, "control-newest.db")
    world.registry.control.run("VACUUM INTO ?", [newest])
    const there = join(world.folder, "elsewhere")
    mkdirSync(there)
    rememberErasures(before, newest)
    writeFileSync(join(there, "control.db"), readFileSync(before))
    const registry = openRegistry(there, world.registry.master)
    expect(registry.bySlug.get("de-regenboog")).not.toBeNull()
    agreeWithFiles(registry)
    lay(`../elsewhere/schools/${id}.20260901080000.db`) // and even its file came back
    expect(await steps(registry)).toMatchObject([{ step: "erase", outcome: "done" }])
    expect(registry.bySlug.get("de-regenboog")).toBeNull()
    expect(existsSync(join(there, "schools", `${id}.20260901080000.db`))).toBe(false)
    closeRegistry(registry)
  })
})

describe("the day to change one's mind", () => {
  it("lets anybody who decides stop it, and nobody after that", async () => {
    const { registry, school, clock } = world
    await askToLeave(registry, school, deWit, "De Regenboog", clock.now)
    expect((await stay(registry, school, other, clock.now)).ok).toBe(true)
    expect(state()).toBe("withdrawn")
    await decided()
    expect(await stay(registry, school, deWit, clock.now)).toMatchObject({ refusal: { kind: "too-late" } })
  })
})

describe("prefixes in the backup", () => {
  it("of one school never begin like those of another", () => {
    expect(ownerOf(`schools/${id}0.20260901080000.db/ltx/1/0.ltx`)).toEqual({ kind: "foreign" })
  })
})
