import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Env } from "../env.ts"
import { type Bucket, bucketAt, type Place } from "../integrations/bucket.ts"
import { type Replica, replicaAt } from "../integrations/replica.ts"
import { type ReplicatorSetup, socketIn } from "../integrations/replicator.ts"

/** The backup of this service: where it lies, the program that fills it, and the running one. */
export type Backup = {
  setup: ReplicatorSetup
  bucket: Bucket
  /** The same, with the keys of who only lists and deletes. */
  janitor: Bucket
  replica: Replica
  /** Another place, opened with the same keys: where the backup lay before. */
  at: (place: Place) => { bucket: Bucket; janitor: Bucket }
}

/** The backup that the settings ask for; null with the reason when there is none. */
export function backupOf(env: Env): { backup: Backup; why: null } | { backup: null; why: string } {
  if (!env.backup) return { backup: null, why: "BACKUP_URL names no place for it" }
  const { place, keys, janitorKeys, program, metrics } = env.backup
  if (!existsSync(program)) return { backup: null, why: "Litestream is not here; bin/setup backup brings it" }
  const config = join(import.meta.dir, "../../litestream.yml")
  const setup = { program, config, dataFolder: env.dataFolder, place, keys, metrics }
  const replica = replicaAt(socketIn(env.dataFolder))
  const at = (place: Place) => ({
    bucket: bucketAt(place, keys),
    janitor: bucketAt(place, janitorKeys ?? keys),
  })
  return { backup: { setup, ...at(place), replica, at }, why: null }
}
