import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "bun:test"
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { AwsClient } from "aws4fetch"
import { sweep } from "../../src/backup/janitor.ts"
import { closeRegistry, goLive, openRegistry, prepareSchool, type Registry } from "../../src/db/registry.ts"
import { epochOf } from "../../src/domain/backup/backup.ts"
import { type Bucket, bucketAt, placeOf } from "../../src/integrations/bucket.ts"
import { type BucketServer, bucketKeys, bucketName, bucketServer, urlOf } from "../support/backup.ts"
import { faultyBucket } from "../support/faulty-bucket.ts"
import { folder } from "../support/folder.ts"

// Our own janitor against a real S3 server, with more objects than fit on a page, and with look-alikes on every side.

let server: BucketServer
let registry: Registry
let bucket: Bucket
let school: { id: string; epoch: string }
const now = () => Temporal.Now.instant()
const bucketOf = (url: string) =>
  bucketAt(placeOf(url) as NonNullable<ReturnType<typeof placeOf>>, bucketKeys)
beforeAll(async () => {
  server = await bucketServer()
})
afterAll(() => server.close())
beforeEach(() => {
  registry = openRegistry(folder(), { bytes: Buffer.alloc(32, 7) })
  const facts = { slug: "de-berk", name: "De Berk", city: "Utrecht", phone: "", email: "", brin: null }
  const prepared = prepareSchool(registry, { ...facts, sector: "primary" }, now().subtract({ hours: 300 }))
  if (!prepared.ok) throw new Error(prepared.refusal.kind)
  school = { id: goLive(registry, prepared.value).school.id, epoch: prepared.value.epoch }
  bucket = bucketOf(urlOf(server))
})
afterEach(() => {
  closeRegistry(registry)
  for (const name of readdirSync(server.files)) rmSync(join(server.files, name), { recursive: true })
})

/** Lays an object in the bucket, of so many hours ago. */
function lay(key: string, hours: number): string {
  const path = join(server.files, key)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, "x")
  const at = Date.now() / 1000 - hours * 3600
  utimesSync(path, at, at)
  return key
}
const there = () =>
  readdirSync(server.files, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith(".sgwtmp") && statSync(join(server.files, name)).isFile())
    .sort()
const live = () => `v1/schools/${school.id}.${school.epoch}.db`
/** A fresh snapshot of the live school, so that nobody is called for that. */
const fresh = () => lay(`${live()}/0009/1-9.ltx`, 2)

