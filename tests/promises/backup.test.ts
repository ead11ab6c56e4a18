import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { sweep } from "../../src/backup/janitor.ts"
import { leaveDue } from "../../src/backup/leaving.ts"
import { tick } from "../../src/db/backup/backup-ticks.ts"
import { askToLeave, confirmLeaving, leavers } from "../../src/db/backup/departures.ts"
import { ourTimes } from "../../src/domain/backup/backup.ts"
import { oldestKept } from "../../src/domain/backup/janitor.ts"
import { keeping } from "../../src/domain/privacy/privacy.ts"
import { readEnv } from "../../src/env.ts"
import { type Bucket, bucketAt } from "../../src/integrations/bucket.ts"
import { testWorld, type World } from "../support/app.ts"
import { deWit } from "../support/rounds.ts"

// What the first privacy statement promises about keeping, copying, place and deletion. Named after its sentences. The same promises
// are kept against the real Litestream and a real bucket in tests/backup.

let world: World
let bucket: Bucket
let root: string
beforeEach(async () => {
  world = await testWorld()
  root = join(world.folder, "backup")
  bucket = { ...bucketAt({ kind: "folder", folder: root }, null), clock: async () => world.clock.now }
})
afterEach(() => world.close())

/** Something in the backup, laid there so many hours ago. */
function lay(key: string, hours = 0): void {
  const path = join(root, key)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, "x")
  const at = world.clock.now.subtract({ minutes: Math.round(hours * 60) }).epochMilliseconds / 1000
  utimesSync(path, at, at)
}
const inBackup = async () => (await Array.fromAsync(bucket.list(""))).map(({ key }) => key).sort()
const prefix = (db: World["school"]) => `schools/${db.client.filename.split("/").at(-1)}`
const later = (hours: number) => {
  world.clock.now = world.clock.now.add({ hours })
}
const steps = () => leaveDue({ registry: world.registry, now: () => world.clock.now, bucket })
/** The school ends its subscription. */
async function ends() {
  const { registry, school, clock } = world
  await askToLeave(registry, school, deWit, "De Regenboog", clock.now)
  await confirmLeaving(registry, school, { ...deWit, staff: 2 as typeof deWit.staff }, clock.now)
  later(24)
  await steps()
  await steps()
}
const onDisk = () =>
  readdirSync(world.folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.includes(world.school.school.id),
  )

describe("Hoe lang worden de gegevens bewaard?", () => {
  it("De gegevens worden bewaard zolang de school gebruik maakt van Schoolgesprek.", async () => {
    later(24 * 365 * 3)
    expect(await steps()).toEqual([])
    expect((await world.stranger().get("/de-regenboog")).status).toBe(200)
    expect(world.school.client.query("SELECT 1 FROM pupils").all()).toHaveLength(5)
  })

  it("Zodra de school het abonnement stop zet, worden alle gegevens gewist.", async () => {
    expect(onDisk().length).toBeGreaterThan(0)
    await ends()
    expect(onDisk()).toEqual([])
    expect((await world.stranger().get("/de-regenboog")).status).toBe(410)
    const { control } = world.registry
    control.run("PRAGMA wal_checkpoint(TRUNCATE)")
    expect(readFileSync(control.filename, "latin1")).not.toContain("kantoor@de-regenboog")
  })

  it("Na 7 dagen zijn de gegevens ook definitief gewist uit de backups van Schoolgesprek.", async () => {
    lay(`${prefix(world.school)}/ltx/9/1-9.ltx`)
    lay(`${prefix(world.wilg)}/ltx/9/1-9.ltx`)
    await ends()
    const endedAt = world.clock.now
    expect(await inBackup()).toHaveLength(2) // so that this test can fail both ways
    while (leavers(world.registry.control)[0]?.state !== "gone") {
      later(1)
      await steps()
    }
    expect(endedAt.until(world.clock.now).total("hours")).toBeLessThan(24 * 7)
    expect(await inBackup()).toEqual([`${prefix(world.wilg)}/ltx/9/1-9.ltx`])
  })
})

describe("Hoe kunnen de gegevens verwijderd worden uit de database?", () => {
  it("De gegevens worden gewist als de school het abonnement opzegt.", async () => {
    await ends()
    expect(world.registry.bySlug.get("de-regenboog")).toBeNull()
    expect(world.registry.bySlug.get("de-wilg")).not.toBeNull()
  })
})

