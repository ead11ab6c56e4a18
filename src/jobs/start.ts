import { leaveWhenDue, proveBackup, sweepBackup } from "../backup/jobs.ts"
import { nextDue } from "../db/messages/messages.ts"
import type { Db } from "../db/open.ts"
import { closeIdle, closeReplaced, schoolsChangedAfter } from "../db/registry.ts"
import { releaseExpired } from "../db/talks/holds.ts"
import { endQuestions } from "../db/talks/swap-questions.ts"
import { makeRoom } from "../db/talks/swap-times.ts"
import { offerTimes } from "../db/talks/waiting-offers.ts"
import { deliverDue } from "./delivering.ts"
import { forgetEverywhere, scrubDue } from "./forgetting.ts"
import { inSchool, type JobParts, reach } from "./reach.ts"
import { remindEverywhere } from "./reminding.ts"

// What happens without a visitor, and when: what is queued is delivered, what is over is forgotten. Never during a request.

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
    for (const { db } of parts.registry.open.values())
      await inSchool(parts, "due", db, async () => {
        remember(due, db)
        if (db.writes.held) return
        await releaseExpired(db, parts.now())
        await offerTimes(db, parts.now())
        await makeRoom(db, parts.now(), parts.sendSms !== null)
        await endQuestions(db, parts.now())
      })
    if (began - lookedAt >= minute) {
      await lookAround(parts, lookedAt, due, stopping)
      await scrubDue(parts)
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
      forgotAt = began
      await everyHour(parts, stopping)
    }
  }

  const working = (async () => {
    while (!stopping()) {
      await round().catch(said(parts, "round"))
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

const said = (parts: JobParts, job: string) => (error: unknown) =>
  parts.tell({ job, error: error instanceof Error ? error.name : "?" })

/** Forgets, sweeps the backup and proves it. What goes wrong in one of these keeps none of the others: on a full disk the bucket is swept. */
export async function everyHour(parts: JobParts, stopping: () => boolean = () => false): Promise<void> {
  await forgetEverywhere(parts, stopping).catch(said(parts, "forget"))
  await sweepBackup(parts).catch(said(parts, "sweep"))
  await proveBackup(parts).catch(said(parts, "prove"))
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
    if (db) await inSchool(parts, "due", db, () => remember(due, db))
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
