import { Database } from "bun:sqlite"
import { afterAll, afterEach, beforeAll, expect, it } from "bun:test"
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import { stagingFile } from "../../src/db/backup/school-files.ts"
import { openFile } from "../../src/db/open.ts"
import { placeOf } from "../../src/integrations/bucket.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { replicaAt } from "../../src/integrations/replica.ts"
import { socketIn } from "../../src/integrations/replicator.ts"
import {
  type BucketServer,
  bucketKeys,
  bucketServer,
  eventually,
  litestream,
  urlOf,
} from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, openLedger } from "../support/ledger.ts"
import { type Service, service } from "../support/service.ts"

// The service as a container runs it.

let server: BucketServer
let house: Service
beforeAll(async () => {
  server = await bucketServer()
})
afterEach(() => house.crash())
afterAll(() => server.close())

/** A prefix of its own for every test. */
let prefix = ""
function fresh() {
  prefix = crypto.randomUUID()
  return urlOf(server).replace("/v1", `/${prefix}`)
}
const addSchool = (slug: string) =>
  house.operator(
    "school",
    "add",
    slug,
    "--name",
    slug,
    "--city",
    "Utrecht",
    "--admin-name",
    "An Bos",
    "--admin-email",
    `an@${slug}.example`,
  )
const copier = () => replicaAt(socketIn(house.dataFolder)).pid()
const loseMachine = () => {
  for (const what of ["control.db", "control.db-wal", "control.db-shm", "schools", "litestream", "run"])
    rmSync(join(house.dataFolder, what), { recursive: true, force: true })
}

it("goes on while Litestream is killed, starts it again, and says meanwhile that the backup is behind", async () => {
  house = service(fresh())
  await house.start()
  await eventually("the backup runs", async () => (await house.ready()).backup === "ok")
  const first = await copier()
  process.kill(first as number, "SIGKILL")
  expect((await fetch(`${house.origin}/`)).status).toBe(200)
  await eventually("it says so", () => house.said().some(({ backup }) => backup === "ended"))
  await eventually("another one runs", async () => {
    const pid = await copier()
    return pid !== null && pid !== first
  })
  await eventually("all is well", async () => (await house.ready()).backup === "ok")
})

it("comes back on an empty machine with all that was said to be there, at a new epoch", async () => {
  house = service(fresh())
  await house.start()
  expect(house.said()[0]).toMatchObject({ restored: "nothing" })
  expect(await addSchool("de-berk")).toMatchObject({ code: 0 })
  expect(await addSchool("de-esdoorn")).toMatchObject({ code: 0 })
  const before = readdirSync(join(house.dataFolder, "schools")).filter((name) => name.endsWith(".db"))
  await replicaAt(socketIn(house.dataFolder)).sync(join(house.dataFolder, "control.db"), 30)
  await house.crash()
  loseMachine()
  await house.start()
  expect(house.said().filter(({ restored }) => restored === "school")).toHaveLength(2)
  for (const slug of ["de-berk", "de-esdoorn"])
    expect((await fetch(`${house.origin}/${slug}`)).status).toBe(200)
  const after = readdirSync(join(house.dataFolder, "schools")).filter((name) => name.endsWith(".db"))
  expect(after.map((name) => name.slice(0, 36)).sort()).toEqual(
    before.map((name) => name.slice(0, 36)).sort(),
  )
  expect(after.some((name) => before.includes(name))).toBe(false)
})

it("comes back as well when the first try looked for it in the wrong place", async () => {
  house = service(fresh())
  await house.start()
  await addSchool("de-berk")
  await replicaAt(socketIn(house.dataFolder)).sync(join(house.dataFolder, "control.db"), 30)
  await house.crash()
  loseMachine()
  const wrong = service(fresh(), { DATA_DIR: house.dataFolder })
  await wrong.start().finally(() => wrong.stop())
  expect(wrong.said()[0]).toMatchObject({ restored: "nothing" })
  await house.start()
  expect(house.said().map(({ restored }) => restored)).toEqual(expect.arrayContaining(["control", "school"]))
  expect((await fetch(`${house.origin}/de-berk`)).status).toBe(200)
  await house.stop()
  await house.start()
  expect(house.said().filter(({ restored }) => restored)).toEqual([])
})

it("says out loud when the backup does not have a school that should be there, and serves the others", async () => {
  house = service(fresh())
  await house.start()
  await addSchool("de-berk")
  await addSchool("de-esdoorn")
  await replicaAt(socketIn(house.dataFolder)).sync(join(house.dataFolder, "control.db"), 30)
  await house.stop()
  const control = new Database(join(house.dataFolder, "control.db"))
  const lost =
    control.query<{ id: string }, []>("SELECT id FROM schools WHERE slug = 'de-berk'").get()?.id ?? ""
  control.close()
  loseMachine()
  const copies = join(server.files, prefix, "schools")
  for (const name of readdirSync(copies))
    if (name.startsWith(lost)) rmSync(join(copies, name), { recursive: true })
  await house.start()
  expect(house.said()).toContainEqual(expect.objectContaining({ restored: "FAILED", school: lost }))
  expect((await fetch(`${house.origin}/de-berk`)).status).toBe(503)
  expect((await fetch(`${house.origin}/de-esdoorn`)).status).toBe(200)
  expect((await house.ready()).backup).toBe("degraded")
})

