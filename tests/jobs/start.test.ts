import { describe, expect, it, setSystemTime } from "bun:test"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { sweepBackup } from "../../src/backup/jobs.ts"
import { lastCheck } from "../../src/db/backup/backup-checks.ts"
import { stagingFile } from "../../src/db/backup/school-files.ts"
import { queueMessage } from "../../src/db/messages/messages.ts"
import { write } from "../../src/db/open.ts"
import { closeRegistry, openRegistry } from "../../src/db/registry.ts"
import type { StaffId } from "../../src/domain/ids.ts"
import { bucketAt } from "../../src/integrations/bucket.ts"
import { forgetEverywhere, scrubDue } from "../../src/jobs/forgetting.ts"
import type { JobParts } from "../../src/jobs/reach.ts"
import { everyHour, startJobs } from "../../src/jobs/start.ts"
import type { World } from "../support/app.ts"
import { chooseForSem, later, withPost } from "../support/outbox.ts"

/** Nobody waits in a test: the work looks around every so many milliseconds. */
const soon = 40

describe("the work beside the visitors", () => {
  it(
    "delivers what waits, also in a school that nobody has open, and stops when asked",
    withPost(async ({ world, post, parts, log, closing }) => {
      await chooseForSem(world)
      closeRegistry(world.registry)
      const registry = openRegistry(world.folder, world.registry.master)
      closing.push(() => closeRegistry(registry))
      const jobs = startJobs({ ...parts, registry }, soon)
      while (post.received.length === 0) await Bun.sleep(5)
      await jobs.stop()
      expect(post.received.length).toBe(1)
      expect(log).toEqual([])
    }),
  )
})

/** A bucket whose first answer comes when we say so. */
function slowBucket(world: World) {
  const { promise, resolve: answer } = Promise.withResolvers<void>()
  const hold = { asked: false }
  const clock = async () => {
    hold.asked = true
    await promise
    return world.clock.now
  }
  const root = `${world.folder}/backup`
  mkdirSync(root, { recursive: true })
  const janitor = { ...bucketAt({ kind: "folder", folder: root }, null), clock }
  const backup = { janitor, replica: { pid: async () => null } } as unknown as NonNullable<JobParts["backup"]>
  return { backup, hold, answer }
}
const until = async (holds: () => boolean, seconds = 15) => {
  const limit = Date.now() + seconds * 1000
  while (!holds() && Date.now() < limit) await Bun.sleep(5)
  expect(holds()).toBe(true)
}

describe("a mail about a talk", () => {
  it(
    "does not wait for the janitor of the backup, however long the bucket takes; who stops the work waits for both",
    withPost(async ({ world, post, parts, log }) => {
      const { backup, hold, answer } = slowBucket(world)
      setSystemTime(new Date(Date.now() - 6 * 60_000))
      const jobs = startJobs({ ...parts, backup }, soon)
      setSystemTime()
      await until(() => hold.asked)
      await chooseForSem(world)
      await until(() => post.received.length === 1)
      let stopped = false
      const stopping = jobs.stop().then(() => {
        stopped = true
      })
      await Bun.sleep(50)
      expect(stopped).toBe(false)
      answer()
      await stopping
      expect(lastCheck(world.registry.control, "sweep")).not.toBeNull()
      expect(log.filter((line) => line.includes("error"))).toEqual([])
    }),
    30_000,
  )

  it(
    "does not wait until another school has sent all its invitations",
    withPost(async ({ world, parts, log }) => {
      const sent: string[] = []
      const send: JobParts["send"] = async ({ to }) => {
        sent.push(to)
        await Bun.sleep(10)
        return { delivered: true }
      }
      const others = 1000
      const sample = { of: "invitation", channel: "email", language: "nl" } as const
      await write(world.wilg, (tx) => {
        for (let at = 0; at < others; at++)
          queueMessage(tx, { kind: "text-test", staff: 1 as StaffId, facts: sample }, world.clock.now)
      })
      const jobs = startJobs({ ...parts, send }, soon)
      await until(() => sent.length > 0)
      await chooseForSem(world)
      await until(() => sent.includes("devries@post.example"))
      expect(sent.length).toBeLessThan(others)
      await jobs.stop()
      expect(log).toEqual([])
    }),
    30_000,
  )
})

