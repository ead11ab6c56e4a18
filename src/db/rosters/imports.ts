import type { Actor, Office } from "../../domain/access/access.ts"
import { actorOf } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { ImportId } from "../../domain/ids.ts"
import type { Result } from "../../domain/result.ts"
import type { Roster, RosterProblem } from "../../domain/rosters/roster.ts"
import type { ColumnGuess, ColumnMapping } from "../../domain/rosters/roster-columns.ts"
import {
  type CommitRefusal,
  type Confirmation,
  emptyReport,
  type ImportReport,
  type ImportState,
  type ImportStep,
  type Staying,
  type Stop,
  type UndoRefusal,
  undoLasts,
} from "../../domain/rosters/roster-import.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"

/** A file that was received, as far as it may be shown without its contents. */
export type RosterImport = {
  id: ImportId
  state: ImportState
  kind: Roster["source"]["kind"] | null
  receivedAt: Temporal.Instant
  committedAt: Temporal.Instant | null
  report: ImportReport
}

/** What is kept of a file while it waits: the short list of facts, and names in which a person checks the spelling. */
export type Copy = { roster: Roster; names: string[] }

/** What the routes ask of the thread that reads files: long work, away from everybody who only looks at a page. */
export type Importing = {
  /** Takes a file in; gives its number when it was read, or after a second when that takes longer. */
  receive(db: Db, actor: Actor, bytes: ArrayBuffer, now: Temporal.Instant): Promise<ImportId>
  /** Reads the same file another way; false when it is no longer in memory. */
  readAgain(
    db: Db,
    actor: Actor,
    id: ImportId,
    how: { mapping?: ColumnMapping; anotherSchool?: boolean },
    now: Temporal.Instant,
  ): Promise<boolean>
  /** Brings a waiting file in. Null when there is none. */
  commit(
    db: Db,
    actor: Actor,
    id: ImportId,
    wish: Confirmation,
    now: Temporal.Instant,
  ): Promise<Result<null, CommitRefusal> | null>
  undo(
    db: Db,
    actor: Actor,
    id: ImportId,
    now: Temporal.Instant,
  ): Promise<Result<Staying, UndoRefusal> | null>
  /** How far the reading is; null when this file is not being read. */
  stepOf(db: Db, id: ImportId): ImportStep | null
  /** How its columns are understood; null when the file is no longer in memory, or has none. */
  columnsOf(db: Db, id: ImportId): ColumnGuess | null
  /** Is the file still in memory, to be read another way? */
  holds(db: Db, id: ImportId): boolean
  forget(db: Db, id: ImportId): void
}

/** A file came in and is about to be read. */
export const receiveFile = (db: Db, actor: Actor, now: Temporal.Instant): Promise<ImportId> =>
  write(db, () => insertImport(db, actor, now))

/** The row of a file that came in. Part of a write. */
export function insertImport(db: Db, actor: Actor, now: Temporal.Instant): ImportId {
  const { lastInsertRowid } = db
    .sql("INSERT INTO imports (state, received_at, received_by, report) VALUES ('reading', ?, ?, ?)")
    .run(now.toString(), actor.kind === "staff" ? actor.id : null, JSON.stringify(emptyReport))
  return Number(lastInsertRowid) as ImportId
}

type Row = {
  id: ImportId
  state: ImportState
  kind: RosterImport["kind"]
  receivedAt: string
  committedAt: string | null
  report: string
}
const columns = "id, state, kind, received_at AS receivedAt, committed_at AS committedAt, report"

const importFrom = (row: Row): RosterImport => ({
  ...row,
  receivedAt: Temporal.Instant.from(row.receivedAt),
  committedAt: readInstant(row.committedAt),
  report: JSON.parse(row.report) as ImportReport,
})

/** An import of this school; null when there is none with this number. */
export function importOf(db: Db, _: Office, id: ImportId): RosterImport | null {
  const row = db.sql<Row, [number]>(`SELECT ${columns} FROM imports WHERE id = ?`).get(id)
  return row ? importFrom(row) : null
}

/** The last five imports that wait or were brought in, newest first. */
export const lastImports = (db: Db, _: Office): RosterImport[] =>
  db
    .sql<Row, []>(
      `SELECT ${columns} FROM imports WHERE state IN ('review', 'mapping', 'committed', 'undone') ORDER BY id DESC LIMIT 5`,
    )
    .all()
    .map(importFrom)

