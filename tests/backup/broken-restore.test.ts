import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { copyFileSync, existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fetchAside } from "../../src/backup/aside.ts"
import type { Backup } from "../../src/backup/backup.ts"
import { sweep } from "../../src/backup/janitor.ts"
import { type Fetched, swapIn } from "../../src/backup/restoring.ts"
import { agreeWithFiles, examineSchool, registeredSchools } from "../../src/db/backup/restored.ts"
import { stagingFile } from "../../src/db/backup/school-files.ts"
import { checkLogbook } from "../../src/db/privacy/logbook.ts"
import { closeSchool, openSchool, schoolFile } from "../../src/db/registry.ts"
import { epochAt, nextEpoch, readFileName } from "../../src/domain/backup/backup.ts"
import { type Bucket, bucketAt } from "../../src/integrations/bucket.ts"
import { copiesIn } from "../../src/integrations/copies.ts"
import { type Replica, ReplicaTrouble } from "../../src/integrations/replica.ts"
import { testWorld, type World } from "../support/app.ts"

// A restore that breaks off, because the bucket is away or because whoever did it was killed. Whatever happened: the newest file of a school is the
// one that serves, now and after the next start. So the newest of its copies is the right one.

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

const files = () => readdirSync(join(world.folder, "schools")).filter((name) => name.endsWith(".db"))
/** Litestream begins to copy whatever lies between the live files. */
const copySome = () => files().forEach((name) => void lay(`schools/${name}/ltx/9/1-9.ltx`))
const epochsIn = (names: string[]) =>
  names
    .map(readFileName)
    .flatMap((found) => (found?.id === live().id ? [found.epoch] : []))
    .sort()

const never = () => new Promise<never>(() => undefined)
const refused = () => Promise.reject(new ReplicaTrouble("The bucket is behind", false))
/** Litestream beside a bucket that is away: what it is asked is refused, or never answered. */
function away(at: Partial<Replica>): Backup {
  const list = async () => {
    copySome()
    return files().map((name) => ({ file: join(world.folder, "schools", name), syncedAt: null }))
  }
  const replica: Replica = {
    list,
    sync: refused,
    unregister: refused,
    stop: async () => {},
    start: async () => {},
    pid: async () => 1,
    ...at,
  }
  return { replica, bucket, janitor: bucket } as unknown as Backup
}

/** The school as it is now, in staging and checked; and nobody has it open. */
function fetched(): Fetched {
  world.clock.now = world.clock.now.add({ minutes: 1 })
  const school = live()
  const epoch = nextEpoch(school.epoch, world.clock.now) ?? ""
  const file = stagingFile(world.folder, school.id, epoch)
  closeSchool(world.registry, school.id)
  copyFileSync(schoolFile(world.registry, school.id, school.epoch), file)
  const copy = { txid: "1", reachedAt: world.clock.now }
  return { school, file, isEarlier: true, epoch, from: school.epoch, copy, counts: examineSchool(file) }
}
const swap = (backup: Backup, what = fetched()) =>
  swapIn({ registry: world.registry, backup, now: () => world.clock.now }, what)

/** The school goes on, and the service is started again: nothing of what was done is gone, and the newest file and copy are those that serve. */
async function goesOn() {
  const db = openSchool(world.registry, "de-regenboog")
  db?.client.run("INSERT INTO locations (key, name) VALUES ('na', 'Daarna geboekt')")
  copySome()
  closeSchool(world.registry, live().id)
  agreeWithFiles(world.registry)
  const again = openSchool(world.registry, "de-regenboog")
  expect(again?.sql("SELECT name FROM locations WHERE key = 'na'").get()).toEqual({ name: "Daarna geboekt" })
  if (again) expect(checkLogbook(again, world.registry.control).broken).toBeNull()
  expect(epochsIn(files()).at(-1)).toBe(live().epoch)
  expect(epochAt(epochsIn(await copiesIn(bucket)), world.clock.now.add({ hours: 1 }))).toBe(live().epoch)
}

