import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { databasesIn } from "../../src/backup/minding.ts"
import { emptyLog } from "../../src/db/backup/restored.ts"
import { type BackupTimes, strangeTimes } from "../../src/domain/backup/backup.ts"
import { type Bucket, bucketAt, placeOf } from "../../src/integrations/bucket.ts"
import { type Replica, replicaAt } from "../../src/integrations/replica.ts"
import {
  type Replicator,
  type ReplicatorLine,
  type ReplicatorSetup,
  socketIn,
  startReplicator,
} from "../../src/integrations/replicator.ts"
import { folder } from "./folder.ts"
import { freePort } from "./port.ts"

// Real parts: the real Litestream, and a real S3 server over a folder. Started by the test that needs them, ended by process id.

const program = (name: string) => join(import.meta.dir, "../../.tools/bin", name)
export const litestream = program("litestream")
const config = join(import.meta.dir, "../../litestream.yml")

/** Waits until it holds; throws with these words when that takes too long. */
export async function eventually(what: string, holds: () => unknown, seconds = 20): Promise<void> {
  const limit = Date.now() + seconds * 1000
  for (;;) {
    try {
      if (await holds()) return
    } catch (error) {
      if (Date.now() > limit) throw error
    }
    if (Date.now() > limit) throw new Error(`Not within ${seconds} s: ${what}`)
    await Bun.sleep(50)
  }
}

export type BucketServer = { port: number; endpoint: string; files: string; close: () => Promise<void> }
export const bucketName = "school-backups"
export const bucketKeys = { id: "opening", secret: "only-on-loopback" }

/** An S3 server with one empty bucket. */
export async function bucketServer(): Promise<BucketServer> {
  const files = folder("tienminuten-backup-")
  mkdirSync(join(files, bucketName))
  const port = freePort()
  const { id, secret } = bucketKeys
  const server = Bun.spawn(
    [program("versitygw"), "--access", id, "--secret", secret, "--port", `127.0.0.1:${port}`, "posix", files],
    { stdout: "ignore", stderr: "ignore", env: { PATH: process.env["PATH"] ?? "", HOME: files } },
  )
  const endpoint = `http://127.0.0.1:${port}`
  await eventually("the S3 server answers", () => fetch(endpoint))
  return {
    port,
    endpoint,
    files: join(files, bucketName),
    async close() {
      server.kill()
      await server.exited
      rmSync(files, { recursive: true, force: true })
    },
  }
}

/** The BACKUP_URL of a server. */
export const urlOf = ({ endpoint }: { endpoint: string }) =>
  `s3://${bucketName}/v1?endpoint=${encodeURIComponent(endpoint)}&region=us-east-1`

export type Replicating = {
  dataFolder: string
  setup: ReplicatorSetup
  bucket: Bucket
  replica: Replica
  /** Starts Litestream and waits until it answers. What it warned about is in `warnings`. */
  start: () => Promise<void>
  stop: () => Promise<void>
  /** Ends the process that hangs; another is started. */
  restart: () => void
  /** The process that copies now. */
  pid: () => Promise<number>
  warnings: string[]
}

/** A folder of data with Litestream beside it, not started yet. `changed` makes it another litestream.yml than ours. */
export function replicating(
  url: string,
  changed: (yaml: string) => string = (yaml) => yaml,
  dataFolder: string = folder("tienminuten-backup-"),
): Replicating {
  mkdirSync(join(dataFolder, "schools"), { recursive: true })
  mkdirSync(join(dataFolder, "run"), { recursive: true })
  const mine = join(dataFolder, "litestream.yml")
  writeFileSync(mine, changed(readFileSync(config, "utf8")))
  const place = placeOf(url)
  if (!place) throw new Error(url)
  const keys = place.kind === "s3" ? bucketKeys : null
  const setup: ReplicatorSetup = { program: litestream, config: mine, dataFolder, place, keys, metrics: "" }
  const replica = replicaAt(socketIn(dataFolder))
  const warnings: string[] = []
  let running: Replicator | null = null
  return {
    dataFolder,
    setup,
    bucket: bucketAt(place, keys),
    replica,
    warnings,
    async start() {
      const watching = {
        started: (_: number, times: BackupTimes) => void warnings.push(...strangeTimes(times)),
        ended: () => {},
        again: () =>
          databasesIn(dataFolder, Temporal.Now.instant()).forEach(({ file }) => void emptyLog(file)),
        warned: ({ msg, error }: ReplicatorLine) => void warnings.push(`${msg} ${error ?? ""}`),
      }
      // Who is killed time and again is started again later and later, a minute in the end: no night is long enough for that.
      running = startReplicator(setup, watching, 2)
      await eventually("Litestream answers", async () => (await replica.pid()) !== null)
    },
    restart: () => running?.restart(),
    async stop() {
      await running?.stop(30)
      running = null
    },
    async pid() {
      let pid: number | null = null
      const answers = async () => {
        pid = await replica.pid()
        return pid !== null
      }
      await eventually("Litestream answers", answers, 30)
      return pid as unknown as number
    },
  }
}
