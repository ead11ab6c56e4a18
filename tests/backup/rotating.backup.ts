import { Database } from "bun:sqlite"
import { afterAll, expect, it } from "bun:test"
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { forgetTraces, rotate } from "../../src/db/backup/rotating.ts"
import { write } from "../../src/db/open.ts"
import { closeRegistry, goLive, openRegistry, openSchool, prepareSchool } from "../../src/db/registry.ts"
import { copyFromBackup } from "../../src/integrations/copies.ts"
import { type BucketServer, bucketServer, eventually, replicating, urlOf } from "../support/backup.ts"
import { folder } from "../support/folder.ts"
import { book, checkLedger, contentOf } from "../support/ledger.ts"
import { today } from "../support/school.ts"

// After an erasure a school's file is written anew, at a new epoch, while Litestream copies it and others book.
// docs/decisions/0010 says why this is no VACUUM.

const cycles = Number(process.env["CYCLES"] ?? 20)
let server: BucketServer | null = null
afterAll(() => server?.close())

it(
  `survives being written anew ${cycles} times under load: every copy is what the school was, and no erased name is left`,
  async () => {
    server = await bucketServer()
    const world = replicating(urlOf(server))
    const registry = openRegistry(world.dataFolder, { bytes: Buffer.alloc(32, 7) })
    const facts = {
      slug: "de-berk",
      name: "De Berk",
      city: "Utrecht",
      phone: "",
      email: "",
      brin: null,
    } as const
    const prepared = prepareSchool(registry, { ...facts, sector: "primary" }, today)
    if (!prepared.ok) throw new Error(prepared.refusal.kind)
    const { client } = goLive(registry, prepared.value)
    client.run("CREATE TABLE ledger (seq INTEGER PRIMARY KEY, payload TEXT NOT NULL, hash TEXT NOT NULL)")
    client.run("CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    await world.start()

    const school = () => {
      registry.lately.clear()
      const db = openSchool(registry, "de-berk")
      if (!db) throw new Error("gone")
      return db
    }
    const live = () => school().client.filename
    const restored = folder()
    let acknowledged = 0
    let loading = true
    const load = (async () => {
      while (loading) {
        // Who is refused because the file was just replaced tries again, and is told nothing until then.
        await write(school(), () => book(school().client, crypto.randomUUID(), "inside"))
          .then((seq) => {
            acknowledged = seq
          })
          .catch(() => undefined)
        await Bun.sleep(2)
      }
    })()

    for (let cycle = 0; cycle < cycles; cycle++) {
      const token = `erased-${crypto.randomUUID()}`
      await write(school(), () => {
        for (let at = 0; at < 200; at++)
          school().client.run("INSERT INTO names (name) VALUES (?)", [
            `${at % 10 === 0 ? token : "stays"}-${crypto.randomUUID()}`,
          ])
      })
      await eventually("Litestream has it", async () =>
        (await world.replica.list()).some(({ file }) => file === live()),
      )
      const before = await world.replica.sync(live(), 60)
      const file = live()
      await write(school(), () => void school().client.run("DELETE FROM names WHERE name LIKE 'erased-%'"))
      await eventually("a calm moment", () => rotate(registry, school(), Temporal.Now.instant()))
      expect(existsSync(file)).toBe(false)
      expect(readFileSync(live()).includes(token)).toBe(false)
      // The copy from before still has what was there: this test can fail both ways.
      const to = join(restored, `${cycle}-before.db`)
      await copyFromBackup(world.setup, `schools/${file.split("/").at(-1)}`, to, before)
      expect(readFileSync(to).includes(token)).toBe(true)
      checkLedger(new Database(to))
    }
    loading = false
    await load
    await eventually("Litestream has it", async () =>
      (await world.replica.list()).some(({ file }) => file === live()),
    )
    await world.replica.sync(live(), 60)
    const to = join(restored, "last.db")
    expect(await copyFromBackup(world.setup, `schools/${live().split("/").at(-1)}`, to, null)).not.toBeNull()
    const back = new Database(to)
    expect(contentOf(back)).toBe(contentOf(school().client))
    expect(checkLedger(back)).toBeGreaterThanOrEqual(acknowledged)
    expect(acknowledged).toBeGreaterThan(cycles)

    await eventually(
      "Litestream lets go of the others",
      async () => (await world.replica.list()).length === 2,
    )
    expect(forgetTraces(world.dataFolder, Temporal.Now.instant().add({ minutes: 2 }))).toBe(cycles)
    expect(readdirSync(join(world.dataFolder, "litestream", "schools"))).toHaveLength(1)
    expect(
      readdirSync(join(world.dataFolder, "schools")).filter((name) => name.endsWith(".db")),
    ).toHaveLength(1)
    closeRegistry(registry)
    await world.stop()
    rmSync(restored, { recursive: true })
  },
  60_000 + cycles * 15_000,
)