describe("with the bucket away", () => {
  it("before the old file was let go of, leaves the school as it was", async () => {
    const before = live()
    const what = fetched()
    await expect(swap(away({ stop: refused }), what)).rejects.toThrow("The bucket is behind")
    expect(live()).toEqual({ ...before, state: "live" })
    expect(existsSync(what.file)).toBe(false)
    await goesOn()
  })

  it("after that, serves the new file and says that it is not copied yet: it never counts for less than it is", async () => {
    const before = live()
    const what = fetched()
    const swapped = await swap(away({}), what)
    expect(await swapped.copied()).toBe(false)
    expect(live()).toEqual({ ...before, epoch: what.epoch, state: "live" })
    expect(existsSync(swapped.aside ?? "")).toBe(true)
    await goesOn()
  })

  it("and the school in another file meanwhile, changes nothing", async () => {
    const what = fetched()
    const other = await swap(away({}), fetched())
    expect(other.aside).not.toBeNull()
    const before = live()
    await expect(swap(away({}), what)).rejects.toThrow("do it again")
    expect(live()).toEqual(before)
    expect(existsSync(what.file)).toBe(false)
    await goesOn()
  })

  it("and the service started again in between, which let everybody in: leaves the school as it was", async () => {
    const before = live()
    const stop = async () => agreeWithFiles(world.registry)
    await expect(swap(away({ stop }))).rejects.toThrow("meanwhile")
    expect(live()).toEqual(before)
    await goesOn()
  })
})

it("leaves no half of a file that was put aside, when there is no room for all of it", () => {
  const { id, epoch } = live()
  const path = join(world.folder, "aside", `${id}.${epoch}.db`)
  mkdirSync(`${path}-wal`, { recursive: true }) // cannot be copied
  copyFileSync(schoolFile(world.registry, id, epoch), path)
  const aside = () => fetchAside({ registry: world.registry, now: () => world.clock.now }, live(), path)
  expect(aside).toThrow()
  expect(readdirSync(join(world.folder, "staging"))).toEqual([])
})

describe("killed", () => {
  const steps = {
    "while it waits for the old file": async () => {
      void swap(away({ stop: never }))
      await Bun.sleep(50)
      expect(live().state).toBe("restoring")
    },
    "between moving the new file in and writing that down": async () => {
      void swap(away({ stop: never }))
      await Bun.sleep(50)
      copySome()
      const { id, epoch } = live()
      const other = nextEpoch(epoch, world.clock.now) ?? ""
      copyFileSync(schoolFile(world.registry, id, epoch), schoolFile(world.registry, id, other))
      copySome()
    },
    "while it waits for the backup": async () => {
      void swap(away({ list: never })).then(({ copied }) => copied())
      await Bun.sleep(100)
      expect(live().state).toBe("live")
    },
  }
  for (const [step, crash] of Object.entries(steps)) {
    it(`${step}: the next start opens the school`, async () => {
      copySome()
      await crash()
      agreeWithFiles(world.registry)
      expect(live().state).toBe("live")
      await goesOn()
    })
    it(`${step}: so does a second try, also one that fails`, async () => {
      copySome()
      await crash()
      const what = fetched()
      await expect(swap(away({ stop: refused }), what)).rejects.toThrow("The bucket is behind")
      expect(live().state).toBe("live")
      await goesOn()
    })
  }
})

it("deletes nothing of the live file a week later, where a copy of a newer one lies in the backup all the same", async () => {
  lay(`${copyOf({ ...live(), epoch: nextEpoch(live().epoch, world.clock.now) ?? "" })}/ltx/9/1-1.ltx`)
  world.clock.now = world.clock.now.add({ hours: 165 })
  lay(`${copyOf(live())}/ltx/9/1-9.ltx`)
  expect(await sweep(bucket, world.registry, world.clock.now)).toMatchObject({ deleted: 1 })
  expect(inBackup()).toEqual([`${copyOf(live())}/ltx/9/1-9.ltx`])
})
