import { afterEach, expect, it } from "bun:test"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { rotate } from "../src/db/backup/rotating.ts"
import type { ImportId } from "../src/domain/ids.ts"
import { type Limits, startImporting } from "../src/importing.ts"
import { master, testWorld, type World } from "./support/app.ts"
import { secondaryXml } from "./support/roster-files.ts"
import { today } from "./support/school.ts"

// How long a file may take. The processor time that we got is told by the test; everything else is real.

let world: World
let imports: ReturnType<typeof startImporting>
/** How long the last file took by the clock, in milliseconds. */
let took = 0
afterEach(async () => {
  await imports.stop()
  world.close()
})

const whole = new TextEncoder().encode(secondaryXml({ pupils: 400 }))
const operator = { kind: "operator", id: null } as const

/** Hands in a file and says how that ended; `used`: the processor time that this process got so far, whenever it is asked. */
async function handIn(reading: number, used: Limits["used"]) {
  world = await testWorld()
  imports = startImporting(master, console.error, { reading, keeping: 1000, used })
  const db = world.school
  const began = performance.now()
  const id = await imports.receive(db, operator, whole.slice().buffer, today)
  while (imports.stepOf(db, id) !== null) await Bun.sleep(2)
  took = performance.now() - began
  const row = db.client
    .query<{ state: string; report: string }, [number]>("SELECT state, report FROM imports WHERE id = ?")
    .get(id)
  return { state: row?.state, stop: JSON.parse(row?.report ?? "{}").stop }
}

it("refuses a file that takes more work than any honest one", async () => {
  expect(await handIn(10, () => performance.now())).toEqual({ state: "refused", stop: "too-slow" })
})

it("reads on when the machine does other things, so that the clock goes on without us", async () => {
  const began = performance.now()
  expect(await handIn(60_000, () => 0)).toMatchObject({ state: "review" })
  await imports.stop()
  world.close()
  // By the clock this file takes far more than its limit, however slow the machine is; but of sixty milliseconds we get one.
  const limit = Math.max(60, took / 3)
  expect(await handIn(limit, () => (performance.now() - began) / 60)).toMatchObject({ state: "review" })
})

it("waits for no file for ever", async () => {
  expect(await handIn(1, () => 0)).toEqual({ state: "refused", stop: "too-slow" })
})

it("brings a file into the school as it is now, and never into one that was put away meanwhile", async () => {
  expect(await handIn(60_000, () => 0)).toMatchObject({ state: "review" })
  const db = world.school
  const { id } = db.client.query<{ id: ImportId }, []>("SELECT id FROM imports").get() ?? {
    id: 0 as ImportId,
  }
  const wish = { seen: null, leaving: { pupils: false, teachers: false }, wholeFile: true }
  const pupils = () => db.client.query<{ n: number }, []>("SELECT count(*) AS n FROM pupils").get()?.n
  const before = pupils()
  for (const wait of [0, 1, 3, 6, 10, 20]) {
    const committing = imports.commit(db, operator, id, wish, today).then(
      (outcome) => outcome?.ok === true,
      () => false,
    )
    await Bun.sleep(wait)
    rotate(world.registry, db, world.clock.now)
    world.clock.now = world.clock.now.add({ seconds: 5 })
    // Whoever was told yes has it in the file of now.
    const isIn = await committing
    expect(pupils() !== before).toBe(isIn)
    if (isIn) break
  }
  if (pupils() === before)
    expect(await imports.commit(db, operator, id, wish, today)).toMatchObject({ ok: true })
  expect(pupils()).toBeGreaterThan(before ?? 0)
  const files = readdirSync(join(world.folder, "schools")).filter((name) => name.includes(db.school.id))
  expect(files.filter((name) => name.endsWith(".db"))).toHaveLength(1)
})
