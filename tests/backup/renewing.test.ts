import { afterEach, beforeEach, expect, it } from "bun:test"
import { closeSync, openSync, statSync, writeSync } from "node:fs"
import type { Backup } from "../../src/backup/backup.ts"
import { proveBackup } from "../../src/backup/jobs.ts"
import { noteCheck } from "../../src/db/backup/backup-checks.ts"
import type { Db } from "../../src/db/open.ts"
import { testWorld, type World } from "../support/app.ts"

// After a night in which no copy came back every school goes on in a file of its own, copied anew. One that is damaged cannot.

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

/** Half of every page but the first becomes nonsense. */
function damage({ client }: Db): void {
  client.run("PRAGMA wal_checkpoint(TRUNCATE)")
  const file = openSync(client.filename, "r+")
  for (let at = 4096; at < statSync(client.filename).size; at += 4096)
    writeSync(file, Buffer.alloc(2048, 0xaa), 0, 2048, at)
  closeSync(file)
  client.run("PRAGMA cache_size = 0")
  client.run("PRAGMA shrink_memory")
}

it("a damaged school keeps none of the others from being renewed", async () => {
  const { registry, clock, school, wilg } = world
  const told: Record<string, string | number>[] = []
  const replica = { pid: async () => 1, sync: () => Promise.reject(new Error("no copy")) }
  const fine = { at: clock.now, fine: true }
  noteCheck(registry.control, "canary", { ...fine, facts: { alarms: [] } })
  // So that the damaged one has its turn first.
  const files = [{ file: wilg.school.id, trouble: null, seconds: 1 }]
  const before = clock.now.subtract({ hours: 30 })
  noteCheck(registry.control, "drill", { ...fine, at: before, facts: { files, alarms: [] } })
  damage(school)
  const healthy = wilg.client.filename
  await proveBackup({
    registry,
    backup: { replica } as unknown as Backup,
    now: () => clock.now,
    tell: (line) => told.push(line),
  })
  expect(told).toContainEqual(expect.objectContaining({ school: school.school.id, outcome: "failed" }))
  expect(told).toContainEqual({ job: "drill", school: wilg.school.id, outcome: "renewed" })
  expect(wilg.client.filename).not.toBe(healthy)
})
