import type { Database } from "bun:sqlite"
import type { Counts, Person, RecordKind } from "../../domain/privacy/erasing.ts"
import type { Db } from "../open.ts"

// Which rows are somebody's, found by following the foreign keys of the file itself: a table that is added later is found too.

/** What the rows of a table are to a school. A table that is not named here counts as "other". */
export const recordOf: Readonly<Record<string, RecordKind>> = {
  pupils: "pupils",
  guardians: "guardians",
  households: "households",
  household_pupils: "seats",
  pupil_groups: "groups",
  bookings: "talks",
  holds: "talks",
  turns: "talks",
  second_chances: "talks",
  upheaval_talks: "talks",
  gone_talks: "talks",
  calendar_feeds: "ways-in",
  marks: "talks",
  long_talks: "talks",
  declines: "talks",
  waits: "talks",
  missed_offers: "talks",
  swap_times: "talks",
  swap_questions: "talks",
  invitations: "invitations",
  messages: "messages",
  parent_sessions: "ways-in",
  known_devices: "ways-in",
  entry_tickets: "ways-in",
  household_doubts: "questions",
  household_decisions: "questions",
}

/** Where each kind of person is kept. */
export const tableOf = { pupil: "pupils", household: "households", guardian: "guardians" } as const

export type Link = { table: string; column: string; parent: string }

const known = new WeakMap<Database, Link[]>()

/** Every foreign key of the file. */
export function linksIn(client: Database): Link[] {
  const found =
    known.get(client) ??
    client
      .query<Link, []>(
        `SELECT m.name AS "table", f."from" AS column, f."table" AS parent
           FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name`,
      )
      .all()
  known.set(client, found)
  return found
}

/** Rows by table. */
export type Rows = Map<string, Set<number>>

/** The rows of these people and all that point at them, however far. Without others of their home. */
export function rowsOf(db: Db, people: readonly Person[]): Rows {
  const rows: Rows = new Map()
  for (const { kind, id } of people) if (isThere(db, kind, id)) gather(db, rows, tableOf[kind], [id])
  return rows
}

/** Is there such a person? */
export const isThere = (db: Db, kind: Person["kind"], id: number) =>
  db.sql<unknown, [number]>(`SELECT 1 FROM ${tableOf[kind]} WHERE id = ?`).get(id) !== null

/** Adds rows and whatever points at them. */
export function gather(db: Db, rows: Rows, table: string, ids: readonly number[]): void {
  const have = rows.get(table) ?? new Set<number>()
  const fresh = ids.filter((id) => !have.has(id))
  if (fresh.length === 0) return
  rows.set(table, have)
  for (const id of fresh) have.add(id)
  for (const { table: child, column, parent } of linksIn(db.client))
    if (parent === table) gather(db, rows, child, idsWhere(db, child, column, fresh))
  // Facts of a message are JSON; no key points from there.
  if (table === "pupils") gather(db, rows, "messages", messagesAbout(db, "pupil", fresh))
  if (table === "bookings") gather(db, rows, "messages", messagesAbout(db, "booking", fresh))
}

const idsWhere = (db: Db, table: string, column: string, values: readonly number[]) =>
  db
    .sql<{ rowid: number }, [string]>(
      `SELECT rowid AS rowid FROM "${table}" WHERE "${column}" IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(values))
    .map((row) => row.rowid)

const messagesAbout = (db: Db, fact: "pupil" | "booking", values: readonly number[]) =>
  db
    .sql<{ id: number }, [string]>(
      `SELECT id FROM messages WHERE json_extract(facts, '$.${fact}') IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(values))
    .map((row) => row.id)

/** How many rows of each kind. */
export function countRows(rows: Rows): Counts {
  const counts: Counts = {}
  for (const [table, ids] of rows) {
    const kind = recordOf[table] ?? "other"
    counts[kind] = (counts[kind] ?? 0) + ids.size
  }
  return counts
}

/** Deletes these rows, children before parents. Part of a write. */
export function deleteRows(db: Db, rows: Rows): void {
  for (const table of childrenFirst(linksIn(db.client), [...rows.keys()]))
    db.sql<never, [string]>(`DELETE FROM "${table}" WHERE rowid IN (SELECT value FROM json_each(?))`).run(
      JSON.stringify([...(rows.get(table) ?? [])]),
    )
}

function childrenFirst(links: readonly Link[], tables: readonly string[]): string[] {
  const left = new Set(tables)
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !links.some((link) => link.parent === table && link.table !== table && left.has(link.table)),
    )
    // Tables that point at each other cannot be put in order; SQLite then says so.
    for (const table of free.length > 0 ? free : left) {
      order.push(table)
      left.delete(table)
    }
  }
  return order
}
