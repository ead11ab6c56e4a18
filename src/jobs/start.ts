import { leaveWhenDue, proveBackup, sweepBackup } from "../backup/jobs.ts"
import { nextDue } from "../db/messages/messages.ts"
import type { Db } from "../db/open.ts"
import { closeIdle, closeReplaced, schoolsChangedAfter } from "../db/registry.ts"
import { releaseExpired } from "../db/talks/holds.ts"
import { endQuestions } from "../db/talks/swap-questions.ts"
import { makeRoom } from "../db/talks/swap-times.ts"
import { offerTimes } from "../db/talks/waiting-ends.ts"
import { deliverInTurn } from "./delivering.ts"
import { forgetEverywhere, scrubDue } from "./forgetting.ts"
import { inSchool, type JobParts, reach } from "./reach.ts"
import { remindEverywhere } from "./reminding.ts"

// What happens without a visitor, and when: what is queued is delivered, what is over is forgotten. Never during a request.

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Whether a line of work is asked to stop, and what it does each time; "more": it was not done, and goes on at once. */
type Stopping = () => boolean
type Round = () => Promise<"done" | "more">

/**
 * Starts the work beside the visitors, in two lines that do not wait for each other: mail leaves within seconds, whatever the bucket, a scrub
 * or a proof takes. Every two seconds: what is due in open schools, and in closed ones that had something for this moment; every minute schools
 * whose file was written to by others, and closing what is idle. In the other line, every minute: scrubbing and leaving. Every quarter of an
 * hour: reminding. Every hour: forgetting and erasing what was kept long enough, also in the backup. Who looks on may have the two seconds
 * shorter.
 */
export function startJobs(parts: JobParts, every = 2 * second): { stop: () => Promise<void> } {
  const pause = new AbortController()
  const stopping = () => pause.signal.aborted
  const line = async (round: Round) => {
    while (!stopping()) {
      const outcome = await round().catch(said(parts, "round"))
      if (outcome !== "more") await rest(every, pause.signal)
    }
  }
  const lines = [line(delivering(parts, stopping, every)), line(keeping(parts, stopping))]
  return {
    async stop() {
      pause.abort()
      await Promise.all(lines)
    },
  }
}

/** What is told within seconds: times that come free, questions that ran out, and the mail. */
function delivering(parts: JobParts, stopping: Stopping, every: number): Round {
  const due = new Map<string, number>()
  /** Schools that have something to deliver, in the order of their turns. */
  const waiting: string[] = []
  let lookedAt = 0
  return async () => {
    const began = Date.now()
    closeReplaced(parts.registry)
    for (const { db } of parts.registry.open.values())
      await inSchool(parts, "due", db, () => dueIn(parts, due, db))
    if (began - lookedAt >= minute) {
      await lookAround(parts, lookedAt, due, stopping)
      lookedAt = began
    }
    const now = parts.now().epochMilliseconds
    for (const [slug, at] of due)
      if (at <= now) {
        // Open schools are looked at again next round; one that cannot be opened is left alone for a minute.
        due.set(slug, now + minute)
        if (!waiting.includes(slug)) waiting.push(slug)
      }
    // A thousand invitations of one school are no reason to look at no other: whoever is not done keeps its turn.
    const turn = Date.now()
    await deliverInTurn(parts, waiting, () => stopping() || Date.now() - turn >= every)
    return waiting.length > 0 ? "more" : "done"
  }
}

async function dueIn(parts: JobParts, due: Map<string, number>, db: Db): Promise<void> {
  remember(due, db)
  if (db.writes.held) return
  await releaseExpired(db, parts.now())
  await offerTimes(db, parts.now())
  await makeRoom(db, parts.now(), parts.sendSms !== null)
  await endQuestions(db, parts.now())
}

/** What may take minutes, one thing after the other. What goes wrong in one keeps none of the others. */
function keeping(parts: JobParts, stopping: Stopping): Round {
  let lookedAt = 0
  let remindedAt = 0
  let forgotAt = Date.now() - hour + 5 * minute // a start is busy enough
  return async () => {
    const began = Date.now()
    if (began - lookedAt >= minute) {
      lookedAt = began
      await scrubDue(parts).catch(said(parts, "scrub"))
      await leaveWhenDue(parts).catch(said(parts, "leaving"))
    }
    if (began - remindedAt >= 15 * minute) {
      remindedAt = began
      await remindEverywhere(parts, stopping).catch(said(parts, "remind"))
    }
    if (began - forgotAt >= hour) {
      forgotAt = began
      await everyHour(parts, stopping)
    }
    return "done"
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
