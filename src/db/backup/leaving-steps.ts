import type { Leaving } from "../../domain/backup/leaving.ts"
import type { SchoolId } from "../../domain/ids.ts"
import type { Counts, RecordKind } from "../../domain/privacy/erasing.ts"
import { cleanDay } from "../../domain/privacy/retention.ts"
import type { Db } from "../open.ts"
import { issueSchoolCertificate } from "../privacy/certificates.ts"
import { recordOf } from "../privacy/person-rows.ts"
import { closeSchool, type Registry } from "../registry.ts"
import { removeSchool } from "./school-files.ts"

// The steps of a school's end. Each leaves a state from which the next try goes on, wherever the one before was broken off.

/** The door shuts: from here on there is no way back. `db`: null when its file cannot be read. */
export function shutSchool({ control }: Registry, { school }: Leaving, db: Db | null): void {
  const counts = db ? counted(db) : {}
  control.transaction(() => {
    control.run("UPDATE departures SET state = 'ending', counts = ? WHERE school_id = ?", [
      JSON.stringify(counts),
      school,
    ])
    control.run("UPDATE schools SET state = 'ending' WHERE id = ?", [school])
  })()
}

/** A file that is damaged where it is counted goes all the same. */
function counted(db: Db): Counts {
  try {
    return countAll(db)
  } catch {
    return {}
  }
}

/** Everything in the file, as a certificate names it. */
function countAll(db: Db): Counts {
  const counts: Counts = {}
  const add = (kind: RecordKind, table: string) => {
    const rows = db.sql<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0
    if (rows > 0) counts[kind] = (counts[kind] ?? 0) + rows
  }
  for (const [table, kind] of Object.entries(recordOf)) add(kind, table)
  add("rounds", "rounds")
  add("staff", "staff")
  return counts
}

/** Closes the file of a school that ends and deletes all there is of it on this machine. False while something still writes to it. */
export function eraseFiles(registry: Registry, school: SchoolId): boolean {
  if (!closeSchool(registry, school)) return false
  removeSchool(registry.folder, school)
  return true
}

/** What was kept of a school that left, beside its file. Its certificates stay: there is no person in them. */
const traces = ["erasures", "logbook_heads"]

/** The registry forgets it, and is written anew so that nothing is left between its rows. */
export function forgetSchool(
  { control }: Registry,
  { school, erasedAt }: Leaving,
  now: Temporal.Instant,
): void {
  control.transaction(() => {
    control.run("DELETE FROM schools WHERE id = ?", [school])
    for (const table of traces) control.run(`DELETE FROM ${table} WHERE school_id = ?`, [school])
  })()
  control.run("VACUUM")
  control.run("UPDATE departures SET state = 'erased', erased_at = ? WHERE school_id = ?", [
    (erasedAt ?? now).toString(),
    school,
  ])
}

/** How many objects the backup had, before the first of them goes: a second try finds fewer. */
export function countObjects({ control }: Registry, { school }: Leaving, objects: number): void {
  control.run("UPDATE departures SET objects = max(objects, ?) WHERE school_id = ?", [objects, school])
}

/** The backup was seen to be empty: signs the certificate, and keeps only numbers and moments. */
export async function finishLeaving(
  registry: Registry,
  leaving: Leaving,
  now: Temporal.Instant,
): Promise<void> {
  const { control } = registry
  const { school, number, erasedAt, counts } = leaving
  const known = control
    .query<{ name: string | null; city: string | null; objects: number }, [string]>(
      "SELECT name, city, objects FROM departures WHERE school_id = ?",
    )
    .get(school)
  // Without a name it was issued before, and an older registry came back since.
  if (known?.name && number)
    await issueSchoolCertificate(registry, school, {
      number,
      school: known.name,
      city: known.city ?? "",
      erased: counts,
      at: erasedAt ?? now,
      cleanFrom: cleanDay(now),
      backup: { objects: known.objects, emptyAt: now.toString() },
    })
  control.run(
    `UPDATE departures SET state = 'gone', gone_at = ?, slug = NULL, name = NULL, city = NULL, asked_by = NULL, confirmed_by = NULL
      WHERE school_id = ?`,
    [(leaving.goneAt ?? now).toString(), school],
  )
}
