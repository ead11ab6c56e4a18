import { readdirSync, rmSync, statSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { S3Client } from "bun"
import { type BucketExtras, folderExtras, patience, s3Extras } from "./half-uploads.ts"

/** One object in the backup. */
export type BackupObject = { key: string; size: number; modified: Temporal.Instant }

/** Where the backup lies: an S3-compatible bucket, or a folder. Keys are relative to it and have no slash in front. */
export type Bucket = BucketExtras & {
  /** Every object whose key begins with this, page after page. */
  list(prefix: string): AsyncGenerator<BackupObject>
  /** The names directly under a folder that ends in a slash. */
  names(folder: string): Promise<string[]>
  /** Deletes one object; also when it is gone already. */
  delete(key: string): Promise<void>
}

/** Where BACKUP_URL points: `s3://bucket/prefix?endpoint=https://…&region=…`, or a folder on this machine. */
export type Place =
  | { kind: "folder"; folder: string }
  | { kind: "s3"; bucket: string; prefix: string; endpoint: string | null; region: string | null }

export type BucketKeys = { id: string; secret: string }

/** Reads BACKUP_URL; null when it is not such an address. */
export function placeOf(url: string): Place | null {
  if (!url.includes("://")) return { kind: "folder", folder: resolve(url) }
  if (!URL.canParse(url)) return null
  const { protocol, hostname, pathname, searchParams } = new URL(url)
  if (protocol === "file:") return { kind: "folder", folder: resolve(pathname) }
  if (protocol !== "s3:" || !hostname) return null
  const prefix = pathname.replace(/^\/+|\/+$/g, "")
  return {
    kind: "s3",
    bucket: hostname,
    prefix,
    endpoint: searchParams.get("endpoint"),
    region: searchParams.get("region"),
  }
}

/** A place as BACKUP_URL names it, always in the same words. */
export function urlOf(place: Place): string {
  if (place.kind === "folder") return place.folder
  const options = new URLSearchParams()
  if (place.endpoint) options.set("endpoint", place.endpoint)
  if (place.region) options.set("region", place.region)
  const named = `s3://${[place.bucket, place.prefix].filter(Boolean).join("/")}`
  return options.size > 0 ? `${named}?${options}` : named
}

/** The bucket or folder of a backup. `milliseconds`: how long a bucket may take for one answer, when not as long as usual. */
export const bucketAt = (place: Place, keys: BucketKeys | null, milliseconds: number = patience): Bucket =>
  place.kind === "folder" ? folderAt(place.folder) : s3At(place, keys, milliseconds)

/** Bun's client waits six minutes for a bucket that took a question and says nothing: so long nothing would be scrubbed (jobs/start.ts). */
async function inTime<Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = setTimeout(() => reject(new Error("The bucket does not answer")), milliseconds)
  try {
    return await Promise.race([answer, promise])
  } finally {
    clearTimeout(late)
  }
}

function s3At(place: Extract<Place, { kind: "s3" }>, keys: BucketKeys | null, milliseconds: number): Bucket {
  const client = new S3Client({
    bucket: place.bucket,
    ...(place.endpoint ? { endpoint: place.endpoint } : {}),
    ...(place.region ? { region: place.region } : {}),
    ...(keys ? { accessKeyId: keys.id, secretAccessKey: keys.secret } : {}),
  })
  const root = place.prefix ? `${place.prefix}/` : ""
  /** The bucket answers a thousand at a time. */
  async function* pages(wish: { prefix: string; delimiter?: string }) {
    let startAfter: string | undefined
    for (;;) {
      const answer = client.list({ ...wish, ...(startAfter ? { startAfter } : {}) }).catch(saying(place))
      const page = await inTime(answer, milliseconds)
      yield page
      const last = [page.contents?.at(-1)?.key, page.commonPrefixes?.at(-1)?.prefix]
      startAfter = last
        .filter((key) => key !== undefined)
        .sort()
        .at(-1)
      if (!page.isTruncated || !startAfter) return
    }
  }
  return {
    ...s3Extras(place, keys),
    async *list(prefix) {
      for await (const page of pages({ prefix: root + prefix }))
        for (const { key, size, lastModified } of page.contents ?? [])
          yield {
            key: key.slice(root.length),
            size: size ?? 0,
            modified: Temporal.Instant.from(String(lastModified)),
          }
    },
    async names(folder) {
      const found: string[] = []
      for await (const page of pages({ prefix: root + folder, delimiter: "/" }))
        for (const { prefix } of page.commonPrefixes ?? [])
          found.push(prefix.slice(root.length + folder.length).replace(/\/$/, ""))
      return found
    },
    delete: (key) => inTime(client.delete(root + key), milliseconds),
  }
}

/** Of a bucket that does not answer Bun says "an unexpected error has occurred": whoever reads it at night needs more. */
const saying = (place: Place) => (error: unknown) => {
  if (!(error instanceof Error) || !("code" in error)) throw error
  throw new Error(`${urlOf(place)}: ${error.code} (${error.message})`, { cause: error })
}

/** The same over a folder, so that nobody needs a cloud to try it. Folders that become empty go as well, as in a bucket. */
function folderAt(root: string): Bucket {
  const entries = (folder: string) => {
    try {
      return readdirSync(folder, { withFileTypes: true })
    } catch {
      return []
    }
  }
  function* walk(folder: string): Generator<BackupObject> {
    for (const entry of entries(join(root, folder))) {
      const key = folder ? `${folder}/${entry.name}` : entry.name
      const found = statSync(join(root, key), { throwIfNoEntry: false })
      if (entry.isDirectory()) yield* walk(key)
      else if (found)
        yield {
          key,
          size: found.size,
          modified: Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs)),
        }
    }
  }
  return {
    ...folderExtras(root),
    async *list(prefix) {
      for (const object of walk("")) if (object.key.startsWith(prefix)) yield object
    },
    async names(folder) {
      return entries(join(root, folder))
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    },
    async delete(key) {
      rmSync(join(root, key), { force: true })
      for (let folder = dirname(key); folder !== "."; folder = dirname(folder)) {
        if (entries(join(root, folder)).length > 0) return
        rmSync(join(root, folder), { recursive: true, force: true })
      }
    },
  }
}
