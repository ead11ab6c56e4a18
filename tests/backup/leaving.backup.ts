import { afterAll, afterEach, expect, it } from "bun:test"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { leaveDue } from "../../src/backup/leaving.ts"
import { leaveOnRequest, leavers } from "../../src/db/backup/departures.ts"
import { registeredSchools } from "../../src/db/backup/restored.ts"
import { closeRegistry, goLive, openRegistry, prepareSchool, schoolFile } from "../../src/db/registry.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import {
  type BucketServer,
  bucketServer,
  eventually,
  type Replicating,
  replicating,
  urlOf,
} from "../support/backup.ts"
import { fillRegenboog, fillWilg, today } from "../support/school.ts"

// A school leaves while the real Litestream copies it to a real bucket. Its neighbour must not notice.

let server: BucketServer | null = null
let world: Replicating | null = null
afterEach(() => world?.stop())
afterAll(() => server?.close())

it("leaves nothing on the disk at once and nothing in the bucket in the end, and nothing of it is made again", async () => {
  server = await bucketServer()
  world = replicating(urlOf(server))
  const { bucket, replica, dataFolder, setup } = world
  const registry = openRegistry(dataFolder, { bytes: Buffer.alloc(32, 7) })
  const schools = (["de-regenboog", "de-wilg"] as const).map((slug) => {
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
    const db = goLive(registry, prepared.value)
    return { db, id: db.school.id, name: `${db.school.id}.${prepared.value.epoch}.db` }
  })
  const [leaver, neighbour] = schools as [(typeof schools)[0], (typeof schools)[0]]
  fillRegenboog(leaver.db)
  fillWilg(neighbour.db)
  await world.start()
  await eventually("it sees all of them", async () => (await replica.list()).length === 3)
  for (const { file } of await replica.list()) await replica.sync(file, 30)
  const objects = async (id: string) => (await Array.fromAsync(bucket.list(`schools/${id}.`))).length
  expect(await objects(leaver.id)).toBeGreaterThan(0) // so that this test can fail both ways

  let now = Temporal.Now.instant()
  const parts = { registry, replica, bucket: { ...bucket, clock: async () => now }, now: () => now }
  expect((await leaveOnRequest(registry, leaver.db, now)).ok).toBe(true)
  now = now.add({ hours: 24 })
  expect(await leaveDue(parts)).toMatchObject([{ step: "shut", outcome: "done" }])
  expect(await leaveDue(parts)).toMatchObject([{ step: "erase", outcome: "done" }])
  const onDisk = () =>
    readdirSync(dataFolder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes(leaver.id))
  expect(onDisk()).toEqual([])
  expect((await replica.list()).some(({ file }) => file.includes(leaver.id))).toBe(false)

  now = now.add({ hours: 156 })
  expect(await leaveDue(parts)).toMatchObject([{ step: "purge", outcome: "done" }])
  expect(await objects(leaver.id)).toBe(0)
  expect(leavers(registry.control)[0]).toMatchObject({ state: "gone", slug: null })

  // What Litestream does a moment later, and after it starts anew.
  neighbour.db.client.run("INSERT INTO locations (key, name) VALUES ('n', 'Noord')")
  await Bun.sleep(3000)
  await world.stop()
  await world.start()
  await eventually("the neighbour is copied", async () => (await replica.list()).length === 2)
  await replica.sync(schoolFile(registry, neighbour.id, neighbour.name.slice(37, 51)), 30)
  expect(await objects(leaver.id)).toBe(0)
  expect(onDisk()).toEqual([])
  expect(registeredSchools(registry).map(({ slug }) => slug)).toEqual(["de-wilg"])
  const back = join(dataFolder, "back.db")
  expect(await copyFromBackup(setup, `schools/${neighbour.name}`, back, null)).not.toBeNull()
  expect(existsSync(back)).toBe(true)
  closeRegistry(registry)
}, 120_000)
