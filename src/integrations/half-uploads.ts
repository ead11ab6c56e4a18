import { readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { AwsClient } from "aws4fetch"
import { XMLParser } from "fast-xml-parser"
import type { BucketKeys, Place } from "./bucket.ts"

/** An upload that was begun and is not finished: it is in no list of objects, and holds what was sent. */
export type HalfUpload = { key: string; id: string; begun: Temporal.Instant }

/** What Bun's client for buckets cannot do: the bucket's own clock, and uploads that were never finished. */
export type BucketExtras = {
  /** What time it is according to the bucket. Throws when it does not answer. */
  clock(): Promise<Temporal.Instant>
  halfUploads(): AsyncGenerator<HalfUpload>
  /** Throws away an upload that was never finished; also when it is gone already. */
  abort(upload: HalfUpload): Promise<void>
}

/** How long the bucket may take to answer, in milliseconds. */
export const patience = 30_000

export function s3Extras(place: Extract<Place, { kind: "s3" }>, keys: BucketKeys | null): BucketExtras {
  const region = place.region ?? "us-east-1"
  const base = place.endpoint
    ? `${place.endpoint.replace(/\/$/, "")}/${place.bucket}`
    : `https://${place.bucket}.s3.${region}.amazonaws.com`
  const root = place.prefix ? `${place.prefix}/` : ""
  const signer = new AwsClient({
    accessKeyId: keys?.id ?? "",
    secretAccessKey: keys?.secret ?? "",
    region,
    service: "s3",
  })
  const ask = (path: string, method: string) =>
    signer.fetch(`${base}${path}`, { method, signal: AbortSignal.timeout(patience) })
  return {
    async clock() {
      const said = (await ask("/", "HEAD")).headers.get("Date")
      if (!said) throw new Error("The bucket does not say what time it is")
      return Temporal.Instant.fromEpochMilliseconds(Date.parse(said))
    },
    async *halfUploads() {
      let after = ""
      for (;;) {
        const answer = await ask(`/?uploads&prefix=${encodeURIComponent(root)}${after}`, "GET")
        if (!answer.ok) throw new Error(`The bucket answers ${answer.status}`)
        const page = readUploads(await answer.text())
        for (const { key, ...upload } of page.uploads)
          if (key.startsWith(root)) yield { key: key.slice(root.length), ...upload }
        if (!page.next) return
        after = `&key-marker=${encodeURIComponent(page.next.key)}&upload-id-marker=${encodeURIComponent(page.next.id)}`
      }
    },
    async abort({ key, id }) {
      const path = (root + key).split("/").map(encodeURIComponent).join("/")
      const answer = await ask(`/${path}?uploadId=${encodeURIComponent(id)}`, "DELETE")
      if (!answer.ok && answer.status !== 404) throw new Error(`The bucket answers ${answer.status}`)
    },
  }
}

const parser = new XMLParser({
  isArray: (name) => name === "Upload",
  parseTagValue: false,
  processEntities: true,
})

type Page = { uploads: HalfUpload[]; next: { key: string; id: string } | null }

/** One page of a bucket's answer about its half uploads. */
function readUploads(xml: string): Page {
  const said = (parser.parse(xml) as { ListMultipartUploadsResult?: Record<string, unknown> })
    .ListMultipartUploadsResult
  if (!said) throw new Error("The bucket's answer about uploads cannot be read")
  const found = (said["Upload"] ?? []) as { Key: string; UploadId: string; Initiated: string }[]
  return {
    uploads: found.map(({ Key, UploadId, Initiated }) => ({
      key: Key,
      id: UploadId,
      begun: Temporal.Instant.from(Initiated),
    })),
    next:
      said["IsTruncated"] === "true"
        ? { key: String(said["NextKeyMarker"] ?? ""), id: String(said["NextUploadIdMarker"] ?? "") }
        : null,
  }
}

/** The same over a folder: Litestream writes beside the place where a file belongs, and a crash leaves that there. */
export function folderExtras(root: string): BucketExtras {
  return {
    clock: async () => Temporal.Now.instant(),
    async *halfUploads() {
      for (const entry of filesUnder(root))
        if (entry.endsWith(".tmp")) {
          const found = statSync(join(root, entry), { throwIfNoEntry: false })
          if (found)
            yield {
              key: entry,
              id: "",
              begun: Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs)),
            }
        }
    },
    abort: async ({ key }) => rmSync(join(root, key), { force: true }),
  }
}

function filesUnder(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, encoding: "utf8" })
  } catch {
    return []
  }
}
