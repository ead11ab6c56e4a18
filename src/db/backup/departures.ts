import type { Database } from "bun:sqlite"
import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import {
  decideAsking,
  decideConfirming,
  decideStaying,
  type Leaving,
  type LeavingNumbers,
  type LeavingRefusal,
  purgeAfter,
  secondThoughts,
} from "../../domain/backup/leaving.ts"
import { readInstant } from "../../domain/clock.ts"
import type { SchoolId, StaffId } from "../../domain/ids.ts"
import { accept, type Result } from "../../domain/result.ts"
import type { SchoolEntry } from "../../domain/school/school.ts"
import { readCode } from "../../sealing.ts"
import { type Db, write } from "../open.ts"
import { newCertificateNumber } from "../privacy/certificates.ts"
import { note } from "../privacy/logbook.ts"
import type { Registry } from "../registry.ts"

// Schools that leave, in the control database: it outlives their files.

type Row = {
  school: SchoolId
  state: Leaving["state"]
  askedBy: StaffId | null
  askedAt: string
  confirmedBy: StaffId | null
  endsAt: string | null
  erasedAt: string | null
  goneAt: string | null
  number: string | null
  counts: string
  objects: number
}
const columns = `school_id AS school, state, asked_by AS askedBy, asked_at AS askedAt, confirmed_by AS confirmedBy,
  ends_at AS endsAt, erased_at AS erasedAt, gone_at AS goneAt, number, counts, objects`
const leavingFrom = ({ askedAt, endsAt, erasedAt, goneAt, counts, ...row }: Row): Leaving => ({
  ...row,
  askedAt: Temporal.Instant.from(askedAt),
  endsAt: readInstant(endsAt),
  erasedAt: readInstant(erasedAt),
  goneAt: readInstant(goneAt),
  counts: JSON.parse(counts) as Leaving["counts"],
})

/** How far a school is with leaving; null when nobody ever asked for it. */
export function leavingOf(control: Database, school: SchoolId): Leaving | null {
  const row = control
    .query<Row, [string]>(`SELECT ${columns} FROM departures WHERE school_id = ?`)
    .get(school)
  return row && leavingFrom(row)
}

/** All schools that leave or left, the newest last; with their address as long as it is kept. */
export const leavers = (control: Database): (Leaving & { slug: string | null })[] =>
  control
    .query<Row & { slug: string | null }, []>(`SELECT ${columns}, slug FROM departures ORDER BY asked_at`)
    .all()
    .map(({ slug, ...row }) => ({ ...leavingFrom(row), slug }))

/** When the certificate with this number will be there: the school is erased and its backup is not empty yet. Null otherwise. */
export function certificateComes(control: Database, written: string): Temporal.Instant | null {
  const row = control
    .query<{ erasedAt: string | null }, [string | null]>(
      "SELECT coalesce(erased_at, ends_at) AS erasedAt FROM departures WHERE number = ? AND state IN ('ending', 'erased')",
    )
    .get(readCode(written))
  return row?.erasedAt ? Temporal.Instant.from(row.erasedAt).add(purgeAfter) : null
}

/** What leaving would take, in numbers. */
export function leavingNumbers(db: Db, now: Temporal.Instant): LeavingNumbers {
  const count = (from: string, ...bound: string[]) =>
    db.sql<{ n: number }, string[]>(`SELECT count(*) AS n FROM ${from}`).get(...bound)?.n ?? 0
  return {
    pupils: count("pupils"),
    households: count("households"),
    guardians: count("guardians"),
    staff: count("staff WHERE removed_at IS NULL"),
    rounds: count("rounds"),
    talks: count("bookings"),
    coming: count("bookings WHERE starts_at > ?", now.toString()),
  }
}

/** How many others decide at this school. */
export const otherAdministrators = (db: Db, { staff }: Administrator): number =>
  db
    .sql<{ n: number }, [number]>(
      "SELECT count(*) AS n FROM staff WHERE role = 'administrator' AND removed_at IS NULL AND id <> ?",
    )
    .get(staff)?.n ?? 0

/** Who asked for it, by name; null for the operator. */
export const whoAsked = (db: Db, { askedBy }: Leaving): string | null =>
  db.sql<{ name: string }, [number | null]>("SELECT name FROM staff WHERE id = ?").get(askedBy)?.name ?? null

/** The first of two: nothing happens yet. */
export async function askToLeave(
  { control }: Registry,
  db: Db,
  staff: Proven<Administrator>,
  name: string,
  now: Temporal.Instant,
): Promise<Result<null, LeavingRefusal>> {
  const decision = decideAsking(leavingOf(control, db.school.id), { name, school: db.school.name })
  if (!decision.ok) return decision
  keep(control, db.school, { by: staff.staff, state: "asked" }, now)
  await write(db, (tx) => note(tx, actorOf(staff), "leaving-asked", {}, now))
  return accept(null)
}

/** The operator does what a school wrote: the same day to change one's mind. */
export async function leaveOnRequest(
  { control }: Registry,
  db: Db,
  now: Temporal.Instant,
): Promise<Result<null, LeavingRefusal>> {
  const { name } = db.school
  const decision = decideAsking(leavingOf(control, db.school.id), { name, school: name })
  if (!decision.ok) return decision
  keep(control, db.school, { by: null, state: "confirmed" }, now)
  await write(db, (tx) => note(tx, operator, "leaving-confirmed", {}, now))
  return accept(null)
}

const operator = { kind: "operator", id: null } as const

function keep(
  control: Database,
  { id, slug, name, city }: SchoolEntry,
  { by, state }: { by: StaffId | null; state: "asked" | "confirmed" },
  now: Temporal.Instant,
): void {
  control.run(
    `REPLACE INTO departures (school_id, slug, name, city, state, asked_by, asked_at, ends_at, number)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      slug,
      name,
      city,
      state,
      by,
      now.toString(),
      state === "confirmed" ? now.add(secondThoughts).toString() : null,
      newCertificateNumber(),
    ],
  )
}

/** The second of two: in a day it happens. */
export async function confirmLeaving(
  { control }: Registry,
  db: Db,
  staff: Proven<Administrator>,
  now: Temporal.Instant,
): Promise<Result<null, LeavingRefusal>> {
  const decision = decideConfirming(leavingOf(control, db.school.id), staff.staff, now)
  if (!decision.ok) return decision
  control.run(
    "UPDATE departures SET state = 'confirmed', confirmed_by = ?, ends_at = ? WHERE school_id = ? AND state = 'asked'",
    [staff.staff, decision.value.toString(), db.school.id],
  )
  await write(db, (tx) => note(tx, actorOf(staff), "leaving-confirmed", {}, now))
  return accept(null)
}

/** The school stays: nothing was touched yet. `staff`: null for the operator. */
export async function stay(
  { control }: Registry,
  db: Db,
  staff: Administrator | null,
  now: Temporal.Instant,
): Promise<Result<null, LeavingRefusal>> {
  const decision = decideStaying(leavingOf(control, db.school.id), now)
  if (!decision.ok) return decision
  control.run("UPDATE departures SET state = 'withdrawn', ends_at = NULL WHERE school_id = ?", [db.school.id])
  await write(db, (tx) => note(tx, staff ? actorOf(staff) : operator, "leaving-withdrawn", {}, now))
  return accept(null)
}
