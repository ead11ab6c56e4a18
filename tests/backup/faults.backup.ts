import { afterEach, beforeEach, expect, it } from "bun:test"
import { join } from "node:path"
import { isStuck } from "../../src/backup/minding.ts"
import { backupHealth } from "../../src/domain/backup.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import {
  type BucketServer,
  bucketServer,
  eventually,
  folder,
  type Replicating,
  replicating,
  urlOf,
} from "../support/backup.ts"
import { type Fault, type FaultyBucket, faultyBucket } from "../support/faulty-bucket.ts"
import { book, checkLedger, openLedger } from "../support/ledger.ts"

// The bucket is away, slow, full or cut off: bookings go on, the backup says that it is behind, and catches up by itself.

let server: BucketServer
let between: FaultyBucket
let world: Replicating
const name = `${crypto.randomUUID()}.20260901080000.db`
beforeEach(async () => {
  server = await bucketServer()
  between = faultyBucket(server.endpoint)
  world = replicating(urlOf(between))
})
afterEach(async () => {
  between.fault = { kind: "none" }
  await world.stop()
  await between.close()
  await server.close()
})

const faults: Fault[] = [
  { kind: "refused", status: 403 },
  { kind: "refused", status: 429 },
  { kind: "refused", status: 503 },
  { kind: "slow", milliseconds: 300 },
]
for (const fault of faults)
  it(`catches up after a bucket that was ${JSON.stringify(fault)}`, async () => {
    const file = join(world.dataFolder, "schools", name)
    const client = openLedger(file)
    await world.start()
    book(client, "before")
    await world.replica.sync(file, 30)
    between.fault = fault
    const began = performance.now()
    for (let at = 0; at < 50; at++) book(client, `during ${at}`)
    expect(performance.now() - began).toBeLessThan(5000)
    await Bun.sleep(2500)
    if (fault.kind === "refused") {
      const list = await world.replica.list()
      const later = Temporal.Now.instant().add({ minutes: 10 })
      const changedAt = Temporal.Now.instant()
      expect(backupHealth([{ file, changedAt, since: changedAt }], list, later)).toBe("degraded")
    }
    between.fault = { kind: "none" }
    await eventually(
      "the bucket has all of it",
      async () => {
        await world.replica.sync(file, 20)
        return true
      },
      60,
    )
    const to = join(folder(), "back.db")
    expect(await copyFromBackup(world.setup, `schools/${name}`, to, null)).not.toBeNull()
    expect(checkLedger(openLedger(to))).toBe(51)
    client.close()
  }, 120_000)

it("does not wait for ever for a bucket into which everything disappears: another Litestream goes on", async () => {
  const file = join(world.dataFolder, "schools", name)
  const client = openLedger(file)
  const running = Temporal.Now.instant()
  await world.start()
  book(client, "before")
  await world.replica.sync(file, 30)
  const { replica, bucket, setup } = world
  const stuck = () => isStuck({ replica, bucket, setup }, running, Temporal.Now.instant(), 3)
  between.fault = { kind: "hole" }
  const began = performance.now()
  for (let at = 0; at < 20; at++) book(client, `during ${at}`)
  expect(performance.now() - began).toBeLessThan(5000)
  await Bun.sleep(4000)
  // As long as nobody answers us either, another one would do no better.
  const silent = { ...bucket, clock: () => Promise.reject(new Error("nobody answers")) }
  expect(await isStuck({ replica, bucket: silent, setup }, running, Temporal.Now.instant(), 3)).toBe(false)
  between.fault = { kind: "none" }
  await Bun.sleep(3000)
  expect(await stuck()).toBe(true) // what fell in is never answered
  const first = await world.pid()
  world.restart()
  await eventually("another one runs", async () => (await world.pid()) !== first)
  await eventually("the bucket has all of it", () => world.replica.sync(file, 20), 60)
  expect(await stuck()).toBe(false)
  const to = join(folder(), "back.db")
  expect(await copyFromBackup(world.setup, `schools/${name}`, to, null)).not.toBeNull()
  expect(checkLedger(openLedger(to))).toBe(21)
  client.close()
}, 120_000)

it("sends again what was cut off on its way, and the bucket keeps no half of it", async () => {
  const file = join(world.dataFolder, "schools", name)
  const client = openLedger(file)
  await world.start()
  book(client, "before")
  await world.replica.sync(file, 30)
  between.fault = { kind: "cut-off" }
  for (let at = 0; at < 50; at++) book(client, crypto.randomUUID().repeat(20))
  await Bun.sleep(3000)
  expect(between.asked["PUT"]).toBeGreaterThan(1)
  between.fault = { kind: "none" }
  await eventually("the bucket has all of it", () => world.replica.sync(file, 20), 60)
  const to = join(folder(), "back.db")
  expect(await copyFromBackup(world.setup, `schools/${name}`, to, null)).not.toBeNull()
  expect(checkLedger(openLedger(to))).toBe(51)
  client.close()
}, 120_000)

it("never takes half a file for a whole one", async () => {
  const file = join(world.dataFolder, "schools", name)
  const client = openLedger(file)
  await world.start()
  for (let at = 0; at < 200; at++) book(client, crypto.randomUUID().repeat(20))
  await world.replica.sync(file, 30)
  between.fault = { kind: "cut" }
  const to = join(folder(), "back.db")
  const copying = copyFromBackup(world.setup, `schools/${name}`, to, null)
  await Bun.sleep(1500)
  expect(await Bun.file(to).exists()).toBe(false)
  between.fault = { kind: "none" }
  expect(await copying).not.toBeNull()
  expect(checkLedger(openLedger(to))).toBe(200)
  client.close()
})
