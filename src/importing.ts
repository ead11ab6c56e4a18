import { type Db, holdWrites } from "./db/open.ts"
import { beginAgain, type Importing, keepRefusal, receiveFile } from "./db/rosters/imports.ts"
import type { Actor } from "./domain/access/access.ts"
import type { ImportId } from "./domain/ids.ts"
import type { ColumnGuess } from "./domain/rosters/roster-columns.ts"
import type { ImportStep, Stop } from "./domain/rosters/roster-import.ts"
import { fileKey, type HowToRead } from "./import-file.ts"
import type { Done, FromWorker, Order } from "./import-worker.ts"
import type { MasterKey } from "./sealing.ts"

const seconds = (count: number) => count * 1000
/**
 * A file that takes longer to read than this is refused; one that takes longer to bring in is a mistake of ours. Reading is measured by
 * the processor time that we were given: on a crowded machine an honest file of a large school needs a minute by the clock.
 */
const readingLimit = seconds(15)
/** So many times that by the clock, and no file is waited for. */
const crowded = 8
const writingLimit = seconds(60)
/** How long a file stays in memory for another reading, and the thread when nobody needs it. */
const kept = seconds(30 * 60)
const idle = seconds(60)
/** How long an upload waits for its reading, so that most schools never see a progress bar. */
const patience = seconds(1)

class Stopped extends Error {
  readonly why: Stop
  constructor(why: Stop) {
    super(why)
    this.why = why
  }
}

type Job = {
  db: Db
  order: Order
  step: ImportStep
  limit: Timer | null
  /** Lets the writes of the main thread go on. */
  release: () => void
  done: (outcome: never) => void
  fail: (error: Stopped) => void
}

/** In milliseconds. `used`: processor time of this process so far. */
export type Limits = { reading: number; keeping: number; used: () => number }

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Reads and brings in files in a thread of its own: one at a time, in the order in which they came. `tell` hears where a mistake
 * of ours is, never what was in the file.
 */
