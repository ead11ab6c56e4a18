import { Database } from "bun:sqlite"
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "bun:test"
import { cpSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs"
import { join } from "node:path"
import type { Backup } from "../../src/backup/backup.ts"
import { type CanaryFacts, proveCanary } from "../../src/backup/canary.ts"
import type { DrillFacts } from "../../src/backup/drill.ts"
import { drill } from "../../src/backup/drill.ts"
import { proveBackup, sweepBackup } from "../../src/backup/jobs.ts"
import { fetchSchool } from "../../src/backup/restoring.ts"
import { lastCheck } from "../../src/db/backup/backup-checks.ts"
import { noteBackupPlace } from "../../src/db/backup/backup-places.ts"
import { registeredSchools } from "../../src/db/backup/restored.ts"
import { removeFile } from "../../src/db/backup/school-files.ts"
import { openFile } from "../../src/db/open.ts"
import { scrubWhenDue } from "../../src/db/privacy/scrubbing.ts"
import {
  canarySchool,
  closeRegistry,
  goLive,
  openRegistry,
  prepareSchool,
  type Registered,
  type Registry,
} from "../../src/db/registry.ts"
import { type Bucket, bucketAt, urlOf as bucketUrl, type Place } from "../../src/integrations/bucket.ts"
import {
  type BucketServer,
  bucketServer,
  eventually,
  type Replicating,
  replicating,
  urlOf,
} from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { fillRegenboog } from "../support/school.ts"

// The proofs that run every night, over more than a week that passes in seconds: whom was erased a week ago is nowhere, who was there
// yesterday is, and what comes back is what is live. Each of them must be able to fail.

let server: BucketServer
let world: Replicating
let registry: Registry
let now: Temporal.Instant
const told: Record<string, string | number>[] = []
beforeAll(async () => {
  server = await bucketServer()
})
afterAll(() => server.close())
beforeEach(() => {
  for (const name of readdirSync(server.files)) rmSync(join(server.files, name), { recursive: true })
  told.length = 0
})
/** `snapshots`: how often Litestream makes them. In two seconds six hours of this story pass. */
async function begin(snapshots: "2s" | "6h") {
  world = replicating(urlOf(server), (yaml) => yaml.replace("interval: 6h", `interval: ${snapshots}`))
  registry = openRegistry(world.dataFolder, { bytes: Buffer.alloc(32, 7) })
  now = Temporal.Now.zonedDateTimeISO("Europe/Amsterdam").add({ days: 1 }).with({ hour: 3 }).toInstant()
  await world.start()
}
afterEach(async () => {
  closeRegistry(registry)
  await world.stop()
})

const backup = (): Backup => {
  const { setup, bucket, replica } = world
  const janitorOf = (bucket: Bucket) => ({ ...bucket, clock: async () => now })
  const at = (place: Place) => {
    const elsewhere = bucketAt(place, setup.keys)
    return { bucket: elsewhere, janitor: janitorOf(elsewhere) }
  }
  return { setup, bucket, janitor: janitorOf(bucket), replica, at }
}
const parts = () => ({
  registry,
  backup: backup(),
  now: () => now,
  tell: (line: (typeof told)[0]) => void told.push(line),
})

/** What was laid in the bucket a moment ago was laid there at the hour that it is in this story. */
function date() {
  for (const name of readdirSync(server.files, { recursive: true, encoding: "utf8" })) {
    const path = join(server.files, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isFile() && found.mtimeMs < Date.now() + 60_000)
      utimesSync(path, now.epochMilliseconds / 1000, now.epochMilliseconds / 1000)
  }
}

/** A day: the proofs at three, the scrub an hour later. `janitor`: sweeps, once an hour as far as anybody can see. */
async function day(janitor: boolean) {
  await proveBackup(parts())
  now = now.add({ hours: 1 })
  const db = canarySchool(registry, now)
  await eventually("it is scrubbed", () => scrubWhenDue(registry, db, now) === "done")
  await eventually("it is copied", async () => {
    const { file, name } = { file: db.client.filename, name: db.client.filename.split("/").at(-1) }
    await world.replica.sync(file, 20)
    return (await Array.fromAsync(world.bucket.list(`schools/${name}/`))).length > 0
  })
  date()
  now = now.add({ hours: 22 })
  if (janitor) await sweepBackup(parts())
  now = now.add({ hours: 1 })
}

it("finds no canary of a week ago and yesterday’s alive; and without the janitor it finds what should be gone", async () => {
  await begin("2s")
  for (let at = 0; at < 9; at++) await day(true)
  await proveBackup(parts())
  const clean = lastCheck<CanaryFacts>(registry.control, "canary")
  expect(clean).toMatchObject({ fine: true, facts: { found: [], lives: true, alarms: [] } })
  expect(clean?.facts.copies).toBeGreaterThan(7)
  expect(lastCheck<DrillFacts>(registry.control, "drill")).toMatchObject({ fine: true })
  expect(told.filter((line) => "alarm" in line)).toEqual([])

  // Two days on which nobody sweeps.
  now = now.add({ hours: 1 })
  await eventually(
    "it is scrubbed",
    () => scrubWhenDue(registry, canarySchool(registry, now), now) === "done",
  )
  date()
  now = now.add({ hours: 47 })
  const dirty = await proveCanary({ registry, backup: backup(), now: () => now })
  expect(dirty.found.length).toBeGreaterThan(0)
  expect(dirty.alarms.map(({ alarm }) => alarm)).toContain("canary-found")
  await sweepBackup(parts())
  expect((await proveCanary({ registry, backup: backup(), now: () => now })).found).toEqual([])
}, 180_000)

it("notices when yesterday’s canary cannot be brought back", async () => {
  await begin("2s")
  await day(true)
  await day(true)
  const yesterday = (await world.bucket.names("schools/")).sort().slice(0, -1)
  for (const name of yesterday)
    for await (const { key } of world.bucket.list(`schools/${name}/`)) await world.bucket.delete(key)
  const facts = await proveCanary({ registry, backup: backup(), now: () => now })
  expect(facts).toMatchObject({ lives: false, alarms: [{ alarm: "canary-lost" }] })
}, 60_000)

it("brings back a moment from before the backup moved, and the newest from where it lies now", async () => {
  await begin("6h")
  const db = canarySchool(registry, now.subtract({ hours: 48 }))
  const [school] = registeredSchools(registry) as [Registered]
  const copied = async () => {
    await eventually("it is seen", async () => (await world.replica.list()).length === 2)
    await world.replica.sync(db.client.filename, 20)
  }
  const add = (name: string) => db.client.run("INSERT INTO locations (key, name) VALUES (?1, ?1)", [name])
  add("before")
  await copied()
  await Bun.sleep(1200)
  const then = Temporal.Now.instant()
  await Bun.sleep(1200) // a bucket tells time in seconds
  noteBackupPlace(registry.control, bucketUrl(world.setup.place), now)
  await world.stop()
  // As docs/operations.md says: another prefix, to which every file is sent from its first page.
  rmSync(join(world.dataFolder, "litestream"), { recursive: true })
  world = replicating(urlOf(server).replace("/v1?", "/v2?"), undefined, world.dataFolder)
  noteBackupPlace(registry.control, bucketUrl(world.setup.place), now)
  await world.start()
  add("after")
  await copied()
  const places = async (at: Temporal.Instant | null) => {
    const { file } = await fetchSchool({ registry, backup: backup(), now: () => now }, school, at)
    const copy = new Database(file)
    const found = copy.query<{ name: string }, []>("SELECT name FROM locations ORDER BY name").all()
    copy.close()
    removeFile(file)
    return found.map(({ name }) => name)
  }
  await Bun.sleep(1200)
  expect(await places(null)).toEqual(["after", "before"])
  expect(await places(Temporal.Now.instant())).toEqual(["after", "before"]) // nothing was written since
  expect(await places(then)).toEqual(["before"])
}, 60_000)

it("names the school to which two machines wrote by mistake, and gives it a place of its own", async () => {
  await begin("6h")
  const db = canarySchool(registry, now.subtract({ hours: 48 }))
  const seen = async (of: Replicating, file: string) =>
    (await of.replica.list()).some((each) => each.file === file)
  await eventually("it is seen", () => seen(world, db.client.filename))
  await world.replica.sync(db.client.filename, 20)
  expect((await drill(parts())).alarms).toEqual([])
  // A disk that was copied, and starts elsewhere with the same settings.
  const clone = folder()
  await world.stop()
  // Whole, as a disk is copied with its service at rest: part of a file would be no second machine.
  db.client.run("PRAGMA wal_checkpoint(TRUNCATE)")
  cpSync(world.dataFolder, clone, { recursive: true })
  const second = replicating(urlOf(server), undefined, clone)
  const twin = join(clone, "schools", db.client.filename.split("/").at(-1) ?? "")
  const other = openFile(twin, [])
  await Promise.all([world.start(), second.start()])
  await eventually(
    "both see it",
    async () => (await seen(world, db.client.filename)) && (await seen(second, twin)),
  )
  const add = (client: Database, name: string) =>
    client.run("INSERT INTO locations (key, name) VALUES (?1, ?1)", [name])
  // Each writes over what the other sent, and the one that should not be there goes on for longer, until a night notices it.
  let alarms: Awaited<ReturnType<typeof drill>>["alarms"] = []
  for (let at = 0; at < 30 && alarms.length === 0; at++) {
    if (at < 3) add(db.client, `here-${at}`)
    if (at < 3) await world.replica.sync(db.client.filename, 20).catch(() => undefined)
    add(other, `there-${at}`)
    await second.replica.sync(twin, 20).catch(() => undefined)
    if (at > 4) alarms = (await drill(parts())).alarms
  }
  expect(alarms).toContainEqual(expect.objectContaining({ alarm: "drill-failed", file: db.school.id }))
  other.close()
  await second.stop()
  await proveBackup(parts())
  expect(told).toContainEqual({ job: "drill", school: db.school.id, outcome: "renewed" })
  await eventually("the new file is seen", () => seen(world, db.client.filename))
  const after = (await drill(parts())).alarms
  expect(after.filter((each) => "file" in each && each.file === db.school.id)).toEqual([])
}, 90_000)

it("compares what comes back with what is live, and names a copy that is not what it should be", async () => {
  await begin("6h")
  const facts = {
    slug: "de-regenboog",
    name: "a",
    city: "b",
    phone: "",
    email: "",
    brin: null,
    sector: "primary",
  } as const
  const prepared = prepareSchool(registry, facts, now.subtract({ hours: 48 }))
  if (!prepared.ok) throw new Error(prepared.refusal.kind)
  const db = goLive(registry, prepared.value)
  fillRegenboog(db)
  await eventually("it is seen", async () => (await world.replica.list()).length === 2)
  await world.replica.sync(db.client.filename, 20)
  expect(await drill(parts())).toMatchObject({ files: [{ trouble: null }, { trouble: null }], alarms: [] })

  // The bucket lies: what it said to have kept is not there.
  const name = db.client.filename.split("/").at(-1)
  db.client.run("INSERT INTO locations (key, name) VALUES ('n', 'Noord')")
  await world.replica.sync(db.client.filename, 20)
  for await (const { key } of world.bucket.list(`schools/${name}/0000/`)) await world.bucket.delete(key)
  for await (const { key } of world.bucket.list(`schools/${name}/0009/`)) await world.bucket.delete(key)
  expect((await drill(parts())).alarms).toEqual([
    { alarm: "drill-failed", file: db.school.id, why: "not-restored" },
  ])
  // By itself the school goes on in a new file, which is copied from its first page.
  await proveBackup(parts())
  expect(told).toContainEqual({ job: "drill", school: db.school.id, outcome: "renewed" })
  await eventually("the new file is seen", async () =>
    (await world.replica.list()).some(({ file }) => file === db.client.filename),
  )
  expect((await drill(parts())).alarms).toEqual([])
  expect(db.client.query("SELECT 1 FROM locations WHERE name = 'Noord'").get()).not.toBeNull()
}, 60_000)
