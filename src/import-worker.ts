/**
 * The thread in which files are read, laid beside the school and brought in, with a connection of its own. It does one order at a
 * time, and writes only after asking: meanwhile the writes of the main thread wait without blocking anybody.
 */
import { existsSync } from "node:fs"
import { schoolMigrations } from "./db/migrations/school.ts"
import { type Db, openDb, openFile } from "./db/open.ts"
import { keepRefusal } from "./db/rosters/imports.ts"
import { undoImport } from "./db/rosters/roster-undo.ts"
import { applyRoster, keepForReview } from "./db/rosters/rosters.ts"
import type { Actor } from "./domain/access/access.ts"
import { whereOf } from "./domain/backup/trouble.ts"
import type { ImportId } from "./domain/ids.ts"
import type { Result } from "./domain/result.ts"
import type { ColumnGuess } from "./domain/rosters/roster-columns.ts"
import type {
  CommitRefusal,
  Confirmation,
  ImportStep,
  Staying,
  UndoRefusal,
} from "./domain/rosters/roster-import.ts"
import type { SchoolEntry } from "./domain/school/school.ts"
import { fileKey, type HowToRead, readFor } from "./import-file.ts"
import { keysOf } from "./sealing.ts"

declare const self: Worker

/** What the main thread asks. `bytes` is null when the thread still has them. */
export type Order = {
  school: SchoolEntry
  file: string
  master: Uint8Array
  id: ImportId
  actor: Actor
  now: string
} & (
  | { kind: "read"; bytes: ArrayBuffer | null; how: HowToRead; keepFor: number }
  | { kind: "commit"; wish: Confirmation }
  | { kind: "undo" }
)

export type Done = {
  /** How its columns were understood, and whether the bytes are kept for another reading. */
  read: { columns: ColumnGuess | null; kept: boolean }
  commit: Result<null, CommitRefusal> | null
  undo: Result<Staying, UndoRefusal> | null
}

export type FromWorker =
  | { step: ImportStep }
  | { ask: "hold" }
  | { done: Done[keyof Done] }
  /** Where our own mistake is; its message may hold a value of the file and stays here. */
  | { failed: string }

const say = (message: FromWorker) => self.postMessage(message)

let go = () => {}
/** Waits until the main thread holds its writes. */
function hold(): Promise<void> {
  const held = new Promise<void>((done) => {
    go = done
  })
  say({ ask: "hold" })
  return held
}

self.onmessage = async ({ data }: MessageEvent<Order | "go" | { forget: string }>) => {
  if (data === "go") return go()
  if ("forget" in data) return forget(data.forget)
  try {
    say({ done: await obey(data) })
  } catch (error) {
    say({ failed: whereOf(error) })
  }
}

async function obey(order: Order): Promise<Done[keyof Done]> {
  const now = Temporal.Instant.from(order.now)
  // Without this SQLite would make an empty school in its place.
  if (!existsSync(order.file)) throw new Error("The file of this school is another by now")
  const client = openFile(order.file, schoolMigrations)
  const db = openDb(client, order.school, keysOf({ bytes: Buffer.from(order.master) }, order.school.id))
  try {
    if (order.kind === "read") return await read(db, order, now)
    await hold()
    if (order.kind === "undo") return await undoImport(db, order.actor, order.id, now)
    const outcome = await applyRoster(db, order.actor, order.id, order.wish, now)
    return outcome?.ok ? { ok: true, value: null } : outcome
  } finally {
    db.close()
    // What this order needed is gone before the next one needs room of its own.
    setImmediate(() => Bun.gc(true))
  }
}

async function read(
  db: Db,
  order: Extract<Order, { kind: "read" }>,
  now: Temporal.Instant,
): Promise<Done["read"]> {
  const { id, how } = order
  const key = fileKey(order.school, id)
  const bytes = order.bytes ?? files.get(key)
  if (!bytes) throw new Error("The bytes of this file are gone")
  say({ step: "reading" })
  const readout = readFor(db, new Uint8Array(bytes), how, now)
  const columns = readout.columns ?? null
  const signature = columns?.signature ?? null
  const mayBeReadAgain = columns !== null || has(readout.problems, "F07")
  if (mayBeReadAgain) keep(key, bytes, order.keepFor)
  else forget(key)
  say({ step: "comparing" })
  await hold()
  if (readout.ok) {
    const { roster, problems, dropped } = readout
    const anotherSchool = how.anotherSchool === true
    await keepForReview(db, id, { roster, problems, dropped, signature, anotherSchool }, now)
  } else {
    const state = columns !== null && has(readout.problems, "F10") ? "mapping" : "refused"
    await keepRefusal(db, id, state, { problems: readout.problems, signature })
  }
  return { columns, kept: mayBeReadAgain }
}

const has = (problems: readonly { code: string }[], code: string) =>
  problems.some((problem) => problem.code === code)

/** Files that may be asked for again, in memory and nowhere else. */
const files = new Map<string, ArrayBuffer>()
const most = 8

function keep(key: string, bytes: ArrayBuffer, milliseconds: number): void {
  files.delete(key)
  files.set(key, bytes)
  const [oldest] = files.keys()
  if (files.size > most && oldest !== undefined) files.delete(oldest)
  setTimeout(() => files.get(key) === bytes && forget(key), milliseconds).unref()
}

const forget = (key: string) => void files.delete(key)
