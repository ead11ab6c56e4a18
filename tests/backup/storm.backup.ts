import { Database } from "bun:sqlite"
import { afterAll, afterEach, beforeAll, expect, it } from "bun:test"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { emptyLog } from "../../src/db/backup/restored.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { type BucketServer, bucketServer, eventually, replicating, urlOf } from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, contentOf, openLedger } from "../support/ledger.ts"

// Schools book while Litestream, or the whole machine, is killed at any moment. ROUNDS makes it a night's work.

const rounds = Number(process.env["ROUNDS"] ?? 5)
const schools = 4
let server: BucketServer
const running = new Set<Bun.Subprocess>()
beforeAll(async () => {
  server = await bucketServer()
})
afterEach(() => {
  for (const writer of running) writer.kill("SIGKILL")
})
afterAll(() => server.close())

const fresh = () => urlOf(server).replace("/v1", `/${crypto.randomUUID()}`)

/** Somebody who books in a process of their own, and remembers which bookings were said to be on disk, and when. */
function writer(file: string) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "../support/ledger.ts"), file, "5"], {
    stdout: "pipe",
    stderr: "inherit",
  })
  running.add(child)
  const said: { seq: number; at: number }[] = []
  const reading = (async () => {
    let rest = ""
    for await (const part of child.stdout) {
      const lines = (rest + new TextDecoder().decode(part)).split("\n")
      rest = lines.pop() ?? ""
      for (const line of lines) said.push({ seq: Number(line), at: Date.now() })
    }
  })()
  return {
    said,
    async end(signal: "SIGTERM" | "SIGKILL") {
      child.kill(signal)
      await child.exited
      await reading
      running.delete(child)
    },
  }
}

const world = (url: string) => {
  const made = replicating(url)
  const files = Array.from({ length: schools }, () =>
    join(made.dataFolder, "schools", `${crypto.randomUUID()}.20260901080000.db`),
  )
  for (const file of files) openLedger(file).close()
  return { ...made, files, nameOf: (file: string) => `schools/${file.split("/").at(-1)}` }
}

it("misses nothing when another process ends and clears the log, right after we asked for a copy", async () => {
  const at = world(fresh())
  const file = at.files[0] as string
  const live = openLedger(file)
  await at.start()
  const restored = folder()
  for (let round = 0; round < 4; round++) {
    await at.replica.sync(file, 30)
    const other = writer(file)
    await eventually("somebody books", () => other.said.length > 0)
    live.run("CREATE TABLE IF NOT EXISTS more (id INTEGER PRIMARY KEY, text TEXT)")
    live.run("INSERT INTO more (text) VALUES (?)", [crypto.randomUUID().repeat(100)])
    await other.end("SIGTERM")
    const to = join(restored, `${round}.db`)
    expect(
      await copyFromBackup(at.setup, at.nameOf(file), to, await at.replica.sync(file, 30)),
    ).not.toBeNull()
    const back = new Database(to)
    expect(contentOf(back)).toBe(contentOf(live))
    back.close()
  }
  live.close()
  await at.stop()
}, 60_000)

it("misses nothing when a school fills the log to its limit, and begins it anew, while Litestream is away", async () => {
  const at = world(fresh())
  const file = at.files[0] as string
  const live = openLedger(file)
  const add = (rows: number) => {
    for (let row = 0; row < rows; row++) book(live, crypto.randomUUID().repeat(40))
  }
  await at.start()
  add(60)
  await at.replica.sync(file, 30)
  const isWhole = async () => (await Array.fromAsync(at.bucket.list(`${at.nameOf(file)}/0009/`))).length > 0
  await eventually("there is a whole copy, and the next one is hours away", isWhole)
  process.kill(await at.pid(), "SIGKILL")
  await at.stop()
  // What SQLite does by itself every ten thousand pages: the log is copied into the file, and the next commit begins it from its first page.
  // Litestream finds the last page that it knows where it was, and goes on as if nothing had been between.
  add(20)
  const done = live.query<{ log: number; checkpointed: number }, []>("PRAGMA wal_checkpoint(PASSIVE)").get()
  expect(done?.checkpointed).toBe(done?.log as number)
  add(5)
  expect(emptyLog(file)).toBe(true) // as bin/start does before it starts another
  await at.start()
  await eventually("it is copied", () => at.replica.sync(file, 30), 60)
  const to = join(folder(), "back.db")
  expect(await copyFromBackup(at.setup, at.nameOf(file), to, null)).not.toBeNull()
  const back = new Database(to)
  expect(checkLedger(back)).toBe(85)
  expect(contentOf(back)).toBe(contentOf(live))
  back.close()
  live.close()
  await at.stop()
}, 60_000)

