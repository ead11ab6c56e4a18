import { existsSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { nextEpoch, readFileName } from "../../domain/backup/backup.ts"
import { beginningOf } from "../../domain/backup/janitor.ts"
import { schoolMigrations } from "../migrations/school.ts"
import { type Db, openFile } from "../open.ts"
import { type Registered, type Registry, schoolFile } from "../registry.ts"
import { goOnIn, registeredSchools } from "./restored.ts"
import { names, putAside, removeFile, stagingFile } from "./school-files.ts"

/**
 * Writes a school's file anew, without anything that was ever deleted from it, and puts that in its place at a new epoch. All of it in
 * one turn of the event loop: no write can come between. False when now is not the moment: somebody writes, or the clock is behind.
 *
 * Not VACUUM, which leaves old pages in the log for as long as Litestream holds it (docs/decisions/0010).
 */
export function rotate(registry: Registry, db: Db, now: Temporal.Instant): boolean {
  const { id, slug } = db.school
  const line = registry.bySlug.get(slug)
  const old = db.client.filename
  // While it is put back from the backup, what is open here is not what will serve.
  if (line?.state !== "live" || old !== schoolFile(registry, id, line.epoch)) return false
  const epoch = nextEpoch(line.epoch, now)
  const { writes, looking } = db
  if (epoch === null || writes.held || writes.waiting.length > 0 || looking.now) return false
  if (isReading(db, now)) return false
  const fresh = schoolFile(registry, id, epoch)
  const staged = stagingFile(registry.folder, id, epoch)
  removeFile(staged)
  try {
    db.client.run("VACUUM INTO ?", [staged])
    openFile(staged, schoolMigrations).close()
    goOnIn(registry, line, epoch, staged)
  } catch (error) {
    // It is tried again each minute: on a disk that is nearly full what was made in vain would fill the rest.
    removeFile(staged)
    throw error
  }
  db.moveTo(openFile(fresh, schoolMigrations))
  removeFile(old)
  return true
}

/** A thread of its own has the file open while it reads a school's list; it is done within minutes, or crashed. */
const isReading = (db: Db, now: Temporal.Instant) =>
  db
    .sql("SELECT 1 FROM imports WHERE state = 'reading' AND received_at > ?")
    .get(now.subtract({ minutes: 10 }).toString()) !== null

/** How long Litestream gets to let go of a file that is gone, in milliseconds. */
const letGoWithin = 60_000

/** Deletes what Litestream kept beside files that are gone: pages with erased people are in it. Gives how many folders. */
export function forgetTraces(folder: string, now: Temporal.Instant): number {
  let gone = 0
  for (const name of names(join(folder, "litestream", "schools"))) {
    const traces = join(folder, "litestream", "schools", name)
    if (existsSync(join(folder, "schools", name.replace(/-litestream$/, "")))) continue
    const touched = statSync(traces, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (now.epochMilliseconds - touched < letGoWithin) continue
    rmSync(traces, { recursive: true, force: true })
    gone++
  }
  return gone
}

/** How long whoever puts another file in the place of a live one gets to clear up the old one, in hours. */
const clearedWithin = 1

/**
 * Puts aside what is older than the live file of its school: a crash came just before it went, and people who were erased are in it. Gives how
 * many files.
 */
export function putStraysAside(registry: Registry, now: Temporal.Instant): number {
  const schools = new Map<string, Registered>(
    registeredSchools(registry).map((school) => [school.id, school]),
  )
  const isStray = (name: string) => {
    const found = readFileName(name)
    const live = found && schools.get(found.id)
    if (!live || live.state !== "live" || found.epoch >= live.epoch) return false
    return (beginningOf(live.epoch)?.until(now).total("hours") ?? 0) >= clearedWithin
  }
  const strays = names(join(registry.folder, "schools")).filter(isStray)
  for (const name of strays) putAside(registry.folder, join(registry.folder, "schools", name))
  return strays.length
}
