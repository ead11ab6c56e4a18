import { Database } from "bun:sqlite"
import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Actor } from "../../domain/access/access.ts"
import { canarySlug, readFileName } from "../../domain/backup/backup.ts"
import { keysOf } from "../../sealing.ts"
import { schoolMigrations } from "../migrations/school.ts"
import { type Db, openDb, openFile, write } from "../open.ts"
import { replayErasures } from "../privacy/erasures.ts"
import { note, noteHead } from "../privacy/logbook.ts"
import { type Registered, type Registry, schoolFile } from "../registry.ts"
import { keep, moveIn, names, removeFile } from "./school-files.ts"

// What has to be known and done before a copy from the backup serves anyone.

/** What an operator looks at before saying yes. */
export type SchoolCounts = {
  pupils: number
  households: number
  staff: number
  rounds: number
  bookings: number
  /** The last thing that somebody did, as the logbook has it. */
  lastAt: string | null
}

/** Reads a copy of a school's file from end to end and counts what is in it. Throws when SQLite finds damage. */
export function examineSchool(file: string): SchoolCounts {
  return reading(file, counts)
}

/** Counts what is in a live file, without reading all of it; null when it is not there or too damaged for that. */
export function countSchool(file: string): SchoolCounts | null {
  if (!existsSync(file)) return null
  try {
    const client = new Database(file, { readwrite: true })
    try {
      return counts(client)
    } finally {
      client.close()
    }
  } catch {
    return null
  }
}

function counts(client: Database): SchoolCounts {
  const count = (table: string, where = "1") =>
    client.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get()?.n ?? 0
  return {
    pupils: count("pupils", "left_at IS NULL"),
    households: count("households"),
    staff: count("staff", "removed_at IS NULL"),
    rounds: count("rounds"),
    bookings: count("bookings"),
    lastAt: client.query<{ at: string | null }, []>("SELECT max(at) AS at FROM logbook").get()?.at ?? null,
  }
}

/** The addresses of the schools in a copy of the control database. Throws when SQLite finds damage. */
export const examineControl = (file: string): string[] =>
  reading(file, (client) =>
    client
      .query<{ slug: string }, []>("SELECT slug FROM schools ORDER BY slug")
      .all()
      .map(({ slug }) => slug),
  )

