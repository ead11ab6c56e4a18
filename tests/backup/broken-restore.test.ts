import { afterEach, beforeEach, expect, it } from "bun:test"
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import type { Backup } from "../../src/backup/backup.ts"
import { sweep } from "../../src/backup/janitor.ts"
import { type Fetched, swapIn } from "../../src/backup/restoring.ts"
import { examineSchool, registeredSchools } from "../../src/db/backup/restored.ts"
import { stagingFile } from "../../src/db/backup/school-files.ts"
import { closeSchool, openSchool } from "../../src/db/registry.ts"
import { nextEpoch } from "../../src/domain/backup/backup.ts"
import { type Bucket, bucketAt } from "../../src/integrations/bucket.ts"
import { type Replica, ReplicaTrouble } from "../../src/integrations/replica.ts"
import { testWorld, type World } from "../support/app.ts"

// A restore that breaks off because the bucket is too slow. The school stays what it was; what was copied of the file that never served must not
// be taken for a newer one.

let world: World
let root: string
let bucket: Bucket
beforeEach(async () => {
  world = await testWorld()
  root = join(world.folder, "backup")
  bucket = { ...bucketAt({ kind: "folder", folder: root }, null), clock: async () => world.clock.now }
})
afterEach(() => world.close())

const live = () => {
  const found = registeredSchools(world.registry).find(({ slug }) => slug === "de-regenboog")
  if (!found) throw new Error("no school")
  return found
}
const copyOf = ({ id, epoch }: { id: string; epoch: string }) => `schools/${id}.${epoch}.db`
/** Lays an object in the backup, as it would be now. */
function lay(key: string) {
  const path = join(root, key)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, "x")
  const at = world.clock.now.epochMilliseconds / 1000
  utimesSync(path, at, at)
}
const inBackup = () =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ltx"))

/** Litestream sees the new file and begins to copy it; the bucket does not take all of it in time. */
function slow(): Replica {
  const seen = () => readdirSync(join(world.folder, "schools")).filter((name) => name.endsWith(".db"))
  return {
    list: async () => seen().map((name) => ({ file: join(world.folder, "schools", name), syncedAt: null })),
    async sync(file) {
      lay(`schools/${basename(file)}/ltx/9/1-1.ltx`)
      throw new ReplicaTrouble("The bucket is behind", false)
    },
    unregister: async () => {},
    stop: async () => {},
    start: async () => {},
    pid: async () => 1,
  }
}

/** An earlier copy of the school, in staging. */
function fetched(): Fetched {
  const school = live()
  const epoch = nextEpoch(school.epoch, world.clock.now) ?? ""
  const file = stagingFile(world.folder, school.id, epoch)
  world.school.client.run("VACUUM INTO ?", [file])
  const copy = { txid: "1", reachedAt: world.clock.now }
  return { school, file, isEarlier: true, epoch, from: school.epoch, copy, counts: examineSchool(file) }
}

it("leaves the school as it was, and nothing of the file that never served in the backup", async () => {
  lay(`${copyOf(live())}/ltx/9/1-9.ltx`)
  const before = live()
  const staged = fetched()
  expect(closeSchool(world.registry, before.id)).toBe(true)
  const backup = { replica: slow(), bucket, janitor: bucket } as unknown as Backup
  const broken = swapIn({ registry: world.registry, backup, now: () => world.clock.now }, staged)
  await expect(broken).rejects.toThrow("The bucket is behind")
  expect(live()).toEqual({ ...before, state: "live" })
  expect(existsSync(staged.file)).toBe(false)
  expect(inBackup()).toEqual([`${copyOf(before)}/ltx/9/1-9.ltx`])
  expect(openSchool(world.registry, "de-regenboog")).not.toBeNull()
})

it("deletes nothing of the live file a week later, where something of the other one stayed behind all the same", async () => {
  lay(`${copyOf({ ...live(), epoch: nextEpoch(live().epoch, world.clock.now) ?? "" })}/ltx/9/1-1.ltx`)
  world.clock.now = world.clock.now.add({ hours: 165 })
  lay(`${copyOf(live())}/ltx/9/1-9.ltx`)
  expect(await sweep(bucket, world.registry, world.clock.now)).toMatchObject({ deleted: 1 })
  expect(inBackup()).toEqual([`${copyOf(live())}/ltx/9/1-9.ltx`])
})
