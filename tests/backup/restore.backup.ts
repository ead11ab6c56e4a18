import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "bun:test"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { erasePerson } from "../../src/db/privacy/erasing.ts"
import { planErasing } from "../../src/db/privacy/erasing-plan.ts"
import { checkLogbook } from "../../src/db/privacy/logbook.ts"
import {
  closeRegistry,
  goLive,
  openRegistry,
  openSchool,
  prepareSchool,
  type Registry,
} from "../../src/db/registry.ts"
import { replicaAt } from "../../src/integrations/replica.ts"
import { socketIn } from "../../src/integrations/replicator.ts"
import { type BucketServer, bucketServer, eventually, urlOf } from "../support/backup.ts"
import { deWit } from "../support/rounds.ts"
import { fillRegenboog, fillWilg, today } from "../support/school.ts"
import { type Service, service } from "../support/service.ts"

// An operator at three in the morning. The service runs with the real Litestream and a real bucket; the commands are those of the docs.

let server: BucketServer
let house: Service
let registry: Registry
beforeAll(async () => {
  server = await bucketServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  house = service(urlOf(server).replace("/v1", `/${crypto.randomUUID()}`))
  await house.start()
  registry = openRegistry(house.dataFolder, { bytes: Buffer.alloc(32, 7) })
  for (const [slug, fill] of [
    ["de-regenboog", fillRegenboog],
    ["de-wilg", fillWilg],
  ] as const) {
    const facts = {
      slug,
      name: slug,
      city: "Utrecht",
      phone: "",
      email: "",
      brin: null,
      sector: "primary",
    } as const
    const prepared = prepareSchool(registry, facts, today)
    if (!prepared.ok) throw new Error(prepared.refusal.kind)
    fill(goLive(registry, prepared.value))
  }
  await eventually("the backup runs", async () => (await house.ready()).backup === "ok")
  await copied()
})
afterEach(async () => {
  close()
  await house.crash()
})

function close() {
  for (const { db } of registry.open.values()) db.close()
  registry.open.clear()
  registry.lately.clear()
}
/** The school as whoever opens it now finds it. */
function school(slug = "de-regenboog") {
  registry.lately.clear()
  const db = openSchool(registry, slug)
  if (!db) throw new Error(slug)
  return db
}
const bookings = () => school().sql<{ n: number }, []>("SELECT count(*) AS n FROM bookings").get()?.n
const places = () =>
  school()
    .sql<{ name: string }, []>("SELECT name FROM locations ORDER BY name")
    .all()
    .map(({ name }) => name)
const addPlace = (name: string) =>
  school().client.run("INSERT INTO locations (key, name) VALUES (?, ?)", [name, name])
async function copied() {
  const replica = replicaAt(socketIn(house.dataFolder))
  await eventually("it sees all of them", async () => (await replica.list()).length === 3)
  for (const { file } of await replica.list()) await replica.sync(file, 30)
}
/** A moment between two things, as far apart as the backup can tell. */
async function moment(): Promise<string> {
  await copied()
  await Bun.sleep(1200)
  const now = Temporal.Now.instant().toString()
  await Bun.sleep(1200)
  return now
}
const liveFiles = () => readdirSync(join(house.dataFolder, "schools")).filter((name) => name.endsWith(".db"))

