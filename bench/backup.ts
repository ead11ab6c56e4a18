import { randomBytes } from "node:crypto"
import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import type { Backup } from "../src/backup/backup.ts"
import { bringBackSchools } from "../src/backup/restoring.ts"
import type { Db } from "../src/db/open.ts"
import { closeRegistry, goLive, openRegistry, prepareSchool, type Registry } from "../src/db/registry.ts"
import {
  bucketServer,
  eventually,
  litestream,
  type Replicating,
  replicating,
  urlOf,
} from "../tests/support/backup.ts"
import { fillRegenboog } from "../tests/support/school.ts"
import { detail, quantile, result } from "./measure.ts"

const sizes = (process.env["BACKUP_SCHOOLS"] ?? "1,20,300").split(",").map(Number)
const samples = 40
/** How much each school holds beside its people, in kilobytes; and two large schools. */
const ordinary = 200
const large = [20_000, 100_000]

/**
 * How much is lost with the machine, and how long it takes to come back: the real Litestream, a real S3 server beside it on the same
 * cores, and the code that bin/start runs.
 */
export async function backup(): Promise<void> {
  if (!existsSync(litestream)) return console.log("Litestream is not here: bin/setup backup brings it")
  const rows = [
    "| Schools | From a booking to its object, half | 99 of 100 | All back on an empty machine |",
    "| --- | --- | --- | --- |",
  ]
  for (const schools of sizes) {
    const { lost, back } = await measured(schools, ordinary)
    const [half, most] = [quantile(lost, 0.5), quantile(lost, 0.99)]
    rows.push(`| ${schools} | ${inSeconds(half)} | ${inSeconds(most)} | ${inSeconds(back)} |`)
    result(`Lost with the machine, ${schools} schools, p99`, inSeconds(most), "3 s", most <= 3000)
    const goal = schools === 1 ? 10_000 : 300_000
    result(`${schools} schools back on an empty machine`, inSeconds(back), inSeconds(goal), back <= goal)
  }
  for (const kilobytes of large) {
    const { back } = await measured(1, kilobytes)
    result(`One school of ${kilobytes / 1000} MB back`, inSeconds(back), "10 s", back <= 10_000)
  }
  detail("## Backup", "", ...rows)
}

const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

async function measured(count: number, kilobytes: number): Promise<{ lost: number[]; back: number }> {
  const server = await bucketServer()
  const world = replicating(urlOf(server))
  const registry = openRegistry(world.dataFolder, { bytes: Buffer.alloc(32, 7) })
  const schools = Array.from({ length: count }, (_, at) => made(registry, at, kilobytes))
  const [first] = schools as [Db]
  await world.start()
  await eventually(
    "all have their first copy",
    async () => (await world.replica.list()).filter(({ syncedAt }) => syncedAt !== null).length > count,
    300,
  )
  for (const { file } of await world.replica.list()) await world.replica.sync(file, 60)
  const lost = await untilCopied(world, first, schools)
  for (const { file } of await world.replica.list()) await world.replica.sync(file, 60)
  await world.stop()
  for (const { db } of registry.open.values()) db.close()
  registry.open.clear()
  rmSync(join(world.dataFolder, "schools"), { recursive: true })
  rmSync(join(world.dataFolder, "litestream"), { recursive: true })
  const back = await bringingBack(registry, world, count)
  closeRegistry(registry)
  await server.close()
  return { lost, back }
}

function made(registry: Registry, at: number, kilobytes: number): Db {
  const facts = { slug: `school-${at}`, name: "a", city: "b", phone: "", email: "", brin: null }
  const now = Temporal.Now.instant().subtract({ hours: 1 })
  const prepared = prepareSchool(registry, { ...facts, sector: "primary" }, now)
  if (!prepared.ok) throw new Error(prepared.refusal.kind)
  const db = goLive(registry, prepared.value)
  fillRegenboog(db)
  db.client.run("CREATE TABLE ballast (bytes BLOB)")
  for (let left = kilobytes; left > 0; left -= 100)
    db.client.run("INSERT INTO ballast VALUES (?)", [randomBytes(100_000)])
  return db
}

/** From each write until the bucket lists a new object of that file, in milliseconds; meanwhile another school writes now and then. */
async function untilCopied(world: Replicating, first: Db, all: readonly Db[]): Promise<number[]> {
  const prefix = `schools/${first.client.filename.split("/").at(-1)}/0000/`
  const newest = async () =>
    (await Array.fromAsync(world.bucket.list(prefix)))
      .map(({ key }) => key)
      .sort()
      .at(-1)
  const write = (db: Db) =>
    db.client.run("INSERT INTO locations (key, name) VALUES (?1, ?1)", [crypto.randomUUID()])
  const lost: number[] = []
  for (let at = 0; at < samples; at++) {
    const before = await newest()
    write(all[at % all.length] as Db)
    if (at % all.length !== 0) write(first)
    const began = performance.now()
    await eventually("it is copied", async () => (await newest()) !== before, 60)
    lost.push(performance.now() - began)
    await Bun.sleep(200 + Math.random() * 800)
  }
  return lost
}

/** What bin/start does before it listens. */
async function bringingBack(registry: Registry, world: Replicating, count: number): Promise<number> {
  const { setup, bucket, replica } = world
  const backup: Backup = { setup, bucket, janitor: bucket, replica, at: () => ({ bucket, janitor: bucket }) }
  let came = 0
  const began = performance.now()
  await bringBackSchools({ registry, backup, now: () => Temporal.Now.instant() }, (returned) => {
    if ("copy" in returned) came++
    else throw new Error(returned.error)
  })
  if (came !== count) throw new Error(`${came} of ${count} came back`)
  return performance.now() - began
}
