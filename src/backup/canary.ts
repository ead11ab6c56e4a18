import { readFileSync } from "node:fs"
import { checksOf } from "../db/backup/backup-checks.ts"
import { canaryToken, eraseCanaries, makeCanary } from "../db/backup/canary.ts"
import { removeFile, stagingFile } from "../db/backup/school-files.ts"
import { canarySchool, type Registry } from "../db/registry.ts"
import type { Alarm } from "../domain/backup/alarm.ts"
import { epochOf, readFileName } from "../domain/backup/backup.ts"
import { keeping } from "../domain/privacy/privacy.ts"
import { copiesIn, copyFromBackup } from "../integrations/copies.ts"
import type { Backup } from "./backup.ts"
import { formerBackups } from "./former.ts"
import { taken } from "./restoring.ts"

/** What came of a look at the canaries. `made`: the day of the one that was made now. */
export type CanaryFacts = {
  made: string | null
  /** States of the school that were brought back and read from end to end. */
  copies: number
  /** Days whose canary was found, and should not have been. */
  found: string[]
  /** Whether yesterday's canary could be brought back; null when there was none. */
  lives: boolean | null
  alarms: Alarm[]
}

type Parts = { registry: Registry; backup: Backup; now: () => Temporal.Instant }

const dayOf = (at: Temporal.Instant) => at.toString().slice(0, 10)

/**
 * Once a day: brings back every state of the canary school that the backup has, and looks in all of each file for the canaries of the days
 * before. Who was erased more than seven days ago must be in none of them, and yesterday's must be in one: else this would prove
 * nothing. Then makes and erases the canary of today. Never throws.
 */
export async function proveCanary(parts: Parts): Promise<CanaryFacts> {
  const facts: CanaryFacts = { made: null, copies: 0, found: [], lives: null, alarms: [] }
  try {
    const db = canarySchool(parts.registry, parts.now())
    await eraseCanaries(parts.registry, db, parts.now())
    await lookForThem(parts, db.school.id, facts)
    const day = dayOf(parts.now())
    await makeCanary(parts.registry, db, day)
    await taken(parts.backup, db.client.filename)
    await eraseCanaries(parts.registry, db, parts.now())
    facts.made = day
  } catch {
    facts.alarms.push({ alarm: "canary-failed" })
  }
  return facts
}

async function lookForThem({ registry, backup, now }: Parts, school: string, facts: CanaryFacts) {
  const limit = now().subtract({ hours: 24 * keeping.backupDays })
  const before = checksOf<CanaryFacts>(registry.control, "canary").flatMap(({ at, facts: { made } }) =>
    made === null ? [] : [{ at, day: made, token: canaryToken(registry, school, made) }],
  )
  const seen = new Set<string>()
  const parts = { registry, backup, now }
  const look = (bytes: Buffer) => {
    facts.copies++
    for (const { day, token } of before) if (bytes.includes(token)) seen.add(day)
  }
  for await (const bytes of everyState(parts, backup, school)) look(bytes)
  for await (const bytes of everyStateOfBefore(parts, school)) look(bytes)
  const old = before.filter(({ at }) => Temporal.Instant.compare(at, limit) <= 0)
  facts.found = old.map(({ day }) => day).filter((day) => seen.has(day))
  const last = before.at(-1)
  const fresh = last && last.at.until(now()).total("hours") < 48
  facts.lives = fresh ? seen.has(last.day) : null
  if (facts.found.length > 0) facts.alarms.push({ alarm: "canary-found", days: facts.found.length })
  if (facts.lives === false) facts.alarms.push({ alarm: "canary-lost" })
}

/** The same wherever the backup lay before. A place that does not answer any more is the janitor's alarm. */
async function* everyStateOfBefore(parts: Parts, school: string): AsyncGenerator<Buffer> {
  for (const former of formerBackups(parts.registry, parts.backup))
    try {
      yield* everyState(parts, former, school)
    } catch {}
}

/** Every state of a school that a place can bring back, as the bytes of its file: one for the last transaction of each object. */
async function* everyState(
  { registry, now }: Parts,
  { setup, bucket }: Pick<Backup, "setup" | "bucket">,
  school: string,
): AsyncGenerator<Buffer> {
  for (const name of (await copiesIn(bucket)).sort()) {
    if (readFileName(name)?.id !== school) continue
    const ends = new Set<string>()
    for await (const { key } of bucket.list(`schools/${name}/`)) {
      const [, txid] = /-([0-9a-f]{16})\.ltx$/.exec(key) ?? []
      if (txid) ends.add(txid)
    }
    for (const txid of [...ends].sort()) {
      const file = stagingFile(registry.folder, `canary-${school}`, epochOf(now()))
      removeFile(file)
      try {
        if (await copyFromBackup(setup, `schools/${name}`, file, { txid })) yield readFileSync(file)
      } finally {
        removeFile(file)
      }
    }
  }
}