const many = Number(process.env["NEW_SCHOOLS"] ?? 100)
/** How many schools have something that is not copied when we are asked to stop: a hundred at night. */
const dirty = many > 100 ? 100 : 20

it("stops within its time with the bucket away while many schools wait, loses nothing, and copies the rest after the next start", async () => {
  house = service(fresh(), { STOP_SECONDS: "2" })
  await house.start()
  await addSchool("de-berk")
  await house.stop()
  const waiting = Array.from({ length: dirty }, () =>
    join(house.dataFolder, "schools", `${crypto.randomUUID()}.20260901080000.db`),
  )
  for (const file of waiting) openLedger(file).close()
  // The same folder with a bucket that nobody answers for.
  const away = service("s3://away/v1?endpoint=http%3A%2F%2F127.0.0.1%3A9&region=us-east-1", {
    STOP_SECONDS: "2",
    DATA_DIR: house.dataFolder,
  })
  await away.start()
  const contact = new Database(join(house.dataFolder, "control.db"))
  contact.run("PRAGMA busy_timeout = 5000")
  contact.run("UPDATE schools SET phone = '030 555 01 23'")
  contact.close()
  const booking = waiting.map(openLedger)
  for (const each of booking) book(each, "nobody has copied this")
  for (const each of booking) each.close()
  const { code, took } = await away.stop()
  expect(code).toBe(0)
  expect(took).toBeLessThan(15_000)
  await house.start()
  const replica = replicaAt(socketIn(house.dataFolder))
  await eventually("it sees all of them", async () => (await replica.list()).length === dirty + 2)
  for (const { file } of await replica.list()) await replica.sync(file, 30)
  const place = placeOf(house.backupUrl)
  if (!place) throw new Error(house.backupUrl)
  const setup = {
    program: litestream,
    config: "",
    dataFolder: folder(),
    place,
    keys: bucketKeys,
    metrics: "",
  }
  for (const file of [waiting[0], waiting.at(-1)]) {
    const to = join(folder(), "back.db")
    expect(await copyFromBackup(setup, `schools/${basename(file ?? "")}`, to, null)).not.toBeNull()
    expect(checkLedger(openLedger(to))).toBe(1)
  }
  await house.crash()
  loseMachine()
  await house.start()
  const back = new Database(join(house.dataFolder, "control.db"))
  expect(back.query<{ phone: string }, []>("SELECT phone FROM schools").get()?.phone).toBe("030 555 01 23")
  back.close()
})

it("goes on when it cannot write down how the backup does, as on a disk that is full, and does not say that all is well", async () => {
  house = service(fresh())
  mkdirSync(join(house.dataFolder, "run", "backup.json"), { recursive: true })
  await house.start()
  await eventually("the backup runs", async () => (await copier()) !== null)
  process.kill((await copier()) as number, "SIGKILL")
  await eventually("it says so", () => house.said().some(({ report }) => report === "NOT WRITTEN"))
  await eventually("another one runs", async () => (await copier()) !== null)
  await Bun.sleep(1000)
  expect((await fetch(`${house.origin}/`)).status).toBe(200)
  expect((await house.ready()).backup).toBe("degraded")
})

it("refuses a second one on the same data", async () => {
  house = service(fresh())
  await house.start()
  await eventually("the backup runs", async () => (await copier()) !== null)
  const second = service(fresh(), { DATA_DIR: house.dataFolder })
  await expect(second.start()).rejects.toThrow("is running already")
})

it(`sees ${many} new schools that come all at once, each with a first copy`, async () => {
  house = service(fresh())
  await house.start()
  const made = Array.from({ length: many }, () => {
    const name = `${crypto.randomUUID()}.20260901080000.db`
    const staged = stagingFile(house.dataFolder, name.slice(0, 36), "20260901080000")
    openFile(staged, []).close()
    return { staged, live: join(house.dataFolder, "schools", name) }
  })
  const began = performance.now()
  for (const { staged, live } of made) renameSync(staged, live)
  const moved = performance.now() - began
  expect(moved).toBeLessThan(10_000)
  const replica = replicaAt(socketIn(house.dataFolder))
  await eventually(
    "every file was copied",
    async () => {
      const list = await replica.list()
      return list.length === many + 1 && list.every(({ syncedAt }) => syncedAt !== null)
    },
    60 + many / 5,
  )
  const seconds = Math.round((performance.now() - began) / 100) / 10
  console.log(`${many} new files in ${Math.round(moved)} ms, each with a first copy after ${seconds} s`)
}, 300_000)

it("keeps bookings going when there is no Litestream at all, and says so", async () => {
  house = service(folder(), { LITESTREAM: "/nowhere/litestream" })
  await house.start()
  expect(house.said()[0]).toMatchObject({ backup: "none" })
  expect(await house.ready()).toEqual({ ready: true, backup: "none" })
  expect(await addSchool("de-berk")).toMatchObject({ code: 0 })
  expect(statSync(join(house.dataFolder, "schools")).isDirectory()).toBe(true)
})
