import type { Backup } from "./backup.ts"
import { leaveWhenDue, proveBackup, sweepBackup } from "./backup-jobs.ts"
import { addressMessage } from "./db/addressed-messages.ts"
import { tick, tickControl } from "./db/backup-ticks.ts"
import { settleErasures } from "./db/erasures.ts"
import { forgetExpired } from "./db/forgetting.ts"
import { releaseExpired } from "./db/holds.ts"
import { forgetOldImports } from "./db/imports.ts"
import { noteHead } from "./db/logbook.ts"
import { dropMessage, markFailed, markSent, postpone } from "./db/message-outcomes.ts"
import { ownText, smsSenderOf } from "./db/message-texts.ts"
import { type ClaimedMessage, claimDue, nextDue } from "./db/messages.ts"
import type { Db } from "./db/open.ts"
import {
  allSchools,
  closeIdle,
  closeReplaced,
  openSchool,
  type Registry,
  schoolsChangedAfter,
} from "./db/registry.ts"
import { queueReminders } from "./db/reminders.ts"
import { forgetTraces } from "./db/rotating.ts"
import { eraseOldRounds } from "./db/round-erasing.ts"
import { forgetAside } from "./db/school-files.ts"
import { schoolsToScrub, scrubWhenDue } from "./db/scrubbing.ts"
import { offerTimes } from "./db/waiting.ts"
import { type AddressedMessage, type DeliveryFailure, type Road, staysTrueUntil } from "./domain/message.ts"
import type { MessageText } from "./domain/message-text.ts"
import { leavesAt } from "./domain/sms.ts"
import type { SendEmail } from "./integrations/email.ts"
import type { SendSms } from "./integrations/sms.ts"
import { pathsOf } from "./paths.ts"
import { writeMail } from "./views/messages/mail.tsx"
import { writeSms } from "./views/messages/sms.ts"
import { isText } from "./views/messages/told.ts"

// What happens without a visitor: what is queued is delivered, what is over is forgotten. Never during a request.

export type JobParts = {
  registry: Registry
  send: SendEmail
  /** Null or left out: no SMS leaves, and what waits for one is forgotten. */
  sendSms?: SendSms | null
  /** Where visitors find us: "https://tienminuten.example". */
  origin: string
  /** The address that mails come from. */
  sender: string
  now: () => Temporal.Instant
  /** Left out when there is none. */
  backup?: Backup
  /** One line of the log: ids and words of ours, never a name or an address. */
  tell: (line: Record<string, string | number>) => void
}

/** How many messages leave side by side. */
const sideBySide = 5

/** What came of a message: delivered, no longer true, not at this hour, or why not; and the road it took. */
type Outcome = "delivered" | "dropped" | "quiet" | DeliveryFailure
type Came = { outcome: Outcome; road: Road | null }

/**
 * Delivers what is due in these schools (all of them, unless said otherwise), a few mails at a time and the schools in turn, until
 * nothing is due, the mail server is away, or `stopping` says so. Gives how many left.
 */
export async function deliverDue(
  parts: JobParts,
  schools: readonly string[] = allSchools(parts.registry).map(({ slug }) => slug),
  stopping: () => boolean = () => false,
): Promise<number> {
  const waiting = [...schools]
  let delivered = 0
  while (waiting.length > 0 && !stopping()) {
    const batch = await claimInTurn(parts, waiting)
    const outcomes = await Promise.all(batch.map(({ slug, message }) => deliver(parts, slug, message)))
    delivered += outcomes.filter((outcome) => outcome === "delivered").length
    if (outcomes.length > 0 && outcomes.every((outcome) => outcome === "unreachable")) break
  }
  return delivered
}

type Claim = { slug: string; message: ClaimedMessage }

