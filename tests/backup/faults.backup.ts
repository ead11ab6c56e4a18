import type { Database } from "bun:sqlite"
import { afterAll, beforeAll, expect, it } from "bun:test"
import { readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { isStuck } from "../../src/backup/minding.ts"
import { backupHealth } from "../../src/domain/backup/backup.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import {
  type BucketServer,
  bucketServer,
  eventually,
  type Replicating,
  replicating,
  urlOf,
} from "../support/backup.ts"
import { type Fault, type FaultyBucket, faultyBucket } from "../support/faulty-bucket.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, openLedger } from "../support/ledger.ts"

// The bucket is away, slow, full or cut off: bookings go on, the backup says that it is behind, and catches up by itself.

let server: BucketServer
beforeAll(async () => {
  server = await bucketServer()
})
afterAll(() => server.close())

type Scene = { between: FaultyBucket; world: Replicating; file: string; name: string; client: Database }

/** A school that is copied through a door that can be told to misbehave. All of them wait most of the time: so they do it side by side. */
const scene = (play: (scene: Scene) => Promise<void>) => async () => {
  const between = faultyBucket(server.endpoint)
  const world = replicating(urlOf(between).replace("/v1", `/${crypto.randomUUID()}`))
  const name = `${crypto.randomUUID()}.20260901080000.db`
  const file = join(world.dataFolder, "schools", name)
  const client = openLedger(file)
  try {
    await world.start()
    await play({ between, world, file, name, client })
  } finally {
    between.fault = { kind: "none" }
    client.close()
    await world.stop()
    await between.close()
  }
}

const faults: Fault[] = [
  { kind: "refused", status: 403 },
  { kind: "refused", status: 429 },
  { kind: "refused", status: 503 },
  { kind: "slow", milliseconds: 300 },
]
for (const fault of faults)
  it.concurrent(
    `catches up after a bucket that was ${JSON.stringify(fault)}`,
    scene(async ({ between, world, file, name, client }) => {
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
    }),
    120_000,
  )

it.concurrent(
  "does not wait for ever for a bucket into which everything disappears: another Litestream goes on",
  scene(async ({ between, world, file, name, client }) => {
    const running = Temporal.Now.instant()
    book(client, "before")
    await world.replica.sync(file, 30)
    const { replica, bucket, setup } = world
    const stuck = () => isStuck({ replica, bucket, setup }, running, Temporal.Now.instant(), 3)
    const sent = between.asked["PUT"] ?? 0
    between.fault = { kind: "hole" }
    const began = performance.now()
    for (let at = 0; at < 20; at++) book(client, `during ${at}`)
    expect(performance.now() - began).toBeLessThan(5000)
    await eventually("a copy fell in", () => (between.asked["PUT"] ?? 0) > sent)
    await Bun.sleep(4000)
    // As long as nobody answers us either, another one would do no better.
    const silent = { ...bucket, clock: () => Promise.reject(new Error("nobody answers")) }
    expect(await isStuck({ replica, bucket: silent, setup }, running, Temporal.Now.instant(), 3)).toBe(false)
    between.fault = { kind: "none" }
    await Bun.sleep(3000)
    await eventually("it is stuck: what fell in is never answered", stuck)
    const first = await world.pid()
    world.restart()
    await eventually("another one runs", async () => (await world.pid()) !== first)
    await eventually("the bucket has all of it", () => world.replica.sync(file, 20), 60)
    expect(await stuck()).toBe(false)
    const to = join(folder(), "back.db")
    expect(await copyFromBackup(world.setup, `schools/${name}`, to, null)).not.toBeNull()
    expect(checkLedger(openLedger(to))).toBe(21)
  }),
  120_000,
)

it.concurrent(
  "finds a school of which it was told while it could not hear",
  scene(async ({ world, file, client }) => {
    book(client, "before")
    await world.replica.sync(file, 30)
    const { replica, bucket, setup } = world
    const running = Temporal.Now.instant()
    const pid = await world.pid()
    process.kill(pid, "SIGSTOP")
    // The kernel keeps so many messages for it, and drops the rest.
    const most = Number(readFileSync("/proc/sys/fs/inotify/max_queued_events", "utf8")) + 1000
    const others = ["a", "b"].map((other) => join(world.dataFolder, "schools", other))
    for (const other of others) writeFileSync(other, "x")
    for (let at = 0; at < most; at++) utimesSync(others[at % 2] as string, at, at)
    const staged = join(world.dataFolder, "staged.db")
    const fresh = openLedger(staged)
    book(fresh, "new")
    fresh.close()
    const live = join(world.dataFolder, "schools", `${crypto.randomUUID()}.20260901080000.db`)
    renameSync(staged, live)
    process.kill(pid, "SIGCONT")
    await Bun.sleep(3500)
    expect((await replica.list()).map((each) => each.file)).not.toContain(live)
    const stuck = () => isStuck({ replica, bucket, setup }, running, Temporal.Now.instant(), 3)
    await eventually("it is stuck", stuck)
    world.restart()
    await eventually("it is found", async () => (await replica.list()).some((each) => each.file === live))
    await eventually("it is copied", () => replica.sync(live, 20), 60)
  }),
  120_000,
)

it.concurrent(
  "sends again what was cut off on its way, and the bucket keeps no half of it",
  scene(async ({ between, world, file, name, client }) => {
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
  }),
  120_000,
)

it.concurrent(
  "never takes half a file for a whole one",
  scene(async ({ between, world, file, name, client }) => {
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
  }),
)
