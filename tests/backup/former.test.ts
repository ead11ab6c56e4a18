import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Backup } from "../../src/backup/backup.ts"
import { formerBackups } from "../../src/backup/former.ts"
import { leaveWhenDue, sweepBackup } from "../../src/backup/jobs.ts"
import { backupCommand } from "../../src/commands/backup.ts"
import { type Call, WrongUse } from "../../src/commands/call.ts"
import { lastCheck } from "../../src/db/backup/backup-checks.ts"
import { formerPlaces, noteBackupPlace } from "../../src/db/backup/backup-places.ts"
import { leaveOnRequest, leavers } from "../../src/db/backup/departures.ts"
import { checkCertificate } from "../../src/db/privacy/certificates.ts"
import { readEnv } from "../../src/env.ts"
import { type Bucket, bucketAt, type Place, placeOf, urlOf } from "../../src/integrations/bucket.ts"
import type { ReplicatorSetup } from "../../src/integrations/replicator.ts"
import { testWorld, type World } from "../support/app.ts"

// BACKUP_URL names another place: because the bucket lied, or another company keeps it. What lies in the place of before is still of schools.

let world: World
let away: boolean
const told: Record<string, string | number>[] = []
beforeEach(async () => {
  world = await testWorld()
  away = false
  told.length = 0
})
afterEach(() => world.close())

const folderOf = (name: string) => join(world.folder, name)
const later = (hours: number) => {
  world.clock.now = world.clock.now.add({ hours })
}
/** Lays an object in a place, of so many hours ago. */
function lay(place: string, key: string, hours = 0) {
  const path = join(folderOf(place), key)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, "x")
  const at = world.clock.now.subtract({ hours }).epochMilliseconds / 1000
  utimesSync(path, at, at)
}
const inPlace = (place: string) =>
  readdirSync(folderOf(place), { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folderOf(place), name)).isFile())
    .sort()
const copyOf = (school = world.school) => `schools/${school.school.id}.20260901080000.db`

/** The backup in a folder of this world, with its clock; the place of before may be away. */
function backup(name: string): Backup {
  const open = (place: Place): { bucket: Bucket; janitor: Bucket } => {
    const bucket = { ...bucketAt(place, null), clock: async () => world.clock.now }
    const gone: Bucket = {
      ...bucket,
      async *list(prefix) {
        if (away) throw new Error("away")
        yield* bucket.list(prefix)
      },
    }
    const found = away && place.kind === "folder" && place.folder !== folderOf(name) ? gone : bucket
    return { bucket: found, janitor: found }
  }
  const place = placeOf(folderOf(name)) as Place
  const replica = { list: async () => [], pid: async () => null } as unknown as Backup["replica"]
  return { setup: { place, keys: null } as unknown as ReplicatorSetup, ...open(place), replica, at: open }
}
const parts = (name: string) => ({
  registry: world.registry,
  backup: backup(name),
  now: () => world.clock.now,
  tell: (line: (typeof told)[0]) => void told.push(line),
})
const starts = (name: string) =>
  noteBackupPlace(world.registry.control, urlOf(backup(name).setup.place), world.clock.now)
const formers = () => formerPlaces(world.registry.control).map(({ url }) => url)
const sweepAlarms = () =>
  lastCheck<{ alarms: { alarm: string }[] }>(world.registry.control, "sweep")?.facts.alarms