/** The copy of an import that waits for a person; null when it does not. */
export function copyOf(db: Db, id: ImportId): Copy | null {
  const row = db
    .sql<{ roster: string | null }, [number]>("SELECT roster FROM imports WHERE id = ? AND state = 'review'")
    .get(id)
  return row?.roster ? (JSON.parse(row.roster) as Copy) : null
}

/** What is known about an import; null when there is none with this number. */
export function reportIn(db: Db, id: ImportId): ImportReport | null {
  const row = db.sql<{ report: string }, [number]>("SELECT report FROM imports WHERE id = ?").get(id)
  return row ? (JSON.parse(row.report) as ImportReport) : null
}

/** Keeps a file that was read for a person to look at. */
export function keepCopy(db: Db, id: ImportId, copy: Copy, report: ImportReport): Promise<void> {
  return write(db, () => {
    db.sql("UPDATE imports SET state = 'review', kind = ?, roster = ?, report = ? WHERE id = ?").run(
      copy.roster.source.kind,
      JSON.stringify(copy),
      JSON.stringify(report),
      id,
    )
  })
}

/** Why a file cannot be read, or not yet: "mapping" waits for a person to say what its columns mean. */
export function keepRefusal(
  db: Db,
  id: ImportId,
  state: "refused" | "mapping",
  why: { problems?: RosterProblem[]; signature?: string | null; stop?: Stop },
): Promise<void> {
  const report = { ...emptyReport, ...why, problems: withoutNames(why.problems ?? []) }
  return write(db, () => {
    db.sql("UPDATE imports SET state = ?, roster = NULL, report = ? WHERE id = ?").run(
      state,
      JSON.stringify(report),
      id,
    )
  })
}

/** Problems as they may be kept: without the names in them. */
export const withoutNames = (problems: readonly RosterProblem[]): RosterProblem[] =>
  problems.map(({ names: _, ...problem }) => problem)

/** The same file is read once more, another way. */
export const beginAgain = (db: Db, id: ImportId): Promise<void> =>
  write(db, () => {
    db.sql("UPDATE imports SET state = 'reading', roster = NULL WHERE id = ?").run(id)
  })

/** Throws a waiting file away. False when it does not wait. */
export function discardImport(
  db: Db,
  visitor: Office,
  id: ImportId,
  now: Temporal.Instant,
): Promise<boolean> {
  return write(db, (tx) => {
    const { changes } = db
      .sql(
        "UPDATE imports SET state = 'discarded', roster = NULL WHERE id = ? AND state IN ('review', 'mapping')",
      )
      .run(id)
    if (changes > 0) note(tx, actorOf(visitor), "import-discarded", { import: id }, now)
    return changes > 0
  })
}

/** How this school's columns are read, as a person said it before; null when nobody did. */
export function columnsFor(db: Db, signature: string): ColumnMapping | null {
  const row = db
    .sql<{ mapping: string }, [string]>("SELECT mapping FROM column_mappings WHERE headings = ?")
    .get(signature)
  return row ? (JSON.parse(row.mapping) as ColumnMapping) : null
}

/** Remembers how columns under these headings are read. */
export const rememberColumns = (
  db: Db,
  _: Office,
  signature: string,
  mapping: ColumnMapping,
  now: Temporal.Instant,
): Promise<void> =>
  write(db, () => {
    db.sql("REPLACE INTO column_mappings (headings, mapping, decided_at) VALUES (?, ?, ?)").run(
      signature,
      JSON.stringify(mapping),
      now.toString(),
    )
  })

/** Forgets what has no use any more: undo copies of a day old, and files that nobody confirmed within a day. */
export function forgetOldImports(db: Db, now: Temporal.Instant): Promise<void> {
  const dayAgo = now.subtract(undoLasts).toString()
  return write(db, () => {
    db.sql("UPDATE imports SET undo = NULL WHERE undo IS NOT NULL AND committed_at <= ?").run(dayAgo)
    db.sql(
      "UPDATE imports SET state = 'discarded', roster = NULL WHERE state IN ('reading', 'mapping', 'review') AND received_at <= ?",
    ).run(dayAgo)
  })
}
