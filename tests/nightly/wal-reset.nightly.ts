import { Database } from "bun:sqlite"
import { expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { bucketServer, eventually, replicating, urlOf } from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { checkLedger, contentOf, openLedger } from "../support/ledger.ts"

// SQLite 3.7.0 to 3.51.2 damages a file when one process copies the log into it just while another commits. Here Litestream does that as
// often as it can, some times a second, and others do nothing but commit. MINUTES=60 before a new version of either.

const minutes = Number(process.env["MINUTES"] ?? 10)

/** How often the log of a file was begun anew: its header counts that. */
const beginnings = (file: string) => readFileSync(`${file}-wal`).readUInt32BE(12)

it(
  `no file is damaged when its log is emptied as often as Litestream can, for ${minutes} minutes`,
  async () => {
    const server = await bucketServer()
    const world = replicating(urlOf(server), (yaml) =>
      yaml
        .replace("sync-interval: 1s", "sync-interval: 100ms")
        .replace(
          "    watch: true",
          "    watch: true\n    monitor-interval: 50ms\n    checkpoint-interval: 100ms\n    min-checkpoint-page-count: 1",
        ),
    )
    const names = ["a", "b"].map(() => `${crypto.randomUUID()}.20260901080000.db`)
    const files = names.map((name) => join(world.dataFolder, "schools", name))
    for (const file of files) openLedger(file).close()
    await world.start()
    const said = files.map(() => 0)
    const writers = files.map((file, at) => {
      const program = join(import.meta.dir, "../support/ledger.ts")
      const child = Bun.spawn([process.execPath, program, file, "0"], { stdout: "pipe", stderr: "inherit" })
      const reading = (async () => {
        let rest = ""
        for await (const part of child.stdout) {
          const lines = (rest + new TextDecoder().decode(part)).split("\n")
          rest = lines.pop() ?? ""
          said[at] = Number(lines.at(-1) ?? said[at])
        }
      })()
      return { child, reading }
    })
    const until = Date.now() + minutes * 60_000
    const looks: number[] = []
    while (Date.now() < until) {
      await Bun.sleep(Math.min(10_000, until - Date.now()))
      for (const file of files) {
        const reader = new Database(file, { readonly: true })
        expect(reader.query("PRAGMA quick_check").all()).toEqual([{ quick_check: "ok" }])
        reader.close()
      }
      looks.push(beginnings(files[0] as string))
    }
    for (const { child, reading } of writers) {
      child.kill("SIGTERM")
      await child.exited
      await reading
    }
    console.log(`${said.join(" and ")} commits, the log of one begun anew ${looks.at(-1)} times`)
    expect(Math.max(...looks)).toBeGreaterThan(minutes * 10)
    for (const [at, file] of files.entries()) {
      const live = openLedger(file)
      expect(checkLedger(live)).toBeGreaterThanOrEqual(said[at] as number)
      await eventually("it is copied", () => world.replica.sync(file, 60), 120)
      const to = join(folder(), "back.db")
      expect(await copyFromBackup(world.setup, `schools/${names[at]}`, to, null)).not.toBeNull()
      const back = new Database(to)
      expect(contentOf(back)).toBe(contentOf(live))
      back.close()
      live.close()
    }
    await world.stop()
    await server.close()
  },
  180_000 + minutes * 120_000,
)