/** Whether no school ever was in this control database, but for our canary. A damaged one is none of ours to judge. */
export function isUnused(file: string): boolean {
  try {
    return reading(file, (client) => {
      const has = (table: string, where: string) =>
        client.query(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`).get() !== null
      return !has("schools", `slug <> '${canarySlug}'`) && !has("departures", "1")
    })
  } catch {
    return false
  }
}

function reading<Outcome>(file: string, read: (client: Database) => Outcome): Outcome {
  const client = new Database(file, { readwrite: true })
  try {
    const found = client.query<{ integrity_check: string }, []>("PRAGMA integrity_check").all()
    if (found.length !== 1 || found[0]?.integrity_check !== "ok")
      throw new Error(`The copy is damaged: ${found[0]?.integrity_check}`)
    const orphans = client.query("PRAGMA foreign_key_check").all()
    if (orphans.length > 0) throw new Error(`The copy has ${orphans.length} rows without their parent`)
    return read(client)
  } finally {
    client.close()
  }
}

/** Every school with its line in the registry, unless it is leaving: nothing of that comes back. */
export const registeredSchools = (registry: Registry): Registered[] =>
  registry.control
    .query<Registered, []>(
      "SELECT id, slug, name, city, phone, email, brin, epoch, state FROM schools WHERE state <> 'ending' ORDER BY slug",
    )
    .all()

type Line = Pick<Registered, "id" | "epoch" | "state">

/**
 * Shuts the door of a school while its file is replaced; the server sees it within seconds. False when another file took the place of this one
 * since it was looked up, or the school leaves.
 */
export const shut = ({ control }: Registry, { id, epoch }: Omit<Line, "state">): boolean =>
  control.run("UPDATE schools SET state = 'restoring' WHERE id = ? AND epoch = ? AND state <> 'ending'", [
    id,
    epoch,
  ]).changes > 0

/**
 * Opens it again on its newest file. One that was moved in just before a crash is whole, and nobody was served since. `files`: what lies in the folder
 * of schools.
 */
export function reopen(
  { control, folder }: Registry,
  { id, epoch }: Omit<Line, "state">,
  files: readonly string[] = names(join(folder, "schools")),
): void {
  const epochs = files.flatMap((name) => readFileName(name) ?? []).filter((found) => found.id === id)
  const newest = [epoch, ...epochs.map((found) => found.epoch)].sort().at(-1) as string
  control.run(
    "UPDATE schools SET epoch = ?, state = 'live' WHERE id = ? AND epoch = ? AND state <> 'ending'",
    [newest, id, epoch],
  )
}

/**
 * Moves a closed file between the live ones as the one that serves from now on, and opens the door: both or neither. So what Litestream finds there
 * and copies is never newer than what serves, and the newest copy is the right one (docs/decisions/0010). Throws when the school is not any
 * more as in `before`.
 */
export function goOnIn(registry: Registry, before: Line, epoch: string, staged: string): void {
  const file = schoolFile(registry, before.id, epoch)
  let isMoved = false
  // However slow the disk is with a large file: the registry is held for the moving only.
  keep(staged)
  try {
    registry.control
      .transaction(() => {
        const { changes } = registry.control.run(
          "UPDATE schools SET epoch = ?, state = 'live' WHERE id = ? AND epoch = ? AND state = ?",
          [epoch, before.id, before.epoch, before.state],
        )
        if (changes === 0) throw new Error(`School ${before.id} went on in another file meanwhile`)
        moveIn(staged, file)
        isMoved = true
      })
      .immediate()
  } catch (error) {
    if (isMoved) removeFile(file)
    throw error
  }
}

/** A registry from before a school's end knows it as live: the files that came back with it go again. */
function shutLeavers({ control }: Registry): void {
  control.run(
    "UPDATE departures SET state = 'ending' WHERE state IN ('erased', 'gone') AND school_id IN (SELECT id FROM schools)",
  )
  control.run(
    "UPDATE schools SET state = 'ending' WHERE id IN (SELECT school_id FROM departures WHERE state = 'ending')",
  )
}

/**
 * Makes a control database from the backup agree with the files that are there: a school that was restored since is at a newer
 * epoch, and nobody is restoring anything any more.
 */
export function agreeWithFiles(registry: Registry): void {
  shutLeavers(registry)
  const mine = Map.groupBy(names(join(registry.folder, "schools")), (name) => readFileName(name)?.id)
  for (const school of registeredSchools(registry)) reopen(registry, school, mine.get(school.id) ?? [])
}

/** A copy in staging, and up to when it goes. `isEarlier`: somebody chose it over the newest. */
export type Staged = { file: string; reachedAt: Temporal.Instant; isEarlier: boolean }

/**
 * Makes a copy of a school ready to serve: brings its tables up to date and writes in its logbook that it was put back. Gives how many
 * people and rounds were erased again, because they were erased after the moment of the copy.
 */
export async function makeReady(
  registry: Registry,
  { epoch: _, state: __, ...school }: Registered,
  { file, reachedAt: reached, isEarlier }: Staged,
  now: Temporal.Instant,
): Promise<number> {
  const db = openDb(openFile(file, schoolMigrations), school, keysOf(registry.master, school.id))
  try {
    // The clock of the backup and ours may differ a little; erasing twice does nothing more.
    const erased = await replayErasures(registry.control, db, reached.subtract({ minutes: 10 }), now)
    await write(db, (tx) => {
      passNumbersOver(db)
      if (isEarlier) endEverySession(db)
      note(tx, operator, "school-restored", { reached: reached.toString() }, now)
    })
    noteHead(db, registry.control, now)
    return erased
  } finally {
    db.close()
  }
}

const operator: Actor = { kind: "operator", id: null }

/** More than any school gives out in the days that a backup goes back. */
const passedOver = 100_000

/**
 * Numbers that were given out after the moment of a copy are in letters and mails, and codes are made of them: given out again they would
 * open the door of another family. Part of a write.
 */
function passNumbersOver(db: Db): void {
  db.sql(
    `INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_schema
      WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence)`,
  ).run()
  db.sql("UPDATE sqlite_sequence SET seq = seq + ? WHERE name <> 'logbook'").run(passedOver)
}

/** Who was signed out, shut out or let go since the moment of a copy would be in again. Part of a write. */
function endEverySession(db: Db): void {
  for (const table of ["parent_sessions", "staff_sessions", "entry_tickets"])
    db.sql(`DELETE FROM ${table}`).run()
}

/** What is never forgotten by going back in time: who was erased, which schools left, and the certificates of it. */
const remembered = ["erasures", "certificates", "departures"]

/**
 * Adds to a copy of the control database what another, newer one knows about erasures. Without this an older copy would bring back who
 * was erased after it was made.
 */
export function rememberErasures(copy: string, newer: string): void {
  const client = new Database(copy, { readwrite: true })
  try {
    client.run("ATTACH ? AS newer", [newer])
    for (const table of remembered) {
      const columns = columnsOf(client, "main", table).filter((name) =>
        columnsOf(client, "newer", table).includes(name),
      )
      const list = columns.join(", ")
      if (columns.length > 0)
        client.run(`INSERT OR REPLACE INTO main.${table} (${list}) SELECT ${list} FROM newer.${table}`)
    }
    client.run("DETACH newer")
  } finally {
    client.close()
  }
}

const columnsOf = (client: Database, database: "main" | "newer", table: string) =>
  client
    .query<{ name: string }, [string, string]>("SELECT name FROM pragma_table_info(?) WHERE schema = ?")
    .all(table, database)
    .map(({ name }) => name)

/**
 * Copies what is in the log of a file into the file. At a start, before Litestream: a crash can leave a commit in the log that SQLite never
 * counted and Litestream did, and then every copy fails. Afterwards it begins at the file itself. False when somebody reads or writes for so
 * long that it could not be done.
 */
export function emptyLog(file: string): boolean {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return true
  const client = new Database(file, { readwrite: true })
  try {
    client.run("PRAGMA busy_timeout = 5000")
    return client.query<{ busy: number }, []>("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0
  } finally {
    client.close()
  }
}

/** Whether no other process or connection has this file open. A file that is too damaged to say so counts as alone. */
export function hasItAlone(file: string): boolean {
  if (!existsSync(file)) return true
  let client: Database | null = null
  try {
    client = new Database(file, { readwrite: true })
    client.run("PRAGMA busy_timeout = 0")
    // Leaving WAL mode is refused while anybody else is connected.
    const found = client.query<{ journal_mode: string }, []>("PRAGMA journal_mode = DELETE").get()
    return found?.journal_mode === "delete"
  } catch (error) {
    return !/locked|busy/i.test(String(error))
  } finally {
    client?.close()
  }
}
