import type { Database, Statement } from "bun:sqlite"
import { randomUUID } from "node:crypto"
import { existsSync, mkdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { canarySlug, epochOf } from "../domain/backup/backup.ts"
import type { SchoolId } from "../domain/ids.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import type { Contact, SchoolEntry, Sector } from "../domain/school/school.ts"
import { keysOf, type MasterKey } from "../sealing.ts"
import { moveIn, stagingFile } from "./backup/school-files.ts"
import { controlMigrations } from "./migrations/control.ts"
import { schoolMigrations } from "./migrations/school.ts"
import { type Db, openDb, openFile } from "./open.ts"

/** All schools of this service, and the files of those that are in use. */
export type Registry = {
  readonly folder: string
  readonly control: Database
  readonly master: MasterKey
  readonly bySlug: Statement<Registered, [string]>
  readonly open: Map<SchoolId, { db: Db; usedAt: number }>
  /** Who answered to a slug a moment ago: on an opening evening everybody asks for the same few. */
  readonly lately: Map<string, { db: Db; at: number }>
}

/** A school's line in the registry: which copy of its file is the live one, and whether visitors may come in. */
export type Registered = SchoolEntry & { epoch: string; state: "live" | "restoring" | "ending" }

/** How many school files may be open at once, and how long one stays open unused, in milliseconds. */
const most = 256
const idle = 10 * 60_000
/** How long an answer of the registry may be repeated, in milliseconds: the operator's commands run in another process. */
const repeats = 1000

/** A school's file that could not be opened or brought up to date. The file is as it was. */
export class SchoolUnavailable extends Error {
  constructor(school: SchoolEntry, cause: unknown) {
    super(`School ${school.slug} (${school.id}): ${cause instanceof Error ? cause.message : String(cause)}`)
    this.name = "SchoolUnavailable"
  }
}

/** A school that left: its address says so, until the backup is empty as well. */
export class SchoolLeft extends Error {
  /** Of its certificate. */
  readonly number: string | null
  constructor(number: string | null) {
    super("This school left")
    this.name = "SchoolLeft"
    this.number = number
  }
}

/** Opens the control database in this folder; schools are opened when first asked for. */
export function openRegistry(folder: string, master: MasterKey): Registry {
  mkdirSync(join(folder, "schools"), { recursive: true })
  const control = openFile(join(folder, "control.db"), controlMigrations)
  const bySlug = control.prepare<Registered, [string]>(
    "SELECT id, slug, name, city, phone, email, brin, epoch, state FROM schools WHERE slug = ?",
  )
  return { folder, control, master, bySlug, open: new Map(), lately: new Map() }
}

/** All schools by name. */
export const allSchools = (registry: Registry) =>
  registry.control
    .query<SchoolEntry, []>(
      "SELECT id, slug, name, city, phone, email, brin FROM schools WHERE state <> 'ending' ORDER BY name",
    )
    .all()

/** Addresses of the schools whose file was written to after this moment, in milliseconds; files stay as closed as they were. */
export function schoolsChangedAfter(registry: Registry, moment: number): string[] {
  const written = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return registry.control
    .query<{ id: SchoolId; slug: string; epoch: string }, []>(
      "SELECT id, slug, epoch FROM schools WHERE state <> 'ending'",
    )
    .all()
    .filter(({ id, epoch }) => {
      const file = schoolFile(registry, id, epoch)
      return Math.max(written(file), written(`${file}-wal`)) > moment
    })
    .map(({ slug }) => slug)
}

/** The school behind an address, with its file open; null when there is none. Throws SchoolUnavailable and SchoolLeft. */
export function openSchool(registry: Registry, slug: string): Db | null {
  const now = Date.now()
  const lately = registry.lately.get(slug)
  if (lately && now - lately.at < repeats) return lately.db
  const found = registry.bySlug.get(slug)
  if (!found || found.state === "ending") return hasLeft(registry, slug)
  const db = stillOpen(registry, found) ?? openFound(registry, found)
  registry.open.set(found.id, { db, usedAt: now })
  registry.lately.set(slug, { db, at: now })
  return db
}

function hasLeft(registry: Registry, slug: string): null {
  const left = registry.control
    .query<{ number: string | null }, [string]>(
      "SELECT number FROM departures WHERE slug = ? AND state IN ('ending', 'erased')",
    )
    .get(slug)
  if (left) throw new SchoolLeft(left.number)
  return null
}

/** The open file of this school, unless another copy of it has become the live one: then it is closed. */
function stillOpen(registry: Registry, { id, epoch, state }: Registered): Db | null {
  const db = registry.open.get(id)?.db ?? null
  if (db && state === "live" && db.client.filename === schoolFile(registry, id, epoch)) return db
  if (db) letGo(registry, db)
  return null
}

function letGo(registry: Registry, db: Db): void {
  db.close()
  registry.open.delete(db.school.id)
  registry.lately.delete(db.school.slug)
}

/** Closes the file of a school that leaves. False while something still writes to it. */
export function closeSchool(registry: Registry, id: SchoolId): boolean {
  const db = registry.open.get(id)?.db
  if (!db) return true
  if (db.writes.held || db.writes.waiting.length > 0) return false
  letGo(registry, db)
  return true
}

/** Whether another process put another copy in the place of a file that is open here: what was written to it since is not kept. */
export const anyReplaced = (registry: Registry) =>
  [...registry.open.values()].some(({ db }) => {
    const found = registry.bySlug.get(db.school.slug)
    return found !== null && db.client.filename !== schoolFile(registry, found.id, found.epoch)
  })

/** Closes the files of schools that are being restored, or were: another process then has them for itself. Ran every few seconds. */
export function closeReplaced(registry: Registry): void {
  for (const { db } of [...registry.open.values()]) {
    const found = registry.bySlug.get(db.school.slug)
    if (found?.id === db.school.id && !db.writes.held) stillOpen(registry, found)
  }
}

function openFound(registry: Registry, { epoch, state, ...entry }: Registered): Db {
  closeIdle(registry)
  if (state === "restoring") throw new SchoolUnavailable(entry, "is being restored from the backup")
  // Without this SQLite would make an empty school in its place.
  if (!existsSync(schoolFile(registry, entry.id, epoch)))
    throw new SchoolUnavailable(entry, "its file is missing")
  return openSchoolFile(registry, entry, epoch)
}

/** Where the file of a school is that went live at this epoch. */
export const schoolFile = (registry: Registry, id: SchoolId, epoch: string) =>
  join(registry.folder, "schools", `${id}.${epoch}.db`)

function openSchoolFile(registry: Registry, entry: SchoolEntry, epoch: string): Db {
  try {
    return openDb(
      openFile(schoolFile(registry, entry.id, epoch), schoolMigrations),
      entry,
      keysOf(registry.master, entry.id),
    )
  } catch (error) {
    throw new SchoolUnavailable(entry, error)
  }
}

/** Closes what was not used for ten minutes, and the longest unused when too many are open. Never one with work waiting. */
export function closeIdle(registry: Registry, now = Date.now()): void {
  const byUse = [...registry.open].sort(([, one], [, other]) => one.usedAt - other.usedAt)
  let left = byUse.length
  for (const [, { db, usedAt }] of byUse) {
    if (left < most && now - usedAt < idle) return
    if (db.writes.waiting.length > 0 || db.writes.held) continue
    letGo(registry, db)
    left--
  }
}

export type NewSchool = Omit<SchoolEntry, "id"> & { sector: Sector }
export type AddSchoolRefusal = { kind: "slug-taken" } | { kind: "slug-invalid" }

/** A school whose file is there, and that nobody can reach yet. */
export type PreparedSchool = { entry: SchoolEntry; epoch: string; file: string; addedAt: string }

/**
 * Makes the file of a school: filled and closed beside the others, then moved between them in one step, so that the backup never sees
 * half a school. `goLive` opens its door.
 */
export function prepareSchool(
  registry: Registry,
  school: NewSchool,
  now: Temporal.Instant,
): Result<PreparedSchool, AddSchoolRefusal> {
  if (!/^[a-z0-9][a-z0-9-]{1,60}$/.test(school.slug) || reserved.has(school.slug))
    return refuse({ kind: "slug-invalid" })
  if (registry.bySlug.get(school.slug) || isLeaving(registry, school.slug))
    return refuse({ kind: "slug-taken" })
  return accept(makeFile(registry, school, now))
}

function makeFile(registry: Registry, school: NewSchool, now: Temporal.Instant): PreparedSchool {
  const { sector, ...known } = school
  const entry = { ...known, id: randomUUID() as SchoolId }
  const epoch = epochOf(now)
  const file = schoolFile(registry, entry.id, epoch)
  const staged = stagingFile(registry.folder, entry.id, epoch)
  const client = openFile(staged, schoolMigrations)
  client.run("INSERT INTO school (id, sector) VALUES (1, ?)", [sector])
  client.close()
  moveIn(staged, file)
  return { entry, epoch, file, addedAt: now.toString() }
}

/** The school that nobody goes to, open; made when it is not there yet. */
export function canarySchool(registry: Registry, now: Temporal.Instant): Db {
  const facts = { slug: canarySlug, name: "Kanarie", city: "", phone: "", email: "", brin: null }
  return (
    openSchool(registry, canarySlug) ??
    goLive(registry, makeFile(registry, { ...facts, sector: "primary" }, now))
  )
}

/** The address of a school that left says so until its backup is empty. */
const isLeaving = ({ control }: Registry, slug: string) =>
  control.query("SELECT 1 FROM departures WHERE slug = ? AND state IN ('ending', 'erased')").get(slug) !==
  null

/** Writes a prepared school in the registry: from here on it can be reached. */
export function goLive(registry: Registry, { entry, epoch, addedAt }: PreparedSchool): Db {
  const { id, slug, name, city, phone, email, brin } = entry
  registry.control.run(
    "INSERT INTO schools (id, slug, name, city, phone, email, brin, epoch, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [id, slug, name, city, phone, email, brin, epoch, addedAt],
  )
  const db = openSchoolFile(registry, entry, epoch)
  registry.open.set(id, { db, usedAt: Date.now() })
  return db
}

/** Makes a school and opens its door at once; for when no backup has to be waited for. */
export function addSchool(
  registry: Registry,
  school: NewSchool,
  now: Temporal.Instant,
): Result<Db, AddSchoolRefusal> {
  const prepared = prepareSchool(registry, school, now)
  return prepared.ok ? accept(goLive(registry, prepared.value)) : prepared
}

/** Changes how a school is called and where its parents find help; its pages show it at once. The logbook line is the caller's. */
export function changeEntry(
  registry: Registry,
  school: SchoolEntry,
  { name, city, phone, email }: Contact & { name: string; city: string },
): void {
  registry.control.run("UPDATE schools SET name = ?, city = ?, phone = ?, email = ? WHERE id = ?", [
    name,
    city,
    phone,
    email,
    school.id,
  ])
  const open = registry.open.get(school.id)
  if (open) Object.assign(open.db.school, { name, city, phone, email })
}

/** Words that an address of ours begins with, and no school may be called. */
const reserved = new Set([
  canarySlug,
  "assets",
  "health",
  "ready",
  "ontwikkel",
  "controleer",
  "handleiding",
  "video",
  "post",
  "taal",
  "status",
  "metrics",
  "privacy",
  "toegankelijkheid",
])

/** Closes every file. */
export function closeRegistry(registry: Registry): void {
  for (const { db } of registry.open.values()) db.close()
  registry.open.clear()
  registry.lately.clear()
  registry.bySlug.finalize()
  registry.control.close()
}