describe("one school", () => {
  it("is shown first, and then put back as it was at a moment, while the service runs", async () => {
    addPlace("Noord")
    const then = await moment()
    addPlace("Vergissing")
    await copied()
    const before = liveFiles()
    const shown = await house.operator("restore", "de-regenboog", "--at", then)
    expect(shown).toMatchObject({ code: 0 })
    expect(shown.out).toContain("Voeg --yes toe")
    expect(liveFiles()).toEqual(before)
    expect(places()).toEqual(["Noord", "Vergissing"])

    close()
    const done = await house.operator("restore", "de-regenboog", "--at", then, "--yes")
    expect(done.err).not.toContain("niet teruggezet")
    expect(done.code).toBe(0)
    expect(places()).toEqual(["Noord"])
    expect((await fetch(`${house.origin}/de-regenboog`)).status).toBe(200)
    expect(readdirSync(join(house.dataFolder, "aside")).some((name) => before.includes(name))).toBe(true)
    expect(checkLogbook(school(), registry.control).broken).toBeNull()
    expect(school().sql("SELECT 1 FROM logbook WHERE act = 'school-restored'").get()).not.toBeNull()
    // What happened to another school in between stayed.
    expect(liveFiles().filter((name) => before.includes(name))).toHaveLength(1)

    // It was no mistake after all: the file that was put aside is put back, by the number that the log knows the school by.
    const aside = readdirSync(join(house.dataFolder, "aside")).find((name) => name.endsWith(".db")) ?? ""
    const path = join(house.dataFolder, "aside", aside)
    close()
    expect(await house.operator("restore", "de-wilg", "--file", path, "--yes")).toMatchObject({ code: 1 })
    expect(await house.operator("restore", "--all", "--file", path, "--yes")).toMatchObject({ code: 2 })
    expect(await house.operator("restore", aside.slice(0, 36), "--file", path, "--yes")).toMatchObject({
      code: 0,
    })
    expect(places()).toEqual(["Noord", "Vergissing"])
  })

  it("loses nothing that was booked when its newest copy is put back", async () => {
    const had = bookings()
    addPlace("Noord")
    close()
    await copied()
    expect(await house.operator("restore", "de-regenboog", "--yes")).toMatchObject({ code: 0 })
    expect(bookings()).toBe(had as number)
    expect(places()).toEqual(["Noord"])
    addPlace("Zuid")
    await copied()
    close()
    expect(await house.operator("restore", "de-regenboog", "--yes")).toMatchObject({ code: 0 })
    expect(places()).toEqual(["Noord", "Zuid"])
  })

  it("stays as it is when the backup has nothing of that moment, or the words are wrong", async () => {
    const before = liveFiles()
    expect(
      await house.operator("restore", "de-regenboog", "--at", "2020-01-01 12:00", "--yes"),
    ).toMatchObject({ code: 1 })
    expect(await house.operator("restore", "de-regenboog", "--at", "gisteren")).toMatchObject({ code: 2 })
    expect(await house.operator("restore", "niemand")).toMatchObject({ code: 2 })
    expect(await house.operator("restore", "de-regenboog", "--all")).toMatchObject({ code: 2 })
    expect(liveFiles()).toEqual(before)
    expect((await fetch(`${house.origin}/de-regenboog`)).status).toBe(200)
  })

  it("stays as it is when the copy does not hang together, and nothing of that copy is left lying about", async () => {
    school().client.run("PRAGMA foreign_keys = OFF")
    school().client.run("INSERT INTO household_pupils (household_id, pupil_id) VALUES (9999, 9999)")
    await copied()
    close()
    const done = await house.operator("restore", "de-regenboog", "--yes")
    expect(done).toMatchObject({ code: 1 })
    expect(done.err).toContain("rows without their parent")
    expect(readdirSync(join(house.dataFolder, "staging"))).toEqual([])
    expect((await fetch(`${house.origin}/de-regenboog`)).status).toBe(200)
  })

  it("can be looked at as it was while the school lets us, and is not touched", async () => {
    const then = await moment()
    school().client.run("UPDATE rounds SET title = 'Vergissing'")
    await copied()
    school().client.run("UPDATE staff SET password_hash = 'set' WHERE id = 1") // from then on it is theirs
    const look = () => house.operator("look", "de-regenboog", "rounds", "--at", then)
    expect((await look()).code).toBe(1)
    school().client.run(
      "INSERT INTO operator_windows (purpose, opened_by, opened_at, until) VALUES ('een vraag', 1, ?, ?)",
      [today.toString(), "2099-01-01T00:00:00Z"],
    )
    const seen = await look()
    expect(seen).toMatchObject({ code: 0 })
    expect(seen.out).toContain("Herfst")
    expect(seen.out).not.toContain("Vergissing")
    expect(school().sql("SELECT 1 FROM rounds WHERE title = 'Vergissing'").get()).not.toBeNull()
    expect(school().sql("SELECT 1 FROM logbook WHERE act = 'operator-looked'").get()).not.toBeNull()
    expect(readdirSync(join(house.dataFolder, "staging"))).toEqual([])
  })

  it("does not bring back who was erased after that moment", async () => {
    const then = await moment()
    close()
    expect(await house.operator("restore", "de-regenboog", "--yes")).toMatchObject({ code: 0 })
    const aside = readdirSync(join(house.dataFolder, "aside")).find((name) => name.endsWith(".db")) ?? ""
    const person = { kind: "pupil", id: 1 } as const
    const now = Temporal.Now.instant()
    const seen = planErasing(school(), deWit, person, now)?.fingerprint ?? ""
    expect(await erasePerson(registry, school(), deWit, { person, seen, sure: true }, now)).toMatchObject({
      ok: true,
    })
    const has = () => school().sql("SELECT 1 FROM pupils WHERE id = 1").get() !== null
    expect(has()).toBe(false)
    await copied()
    close()
    const done = await house.operator("restore", "de-regenboog", "--at", then, "--yes")
    expect(done).toMatchObject({ code: 0 })
    expect(done.out).toContain("Opnieuw gewist")
    expect(has()).toBe(false)
    expect(checkLogbook(school(), registry.control).broken).toBeNull()
    close()
    const path = join(house.dataFolder, "aside", aside)
    const again = await house.operator("restore", "de-regenboog", "--file", path, "--yes")
    expect(again.out).toContain("Opnieuw gewist")
    expect(has()).toBe(false)
  })
})

