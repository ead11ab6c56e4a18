import { afterAll, describe, expect, it } from "bun:test"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { bucketServer, eventually, litestream, replicating, urlOf } from "../support/backup.ts"
import { faultyBucket } from "../support/faulty-bucket.ts"
import { book, openLedger } from "../support/ledger.ts"

// The same storms as in tests/backup, a night long; and what hundreds of schools weigh. Settings make it shorter by day.

const rounds = process.env["ROUNDS"] ?? "100"
const cycles = process.env["CYCLES"] ?? "200"
const crowds = (process.env["CROWDS"] ?? "100,1000").split(",").map(Number)
const here = existsSync(litestream)
const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** Runs a file of tests/backup in a process of its own; gives what it said when it failed. */
async function night(file: string, settings: Record<string, string>): Promise<string> {
  const run = Bun.spawn(
    [process.execPath, "test", "--timeout", "7200000", `./tests/backup/${file}.backup.ts`],
    {
      env: { ...process.env, ...settings },
      stdout: "pipe",
      stderr: "pipe",
    },
  )
  const [out, err] = await Promise.all([new Response(run.stdout).text(), new Response(run.stderr).text()])
  console.log(out.trim())
  return (await run.exited) === 0 ? "" : err
}

describe.skipIf(!here)("a night of it", () => {
  it(`loses nothing in ${rounds} rounds of kill -9, of Litestream, of everything, and of the machine`, async () => {
    expect(await night("storm", { ROUNDS: rounds })).toBe("")
  })
  it(`loses nothing in ${cycles} new files under load`, async () => {
    expect(await night("rotating", { CYCLES: cycles })).toBe("")
  })
})

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