describe("the janitor", () => {
  it("deletes exactly what is too old, of more than a thousand objects, and the second time nothing", async () => {
    const kept = [fresh()]
    let old = 0
    for (let at = 0; at < 1300; at++) {
      const hours = at % 2 === 0 ? 165 + (at % 50) : 163 - (at % 50)
      const key = lay(`${live()}/0001/${String(at).padStart(6, "0")}.ltx`, hours)
      if (hours < 164) kept.push(key)
      else old++
    }
    // Neighbours: another prefix that begins like ours, another bucket folder, a name that continues ours. Only what is ours is touched.
    kept.push(lay("v1x/schools/a.ltx", 500), lay("v10/control.db/0001/a.ltx", 500), lay("other/a.ltx", 500))
    const swept = await sweep(bucket, registry, now())
    expect(swept).toMatchObject({ objects: 1301, deleted: old, aborted: 0, alarms: [] })
    expect(there()).toEqual(kept.sort())
    expect(await sweep(bucket, registry, now())).toMatchObject({ deleted: 0, alarms: [] })
    expect(there()).toEqual(kept)
  }, 60_000)

  it("takes along what an earlier file of a school got late, names what is nobody's, and lets younger neighbours be", async () => {
    const before = (hours: number) => `v1/schools/${school.id}.${epochOf(now().subtract({ hours }))}.db`
    // Replaced by the live file 300 hours ago, and copied yesterday because the bucket was away.
    const late = lay(`${before(400)}/0001/a.ltx`, 20)
    const kept = [
      fresh(),
      lay(`${live()}.old/0001/a.ltx`, 20),
      lay("v1/notes.txt", 100),
      lay(`v1/schools/${crypto.randomUUID()}.20260901080000.db/0001/a.ltx`, 20),
    ]
    lay("v1/notes-of-long-ago.txt", 200)
    const swept = await sweep(bucket, registry, now())
    expect(swept).toMatchObject({ deleted: 2, alarms: [{ alarm: "foreign-objects", objects: 2 }] })
    expect(there()).not.toContain(late)
    expect(there()).toEqual(kept.sort())
  })

  it("goes on where a bucket broke off in the middle, and says that it did", async () => {
    for (let at = 0; at < 1100; at++) lay(`${live()}/0001/${String(at).padStart(6, "0")}.ltx`, 170)
    fresh()
    const between = faultyBucket(server.endpoint)
    const flaky = bucketOf(urlOf(between))
    between.fault = { kind: "breaks", after: 300 }
    const broken = await sweep(flaky, registry, now())
    expect(broken.alarms.map(({ alarm }) => alarm)).toContain("bucket-unreachable")
    expect(broken.deleted).toBeGreaterThan(0)
    expect(broken.deleted).toBeLessThan(1100)
    between.fault = { kind: "none" }
    const whole = await sweep(flaky, registry, now())
    expect(whole.alarms).toEqual([])
    expect(broken.deleted + whole.deleted).toBeGreaterThanOrEqual(1100)
    expect(there()).toEqual([`${live()}/0009/1-9.ltx`])
    await between.close()
  }, 60_000)

  it("throws away uploads that were never finished, and leaves those that may still be", async () => {
    fresh()
    const { id, secret } = bucketKeys
    const client = new AwsClient({
      accessKeyId: id,
      secretAccessKey: secret,
      region: "us-east-1",
      service: "s3",
    })
    for (const key of ["v1/control.db/0009/half.ltx", "v1x/half.ltx"]) {
      const begun = await client.fetch(`${server.endpoint}/${bucketName}/${key}?uploads`, { method: "POST" })
      expect(begun.status).toBe(200)
    }
    expect(await Array.fromAsync(bucket.halfUploads())).toMatchObject([{ key: "control.db/0009/half.ltx" }])
    expect(await sweep(bucket, registry, now())).toMatchObject({ aborted: 0, alarms: [] })
    // A bucket whose clock is a day further, and ours with it.
    const tomorrow = { ...bucket, clock: async () => now().add({ hours: 25 }) }
    expect(await sweep(tomorrow, registry, now().add({ hours: 25 }))).toMatchObject({ aborted: 1 })
    expect(await Array.fromAsync(bucket.halfUploads())).toEqual([])
    expect(
      await Array.fromAsync(bucketOf(urlOf(server).replace("/v1?", "/v1x?")).halfUploads()),
    ).toHaveLength(1)
  })

  it("deletes nothing while the clocks differ, in either direction", async () => {
    lay(`${live()}/0001/a.ltx`, 100)
    lay("v1/control.db/0001/a.ltx", 200)
    for (const hours of [2, -2, 192, -192]) {
      const swept = await sweep(bucket, registry, now().add({ hours }))
      expect(swept).toMatchObject({ objects: 0, deleted: 0 })
      expect(swept.alarms.map(({ alarm }) => alarm)).toEqual(["clock-differs"])
    }
    expect(there()).toHaveLength(2)
  })

  it("calls somebody when a live school has no fresh snapshot, long before anything gets too old", async () => {
    lay(`${live()}/0009/1-9.ltx`, 31)
    expect((await sweep(bucket, registry, now())).alarms).toEqual([
      { alarm: "no-fresh-snapshot", file: `${school.id}.${school.epoch}.db`, hours: 31 },
    ])
  })

  it("does the same in a folder", async () => {
    const root = folder()
    const inFolder = bucketAt({ kind: "folder", folder: root }, null)
    for (const [key, hours] of [
      [`schools/${school.id}.${school.epoch}.db/ltx/9/1-9.ltx`, 2],
      [`schools/${school.id}.${school.epoch}.db/ltx/1/1-2.ltx`, 165],
      ["control.db/ltx/9/1-2.ltx.tmp", 30],
    ] as const) {
      mkdirSync(dirname(join(root, key)), { recursive: true })
      writeFileSync(join(root, key), "x")
      utimesSync(join(root, key), Date.now() / 1000 - hours * 3600, Date.now() / 1000 - hours * 3600)
    }
    expect(await sweep(inFolder, registry, now())).toMatchObject({ deleted: 1, aborted: 1, alarms: [] })
    expect((await Array.fromAsync(inFolder.list(""))).map(({ key }) => key)).toEqual([
      `schools/${school.id}.${school.epoch}.db/ltx/9/1-9.ltx`,
    ])
  })
})
