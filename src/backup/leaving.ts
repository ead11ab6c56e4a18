import { leavers } from "../db/backup/departures.ts"
import {
  countObjects,
  eraseFiles,
  finishLeaving,
  forgetSchool,
  shutSchool,
} from "../db/backup/leaving-steps.ts"
import { wasCopied } from "../db/backup/school-files.ts"
import type { Db } from "../db/open.ts"
import { openSchool, type Registry } from "../db/registry.ts"
import { wrongClock } from "../domain/backup/janitor.ts"
import { type Leaving, nextStep } from "../domain/backup/leaving.ts"
import type { Bucket } from "../integrations/bucket.ts"
import type { Replica } from "../integrations/replica.ts"
import { deleteAll } from "./janitor.ts"

/** A step of a school's end: which, and whether it was taken. "later": it is tried again. */
export type Step = { school: string; step: "shut" | "erase" | "purge"; outcome: "done" | "later" | "failed" }

type Parts = {
  registry: Registry
  now: () => Temporal.Instant
  /** Where the backup lies, with keys that delete, and who fills it; left out when there is none. */
  bucket?: Bucket
  /** Where it lay before, as long as something of ours may be left there. */
  former?: readonly Bucket[]
  replica?: Replica
}

/** How long the backup may take to let go of a file, in seconds. */
const letGoWithin = 60

/**
 * Takes the next step of every school that leaves and is due. A step that fails, or is broken off by a crash, is taken again; nothing of
 * another school is touched. A clock that is wrong ends no school.
 */
export async function leaveDue(parts: Parts): Promise<Step[]> {
  const steps: Step[] = []
  for (const leaving of leavers(parts.registry.control)) {
    const step = nextStep(leaving, parts.now())
    if (step === null) continue
    try {
      const taken = !(await clockIsWrong(parts)) && (await take[step](parts, leaving))
      steps.push({ school: leaving.school, step, outcome: taken ? "done" : "later" })
    } catch {
      steps.push({ school: leaving.school, step, outcome: "failed" })
    }
  }
  return steps
}

const clockIsWrong = async ({ bucket, now }: Parts) =>
  bucket !== undefined && wrongClock(await bucket.clock(), now()) !== null

type Take = (parts: Parts, leaving: Leaving & { slug: string | null }) => Promise<boolean>

const take: Record<Step["step"], Take> = {
  async shut({ registry }, leaving) {
    shutSchool(
      registry,
      leaving,
      readable(() => openSchool(registry, leaving.slug ?? "")),
    )
    return true
  },

  async erase({ registry, replica, now }, leaving) {
    const copied = async () =>
      replica && (await replica.pid()) !== null
        ? (await replica.list()).filter(({ file }) => file.includes(leaving.school))
        : []
    for (const { file } of await copied()) await replica?.unregister(file, letGoWithin)
    if (!eraseFiles(registry, leaving.school)) return false
    if ((await copied()).length > 0) throw new Error("Litestream still holds a file of this school")
    forgetSchool(registry, leaving, now())
    return true
  },

  async purge({ registry, bucket, former = [], now }, leaving) {
    if (bucket) await purge(registry, [bucket, ...former], leaving)
    // A backup that was there and is not set up now is not empty: nobody looked.
    else if (wasCopied(registry.folder)) return false
    await finishLeaving(registry, leaving, now())
    return true
  },
}

function readable(open: () => Db | null): Db | null {
  try {
    return open()
  } catch {
    return null
  }
}

/** Deletes all that the backup has of a school, wherever it lies, and looks again. Throws when something is left. */
async function purge(registry: Registry, buckets: readonly Bucket[], leaving: Leaving): Promise<void> {
  // With the dot: no other school's prefix begins like this.
  const prefix = `schools/${leaving.school}.`
  const objects = (bucket: Bucket) => Array.fromAsync(bucket.list(prefix))
  const halves = async (bucket: Bucket) =>
    (await Array.fromAsync(bucket.halfUploads())).filter(({ key }) => key.startsWith(prefix))
  const found = await Promise.all(
    buckets.map(async (bucket) => ({ bucket, keys: (await objects(bucket)).map(({ key }) => key) })),
  )
  countObjects(
    registry,
    leaving,
    found.reduce((sum, { keys }) => sum + keys.length, 0),
  )
  for (const { bucket, keys } of found) {
    if ((await deleteAll(bucket, keys)) > 0) throw new Error("The bucket did not delete all of this school")
    for (const upload of await halves(bucket)) await bucket.abort(upload)
    const left = [...(await objects(bucket)), ...(await halves(bucket))]
    if (left.length > 0) throw new Error("The backup of this school is not empty")
  }
}
