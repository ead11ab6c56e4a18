import { Database, type SQLQueryBindings, type Statement } from "bun:sqlite"
import { createHash } from "node:crypto"
import { type BunSQLiteDatabase, drizzle } from "drizzle-orm/bun-sqlite"
import type { SchoolEntry } from "../domain/school/school.ts"
import type { Keys } from "../sealing.ts"

export type Migration = { name: string; sql: string }

/** Inside a write: the same tables, in one transaction. */
export type Tx = BunSQLiteDatabase & { $client: Database }

/** One school's file, open. */
export type Db = {
  readonly school: SchoolEntry
  readonly keys: Keys
  readonly client: Database
  readonly orm: Tx
  /** A prepared statement of the hot paths, kept as long as the file is open. */
  sql<Row, Bound extends SQLQueryBindings[]>(text: string): Statement<Row, Bound>
  readonly writes: Writes
  readonly looking: { now: boolean }
  /** Goes on with another copy of the same school, and closes the one before. Only between two turns of the event loop. */
  moveTo(client: Database): void
  close(): void
}

/**
 * Opens a file for writing with the pragmas that keep what was promised, and brings its tables up to date. Litestream copies the WAL into
 * the file; the number of pages after which we do it ourselves is for when it is away.
 */
export function openFile(path: string, migrations: readonly Migration[]): Database {
  const client = new Database(path, { create: true, strict: true })
  try {
    client.run("PRAGMA journal_mode = WAL")
    client.run("PRAGMA synchronous = FULL") // what is told to a parent survives a power cut
    client.run("PRAGMA secure_delete = ON") // what is erased is overwritten
    client.run("PRAGMA temp_store = MEMORY") // what is sorted or noted on the way never reaches another file
    client.run("PRAGMA busy_timeout = 5000")
    client.run("PRAGMA wal_autocheckpoint = 10000")
    migrate(client, migrations)
    client.run("PRAGMA foreign_keys = ON")
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

/**
 * Applies what is missing, all of it or nothing. Foreign keys are off meanwhile (a rebuilt table would cascade into its
 * children) and checked as a whole before the commit. A migration that was edited after it ran is refused.
 */
function migrate(client: Database, migrations: readonly Migration[]): void {
  const version = client.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0
  if (version === migrations.length && version > 0) return
  client.run("PRAGMA foreign_keys = OFF")
  client.run("BEGIN IMMEDIATE")
  try {
    client.run("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT")
    const known = client.query<{ name: string; hash: string }, []>("SELECT name, hash FROM migrations").all()
    for (const migration of migrations) {
      const hash = createHash("sha256").update(migration.sql).digest("hex")
      const ran = known.find((row) => row.name === migration.name)
      if (ran && ran.hash !== hash) throw new Error(`Migration ${migration.name} was changed after it ran`)
      if (ran) continue
      for (const statement of migration.sql.split("--> statement-breakpoint"))
        if (!/^\s*(PRAGMA foreign_keys|$)/i.test(statement)) client.run(statement)
      client.run("INSERT INTO migrations (name, hash) VALUES (?, ?)", [migration.name, hash])
    }
    const orphans = client.query("PRAGMA foreign_key_check").all()
    if (orphans.length > 0) throw new Error(`A migration left ${orphans.length} rows without their parent`)
    client.run(`PRAGMA user_version = ${migrations.length}`)
    client.run("COMMIT")
  } catch (error) {
    if (client.inTransaction) client.run("ROLLBACK")
    throw error
  }
}

const files = new WeakMap<Tx, Db>()

/** The file that a write is in. */
export function fileOf(tx: Tx): Db {
  const db = files.get(tx)
  if (!db) throw new Error("This is no write of ours")
  return db
}

/** A school's file as the verbs use it: its statements prepared once, its writes in turn. */
export function openDb(client: Database, school: SchoolEntry, keys: Keys): Db {
  const statements = new Map<string, Statement>()
  const finalize = () => {
    for (const statement of statements.values()) statement.finalize()
    statements.clear()
  }
  const db: { -readonly [Part in keyof Db]: Db[Part] } = {
    school,
    keys,
    client,
    orm: drizzle(client),
    sql<Row, Bound extends SQLQueryBindings[]>(text: string) {
      const found = statements.get(text) ?? db.client.prepare(text)
      statements.set(text, found)
      return found as Statement<Row, Bound>
    },
    writes: { waiting: [], held: null, at: 0 },
    looking: { now: false },
    moveTo(next) {
      db.close()
      db.client = next
      db.orm = drizzle(next)
      files.set(db.orm, db)
    },
    close() {
      db.looking.now = false
      // Nothing may be tried on a closed file: whoever still waits is told so.
      for (const { fail } of db.writes.waiting.splice(0)) fail(new Error("The file was closed"))
      finalize()
      db.client.close()
    },
  }
  files.set(db.orm, db)
  return db
}

/**
 * Until this turn of the event loop ends, everything that is read is of one moment, and SQLite asks the system for its locks once
 * instead of for every question. A write begins only after it.
 */
export function look(db: Db): void {
  if (db.looking.now) return
  db.sql("BEGIN").run()
  db.looking.now = true
  setImmediate(endLook, db)
}

function endLook(db: Db): void {
  if (!db.looking.now) return
  db.looking.now = false
  try {
    db.sql("COMMIT").run()
  } catch {
    // Nothing was written. Thrown here, what a damaged file says would end the process, and all other schools with it.
    rollBack(db)
  }
}

/** A file that is too damaged even for this says so to whoever asks it next. */
function rollBack(db: Db): void {
  try {
    if (db.client.inTransaction) db.sql("ROLLBACK").run()
  } catch {}
}

type Waiting = {
  work: (tx: Tx) => unknown
  done: (outcome: never) => void
  fail: (error: unknown) => void
  /** Has anybody been told, or will be, that this is kept? Then a power cut may not take it back. */
  promised: boolean
}
/** `at`: when the last write was committed, in milliseconds since 1970. */
type Writes = { waiting: Waiting[]; held: Promise<unknown> | null; at: number }
type NotPromise<Outcome> = Outcome extends PromiseLike<unknown> ? never : Outcome

/**
 * Runs one write, all of it or nothing, and answers after the commit: what it returns is on disk. Async work does not
 * compile, because SQLite would commit at the first await. Writes that arrive in the same turn of the event loop share one
 * commit (each in a savepoint of its own), which makes `synchronous = FULL` affordable on an opening evening.
 */
export const write = <Outcome>(db: Db, work: (tx: Tx) => NotPromise<Outcome>): Promise<Outcome> =>
  queue(db, work, true)

/**
 * The same for what nobody was promised: that a session is alive, that a message left. It outlives a crash of ours at once, and a
 * power cut from the next promised write on; nobody waits for the disk meanwhile.
 */
export const writeInPassing = <Outcome>(db: Db, work: (tx: Tx) => NotPromise<Outcome>): Promise<Outcome> =>
  queue(db, work, false)

function queue<Outcome>(db: Db, work: (tx: Tx) => Outcome, promised: boolean): Promise<Outcome> {
  return new Promise((done, fail) => {
    db.writes.waiting.push({ work, done, fail, promised })
    if (db.writes.waiting.length === 1) setImmediate(commitWaiting, db)
  })
}

/**
 * Makes every write of this school wait until the work of another thread on the same file is over. Who waits for that work reads what it
 * left.
 */
export function holdWrites<Outcome>(db: Db, work: Promise<Outcome>): Promise<Outcome> {
  const over = () => {
    // What this turn began to look at is of before that work.
    endLook(db)
    if (db.writes.held === held) db.writes.held = null
    if (db.writes.waiting.length > 0) commitWaiting(db)
  }
  const held = work.then(over, over)
  db.writes.held = held
  return work
}

function commitWaiting(db: Db): void {
  if (db.writes.held) return
  const batch = db.writes.waiting
  if (batch.length === 0) return
  db.writes.waiting = []
  endLook(db)
  const outcomes: (() => void)[] = []
  const isPromised = batch.some(({ promised }) => promised)
  try {
    if (!isPromised) waitForDisk(db, false)
    db.sql("BEGIN IMMEDIATE").run()
    for (const { work, done, fail } of batch) outcomes.push(attempt(db, batch.length > 1, work, done, fail))
    db.sql("COMMIT").run()
    db.writes.at = Date.now()
  } catch (error) {
    rollBack(db)
    for (const { fail } of batch) fail(error)
    return
  } finally {
    if (!isPromised && !db.client.inTransaction) waitForDisk(db, true)
  }
  for (const tell of outcomes) tell()
}

/** Does a commit wait for the disk? In WAL mode one that waits takes all before it along. */
const waitForDisk = (db: Db, wait: boolean) =>
  // This pragma works while it is prepared: a statement that is kept would do nothing.
  db.client.run(`PRAGMA synchronous = ${wait ? "FULL" : "NORMAL"}`)

function attempt(
  db: Db,
  shared: boolean,
  work: Waiting["work"],
  done: Waiting["done"],
  fail: Waiting["fail"],
) {
  if (!shared) {
    const outcome = work(db.orm)
    return () => done(outcome as never)
  }
  db.sql("SAVEPOINT one").run()
  try {
    const outcome = work(db.orm)
    db.sql("RELEASE one").run()
    return () => done(outcome as never)
  } catch (error) {
    db.sql("ROLLBACK TO one").run()
    db.sql("RELEASE one").run()
    return () => fail(error)
  }
}
