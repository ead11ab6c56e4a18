import { forgetPlace, formerPlaces } from "../db/backup/backup-places.ts"
import type { Registry } from "../db/registry.ts"
import type { Alarm } from "../domain/backup/alarm.ts"
import { isLeftOver, ownerOf, verdictOn } from "../domain/backup/janitor.ts"
import { type Bucket, placeOf } from "../integrations/bucket.ts"
import type { ReplicatorSetup } from "../integrations/replicator.ts"
import type { Backup } from "./backup.ts"
import { deleteAll } from "./janitor.ts"

/** Where the backup lay before BACKUP_URL named another place. Nobody writes there any more. */
export type FormerBackup = {
  url: string
  until: Temporal.Instant
  setup: ReplicatorSetup
  bucket: Bucket
  /** The same, with the keys of who only lists and deletes. */
  janitor: Bucket
}

/** Every place of before that may still hold something of ours, the newest first; opened with the keys of now. */
export const formerBackups = ({ control }: Registry, backup: Backup): FormerBackup[] =>
  formerPlaces(control).flatMap(({ url, until }) => {
    const place = placeOf(url)
    return place ? [{ url, until, setup: { ...backup.setup, place }, ...backup.at(place) }] : []
  })

/** What a sweep of a place of before came to. `left`: what of ours is not old enough yet. */
export type SweptBefore = {
  objects: number
  deleted: number
  aborted: number
  left: number
  oldest: Temporal.Instant | null
  alarms: Alarm[]
}

/**
 * Deletes from a place of before what is as old as anything may get, and only what is ours: somebody else may live there by now. A place in which
 * nothing of ours is left is forgotten. Never throws: a place that does not answer is an alarm.
 */
export async function sweepBefore(
  { control }: Registry,
  former: FormerBackup,
  now: Temporal.Instant,
): Promise<SweptBefore> {
  const swept: SweptBefore = { objects: 0, deleted: 0, aborted: 0, left: 0, oldest: null, alarms: [] }
  const hours = Math.floor(former.until.until(now).total("hours"))
  try {
    const old: string[] = []
    for await (const stored of former.janitor.list("")) {
      if (ownerOf(stored.key).kind === "foreign") continue
      swept.objects++
      if (verdictOn(stored, new Map(), now) === "old") old.push(stored.key)
      else {
        swept.left++
        if (!swept.oldest || Temporal.Instant.compare(stored.modified, swept.oldest) < 0)
          swept.oldest = stored.modified
      }
    }
    const failed = await deleteAll(former.janitor, old)
    swept.deleted = old.length - failed
    if (failed > 0) swept.alarms.push({ alarm: "former-backup", hours })
    await abortLeftOvers(former.janitor, swept, now)
    if (swept.left + failed === 0 && hours >= settledAfter) forgetPlace(control, former.url)
  } catch {
    swept.alarms.push({ alarm: "former-backup", hours })
  }
  return swept
}

/** A machine that is being replaced may send its last minutes yet, in hours. */
const settledAfter = 24

async function abortLeftOvers(bucket: Bucket, swept: SweptBefore, now: Temporal.Instant): Promise<void> {
  for await (const upload of bucket.halfUploads()) {
    if (ownerOf(upload.key).kind === "foreign") continue
    if (isLeftOver(upload.begun, now)) {
      await bucket.abort(upload)
      swept.aborted++
    } else swept.left++
  }
}
