import type { Actor, Office } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { ImportId, PupilId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import {
  decideUndo,
  type ImportState,
  type Staying,
  type UndoFacts,
  type UndoRefusal,
} from "../../domain/rosters/roster-import.ts"
import { homesBack, rowBack, type Value } from "../../domain/rosters/taking-back.ts"
import { restoreHouseholds, snapshotHouseholds } from "../households/households.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import {
  eachTable,
  isSame,
  type Rows,
  rowsOf,
  type Table,
  type Touch,
  tables,
  type Undo,
} from "./roster-memory.ts"

type ImportRow = { state: ImportState; undo: string | null; committedAt: string | null }

/**
 * Takes an import back: who it made is gone, who it changed is as before, households too. What people changed by hand since stays.
 * Null when there is no such import; refused after a day, after a newer import, and when something was built on it since.
 */
export async function undoImport(
  db: Db,
  actor: Actor,
  id: ImportId,
  now: Temporal.Instant,
): Promise<Result<Staying, UndoRefusal> | null> {
  try {
    return await write(db, (tx) => {
      const row = db
        .sql<ImportRow, [number]>("SELECT state, undo, committed_at AS committedAt FROM imports WHERE id = ?")
        .get(id)
      if (!row) return null
      const undo = readUndo(row.undo)
      const decision = decideUndo(undoFacts(db, id, row, undo), now)
      if (!decision.ok || undo === null) return decision.ok ? refuse({ kind: "too-late" }) : decision
      db.client.run("PRAGMA defer_foreign_keys = ON")
      const plan = planFor(db, undo)
      putBack(db, tx, plan)
      if (db.client.query("PRAGMA foreign_key_check").all().length > 0) throw new InUse()
      db.sql("UPDATE imports SET state = 'undone', undo = NULL WHERE id = ?").run(id)
      const staying = stayingIn(plan)
      db.sql("UPDATE imports SET report = json_set(report, '$.stayed', json(?)) WHERE id = ?").run(
        JSON.stringify(staying),
        id,
      )
      note(tx, actor, "import-undone", { import: id, ...staying }, now)
      return accept(staying)
    })
  } catch (error) {
    if (error instanceof InUse || isConstraint(error)) return refuse({ kind: "in-use" })
    throw error
  }
}

/** What would stay as it is now when this import were taken back; null when it no longer can be. */
export function undoOutlook(db: Db, _staff: Office, id: ImportId): Staying | null {
  const row = db.sql<{ undo: string | null }, [number]>("SELECT undo FROM imports WHERE id = ?").get(id)
  const undo = readUndo(row?.undo ?? null)
  return undo && stayingIn(planFor(db, undo))
}

/** A copy from before it was known how the file left things cannot say what was changed since. */
function readUndo(text: string | null): Undo | null {
  const undo = text === null ? null : (JSON.parse(text) as Undo)
  return undo && "after" in undo.homes ? undo : null
}

/** Something was built on what the import made: a round, letters, a decision about a home. */
class InUse extends Error {}

const isConstraint = (error: unknown) =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_CONSTRAINT")

function undoFacts(db: Db, id: ImportId, row: ImportRow, undo: Undo | null): UndoFacts {
  const newer = db
    .sql<{ count: number }, [number]>(
      "SELECT count(*) AS count FROM imports WHERE state = 'committed' AND committed_at > (SELECT committed_at FROM imports WHERE id = ?)",
    )
    .get(id)
  const made = (table: Table) =>
    JSON.stringify(undo?.touched[table].filter(isMade).map(({ name: [one] }) => one) ?? [])
  const talks = db
    .sql<{ count: number }, [string, string]>(
      `SELECT count(*) AS count FROM bookings
        WHERE pupil_id IN (SELECT value FROM json_each(?1)) OR teacher_id IN (SELECT value FROM json_each(?2))`,
    )
    .get(made("pupils"), made("teachers"))
  return {
    state: row.state,
    committedAt: readInstant(row.committedAt),
    newer: (newer?.count ?? 0) > 0,
    talks: talks?.count ?? 0,
  }
}

const isMade = ({ before }: Touch) => before === null

type Plan = {
  undo: Undo
  now: Record<Table, Rows>
  homes: ReturnType<typeof homesBack>
  /** Pupils whose own row a person changed. */
  corrected: Set<PupilId>
  /** Pupils that the import made and that stay. */
  stay: Set<PupilId>
}

