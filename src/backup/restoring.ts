import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import {
  agreeWithFiles,
  examineControl,
  examineSchool,
  goOnIn,
  hasItAlone,
  isUnused,
  makeReady,
  registeredSchools,
  rememberErasures,
  reopen,
  type SchoolCounts,
  shut,
} from "../db/backup/restored.ts"
import { moveIn, putAside, removeFile, stagingFile } from "../db/backup/school-files.ts"
import { forgetHead } from "../db/privacy/logbook.ts"
import { closeRegistry, openRegistry, type Registered, type Registry, schoolFile } from "../db/registry.ts"
import { epochAt, epochOf, nextEpoch, readFileName } from "../domain/backup/backup.ts"
import { type Copy, copiesIn, copyFromBackup } from "../integrations/copies.ts"
import type { Backup } from "./backup.ts"
import { type FormerBackup, formerBackups } from "./former.ts"

// Bringing back what was lost. Everything happens beside the live files first; a copy is read from end to end before it serves anyone,
// goes in at a new epoch, and what it replaces is put aside.

export type Restoring = { registry: Registry; backup: Backup; now: () => Temporal.Instant }

/** A copy of a school that lies in staging, checked, with what is in it. */
export type Fetched = {
  school: Registered
  file: string
  /** Somebody asked for a moment, and not for the newest. */
  isEarlier: boolean
  /** The epoch that it would go live at, and the one it was copied from. */
  epoch: string
  from: string
  copy: Copy
  counts: SchoolCounts
}

/** A school that the registry names and the backup does not have: never to be passed over in silence. */
export class NothingToRestore extends Error {
  constructor(school: Registered) {
    super(`The backup has nothing of ${school.slug} (${school.id}) at that moment`)
    this.name = "NothingToRestore"
  }
}

/** Lays a checked copy of this school in staging: the newest, or as it was at a moment. Throws NothingToRestore. */
export async function fetchSchool(
  { registry, backup, now }: Restoring,
  school: Registered,
  at: Temporal.Instant | null,
): Promise<Fetched> {
  const moment = now()
  const epoch = nextEpoch(school.epoch, moment)
  if (!epoch) throw new Error(`The clock is behind: ${school.slug} went live at ${school.epoch}`)
  const file = stagingFile(registry.folder, school.id, epoch)
  removeFile(file)
  const found =
    (await copyAt(backup, school, at, moment, file)) ??
    (await copyOfBefore(formerBackups(registry, backup), school, at, moment, file))
  if (!found) throw new NothingToRestore(school)
  try {
    return { school, file, isEarlier: at !== null, epoch, ...found, counts: examineSchool(file) }
  } catch (error) {
    removeFile(file)
    throw error
  }
}

/** The copy that one place has of a school at a moment, laid in this file, and the epoch it is of; null when it has none. */
async function copyAt(
  { setup, bucket }: Pick<Backup, "setup" | "bucket">,
  school: Registered,
  at: Temporal.Instant | null,
  moment: Temporal.Instant,
  file: string,
): Promise<{ from: string; copy: Copy } | null> {
  const epochs = (await copiesIn(bucket))
    .map(readFileName)
    .filter((found) => found?.id === school.id)
    .map((found) => found?.epoch ?? "")
  const from = epochAt(epochs, at ?? moment)
  const copy = from && (await copyFromBackup(setup, `schools/${school.id}.${from}.db`, file, at))
  return from && copy ? { from, copy } : null
}

/** The same, from where the backup lay before. A place that does not answer has nothing. */
async function copyOfBefore(
  [former, ...earlier]: readonly FormerBackup[],
  ...[school, at, moment, file]: [Registered, Temporal.Instant | null, Temporal.Instant, string]
): Promise<{ from: string; copy: Copy } | null> {
  if (!former) return null
  const found = await copyAt(former, school, at, moment, file).catch(() => null)
  return found ?? copyOfBefore(earlier, school, at, moment, file)
}

/** How long the server gets to let go of a file, and the backup to take the new one in, in seconds. */
const letGoWithin = 60
const takenWithin = 60

/** What a restore left: where the old file is now (null when there was none), and how many were erased again. */
export type Swapped = {
  aside: string | null
  erased: number
  /** Waits until the backup has the new file, where it runs. False when that takes too long: it follows by itself. */
  copied: () => Promise<boolean>
}

/**
 * Puts a fetched copy in the place of the live file. Meanwhile visitors are told to come back later. When it throws, the old file serves
 * again. The new one serves before the backup has it: what is copied of a file that may yet be put away would count as the newest copy.
 */
export async function swapIn(restoring: Restoring, fetched: Fetched): Promise<Swapped> {
  const { registry, backup, now } = restoring
  const { school, epoch, file, isEarlier, copy } = fetched
  const old = schoolFile(registry, school.id, school.epoch)
  const fresh = schoolFile(registry, school.id, epoch)
  const replicating = (await backup.replica.pid()) !== null
  if (!shut(registry, school)) {
    removeFile(file)
    throw new Error(`${school.slug} went on in another file meanwhile: do it again`)
  }
  let erased: number | null = null
  try {
    if (replicating && existsSync(old)) await backup.replica.stop(old, takenWithin)
    await until(() => hasItAlone(old), letGoWithin, `${school.slug} is still in use`)
    erased = await makeReady(registry, school, { file, isEarlier, reachedAt: copy.reachedAt }, now())
    goOnIn(registry, { ...school, state: "restoring" }, epoch, file)
  } catch (error) {
    removeFile(file)
    // The end of the logbook was noted of a file that does not come.
    if (erased !== null) forgetHead({ school }, registry.control)
    reopen(registry, school)
    // What goes wrong here bin/start sees within minutes, and starts another Litestream.
    if (replicating && existsSync(old)) await backup.replica.start(old).catch(() => undefined)
    throw error
  }
  const aside = existsSync(old) ? putAside(registry.folder, old) : null
  const copied = async () => {
    if (!replicating) return true
    return taken(backup, fresh).then(
      () => true,
      () => false,
    )
  }
  return { aside, erased, copied }
}

