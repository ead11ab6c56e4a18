import { Database } from "bun:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  agreeWithFiles,
  examineSchool,
  goOnIn,
  hasItAlone,
  makeReady,
  reopen,
  shut,
} from "../../../src/db/backup/restored.ts"
import { rotate } from "../../../src/db/backup/rotating.ts"
import { forgetAside, moveIn, putAside, stagingFile } from "../../../src/db/backup/school-files.ts"
import {
  closeReplaced,
  goLive,
  openSchool,
  prepareSchool,
  SchoolUnavailable,
  schoolFile,
} from "../../../src/db/registry.ts"
import { testWorld, type World } from "../../support/app.ts"
import { today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const line = () => world.registry.bySlug.get("de-regenboog")!
const live = () => schoolFile(world.registry, line().id, line().epoch)
const forgetLately = () => world.registry.lately.clear()
/** What visitors get a moment later. */
const open = () => {
  forgetLately()
  return openSchool(world.registry, "de-regenboog")
}
/** The live file copied to another epoch, closed. */
function another(epoch: string): string {
  const to = schoolFile(world.registry, line().id, epoch)
  world.school.client.run("VACUUM INTO ?", [to])
  return to
}

describe("a school that is being restored", () => {
  it("lets nobody in, and lets go of its file so that another process has it alone", () => {
    const old = live()
    expect(hasItAlone(old)).toBe(false)
    shut(world.registry, line())
    closeReplaced(world.registry)
    expect(hasItAlone(old)).toBe(true)
    expect(open).toThrow(SchoolUnavailable)
  })
  it("serves its new file from the next visit on, in a server that has the old one open", () => {
    const fresh = schoolFile(world.registry, line().id, "20991231235959")
    const staged = stagingFile(world.folder, line().id, "20991231235959")
    world.school.client.run("VACUUM INTO ?", [staged])
    const client = new Database(staged)
    client.run("DELETE FROM bookings")
    client.run("DELETE FROM logbook")
    client.close()
    goOnIn(world.registry, line(), "20991231235959", staged)
    const db = open()
    expect(db?.client.filename).toBe(fresh)
    expect(db?.sql("SELECT 1 FROM logbook").get()).toBeNull()
  })
  it("comes out of a broken restore: forward when the new file was in its place, back when it was not", () => {
    shut(world.registry, line())
    agreeWithFiles(world.registry)
    expect(line().state).toBe("live")
    shut(world.registry, line())
    another("20991231235959")
    agreeWithFiles(world.registry)
    expect(line()).toMatchObject({ state: "live", epoch: "20991231235959" })
  })
})

describe("two who are at the same school", () => {
  const staged = (epoch: string) => {
    const file = stagingFile(world.folder, line().id, epoch)
    world.school.client.run("VACUUM INTO ?", [file])
    return file
  }
  it("do not replace each other's file: whoever looked before the other was done, has to look again", () => {
    const seen = line()
    expect(shut(world.registry, seen)).toBe(true)
    goOnIn(world.registry, { ...seen, state: "restoring" }, "20991231235958", staged("20991231235958"))
    expect(shut(world.registry, seen)).toBe(false)
    const late = staged("20991231235959")
    expect(() => goOnIn(world.registry, seen, "20991231235959", late)).toThrow("meanwhile")
    reopen(world.registry, seen)
    expect(line()).toMatchObject({ state: "live", epoch: "20991231235958" })
    expect(existsSync(schoolFile(world.registry, seen.id, "20991231235959"))).toBe(false)
  })
  it("bring back no school that left meanwhile", () => {
    const seen = line()
    world.registry.control.run("UPDATE schools SET state = 'ending' WHERE id = ?", [seen.id])
    expect(shut(world.registry, seen)).toBe(false)
    another("20991231235959")
    reopen(world.registry, seen)
    expect(line()).toEqual({ ...seen, state: "ending" })
  })
})

describe("a file that was to go in while the registry cannot be written", () => {
  // At once, and at the commit: then the file was moved already.
  for (const [when, trouble] of [
    ["at once", "SELECT RAISE(ABORT, 'disk is full')"],
    ["at the commit", "INSERT INTO owed VALUES (1)"],
  ])
    it(`does not stay (${when}): at the next start it would be taken for the live one`, () => {
      const { control } = world.registry
      control.run("CREATE TABLE owner (id INTEGER PRIMARY KEY)")
      control.run("CREATE TABLE owed (id REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED)")
      control.run(`CREATE TRIGGER no AFTER UPDATE ON schools BEGIN ${trouble}; END`)
      const before = line()
      expect(() => rotate(world.registry, world.school, world.clock.now)).toThrow(/disk is full|FOREIGN KEY/)
      control.run("DROP TRIGGER no")
      world.school.client.run("INSERT INTO locations (key, name) VALUES ('na', 'Daarna geboekt')")
      agreeWithFiles(world.registry)
      expect(line()).toEqual(before)
      expect(readdirSync(join(world.folder, "staging"))).toEqual([])
      expect(open()?.sql("SELECT 1 FROM locations WHERE key = 'na'").get()).not.toBeNull()
    })
})

describe("a copy that is made ready", () => {
  const ready = async (isEarlier: boolean) => {
    await world.yilmaz()
    await world.deWit()
    const file = another("20991231235959")
    await makeReady(world.registry, line(), { file, reachedAt: today, isEarlier }, today)
    return new Database(file)
  }
  const count = (client: Database, table: string) =>
    client.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n

  it("gives out no number again that was given out after its moment: codes and links are made of them", async () => {
    const highest = (client: Database, table: string) =>
      client.query<{ id: number }, []>(`SELECT max(id) AS id FROM ${table}`).get()?.id ?? 0
    const letters = highest(world.school.client, "households") + 1
    const client = await ready(false)
    client.run("INSERT INTO households DEFAULT VALUES")
    expect(highest(client, "households")).toBeGreaterThan(letters + 10_000)
    // Also where there was nothing yet.
    client.run(
      "INSERT INTO operator_windows (purpose, opened_by, opened_at, until) VALUES ('x', 1, '1', '2')",
    )
    expect(highest(client, "operator_windows")).toBeGreaterThan(10_000)
    client.close()
  })

  it("leaves people signed in when it is the newest, and brings back no session of an earlier moment", async () => {
    const newest = await ready(false)
    expect(count(newest, "parent_sessions")).toBe(1)
    newest.close()
    rmSync(schoolFile(world.registry, line().id, "20991231235959"))
    const earlier = await ready(true)
    expect(count(earlier, "parent_sessions")).toBe(0)
    expect(count(earlier, "staff_sessions")).toBe(0)
    earlier.close()
  })
})

describe("a file that is not there", () => {
  it("is said to be missing, and no empty school comes in its place", () => {
    const file = live()
    world.school.close()
    world.registry.open.clear()
    renameSync(file, `${file}.gone`)
    expect(open).toThrow("its file is missing")
    expect(existsSync(file)).toBe(false)
  })
})

describe("a new school", () => {
  it("is whole before it lies among the others, and cannot be reached before it goes live", () => {
    const facts = { slug: "de-berk", name: "De Berk", city: "Utrecht", phone: "", email: "", brin: null }
    const prepared = prepareSchool(world.registry, { ...facts, sector: "primary" }, today)
    if (!prepared.ok) throw new Error(prepared.refusal.kind)
    expect(readdirSync(join(world.registry.folder, "staging"))).toEqual([])
    expect(examineSchool(prepared.value.file).pupils).toBe(0)
    expect(openSchool(world.registry, "de-berk")).toBeNull()
    expect(goLive(world.registry, prepared.value).school.slug).toBe("de-berk")
    expect(openSchool(world.registry, "de-berk")).not.toBeNull()
  })
})

describe("a copy", () => {
  it("is read from end to end: damage is found before it serves anyone", async () => {
    const file = another("20991231235959")
    expect(examineSchool(file)).toMatchObject({ pupils: expect.any(Number), bookings: expect.any(Number) })
    const bytes = Buffer.from(await Bun.file(file).arrayBuffer())
    bytes.fill(0xaa, 4096 * 3, 4096 * 6)
    writeFileSync(file, bytes)
    expect(() => examineSchool(file)).toThrow()
  })
  it("never goes over another file, and is not mixed with a log that was left behind", () => {
    const { folder } = world.registry
    const staged = stagingFile(folder, "a", "1")
    copyFileSync(another("20991231235959"), staged)
    expect(() => moveIn(staged, live())).toThrow("is there already")
    const to = join(folder, "schools", "a.1.db")
    writeFileSync(`${to}-wal`, "of another file")
    moveIn(staged, to)
    expect(existsSync(`${to}-wal`)).toBe(false)
    expect(examineSchool(to).households).toBeGreaterThan(0)
  })
})

describe("a file that was put aside", () => {
  it("stays six days and is gone on the seventh", () => {
    const { folder } = world.registry
    const aside = putAside(folder, another("20991231235959"))
    const days = (count: number) => Temporal.Now.instant().add({ hours: 24 * count })
    expect(forgetAside(folder, days(5))).toBe(0)
    expect(existsSync(aside)).toBe(true)
    expect(forgetAside(folder, days(6).add({ seconds: 1 }))).toBe(1)
    expect(existsSync(aside)).toBe(false)
  })
})