describe("the place where the backup lay before", () => {
  it("is emptied like the one of now, an hour at a time, and forgotten when nothing of ours is left", async () => {
    starts("first")
    lay("first", `${copyOf()}/ltx/9/1-9.ltx`, 100)
    lay("first", `${copyOf()}/ltx/0/9-9.ltx`, 1)
    lay("first", "control.db/ltx/9/1-9.ltx", 1)
    later(1)
    starts("second")
    expect(formers()).toEqual([folderOf("first")])
    const ticking = () => lay("second", `${copyOf()}/ltx/9/1-9.ltx`)
    ticking()
    await sweepBackup(parts("second"))
    expect(inPlace("first")).toHaveLength(3)
    later(70) // what was made before is seven days old now
    ticking()
    await sweepBackup(parts("second"))
    expect(inPlace("first")).toHaveLength(2)
    later(91)
    ticking()
    await sweepBackup(parts("second"))
    expect(inPlace("first")).toHaveLength(2)
    expect(formers()).toHaveLength(1)
    later(1)
    ticking()
    await sweepBackup(parts("second"))
    expect(inPlace("first")).toEqual([])
    expect(formers()).toEqual([])
    expect(inPlace("second")).toHaveLength(1)
    expect(told).toContainEqual(expect.objectContaining({ job: "sweep", deleted: 2 }))
  })

  it("loses nothing that is not ours: the backup of now below it, and what somebody else keeps there", async () => {
    starts("place")
    lay("place", "control.db/ltx/9/1-9.ltx", 170)
    lay("place", "somebody/else.txt", 1000)
    starts("place/below")
    lay("place/below", `${copyOf()}/ltx/9/1-9.ltx`, 1)
    later(30)
    await sweepBackup(parts("place/below"))
    expect(inPlace("place")).toEqual([`below/${copyOf()}/ltx/9/1-9.ltx`, "somebody/else.txt"])
    expect(formers()).toEqual([])
  })

  it("is the one of now again when BACKUP_URL says so, and lives", () => {
    starts("first")
    starts("second")
    starts("first")
    expect(formers()).toEqual([folderOf("second")])
  })

  it("calls somebody when it does not answer, stays known until that person has looked, and stops nothing else", async () => {
    starts("first")
    lay("first", `${copyOf()}/ltx/9/1-9.ltx`, 1)
    starts("second")
    lay("second", `${copyOf()}/ltx/1/1-9.ltx`, 170)
    lay("second", `${copyOf()}/ltx/9/1-9.ltx`, 1)
    later(5)
    away = true
    await sweepBackup(parts("second"))
    expect(sweepAlarms()).toContainEqual({ alarm: "former-backup", hours: 5 } as never)
    expect(inPlace("second")).toEqual([`${copyOf()}/ltx/9/1-9.ltx`])
    expect(formers()).toHaveLength(1)

    const out: string[] = []
    const call = {
      registry: world.registry,
      env: readEnv({ DATA_DIR: world.folder, BACKUP_URL: folderOf("second"), LITESTREAM: process.execPath }),
      terminal: { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) },
      now: world.clock.now,
    } satisfies Call
    expect(await backupCommand([], call)).toBe(0)
    expect(out.join("\n")).toContain(`De back-up staat in ${folderOf("second")}`)
    expect(out.join("\n")).toContain(`stond hij in ${folderOf("first")}`)
    expect(await backupCommand(["forget", folderOf("first")], call)).toBe(0)
    expect(formers()).toHaveLength(1)
    expect(await backupCommand(["forget", folderOf("second"), "--yes"], call)).toBe(1)
    expect(await backupCommand(["forget", folderOf("first"), "--yes"], call)).toBe(0)
    expect(backupCommand(["drop"], call)).rejects.toThrow(WrongUse)
    expect(formers()).toEqual([])
    await sweepBackup(parts("second"))
    expect(sweepAlarms()).toEqual([])
  })

  it("is left alone while the clocks differ", async () => {
    starts("first")
    lay("first", `${copyOf()}/ltx/9/1-9.ltx`, 170)
    starts("second")
    const { backup: now, ...rest } = parts("second")
    const wrong = {
      ...now,
      janitor: { ...now.janitor, clock: async () => world.clock.now.add({ hours: 3 }) },
    }
    await sweepBackup({ ...rest, backup: wrong })
    expect(inPlace("first")).toHaveLength(1)
    expect(sweepAlarms()?.map(({ alarm }) => alarm)).toEqual(["clock-differs"])
  })

  it("counts in the certificate of a school that leaves in that week, and holds nothing of it in the end", async () => {
    const { registry, school, wilg } = world
    starts("first")
    for (const each of [school, wilg])
      for (let at = 0; at < 30; at++) lay("first", `${copyOf(each)}/ltx/1/${at}.ltx`, 1)
    later(2)
    starts("second")
    for (const each of [school, wilg])
      for (let at = 0; at < 12; at++) lay("second", `${copyOf(each)}/ltx/1/${at}.ltx`, 1)
    expect((await leaveOnRequest(registry, school, world.clock.now)).ok).toBe(true)
    const step = () => leaveWhenDue(parts("second"))
    later(24)
    await step()
    await step()
    later(156 - 48) // Litestream lays its newest copies as late as this
    lay("first", `${copyOf()}/ltx/1/late.ltx`, 1)
    later(48)
    away = true
    await step()
    expect(leavers(registry.control)[0]?.state).toBe("erased") // nobody looked there
    away = false
    await step()
    const [gone] = leavers(registry.control)
    expect(gone).toMatchObject({ state: "gone", objects: 43 })
    expect((await checkCertificate(registry, gone?.number ?? ""))?.certificate.backup?.objects).toBe(43)
    for (const place of ["first", "second"]) {
      expect(inPlace(place).filter((name) => name.includes(school.school.id))).toEqual([])
      expect(inPlace(place).filter((name) => name.includes(wilg.school.id)).length).toBeGreaterThan(0)
    }
    expect(formerBackups(registry, backup("second"))).toHaveLength(1)
  })
})

describe("a place, in words", () => {
  it("is always written the same way, and never with a key", () => {
    const url = "s3://bucket/v1/?endpoint=https%3A%2F%2Fs3.example&region=nl"
    const place = placeOf(url) as Place
    expect(urlOf(place)).toBe("s3://bucket/v1?endpoint=https%3A%2F%2Fs3.example&region=nl")
    expect(placeOf(urlOf(place))).toEqual(place)
    expect(urlOf(placeOf("s3://key:secret@bucket/v1") as Place)).toBe("s3://bucket/v1")
  })
})
