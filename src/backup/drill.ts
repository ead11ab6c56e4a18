import { isDeepStrictEqual } from "node:util"
import { checksOf } from "../db/backup/backup-checks.ts"
import { countSchool, examineControl, examineSchool, registeredSchools } from "../db/backup/restored.ts"
import { removeFile, stagingFile } from "../db/backup/school-files.ts"
import { schoolMigrations } from "../db/migrations/school.ts"
import { openDb, openFile } from "../db/open.ts"
import { checkLogbook } from "../db/privacy/logbook.ts"
import { type Registered, type Registry, schoolFile } from "../db/registry.ts"
import type { Alarm, DrillTrouble } from "../domain/backup/alarm.ts"
import { canarySlug, epochOf } from "../domain/backup/backup.ts"
import { copyFromBackup, newestIn } from "../integrations/copies.ts"
import { keysOf } from "../sealing.ts"
import type { Backup } from "./backup.ts"

/** What came of bringing one file back. `file`: "control" or the id of a school. */
export type Drilled = { file: string; trouble: DrillTrouble | null; seconds: number }
export type DrillFacts = { files: Drilled[]; alarms: Alarm[] }

type Parts = { registry: Registry; backup: Backup; now: () => Temporal.Instant }

/** So many schools a night; more where there are so many that not all would have their turn within a month. */
const aNight = 3
const nights = 30
const syncWithin = 60

/**
 * Once a night: brings back the registry, the canary and a few schools, reads every page of them, and compares them with what is live.
 * Nothing live is touched, and the copies go at once. Never throws.
 */
export async function drill(parts: Parts): Promise<DrillFacts> {
  const files = [await timed("control", () => drillControl(parts))]
  for (const school of chosen(parts.registry))
    files.push(await timed(school.id, () => drillSchool(parts, school)))
  const alarms = files.flatMap(({ file, trouble }): Alarm[] =>
    trouble ? [{ alarm: "drill-failed", file, why: trouble }] : [],
  )
  return { files, alarms }
}

async function timed(file: string, run: () => Promise<DrillTrouble | null>): Promise<Drilled> {
  const began = performance.now()
  const trouble = await run().catch((): DrillTrouble => "not-restored")
  return { file, trouble, seconds: Math.round((performance.now() - began) / 100) / 10 }
}

/** The canary, and those whose last turn was longest ago; among them by chance. */
function chosen(registry: Registry): Registered[] {
  const lastTurn = new Map<string, number>()
  for (const { at, facts } of checksOf<DrillFacts>(registry.control, "drill"))
    for (const { file } of facts.files) lastTurn.set(file, at.epochMilliseconds)
  const all = registeredSchools(registry)
  const canary = all.filter(({ slug }) => slug === canarySlug)
  const others = all
    .filter(({ slug }) => slug !== canarySlug)
    .map((school) => ({ school, turn: lastTurn.get(school.id) ?? 0, chance: Math.random() }))
    .sort((one, other) => one.turn - other.turn || one.chance - other.chance)
    .map(({ school }) => school)
  return [...canary, ...others.slice(0, Math.max(aNight, Math.ceil(others.length / nights)))]
}

async function drillSchool(
  { registry, backup, now }: Parts,
  school: Registered,
): Promise<DrillTrouble | null> {
  const live = schoolFile(registry, school.id, school.epoch)
  const copy = stagingFile(registry.folder, `drill-${school.id}`, epochOf(now()))
  const before = countSchool(live)
  const at = await backup.replica.sync(live, syncWithin)
  const after = countSchool(live)
  try {
    if (!(await copyFromBackup(backup.setup, `schools/${school.id}.${school.epoch}.db`, copy, at)))
      return "not-restored"
    const counts = examined(copy)
    if (counts === null) return "damaged"
    // While people book, live goes on: then only what the chain says can be compared.
    if (isDeepStrictEqual(before, after) && !isDeepStrictEqual(counts, after)) return "counts-differ"
    if (!fits(registry, school, copy)) return "logbook-differs"
    // What is newer than live was written by somebody else, and a restore would bring that back.
    const newest = await newestIn(backup.setup, `schools/${school.id}.${school.epoch}.db`, copy)
    const now = await backup.replica.sync(live, syncWithin)
    return newest !== null && newest > now.txid ? "two-writers" : null
  } finally {
    removeFile(copy)
  }
}

function examined(file: string): ReturnType<typeof examineSchool> | null {
  try {
    return examineSchool(file)
  } catch {
    return null
  }
}

/** The logbook is a chain: whole, and up to the row that was noted outside of it. */
function fits(registry: Registry, { epoch: _, state: __, ...school }: Registered, file: string): boolean {
  const db = openDb(openFile(file, schoolMigrations), school, keysOf(registry.master, school.id))
  try {
    return checkLogbook(db, registry.control).broken === null
  } finally {
    db.close()
  }
}

async function drillControl({ registry, backup, now }: Parts): Promise<DrillTrouble | null> {
  const copy = stagingFile(registry.folder, "drill-control", epochOf(now()))
  const schools = () => registeredSchools(registry).map(({ slug }) => slug)
  const before = schools()
  const at = await backup.replica.sync(registry.control.filename, syncWithin)
  try {
    if (!(await copyFromBackup(backup.setup, "control.db", copy, at))) return "not-restored"
    const found = examineControl(copy)
    return isDeepStrictEqual(before, schools()) && !before.every((slug) => found.includes(slug))
      ? "counts-differ"
      : null
  } catch {
    return "damaged"
  } finally {
    removeFile(copy)
  }
}