describe("all schools", () => {
  it("are put back one after the other, with how far it is", async () => {
    close()
    const before = liveFiles()
    const done = await house.operator("restore", "--all", "--yes")
    expect(done).toMatchObject({ code: 0 })
    expect(done.err).toContain("1/2")
    expect(liveFiles().some((name) => before.includes(name))).toBe(false)
    for (const slug of ["de-regenboog", "de-wilg"])
      expect((await fetch(`${house.origin}/${slug}`)).status).toBe(200)
  })
})

describe("the control database", () => {
  it("is put back only while the service is stopped, keeps what was erased since, and finds the schools at their newest file", async () => {
    const then = await moment()
    registry.control.run(
      "INSERT INTO erasures (school_id, kind, ref, erased_at, confirmed) VALUES ('a', 'pupil', 7, '2026-11-12T10:00:00Z', 1)",
    )
    registry.control.run("UPDATE schools SET name = 'Vergissing'")
    close()
    expect(await house.operator("restore", "de-wilg", "--yes")).toMatchObject({ code: 0 })
    await copied()
    expect((await house.operator("restore", "--control", "--at", then, "--yes")).err).toContain("in gebruik")
    await house.stop()
    closeRegistry(registry)
    const done = await house.operator("restore", "--control", "--at", then, "--yes")
    expect(done).toMatchObject({ code: 0 })
    await house.start()
    registry = openRegistry(house.dataFolder, { bytes: Buffer.alloc(32, 7) })
    expect(
      registry.control.query("SELECT DISTINCT name FROM schools WHERE name = 'Vergissing'").all(),
    ).toEqual([])
    expect(registry.control.query("SELECT ref FROM erasures").all()).toEqual([{ ref: 7 }])
    for (const slug of ["de-regenboog", "de-wilg"])
      expect((await fetch(`${house.origin}/${slug}`)).status).toBe(200)
    const { id, epoch } = registry.bySlug.get("de-wilg")!
    expect(existsSync(join(house.dataFolder, "schools", `${id}.${epoch}.db`))).toBe(true)
    await eventually("the backup goes on from there", async () => (await house.ready()).backup === "ok")
    await copied()
  })
})