/** Claims as many messages as leave side by side. Who had a turn goes to the back of the line, who has nothing leaves it. */
async function claimInTurn(parts: JobParts, waiting: string[]): Promise<Claim[]> {
  const batch: Claim[] = []
  let turns = waiting.length
  while (batch.length < sideBySide && turns > 0) {
    const slug = waiting.shift() as string
    const room = sideBySide - batch.length
    const share = Math.max(1, Math.floor(room / turns))
    turns--
    const db = reach(parts, slug)
    // While another thread writes to this school, its mail waits and the mail of others does not.
    const claimed = db && !db.writes.held ? await claimDue(db, parts.now(), share) : []
    for (const message of claimed) batch.push({ slug, message })
    if (claimed.length > 0) waiting.push(slug)
  }
  return batch
}

/** The school's file, open; null when it cannot be opened, which is told. */
function reach(parts: JobParts, slug: string): Db | null {
  try {
    return openSchool(parts.registry, slug)
  } catch (error) {
    parts.tell({ job: "open", error: error instanceof Error ? error.message : String(error) })
    return null
  }
}

async function deliver(parts: JobParts, slug: string, message: ClaimedMessage): Promise<Outcome> {
  const { outcome, road } = await attempt(parts, slug, message)
  // The file may have been closed while the message was on its way.
  const db = reach(parts, slug)
  const now = parts.now()
  if (!db) return outcome
  if (outcome === "delivered") await markSent(db, message, now, road)
  else if (outcome === "dropped") await dropMessage(db, message)
  else if (outcome === "quiet") await postpone(db, message, leavesAt(now))
  else {
    const permanent = outcome === "refused" || outcome === "address"
    await markFailed(db, message, { permanent, reason: outcome }, now, road)
    const job = road?.by === "sms" ? "sms" : "mail"
    parts.tell({ job, school: db.school.id, message: message.id, kind: message.kind, outcome })
  }
  return outcome
}

async function attempt(parts: JobParts, slug: string, message: ClaimedMessage): Promise<Came> {
  const db = reach(parts, slug)
  if (!db) return { outcome: "broken", road: null }
  const now = parts.now()
  try {
    const addressed = await addressMessage(db, message, now)
    if (!addressed) return { outcome: "dropped", road: null }
    const { by, to } = addressed
    const text = isText(addressed)
      ? ownText(db, { kind: addressed.kind, channel: by, language: addressed.language })
      : null
    const outcome =
      by === "sms"
        ? await bySms(parts, db, message, addressed, text, now)
        : await byMail(parts, db, message, addressed, text, now)
    return { outcome, road: { by, to } }
  } catch (error) {
    // Only where it broke: what an error says may hold a name.
    const where = error instanceof Error ? (/\n\s+at (.+)/.exec(error.stack ?? "")?.[1] ?? error.name) : "?"
    parts.tell({ job: "mail", message: message.id, kind: message.kind, error: where })
    return { outcome: "broken", road: null }
  }
}

async function byMail(
  parts: JobParts,
  { school }: Db,
  { uid }: ClaimedMessage,
  addressed: AddressedMessage,
  text: MessageText | null,
  now: Temporal.Instant,
): Promise<Outcome> {
  const mail = writeMail(addressed, { school, origin: parts.origin, sender: parts.sender, text }, now)
  const answer = await parts.send({
    ...mail,
    uid,
    to: addressed.to,
    from: { name: school.name, address: parts.sender },
    replyTo: school.email || null,
    language: addressed.language,
  })
  return answer.delivered ? "delivered" : answer.reason
}

async function bySms(
  parts: JobParts,
  db: Db,
  { uid }: ClaimedMessage,
  addressed: AddressedMessage,
  text: MessageText | null,
  now: Temporal.Instant,
): Promise<Outcome> {
  const { school } = db
  const sms = writeSms(addressed, { school, origin: parts.origin, text, smsSender: smsSenderOf(db) })
  if (!sms || !parts.sendSms) return "dropped"
  if (!leavesAt(now).equals(now)) return "quiet"
  const answer = await parts.sendSms({
    ...sms,
    to: addressed.to,
    reportTo: `${parts.origin}${pathsOf(school.slug).smsReport(uid)}`,
    goodFor: now.until(staysTrueUntil(addressed) ?? now.add({ hours: 4 })).total("seconds"),
  })
  return answer.delivered ? "delivered" : answer.reason
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