/** Lays what there is now beside what the import left. */
function planFor(db: Db, undo: Undo): Plan {
  const now = Object.fromEntries(eachTable.map(([table]) => [table, rowsOf(db, table)])) as Record<
    Table,
    Rows
  >
  const isFact = factorless(db)
  const pupils = undo.touched.pupils.filter(({ after }) => after !== null)
  const rowNow = ({ name }: Touch) => now.pupils.get(JSON.stringify(name))?.row ?? null
  const changed = pupils.filter((touch) => !isSame(isFact(touch.after), isFact(rowNow(touch))))
  const corrected = new Set(changed.map(({ name: [id] }) => id as PupilId))
  const made = new Set(pupils.filter(isMade).map(({ name: [id] }) => id as PupilId))
  const spoken = db
    .sql<{ id: PupilId }, []>(
      "SELECT pupil_id AS id FROM household_decisions UNION SELECT other_id FROM household_decisions",
    )
    .all()
    .map(({ id }) => id)
  const staying = new Set([...made].filter((id) => corrected.has(id) || spoken.includes(id)))
  const homes = homesBack({ ...undo.homes, now: snapshotHouseholds(db) }, staying)
  return { undo, now, homes, corrected, stay: made.intersection(homes.pupils) }
}

/** That the school chose another sign-in fact changes every pupil, and is no correction of any. */
function factorless(db: Db): (row: Value[] | null) => Value[] | null {
  const at = columnsOf(db, "pupils").indexOf("factor_hash")
  return (row) => row && row.toSpliced(at, 1)
}

const columnsOf = (db: Db, table: Table): string[] =>
  db
    .sql<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?)")
    .all(table)
    .map(({ name }) => name)

const stayingIn = ({ corrected, stay, homes }: Plan): Staying => ({
  pupils: corrected.union(stay).size,
  households: homes.stayed.size,
})

/** Foreign keys wait until all of it is back. Nothing that stays is deleted on the way: what points at it would go along. */
function putBack(db: Db, tx: Tx, plan: Plan): void {
  const versions = db
    .sql<{ households: number; boards: number }, []>(
      "SELECT (SELECT coalesce(max(version), 0) FROM households) AS households, (SELECT coalesce(max(version), 0) FROM round_teachers) AS boards",
    )
    .get()
  restoreHouseholds(db, tx, plan.homes.target)
  for (const table of ["teacher_groups", "pupil_groups", "teachers", "pupils"] as const)
    removeMade(db, table, plan)
  for (const [table] of eachTable) restoreRows(db, table, plan)
  for (const table of ["group_keys", "groups", "locations"] as const) removeMade(db, table, plan)
  // Never a version twice: a page that was seen after the import must not pass for one of before it.
  db.sql("UPDATE pupils SET version = version + 1").run()
  db.sql("UPDATE households SET version = ?").run((versions?.households ?? 0) + 1)
  db.sql("UPDATE round_teachers SET version = ?").run((versions?.boards ?? 0) + 1)
}

/** Who stays keeps their groups and these their place: a group or place goes when nobody is in it. */
const unlessUsed: Partial<Record<Table, string>> = {
  group_keys:
    "AND NOT EXISTS (SELECT 1 FROM pupils p WHERE p.group_id = group_keys.group_id) AND NOT EXISTS (SELECT 1 FROM pupil_groups pg WHERE pg.group_id = group_keys.group_id)",
  groups:
    "AND NOT EXISTS (SELECT 1 FROM pupils p WHERE p.group_id = groups.id) AND NOT EXISTS (SELECT 1 FROM pupil_groups pg WHERE pg.group_id = groups.id)",
  locations:
    "AND NOT EXISTS (SELECT 1 FROM pupils p WHERE p.location_id = locations.id) AND NOT EXISTS (SELECT 1 FROM groups g WHERE g.location_id = locations.id)",
}

function removeMade(db: Db, table: Table, { undo, stay }: Plan): void {
  const isOfPupil = table === "pupils" || table === "pupil_groups"
  const remove = db.sql<never, Value[]>(
    `DELETE FROM ${table} WHERE ${whereNamed(table)} ${unlessUsed[table] ?? ""}`,
  )
  for (const { name } of undo.touched[table].filter(isMade))
    if (!isOfPupil || !stay.has(name[0] as PupilId)) remove.run(...name)
}

const whereNamed = (table: Table) => tables[table].map((name) => `${name} = ?`).join(" AND ")

/** Puts back rows that were there before. One that is gone since the import is left gone. */
function restoreRows(db: Db, table: Table, { undo, now }: Plan): void {
  const columns = columnsOf(db, table)
  const update = db.sql<never, Value[]>(
    `UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(", ")} WHERE ${whereNamed(table)}`,
  )
  const insert = db.sql<never, Value[]>(`INSERT INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`)
  const touched = undo.touched[table].filter((touch) => !isMade(touch))
  // Keys may have changed hands: nobody holds one while they are given back.
  if (table === "pupils" || table === "teachers")
    for (const { name } of touched)
      db.sql<never, Value[]>(`UPDATE ${table} SET key = NULL WHERE id = ?`).run(...name)
  for (const { name, before, after } of touched) {
    const is = now[table].get(JSON.stringify(name))?.row
    if (is && after) update.run(...rowBack(before ?? [], after, is), ...name)
    else if (!is && !after) insert.run(...(before ?? []))
  }
}
