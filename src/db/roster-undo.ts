import type { Actor } from "../domain/access.ts"
import type { ImportId } from "../domain/ids.ts"
import { accept, type Result, refuse } from "../domain/result.ts"
import { decideUndo, type ImportState, type UndoFacts, type UndoRefusal } from "../domain/roster-import.ts"
import { type HouseholdSnapshot, restoreHouseholds, snapshotHouseholds } from "./households.ts"
import { note } from "./logbook.ts"
import { type Db, type Tx, write } from "./open.ts"

// What an import touches besides households, parents before children, with what names a row.
const tables = {
  locations: ["id"],
  groups: ["id"],
  group_keys: ["key"],
  pupils: ["id"],
  pupil_groups: ["pupil_id", "group_id"],
  teachers: ["id"],
  teacher_groups: ["teacher_id", "group_id"],
} as const

type Table = keyof typeof tables
type Value = string | number | null
/** By table: what names the rows that were made, and the rows that were changed or removed, as they were. */
type Touched = Record<Table, { made: Value[][]; before: { name: Value[]; row: Value[] }[] }>
export type Undo = { touched: Touched; homes: HouseholdSnapshot }

const each = Object.entries(tables) as [Table, readonly string[]][]

/** Remembers the school's people as they are. What it gives says, after a change, how to put them back. */
export function rememberPeople(db: Db, tx: Tx): () => Undo {
  const before = new Map(each.map(([table]) => [table, rowsOf(db, table)]))
  const homes = snapshotHouseholds(db, tx)
  return () => {
    const touched = {} as Touched
    for (const [table] of each) touched[table] = difference(before.get(table) ?? new Map(), rowsOf(db, table))
    return { touched, homes }
  }
}

type Rows = Map<string, { name: Value[]; row: Value[]; text: string }>

function rowsOf(db: Db, table: Table): Rows {
  const names = tables[table].length
  const rows = db.sql<never, []>(`SELECT ${tables[table].join(", ")}, * FROM ${table}`).values() as Value[][]
  return new Map(
    rows.map((values) => {
      const [name, row] = [values.slice(0, names), values.slice(names)]
      return [JSON.stringify(name), { name, row, text: JSON.stringify(row) }]
    }),
  )
}

function difference(before: Rows, after: Rows): Touched[Table] {
  const made = [...after].filter(([name]) => !before.has(name)).map(([, { name }]) => name)
  const changed = [...before].filter(([name, { text }]) => after.get(name)?.text !== text)
  return { made, before: changed.map(([, { name, row }]) => ({ name, row })) }
}

type ImportRow = { state: ImportState; undo: string | null; committedAt: string | null }

/**
 * Takes an import back: who it made is gone, who it changed is as before, households too. Null when there is no such import;
 * refused after a day, after a newer import, and when something was built on it since.
 */
export async function undoImport(
  db: Db,
  actor: Actor,
  id: ImportId,
  now: Temporal.Instant,
): Promise<Result<null, UndoRefusal> | null> {
  try {
    return await write(db, (tx) => {
      const row = db
        .sql<ImportRow, [number]>("SELECT state, undo, committed_at AS committedAt FROM imports WHERE id = ?")
        .get(id)
      if (!row) return null
      const undo = row.undo === null ? null : (JSON.parse(row.undo) as Undo)
      const decision = decideUndo(undoFacts(db, id, row, undo), now)
      if (!decision.ok || undo === null) return decision.ok ? refuse({ kind: "too-late" }) : decision
      db.client.run("PRAGMA defer_foreign_keys = ON")
      putBack(db, tx, undo)
      if (db.client.query("PRAGMA foreign_key_check").all().length > 0) throw new InUse()
      db.sql("UPDATE imports SET state = 'undone', undo = NULL WHERE id = ?").run(id)
      note(tx, actor, "import-undone", { import: id }, now)
      return accept(null)
    })
  } catch (error) {
    if (error instanceof InUse || isConstraint(error)) return refuse({ kind: "in-use" })
    throw error
  }
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
  const made = (table: Table) => JSON.stringify(undo?.touched[table].made.map(([one]) => one) ?? [])
  const talks = db
    .sql<{ count: number }, [string, string]>(
      `SELECT count(*) AS count FROM bookings
        WHERE pupil_id IN (SELECT value FROM json_each(?1)) OR teacher_id IN (SELECT value FROM json_each(?2))`,
    )
    .get(made("pupils"), made("teachers"))
  return {
    state: row.state,
    committedAt: row.committedAt === null ? null : Temporal.Instant.from(row.committedAt),
    newer: (newer?.count ?? 0) > 0,
    talks: talks?.count ?? 0,
  }
}

/** Foreign keys wait until all of it is back. */
function putBack(db: Db, tx: Tx, { touched, homes }: Undo): void {
  const versions = db
    .sql<{ households: number; boards: number }, []>(
      "SELECT (SELECT coalesce(max(version), 0) FROM households) AS households, (SELECT coalesce(max(version), 0) FROM round_teachers) AS boards",
    )
    .get()
  restoreHouseholds(db, tx, homes)
  for (const [table, names] of each.toReversed()) {
    const { made, before } = touched[table]
    const where = names.map((name) => `${name} = ?`).join(" AND ")
    const remove = db.sql<never, Value[]>(`DELETE FROM ${table} WHERE ${where}`)
    for (const name of [...made, ...before.map((each) => each.name)]) remove.run(...name)
  }
  for (const [table] of each) for (const { row } of touched[table].before) insert(db, table, row)
  // Never a version twice: a page that was seen after the import must not pass for one of before it.
  db.sql("UPDATE households SET version = ?").run((versions?.households ?? 0) + 1)
  db.sql("UPDATE round_teachers SET version = ?").run((versions?.boards ?? 0) + 1)
}

function insert(db: Db, table: Table, row: Value[]): void {
  db.sql<never, Value[]>(`INSERT INTO ${table} VALUES (${row.map(() => "?").join(", ")})`).run(...row)
}
