import type { HouseholdSnapshot, Value } from "../../domain/rosters/taking-back.ts"
import { snapshotHouseholds } from "../households/households.ts"
import type { Db } from "../open.ts"

// What an import touches besides households, parents before children, with what names a row.
export const tables = {
  locations: ["id"],
  groups: ["id"],
  group_keys: ["key"],
  pupils: ["id"],
  pupil_groups: ["pupil_id", "group_id"],
  teachers: ["id"],
  teacher_groups: ["teacher_id", "group_id"],
} as const

export type Table = keyof typeof tables
/** A row before the file and as the file left it; null where there was none. */
export type Touch = { name: Value[]; before: Value[] | null; after: Value[] | null }
type Touched = Record<Table, Touch[]>
/** What is kept for a day to put everything back. */
export type Undo = { touched: Touched; homes: { before: HouseholdSnapshot; after: HouseholdSnapshot } }

/** All tables that an import touches, parents first. */
export const eachTable = Object.entries(tables) as [Table, readonly string[]][]

/** Remembers the school's people as they are. What it gives says, after a change, how to put them back. */
export function rememberPeople(db: Db): () => Undo {
  const rows = new Map(eachTable.map(([table]) => [table, rowsOf(db, table)]))
  const before = snapshotHouseholds(db)
  return () => {
    const touched = {} as Touched
    for (const [table] of eachTable)
      touched[table] = difference(rows.get(table) ?? new Map(), rowsOf(db, table))
    return { touched, homes: { before, after: snapshotHouseholds(db) } }
  }
}

export type Rows = Map<string, { name: Value[]; row: Value[] }>

/** All rows of a table by what names them. */
export function rowsOf(db: Db, table: Table): Rows {
  const names = tables[table].length
  const rows = db.sql<never, []>(`SELECT ${tables[table].join(", ")}, * FROM ${table}`).values() as Value[][]
  return new Map(
    rows.map((values) => {
      const [name, row] = [values.slice(0, names), values.slice(names)]
      return [JSON.stringify(name), { name, row }]
    }),
  )
}

function difference(before: Rows, after: Rows): Touch[] {
  const names = new Map([...before, ...after].map(([text, { name }]) => [text, name]))
  return [...names].flatMap(([text, name]) => {
    const touch = { name, before: before.get(text)?.row ?? null, after: after.get(text)?.row ?? null }
    return isSame(touch.before, touch.after) ? [] : [touch]
  })
}

/** Do both hold the same values? */
export const isSame = (one: Value[] | null, other: Value[] | null) =>
  JSON.stringify(one) === JSON.stringify(other)
