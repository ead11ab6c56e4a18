import type { Backup } from "./backup/backup.ts"
import { leaveWhenDue, proveBackup, sweepBackup } from "./backup/jobs.ts"
import { tick, tickControl } from "./db/backup-ticks.ts"
import { settleErasures } from "./db/erasures.ts"
import { forgetExpired } from "./db/forgetting.ts"
import { releaseExpired } from "./db/holds.ts"
import { forgetOldImports } from "./db/imports.ts"
import { noteHead } from "./db/logbook.ts"
import { nextDue } from "./db/messages.ts"
import type { Db } from "./db/open.ts"
import { allSchools, closeIdle, closeReplaced, schoolsChangedAfter } from "./db/registry.ts"
import { queueReminders } from "./db/reminders.ts"
import { forgetTraces } from "./db/rotating.ts"
import { eraseOldRounds } from "./db/round-erasing.ts"
import { forgetAside } from "./db/school-files.ts"
import { schoolsToScrub, scrubWhenDue } from "./db/scrubbing.ts"
import { offerTimes } from "./db/waiting.ts"
import { type DeliveryParts, deliverDue, reach } from "./delivering.ts"

// What happens without a visitor: what is queued is delivered, what is over is forgotten. Never during a request.

export type JobParts = DeliveryParts & {
  /** Left out when there is none. */
  backup?: Backup
}

/** Queues in every school the reminders of tomorrow's talks, one school after the other. */
export async function remindEverywhere(
  parts: JobParts,
  stopping: () => boolean = () => false,
): Promise<void> {
  for (const { slug } of allSchools(parts.registry)) {
    if (stopping()) return
    const db = reach(parts, slug)
    if (db && !db.writes.held) await queueReminders(db, parts.now())
    closeIdle(parts.registry)
    await Bun.sleep(5) // visitors go first
  }
}

/** Forgets in every school what is over, one school after the other. */
export async function forgetEverywhere(
  parts: JobParts,
  stopping: () => boolean = () => false,
): Promise<void> {
  for (const { slug } of allSchools(parts.registry)) {
    if (stopping()) return
    const db = reach(parts, slug)
    if (db) {
      await Promise.all([forgetExpired(db, parts.now()), forgetOldImports(db, parts.now())])
      await eraseOldRounds(parts.registry.control, db, parts.now())
      settleErasures(parts.registry.control, db, parts.now())
      await tick(db, parts.now())
      if (!noteHead(db, parts.registry.control, parts.now()))
        parts.tell({ job: "logbook", school: db.school.id, outcome: "broken" })
    }
    closeIdle(parts.registry)
    await Bun.sleep(5) // visitors go first
  }
  tickControl(parts.registry.control, parts.now())
  forgetAside(parts.registry.folder, parts.now())
  forgetTraces(parts.registry.folder, parts.now())
}

/** Scrubs the files from which something was erased, each when its moment is there. */
export function scrubDue(parts: JobParts): void {
  const { registry } = parts
  const due = new Set(schoolsToScrub(registry.control))
  for (const { id, slug } of allSchools(registry)) {
    const db = due.has(id) ? reach(parts, slug) : null
    const outcome = db ? scrubWhenDue(registry, db, parts.now()) : "later"
    if (outcome !== "later") parts.tell({ job: "scrub", school: id, outcome })
  }
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/**
 * Starts the work beside the visitors. Every two seconds: what is due in open schools, and in closed ones that had something for
 * this moment. Every minute: schools whose file was written to by others, scrubbing, and closing what is idle. Every quarter of an
 * hour: reminding. Every hour: forgetting and erasing what was kept long enough, also in the backup.
 */
export function startJobs(parts: JobParts): { stop: () => Promise<void> } {
  const due = new Map<string, number>()
  const pause = new AbortController()
  const stopping = () => pause.signal.aborted
  let lookedAt = 0
  let remindedAt = 0
  let forgotAt = Date.now() - hour + 5 * minute // a start is busy enough

  const round = async () => {
    const began = Date.now()
    closeReplaced(parts.registry)
    for (const { db } of parts.registry.open.values()) {
      remember(due, db)
      if (db.writes.held) continue
      await releaseExpired(db, parts.now())
      await offerTimes(db, parts.now())
    }
    if (began - lookedAt >= minute) {
      await lookAround(parts, lookedAt, due, stopping)
      scrubDue(parts)
      await leaveWhenDue(parts)
      lookedAt = began
    }
    const now = parts.now().epochMilliseconds
    const ready = [...due].filter(([, at]) => at <= now).map(([slug]) => slug)
    // Open schools are looked at again next round; one that cannot be opened is left alone for a minute.
    for (const slug of ready) due.set(slug, now + minute)
    if (ready.length > 0) await deliverDue(parts, ready, stopping)
    if (began - remindedAt >= 15 * minute) {
      remindedAt = began
      await remindEverywhere(parts, stopping)
    }
    if (began - forgotAt >= hour) {
      await forgetEverywhere(parts, stopping)
      await sweepBackup(parts)
      await proveBackup(parts)
      forgotAt = began
    }
  }

  const working = (async () => {
    while (!stopping()) {
      await round().catch((error) =>
        parts.tell({ job: "round", error: error instanceof Error ? error.name : "?" }),
      )
      await rest(2 * second, pause.signal)
    }
  })()
  return {
    stop() {
      pause.abort()
      return working
    },
  }
}

/** Opens the schools whose file changed since the last look, for example by the operator's command, and notes what is due there. */
async function lookAround(
  parts: JobParts,
  since: number,
  due: Map<string, number>,
  stopping: () => boolean,
): Promise<void> {
  for (const slug of schoolsChangedAfter(parts.registry, since)) {
    if (stopping()) return
    const db = reach(parts, slug)
    if (db) remember(due, db)
    await Bun.sleep(0)
  }
  closeIdle(parts.registry)
}

/** Notes when this school has something to deliver. */
function remember(due: Map<string, number>, db: Db): void {
  const at = nextDue(db)
  if (at === null) due.delete(db.school.slug)
  else due.set(db.school.slug, at.epochMilliseconds)
}

/** Waits so many milliseconds, or until it is over. */
const rest = (milliseconds: number, over: AbortSignal) =>
  new Promise<void>((done) => {
    const awake = () => {
      clearTimeout(timer)
      over.removeEventListener("abort", awake)
      done()
    }
    const timer = setTimeout(awake, over.aborted ? 0 : milliseconds)
    over.addEventListener("abort", awake)
  })
