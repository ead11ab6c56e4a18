import type { Database, Statement } from "bun:sqlite"
import { randomUUID } from "node:crypto"
import { mkdirSync, statSync } from "node:fs"
import { join } from "node:path"
import type { SchoolId } from "../domain/ids.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import type { Contact, SchoolEntry, Sector } from "../domain/school.ts"
import { keysOf, type MasterKey } from "../sealing.ts"
import { controlMigrations } from "./migrations/control.ts"
import { schoolMigrations } from "./migrations/school.ts"
import { type Db, openDb, openFile } from "./open.ts"

/** All schools of this service, and the files of those that are in use. */
export type Registry = {
  readonly folder: string
  readonly control: Database
  readonly master: MasterKey
  readonly bySlug: Statement<SchoolEntry & { epoch: string }, [string]>
  readonly open: Map<SchoolId, { db: Db; usedAt: number }>
  /** Who answered to a slug a moment ago: on an opening evening everybody asks for the same few. */
  readonly lately: Map<string, { db: Db; at: number }>
}

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

/** Opens the control database in this folder; schools are opened when first asked for. */
export function openRegistry(folder: string, master: MasterKey): Registry {
  mkdirSync(join(folder, "schools"), { recursive: true })
  const control = openFile(join(folder, "control.db"), controlMigrations)
  const bySlug = control.prepare<SchoolEntry & { epoch: string }, [string]>(
    "SELECT id, slug, name, city, phone, email, brin, epoch FROM schools WHERE slug = ?",
  )
  return { folder, control, master, bySlug, open: new Map(), lately: new Map() }
}

/** All schools by name. */
export const allSchools = (registry: Registry) =>
  registry.control
    .query<SchoolEntry, []>("SELECT id, slug, name, city, phone, email, brin FROM schools ORDER BY name")
    .all()

/** Addresses of the schools whose file was written to after this moment, in milliseconds; files stay as closed as they were. */
export function schoolsChangedAfter(registry: Registry, moment: number): string[] {
  const written = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return registry.control
    .query<{ id: SchoolId; slug: string; epoch: string }, []>("SELECT id, slug, epoch FROM schools")
    .all()
    .filter(({ id, epoch }) => {
      const file = schoolFile(registry, id, epoch)
      return Math.max(written(file), written(`${file}-wal`)) > moment
    })
    .map(({ slug }) => slug)
}

/** The school behind an address, with its file open; null when there is none. Throws SchoolUnavailable. */
export function openSchool(registry: Registry, slug: string): Db | null {
  const now = Date.now()
  const lately = registry.lately.get(slug)
  if (lately && now - lately.at < repeats) return lately.db
  const found = registry.bySlug.get(slug)
  if (!found) return null
  const db = registry.open.get(found.id)?.db ?? openFound(registry, found)
  registry.open.set(found.id, { db, usedAt: now })
  registry.lately.set(slug, { db, at: now })
  return db
}

function openFound(registry: Registry, { epoch, ...entry }: SchoolEntry & { epoch: string }): Db {
  closeIdle(registry)
  return openSchoolFile(registry, entry, epoch)
}

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
  for (const [id, { db, usedAt }] of byUse) {
    if (left < most && now - usedAt < idle) return
    if (db.writes.waiting.length > 0 || db.writes.held) continue
    db.close()
    registry.open.delete(id)
    registry.lately.delete(db.school.slug)
    left--
  }
}

export type NewSchool = Omit<SchoolEntry, "id"> & { sector: Sector }
export type AddSchoolRefusal = { kind: "slug-taken" } | { kind: "slug-invalid" }

/** Makes a school: its file first, then its line in the registry, so that no line points to nothing. */
export function addSchool(
  registry: Registry,
  school: NewSchool,
  now: Temporal.Instant,
): Result<Db, AddSchoolRefusal> {
  const { sector, ...known } = school
  if (!/^[a-z0-9][a-z0-9-]{1,60}$/.test(known.slug) || reserved.has(known.slug))
    return refuse({ kind: "slug-invalid" })
  if (registry.bySlug.get(known.slug)) return refuse({ kind: "slug-taken" })
  const entry = { ...known, id: randomUUID() as SchoolId }
  const epoch = now
    .toString()
    .slice(0, 19)
    .replace(/[^0-9]/g, "")
  const db = openSchoolFile(registry, entry, epoch)
  db.client.run("INSERT INTO school (id, sector) VALUES (1, ?)", [sector])
  registry.control.run(
    "INSERT INTO schools (id, slug, name, city, phone, email, brin, epoch, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [
      entry.id,
      entry.slug,
      entry.name,
      entry.city,
      entry.phone,
      entry.email,
      entry.brin,
      epoch,
      now.toString(),
    ],
  )
  registry.open.set(entry.id, { db, usedAt: Date.now() })
  return accept(db)
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
  "assets",
  "health",
  "ready",
  "ontwikkel",
  "controleer",
  "taal",
  "status",
  "metrics",
  "privacy",
  "toegankelijkheid",
])

export function closeRegistry(registry: Registry): void {
  for (const { db } of registry.open.values()) db.close()
  registry.open.clear()
  registry.lately.clear()
  registry.bySlug.finalize()
  registry.control.close()
}
