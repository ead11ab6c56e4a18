import { afterAll, describe, expect, it } from "bun:test"
import { AwsClient } from "aws4fetch"
import { type Bucket, bucketAt, type Place, placeOf } from "../../src/integrations/bucket.ts"
import { bucketKeys, bucketServer, urlOf } from "../support/backup.ts"

// Whether a bucket is one to which the backup of schools may go. By itself it asks the server of the tests; with BACKUP_URL, BACKUP_KEY_ID and
// BACKUP_KEY_SECRET it asks yours: before the first school, and now and then. It writes below a prefix of its own, and leaves nothing.

type S3 = Extract<Place, { kind: "s3" }>
const given = process.env["BACKUP_URL"]
const own = given ? null : await bucketServer()
const place = placeOf(given ?? (own ? urlOf(own) : ""))
if (place?.kind !== "s3") throw new Error("BACKUP_URL is no bucket")
const keys = given
  ? { id: process.env["BACKUP_KEY_ID"] ?? "", secret: process.env["BACKUP_KEY_SECRET"] ?? "" }
  : bucketKeys
const mine: S3 = { ...place, prefix: `conformance-${crypto.randomUUID()}` }
const bucket: Bucket = bucketAt(mine, keys)
const region = mine.region ?? "us-east-1"
const base = mine.endpoint
  ? `${mine.endpoint.replace(/\/$/, "")}/${mine.bucket}`
  : `https://${mine.bucket}.s3.${region}.amazonaws.com`
const signer = new AwsClient({
  accessKeyId: keys.id,
  secretAccessKey: keys.secret,
  region,
  service: "s3",
  retries: 0,
})
const ask = (path: string, method = "GET", body?: string) =>
  signer.fetch(`${base}${path}`, { method, ...(body === undefined ? {} : { body }) })
const put = async (name: string, body: string) =>
  expect((await ask(`/${mine.prefix}/${name}`, "PUT", body)).ok).toBe(true)
const keysThere = async () => (await Array.fromAsync(bucket.list(""))).map(({ key }) => key)

/** What a bucket says of a rule of its own; null when its server does not know of such rules, or will not tell these keys. */
async function ruleOf(rule: string): Promise<string | null> {
  const answer = await ask(`/?${rule}`)
  const text = await answer.text()
  if (answer.ok) return text
  if (answer.status === 404) return ""
  console.log(`NOT SAID: ${rule} (${answer.status}). Look it up where the bucket was made.`)
  return null
}

afterAll(async () => {
  for (const key of await keysThere()) await bucket.delete(key)
  for await (const upload of bucket.halfUploads()) await bucket.abort(upload)
  await own?.close()
})

describe("the bucket of the backup", () => {
  it("forgets what is deleted: no versions, no lock", async () => {
    const versions = await ruleOf("versioning")
    if (versions !== null) expect(versions).not.toMatch(/<Status>(Enabled|Suspended)/)
    const lock = await ruleOf("object-lock")
    if (lock !== null) expect(lock).not.toContain("Enabled")
    await put("twice", "one")
    await put("twice", "two")
    await bucket.delete("twice")
    expect(await keysThere()).not.toContain("twice")
    const kept = await ask(`/?versions&prefix=${mine.prefix}/`)
    if (kept.ok) expect(await kept.text()).not.toContain("<Key>")
  })

  it("deletes by itself what gets older than six days, if it has such rules", async () => {
    const rules = await ruleOf("lifecycle")
    if (rules === null) return
    if (given) expect(rules).not.toBe("")
    for (const [, days] of rules.matchAll(/<Days>(\d+)<\/Days>/g)) expect(Number(days)).toBeLessThanOrEqual(6)
    for (const [, days] of rules.matchAll(/<DaysAfterInitiation>(\d+)</g))
      expect(Number(days)).toBeLessThanOrEqual(1)
  })

  it("shows at once what was put and what was deleted, a thousand at a time and more", async () => {
    const names = Array.from({ length: 1100 }, (_, at) => `many/${String(at).padStart(4, "0")}`)
    const line = names.values()
    const work = async (each: (name: string) => Promise<unknown>, from: Iterable<string>) => {
      for (const name of from) await each(name)
    }
    await Promise.all(Array.from({ length: 16 }, () => work((name) => put(name, "x"), line)))
    expect((await keysThere()).sort()).toEqual(names)
    const again = names.values()
    await Promise.all(Array.from({ length: 16 }, () => work((name) => bucket.delete(name), again)))
    expect(await keysThere()).toEqual([])
    await bucket.delete("many/0000") // gone already, and no matter
  }, 600_000)

  it("names uploads that were begun and never finished, and throws them away", async () => {
    expect((await ask(`/${mine.prefix}/half?uploads`, "POST")).status).toBe(200)
    const begun = await Array.fromAsync(bucket.halfUploads())
    expect(begun.map(({ key }) => key)).toEqual(["half"])
    for (const upload of begun) await bucket.abort(upload)
    expect(await Array.fromAsync(bucket.halfUploads())).toEqual([])
  })

  it("has our clock", async () => {
    const apart = Math.abs((await bucket.clock()).epochMilliseconds - Date.now())
    expect(apart).toBeLessThan(60_000)
    await put("now", "x")
    const [object] = await Array.fromAsync(bucket.list("now"))
    expect(Math.abs((object?.modified.epochMilliseconds ?? 0) - Date.now())).toBeLessThan(60_000)
  })
})