it(
  `loses nothing when Litestream is killed ${rounds} times while schools book: in the end the backup is what the school is`,
  async () => {
    const at = world(fresh())
    await at.start()
    const writers = at.files.map(writer)
    for (let round = 0; round < rounds; round++) {
      await Bun.sleep(300 + Math.random() * 900)
      process.kill(await at.pid(), "SIGKILL")
    }
    await Bun.sleep(500)
    for (const each of writers) await each.end("SIGTERM")
    const restored = folder()
    for (const [index, file] of at.files.entries()) {
      await eventually("it is copied", async () => await at.replica.sync(file, 30), 60)
      const to = join(restored, `${index}.db`)
      expect(await copyFromBackup(at.setup, at.nameOf(file), to, null)).not.toBeNull()
      const [back, live] = [new Database(to), new Database(file)]
      expect(contentOf(back)).toBe(contentOf(live))
      expect(checkLedger(back)).toBeGreaterThanOrEqual(writers[index]?.said.at(-1)?.seq ?? 1)
      back.close()
      live.close()
    }
    await at.stop()
  },
  60_000 + rounds * 90_000,
)

it(
  `loses nothing when everything but the disk is killed ${rounds} times: each time it starts again, and in the end the backup is what the school is`,
  async () => {
    const at = world(fresh())
    const sure = at.files.map(() => 0)
    for (let round = 0; round < rounds; round++) {
      await at.start()
      const writers = at.files.map(writer)
      await Bun.sleep(400 + Math.random() * 800)
      await Promise.all(writers.map((each) => each.end("SIGKILL")))
      process.kill(await at.pid(), "SIGKILL")
      await at.stop()
      for (const [index, file] of at.files.entries()) {
        sure[index] = Math.max(sure[index] as number, writers[index]?.said.at(-1)?.seq ?? 0)
        emptyLog(file) // as bin/start does
        const live = new Database(file)
        expect(checkLedger(live)).toBeGreaterThanOrEqual(sure[index] as number)
        live.close()
      }
    }
    await at.start()
    const restored = folder()
    for (const [index, file] of at.files.entries()) {
      await eventually("it is copied", async () => await at.replica.sync(file, 30), 60)
      const to = join(restored, `${index}.db`)
      expect(await copyFromBackup(at.setup, at.nameOf(file), to, null)).not.toBeNull()
      const [back, live] = [new Database(to), new Database(file)]
      expect(contentOf(back)).toBe(contentOf(live))
      back.close()
      live.close()
    }
    await at.stop()
  },
  60_000 + rounds * 90_000,
)

it(
  `loses seconds at most when the machine is lost ${rounds} times: what was copied before is there, in one unbroken chain`,
  async () => {
    const late: number[] = []
    for (let round = 0; round < rounds; round++) {
      const at = world(fresh())
      await at.start()
      const writers = at.files.map(writer)
      await Bun.sleep(1500 + Math.random() * 1500)
      const sure = at.files.map((_, index) => writers[index]?.said.at(-1)?.seq ?? 0)
      await Promise.all(at.files.map((file) => at.replica.sync(file, 30)))
      await Bun.sleep(Math.random() * 1500)
      const lostAt = Date.now()
      process.kill(await at.pid(), "SIGKILL")
      const ended = at.stop()
      await Promise.all(writers.map((each) => each.end("SIGKILL")))
      await ended
      rmSync(join(at.dataFolder, "schools"), { recursive: true })
      rmSync(join(at.dataFolder, "litestream"), { recursive: true })
      const restored = folder()
      for (const [index, file] of at.files.entries()) {
        const to = join(restored, `${round}-${index}.db`)
        expect(await copyFromBackup(at.setup, at.nameOf(file), to, null)).not.toBeNull()
        const back = new Database(to)
        const has = checkLedger(back)
        back.close()
        expect(has).toBeGreaterThanOrEqual(sure[index] as number)
        const first = writers[index]?.said.find(({ seq }) => seq > has)
        late.push(first ? Math.max(0, lostAt - first.at) : 0)
      }
    }
    console.log(`lost, in milliseconds before the end: ${late.sort((one, other) => one - other).join(" ")}`)
    expect(Math.max(...late)).toBeLessThan(10_000)
  },
  60_000 + rounds * 90_000,
)
