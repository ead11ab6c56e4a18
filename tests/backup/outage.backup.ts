import { afterAll, beforeAll, expect, it } from "bun:test"
import { readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { isStuck } from "../../src/backup/minding.ts"
import { alarmsNow, largestLog } from "../../src/domain/backup/alarm.ts"
import { backupHealth } from "../../src/domain/backup/backup.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { type BucketServer, bucketServer, eventually, replicating, urlOf } from "../support/backup.ts"
import { type Fault, faultyBucket } from "../support/faulty-bucket.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, contentOf, openLedger } from "../support/ledger.ts"

// The bucket is away for long, while families book once a second. By day half an hour passes in nine seconds: bookings and the
// looks of Litestream come two hundred times as fast. OUTAGE is in minutes, SCALE=1 is the clock on the wall.

const minutes = Number(process.env["OUTAGE"] ?? 30)
const scale = Number(process.env["SCALE"] ?? 200)
const second = 1000 / scale

let server: BucketServer
beforeAll(async () => {
  server = await bucketServer()
})
afterAll(() => server.close())

const bytesIn = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.size ?? 0
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
}
const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10

const faults: Fault[] = [{ kind: "refused", status: 503 }, { kind: "hole" }]
for (const fault of faults)
  it.concurrent(
    `loses nothing and fills no disk when the bucket is away for ${minutes} minutes (${fault.kind})`,
    async () => {
      const between = faultyBucket(server.endpoint)
      const world = replicating(urlOf(between).replace("/v1", `/${crypto.randomUUID()}`), (yaml) =>
        yaml.replace("sync-interval: 1s", `sync-interval: ${second}ms`),
      )
      const name = `${crypto.randomUUID()}.20260901080000.db`
      const file = join(world.dataFolder, "schools", name)
      const client = openLedger(file)
      const running = Temporal.Now.instant()
      const health = async () => {
        const changedAt = Temporal.Now.instant()
        const since = changedAt.subtract({ seconds: 1 })
        return backupHealth([{ file, changedAt, since }], await world.replica.list(), changedAt, 100 / scale)
      }
      try {
        book(client, "before")
        await world.start()
        await world.replica.sync(file, 30)
        between.fault = fault
        const away = performance.now()
        const waits: number[] = []
        let alarmAfter = 0
        let largest = 0
        while (performance.now() - away < minutes * 60 * second) {
          const began = performance.now()
          book(client, crypto.randomUUID().repeat(8))
          waits.push(performance.now() - began)
          if (waits.length % 10 === 0) {
            largest = Math.max(largest, bytesIn(`${file}-wal`))
            if (!alarmAfter && (await health()) === "degraded")
              alarmAfter = (performance.now() - away) / second
          }
          await Bun.sleep(second)
        }
        // Whoever watches is told: by the name of it, and how much of a log waits when that is much.
        const bytes = bytesIn(`${file}-wal`)
        const checks = { sweep: null, drill: null, canary: null }
        const logs = [{ file: name, bytes }]
        const seen = { health: await health(), logs, diskUsed: 0, checks, since: Temporal.Now.instant() }
        expect(alarmsNow(seen, Temporal.Now.instant()).map(({ alarm }) => alarm)).toEqual([
          "backup-behind",
          ...(bytes >= (largestLog + 1) * 2 ** 20 ? (["log-large"] as const) : []),
        ])
        const kept = bytesIn(join(world.dataFolder, "litestream"))
        between.fault = { kind: "none" }
        const back = performance.now()
        // As bin/start does: what waits for an answer that never comes is ended.
        if (await isStuck(world, running, Temporal.Now.instant(), 3)) {
          await Bun.sleep(3000)
          if (await isStuck(world, running, Temporal.Now.instant(), 3)) world.restart()
        }
        await eventually(
          "the bucket has all of it",
          async () => {
            await world.replica.sync(file, 5)
            return true
          },
          300,
        )
        const caughtUp = (performance.now() - back) / 1000
        const p99 = waits.sort((one, other) => one - other)[Math.floor(waits.length * 0.99)] ?? 0
        console.log(
          `${fault.kind}, ${minutes} minutes at ${scale} times: ${waits.length} bookings, 99 of 100 within ${p99.toFixed(1)} ms, ` +
            `alarm after ${Math.round(alarmAfter)} s, log ${megabytes(largest)} MB at most, waiting beside it ${megabytes(kept)} MB, caught up in ${caughtUp.toFixed(1)} s`,
        )
        expect(p99).toBeLessThan(500)
        expect(alarmAfter).toBeGreaterThan(0)
        if (scale === 1) expect(alarmAfter).toBeLessThan(120)
        // What waits is the pages of each booking, once: in the log, or beside it.
        expect(largest + kept).toBeLessThan(1e6 + 40_000 * waits.length)
        const to = join(folder(), "back.db")
        expect(await copyFromBackup(world.setup, `schools/${name}`, to, null)).not.toBeNull()
        const copy = openLedger(to)
        expect(checkLedger(copy)).toBe(waits.length + 1)
        expect(contentOf(copy)).toBe(contentOf(client))
      } finally {
        between.fault = { kind: "none" }
        client.close()
        await world.stop()
        await between.close()
      }
    },
    600_000 + minutes * 60 * second,
  )