export function startImporting(
  master: MasterKey,
  tell: (line: Record<string, string | number>) => void,
  limits: Limits = { reading: readingLimit, keeping: kept, used: processorTime },
): Importing & { stop: () => Promise<void> } {
  const queue: Job[] = []
  const files = new Map<string, { columns: ColumnGuess | null; until: number }>()
  let worker: Worker | null = null
  let current: Job | null = null
  let rest: Timer | null = null

  function obey<Kind extends Order["kind"]>(
    db: Db,
    order: Omit<Extract<Order, { kind: Kind }>, "school" | "file" | "master">,
  ): Promise<Done[Kind]> {
    return new Promise((done, fail) => {
      const whole = {
        ...order,
        school: db.school,
        file: db.client.filename,
        master: new Uint8Array(master.bytes),
      }
      queue.push({ db, order: whole as Order, step: "waiting", limit: null, release: () => {}, done, fail })
      next()
    })
  }

  function next(): void {
    if (current || queue.length === 0) return
    if (rest) clearTimeout(rest)
    worker ??= hire()
    current = queue.shift() ?? null
    if (!current) return
    const { order } = current
    if (order.kind === "read") allowTime(current, { at: performance.now(), used: limits.used() })
    worker.postMessage(order, order.kind === "read" && order.bytes ? [order.bytes] : [])
  }

  /** Ends a reading that had its time, and looks again when it may have had it otherwise. */
  function allowTime(job: Job, began: { at: number; used: number }): void {
    const passed = performance.now() - began.at
    const had = Math.min(passed, limits.used() - began.used)
    const left = Math.min(limits.reading - had, crowded * limits.reading - passed)
    if (left <= 0) stop("too-slow")
    else job.limit = setTimeout(() => allowTime(job, began), Math.max(left, 10))
  }

  function hire(): Worker {
    const hired = new Worker(new URL("./import-worker.ts", import.meta.url), { ref: false })
    // What a dismissed thread still says is about nobody's job.
    hired.onmessage = ({ data }: MessageEvent<FromWorker>) => hired === worker && hear(data)
    hired.onerror = () => hired === worker && stop("broken")
    return hired
  }

  function hear(message: FromWorker): void {
    if (!current) return
    if ("step" in message) current.step = message.step
    else if ("ask" in message) lendTheFile(current)
    else if ("failed" in message) {
      tell({ import: current.order.id, school: current.db.school.id, error: message.failed })
      finish((job) => job.fail(new Stopped("broken")))
    } else finish((job) => job.done(message.done as never))
  }

  /** The thread writes now: our own writes to this school wait until it is done. */
  function lendTheFile(job: Job): void {
    // The school goes on in another file since (db/backup/rotating.ts): what is written to this one would be kept by nobody.
    if (job.db.client.filename !== job.order.file) return void stop("interrupted")
    job.step = "keeping"
    if (job.limit) clearTimeout(job.limit)
    job.limit = setTimeout(stop, writingLimit, "broken")
    const { promise, resolve } = Promise.withResolvers<void>()
    job.release = resolve
    holdWrites(job.db, promise)
    worker?.postMessage("go")
  }

  function finish(settle: (job: Job) => void): void {
    const job = current
    current = null
    if (!job) return
    if (job.limit) clearTimeout(job.limit)
    job.release()
    settle(job)
    next()
    if (!current) rest = setTimeout(dismiss, idle).unref()
  }

  /** An idle thread gives its memory back, unless a file is kept in it. */
  function dismiss(): void {
    const now = Date.now()
    for (const [key, { until }] of files) if (until <= now) files.delete(key)
    if (files.size > 0) rest = setTimeout(dismiss, idle).unref()
    else if (!current) {
      worker?.terminate()
      worker = null
    }
  }

  /** Ends the thread, whatever it does. What it had not committed never happened: its connection is closed with it. */
  async function stop(why: Stop): Promise<void> {
    const [ending, job] = [worker, current]
    worker = null
    files.clear()
    if (ending) {
      const closed = new Promise((done) => ending.addEventListener("close", done, { once: true }))
      ending.terminate()
      await closed
    }
    if (job && job === current) finish(() => job.fail(new Stopped(why)))
  }

  const fileOf = (db: Db, id: ImportId) => {
    const file = files.get(fileKey(db.school, id))
    return file && file.until > Date.now() ? file : null
  }

  /** Never fails: what goes wrong is written down with the import. */
  async function read(
    db: Db,
    actor: Actor,
    id: ImportId,
    bytes: ArrayBuffer | null,
    how: HowToRead,
    now: Temporal.Instant,
  ): Promise<void> {
    const order = {
      kind: "read",
      id,
      actor,
      now: now.toString(),
      bytes,
      how,
      keepFor: limits.keeping,
    } as const
    try {
      const { columns, kept } = await obey<"read">(db, order)
      if (kept) files.set(fileKey(db.school, id), { columns, until: Date.now() + limits.keeping })
      else files.delete(fileKey(db.school, id))
    } catch (error) {
      const why = error instanceof Stopped ? error.why : "broken"
      await keepRefusal(db, id, "refused", { stop: why }).catch(() => undefined)
    }
  }

  return {
    async receive(db, actor, bytes, now) {
      const id = await receiveFile(db, actor, now)
      await Promise.race([read(db, actor, id, bytes, {}, now), Bun.sleep(patience)])
      return id
    },
    async readAgain(db, actor, id, how, now) {
      if (!fileOf(db, id)) return false
      await beginAgain(db, id)
      await Promise.race([read(db, actor, id, null, how, now), Bun.sleep(patience)])
      return true
    },
    commit: (db, actor, id, wish, now) =>
      obey<"commit">(db, { kind: "commit", id, actor, wish, now: now.toString() }),
    undo: (db, actor, id, now) => obey<"undo">(db, { kind: "undo", id, actor, now: now.toString() }),
    stepOf(db, id) {
      const job = [current, ...queue].find(
        (each) => each?.db.school.id === db.school.id && each.order.id === id && each.order.kind === "read",
      )
      return job?.step ?? null
    },
    columnsOf: (db, id) => fileOf(db, id)?.columns ?? null,
    holds: (db, id) => fileOf(db, id) !== null,
    forget(db, id) {
      files.delete(fileKey(db.school, id))
      worker?.postMessage({ forget: fileKey(db.school, id) })
    },
    stop() {
      for (const job of queue.splice(0)) job.fail(new Stopped("interrupted"))
      return stop("interrupted")
    },
  }
}