describe("Hoe zijn de gegevens beveiligd?", () => {
  const written = Bun.YAML.parse(readFileSync("litestream.yml", "utf8")) as {
    "sync-interval": string
    dbs: { path?: string; dir?: string; pattern?: string; watch?: boolean; replica: { url: string } }[]
  }

  it("De gegevens worden iedere dag automatisch gekopieerd naar een backup server.", async () => {
    // All of them: the registry and every school, also one that is made tomorrow; not daily but every second.
    expect(written["sync-interval"]).toBe("1s")
    expect(written.dbs.map(({ path, dir }) => path ?? dir)).toEqual([
      `\${DATA_DIR}/control.db`,
      `\${DATA_DIR}/schools`,
    ])
    expect(written.dbs[1]).toMatchObject({ pattern: "*.db", watch: true })
    expect(ourTimes.levels[9]).toBe(6 * 3600)
    // And whole, every day, also of a school in which nothing happens.
    const ticks = () => world.school.client.query("SELECT at FROM backup_ticks").get()
    await tick(world.school, world.clock.now)
    const before = ticks()
    later(24)
    await tick(world.school, world.clock.now)
    expect(ticks()).not.toEqual(before)
  })

  it("Deze backup bestanden worden 7 dagen bewaard op een externe locatie.", async () => {
    expect(keeping.backupDays).toBe(7)
    lay(`${prefix(world.school)}/ltx/1/1-2.ltx`, 24 * 5)
    lay(`${prefix(world.school)}/ltx/9/1-9.ltx`, 1)
    await sweep(bucket, world.registry, world.clock.now)
    expect(await inBackup()).toHaveLength(2)
    later(24 * 2)
    await sweep(bucket, world.registry, world.clock.now)
    // The hours up to seven days are for the scrub and the next round of the janitor.
    expect(24 * 7 - oldestKept).toBeGreaterThanOrEqual(2)
    expect(await inBackup()).toEqual([`${prefix(world.school)}/ltx/9/1-9.ltx`])
  })

  it("De communicatie tussen de server en de gebruiker wordt beveiligd door een SSL certificaat.", async () => {
    const secure = await testWorld("https://tienminuten.example")
    const answer = await secure.stranger().get("/de-regenboog")
    expect(answer.headers.get("Strict-Transport-Security")).toContain("max-age=31536000")
    expect(readFileSync("fly.toml", "utf8")).toContain("force_https = true")
    await secure.close()
  })

  it("Schoolgesprek draait op een open-source platform dat dagelijks wordt voorzien van eventuele updates.", () => {
    expect(JSON.parse(readFileSync("package.json", "utf8")).license).toBe("EUPL-1.2")
    expect(readFileSync("LICENSE", "utf8")).toContain("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    const { vulnerabilityAlerts } = JSON.parse(readFileSync("renovate.json", "utf8"))
    expect(vulnerabilityAlerts).toMatchObject({ schedule: ["at any time"], minimumReleaseAge: "0 days" })
  })
})

describe("Op welke locatie worden de gegevens bewaard?", () => {
  const fly = Bun.TOML.parse(readFileSync("fly.toml", "utf8")) as {
    primary_region: string
    mounts: { scheduled_snapshots: boolean }[]
    env: Record<string, string>
  }

  it("De gegevens worden bewaard in een datacentrum in Amsterdam", async () => {
    expect(fly.primary_region).toBe("ams")
    expect(fly.mounts[0]?.scheduled_snapshots).toBe(false)
    expect(await (await world.stranger().get("/de-regenboog/privacy")).text()).toContain(keeping.place)
    expect(keeping.place).toBe("Amsterdam")
  })

  it("en de backup wordt bewaard op een externe locatie in Noord Brabant.", async () => {
    expect(keeping.backupPlace).toBe("Noord-Brabant")
    expect(await (await world.stranger().get("/de-regenboog/privacy")).text()).toContain(keeping.backupPlace)
    // Elsewhere than the data: a bucket that the settings name. Without one there is no backup, and the service says so.
    expect(fly.env["BACKUP_URL"]).toStartWith("s3://")
    const needed = {
      NODE_ENV: "production",
      ORIGIN: "https://a.example",
      SMTP_URL: "smtps://a",
      MASTER_KEY: `${"A".repeat(43)}=`,
    }
    expect(readEnv(needed).backup).toBeNull()
    const keys = { BACKUP_KEY_ID: "a", BACKUP_KEY_SECRET: "b" }
    const place = readEnv({ ...needed, ...keys, BACKUP_URL: fly.env["BACKUP_URL"] as string }).backup?.place
    expect(place?.kind).toBe("s3")
  })
})
