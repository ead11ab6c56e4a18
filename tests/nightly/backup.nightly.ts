import { afterAll, describe, expect, it } from "bun:test"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { bucketServer, eventually, litestream, replicating, urlOf } from "../support/backup.ts"
import { faultyBucket } from "../support/faulty-bucket.ts"
import { book, openLedger } from "../support/ledger.ts"

// What hundreds of schools weigh where nothing happens. CROWDS makes it shorter by day.

const crowds = (process.env["CROWDS"] ?? "100,1000").split(",").map(Number)
const here = existsSync(litestream)
const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** In the minutes around the turn of the hour the hourly level of every school is made: a calm minute is another one. */
async function calmMinute(): Promise<void> {
  const minute = () => Temporal.Now.zonedDateTimeISO("UTC").minute
  while (minute() >= 58 || minute() < 4) await Bun.sleep(1_000)
}

describe.skipIf(!here)("a crowd of schools where nothing happens", () => {
  for (const schools of crowds)
    it(`of ${schools} weighs less than half a megabyte each, and asks the bucket less than twice a minute each`, async () => {
      const server = await bucketServer()
      const between = faultyBucket(server.endpoint)
      const world = replicating(urlOf(between))
      closing.push(server.close, between.close, world.stop)
      for (let at = 0; at < schools; at++) {
        const file = join(world.dataFolder, "schools", `${crypto.randomUUID()}.20260901080000.db`)
        const client = openLedger(file)
        book(client, "one")
        client.close()
      }
      await world.start()
      const copied = async () =>
        (await world.replica.list()).filter(({ syncedAt }) => syncedAt).length >= schools
      await eventually("all are copied", copied, 600)
      await Bun.sleep(90_000) // the first minute makes the first levels
      await calmMinute()
      const before = { ...between.asked }
      await Bun.sleep(60_000)
      const asked = Object.entries(between.asked).map(([how, count]) => count - (before[how] ?? 0))
      const perMinute = asked.reduce((sum, count) => sum + count, 0)
      const pid = await world.pid()
      const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024
      const open = readdirSync(`/proc/${pid}/fd`).length
      console.log(
        `${schools} schools: ${Math.round(memory)} MB, ${open} open files, ${perMinute} requests in a minute`,
      )
      expect(memory).toBeLessThan(80 + schools / 2)
      expect(open).toBeLessThan(100 + 8 * schools)
      expect(perMinute).toBeLessThan(20 + 2 * schools)
      await world.stop()
    })
})