/** Waits until the backup has seen a new file and has all of it. Throws when that takes too long. */
export async function taken(backup: Backup, file: string, seconds: number = takenWithin): Promise<void> {
  const known = async () => (await backup.replica.list()).some((each) => each.file === file)
  await until(known, seconds, "The backup does not see the new file")
  await backup.replica.sync(file, seconds)
}

async function until(holds: () => boolean | Promise<boolean>, seconds: number, otherwise: string) {
  const limit = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > limit) throw new Error(otherwise)
    await Bun.sleep(200)
  }
}

/** What happened at a start, for the log: a school came back, or could not. */
export type Returned = { school: string; copy: Copy } | { school: string; error: string }

/** How many schools come back side by side. */
const sideBySide = 4

/**
 * At a start, before anybody is served: brings back every school that the registry names and whose file is not there. One that does not
 * come back stays away, and the others do not wait for it.
 */
export async function bringBackSchools(
  restoring: Restoring,
  tell: (returned: Returned) => void,
): Promise<void> {
  agreeWithFiles(restoring.registry)
  const missing = registeredSchools(restoring.registry).filter(
    ({ id, epoch }) => !existsSync(schoolFile(restoring.registry, id, epoch)),
  )
  const one = async (school: Registered) => {
    try {
      const fetched = await fetchSchool(restoring, school, null)
      // An older copy than the one that was live may miss days: only a person may choose that.
      if (fetched.from < school.epoch) throw new NothingToRestore(school)
      await swapIn(restoring, fetched)
      tell({ school: school.id, copy: fetched.copy })
    } catch (error) {
      tell({ school: school.id, error: error instanceof Error ? error.message : String(error) })
    }
  }
  const line = missing.values()
  const worker = async () => {
    for (const school of line) await one(school)
  }
  await Promise.all(Array.from({ length: sideBySide }, worker))
}

/** A copy of the control database in staging, with the newest one beside it when that is another. */
export type FetchedControl = { file: string; newest: string | null; copy: Copy; schools: string[] }

/** Lays a checked copy of the control database in staging; null when the backup has none of that moment. */
export async function fetchControl(
  backup: Backup,
  folder: string,
  at: Temporal.Instant | null,
  moment: Temporal.Instant,
): Promise<FetchedControl | null> {
  const file = stagingFile(folder, "control", epochOf(moment))
  const newest = stagingFile(folder, "control-newest", epochOf(moment))
  removeFile(file)
  removeFile(newest)
  const copy = await copyFromBackup(backup.setup, "control.db", file, at)
  if (!copy) return null
  if (at !== null) await copyFromBackup(backup.setup, "control.db", newest, null)
  return { file, newest: at === null ? null : newest, copy, schools: examineControl(file) }
}

/**
 * Puts a fetched control database in place. Only while the service is stopped: everything hangs on it. What was erased after its moment stays
 * erased, and schools that were restored since stay at their newest epoch.
 */
export async function swapControl(
  backup: Backup,
  folder: string,
  { file, newest }: FetchedControl,
  master: Registry["master"],
  moment: Temporal.Instant,
): Promise<{ aside: string | null } | "in-use"> {
  const live = join(folder, "control.db")
  if ((await backup.replica.pid()) !== null || !hasItAlone(live)) return "in-use"
  for (const newer of [newest, existsSync(live) ? live : null]) if (newer) rememberFrom(newer, file)
  if (newest) removeFile(newest)
  const aside = existsSync(live) ? putAside(folder, live, `control.${epochOf(moment)}.db`) : null
  putControl(folder, file)
  const registry = openRegistry(folder, master)
  agreeWithFiles(registry)
  closeRegistry(registry)
  return { aside }
}

/** A live file that is too damaged to be read is why we are here. */
function rememberFrom(newer: string, copy: string): void {
  try {
    rememberErasures(copy, newer)
  } catch (error) {
    if (!/malformed|not a database|disk image/i.test(String(error))) throw error
  }
}

/** What Litestream remembered of the file before is not true of this one. */
function putControl(folder: string, staged: string): void {
  rmSync(join(folder, "litestream", "control"), { recursive: true, force: true })
  moveIn(staged, join(folder, "control.db"))
}

/**
 * Brings back the control database when it is not there, or never had a school while the one in the backup has: then the service was started
 * with another BACKUP_URL, and going on would be copied over the registry that counts. Gives what came back; null when it stays as it is.
 */
export async function bringBackControl(
  backup: Backup,
  folder: string,
  moment: Temporal.Instant,
): Promise<Copy | null> {
  const live = join(folder, "control.db")
  const isThere = existsSync(live)
  if (isThere && !isUnused(live)) return null
  const fetched = await fetchControl(backup, folder, null, moment)
  if (!fetched) return null
  if (isThere && isUnused(fetched.file)) {
    removeFile(fetched.file)
    return null
  }
  if (isThere) putAside(folder, live, `control.${epochOf(moment)}.db`)
  putControl(folder, fetched.file)
  return fetched.copy
}