describe("a school whose file is damaged", () => {
  it(
    "keeps no other school from its mail, and nobody's from being forgotten",
    withPost(async ({ world, post, parts, log }) => {
      await chooseForSem(world)
      world.wilg.client.run("DROP TABLE waits")
      world.wilg.client.run("DROP TABLE swap_questions")
      const jobs = startJobs(parts, soon)
      const limit = Date.now() + 20_000
      while (post.received.length === 0 && Date.now() < limit) await Bun.sleep(5)
      await jobs.stop()
      expect(post.received.length).toBe(1)
      expect(log.every((line) => line.includes(`"job":"due","school":"${world.wilg.school.id}"`))).toBe(true)
      expect(log.length).toBeGreaterThan(0)

      const ofWilg =
        "INSERT INTO parent_sessions (token_hash, household_id, created_at, seen_at) SELECT 'x', id, ?1, ?1 FROM households LIMIT 1"
      world.wilg.client.run(ofWilg, [world.clock.now.toString()])
      world.school.client.run("DROP TABLE known_devices")
      later(world, 60 * 24)
      await forgetEverywhere(parts)
      expect(world.wilg.client.query("SELECT 1 FROM parent_sessions").all()).toEqual([])
      expect(log.at(-1)).toContain(`"job":"forget","school":"${world.school.school.id}"`)
    }),
    30_000,
  )
})

describe("at night", () => {
  it(
    "a round that was kept long enough is erased, the head of the logbook noted, and the file scrubbed within the hour",
    withPost(async ({ world, parts, log }) => {
      await chooseForSem(world)
      later(world, 60 * 24 * 101)
      await forgetEverywhere(parts)
      const { control } = world.registry
      const count = (sql: string) => world.school.client.query<{ n: number }, []>(sql).get()?.n
      expect(count("SELECT count(*) AS n FROM bookings")).toBe(0)
      expect(control.query("SELECT line FROM logbook_heads").all()).not.toEqual([])
      await scrubDue(parts)
      expect(log).toEqual([])
      later(world, 50)
      await scrubDue(parts)
      expect(log).toEqual([expect.stringContaining('"outcome":"done"')])
      expect(control.query("SELECT 1 FROM erasures WHERE scrubbed_at IS NULL").all()).toEqual([])
    }),
  )
})

describe("the janitor of the backup", () => {
  it(
    "comes by also when what else happens in that hour cannot be written down",
    withPost(async ({ world, parts, log }) => {
      const root = `${world.folder}/backup`
      mkdirSync(`${root}/control.db/ltx/1`, { recursive: true })
      writeFileSync(`${root}/control.db/ltx/1/a-b.ltx`, "x")
      const now = Temporal.Now.instant().add({ hours: 24 * 8 })
      const janitor = { ...bucketAt({ kind: "folder", folder: root }, null), clock: async () => now }
      const backup = { janitor, replica: { pid: async () => null } } as unknown as NonNullable<
        JobParts["backup"]
      >
      const aside = stagingFile(world.folder, "aside", "20261101080000")
      writeFileSync(aside, "x")
      world.registry.control.run("PRAGMA query_only = ON")
      await everyHour({ ...parts, now: () => now, backup })
      expect(existsSync(`${root}/control.db/ltx/1/a-b.ltx`)).toBe(false)
      expect(existsSync(aside)).toBe(false)
      expect(log.map((line) => JSON.parse(line).job)).toContain("forget")
      world.registry.control.run("PRAGMA query_only = OFF")
    }),
  )

  it(
    "sweeps it, writes down what came of it, and says aloud what somebody has to look at",
    withPost(async ({ world, parts, log }) => {
      const root = `${world.folder}/backup`
      const bucket = bucketAt({ kind: "folder", folder: root }, null)
      const backup = (clock: Temporal.Instant) =>
        ({ janitor: { ...bucket, clock: async () => clock } }) as unknown as NonNullable<JobParts["backup"]>
      mkdirSync(`${root}/control.db/ltx/1`, { recursive: true })
      writeFileSync(`${root}/control.db/ltx/1/a-b.ltx`, "x")
      writeFileSync(`${root}/whose`, "x")
      const days = (count: number) => Temporal.Now.instant().add({ hours: 24 * count })
      const at = (now: Temporal.Instant, clock = now) =>
        sweepBackup({ ...parts, now: () => now, backup: backup(clock) })
      await at(days(0))
      expect(log.map((line) => JSON.parse(line).alarm)).toContain("foreign-objects")
      expect(lastCheck(world.registry.control, "sweep")).toMatchObject({ fine: false, facts: { objects: 2 } })
      await at(days(8), days(0))
      expect(log.at(-1)).toContain("clock-differs")
      await at(days(8))
      expect(lastCheck(world.registry.control, "sweep")).toMatchObject({
        facts: { deleted: 2, oldest: null },
      })
      await sweepBackup(parts) // without a backup there is nothing to do
      expect(world.registry.control.query("SELECT 1 FROM backup_checks").all()).toHaveLength(3)
    }),
  )
})
