import { randomUUID } from "node:crypto"
import type {
  GuardianId,
  HouseholdId,
  MessageId,
  PupilId,
  RoundId,
  SlotId,
  StaffId,
  TeacherId,
} from "../../domain/ids.ts"
import { roadTo, type TextTest } from "../../domain/messages/message.ts"
import type { Channel } from "../../domain/messages/message-text.ts"
import { leavesAt } from "../../domain/messages/sms.ts"
import { latestNews, type TalkFacts, type TalkNews } from "../../domain/messages/talk-news.ts"
import { type Db, fileOf, type Tx, writeInPassing } from "../open.ts"
import { haveSameReader, saySame } from "./message-facts.ts"
import { comesAfterOther } from "./off-first.ts"

/** Ids and instants of a time that is offered. */
export type OfferFacts = {
  slot: SlotId
  pupil: PupilId
  teacher: TeacherId
  startsAt: string
  endsAt: string
}

/**
 * What the school took back from who waits: the slots of a time that was held for them and until when, or none; and whether nothing is left
 * to wait for, with since when they waited.
 */
export type WaitFacts = Omit<OfferFacts, "slot"> & {
  slots: SlotId[]
  until: string | null
  over: boolean
  since?: string
}

/** A talk that a swap was asked for, and the time that it would get. */
export type SwapFacts = TalkFacts & { otherAt: string }

export type Queued =
  | {
      kind: "booking-confirmed" | "booking-moved" | "booking-cancelled"
      round: RoundId
      household: HouseholdId
      facts: TalkFacts
    }
  | { kind: "invitation"; by: "email"; round: RoundId; household: HouseholdId; facts: Record<string, never> }
  /** To choose, to who did not: by one road only. */
  | {
      kind: "invitation-reminder"
      by: Channel
      round: RoundId
      household: HouseholdId
      facts: Record<string, never>
    }
  /** The talks of one day, "2026-11-12", looked up on sending. */
  | { kind: "reminder"; round: RoundId; household: HouseholdId; facts: { day: string } }
  /** A time that is held for who waited for it. */
  | { kind: "time-offered"; round: RoundId; household: HouseholdId; facts: OfferFacts }
  | { kind: "waiting-changed"; round: RoundId; household: HouseholdId; facts: WaitFacts }
  /** Whether a family will change places, to that family; and that it came to nothing, to who asked. */
  | { kind: "swap-asked" | "swap-over"; round: RoundId; household: HouseholdId; facts: SwapFacts }
  /** `sealed`: the token, sealed and bound to the kind of its message; the row alone does not open the door. */
  | { kind: "parent-link"; household: HouseholdId; guardian: GuardianId; facts: { sealed: string } }
  | { kind: "staff-setup" | "staff-recovery"; staff: StaffId; facts: { sealed: string } }
  /** A text as it looks, to who changed it. `sealed`: the number an SMS goes to. */
  | { kind: "text-test"; staff: StaffId; facts: TextTest & { sealed?: string } }

/** What a token for a parent is bound to: `await db.keys.seal(token, tokenInMessage)`. */
export const tokenInMessage = "parent-link" satisfies Queued["kind"]

const insertText = `INSERT INTO messages (kind, facts, round_id, household_id, guardian_id, staff_id, channel, queued_at, due_at, uid)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/**
 * Queues what is to be told, inside the write that makes it true. A message for a household goes to each of its guardians with an
 * e-mail address, and by SMS to each with only a mobile phone; where it names its road, by that one only. It leaves after so many minutes.
 * Gives how many were queued.
 */
export function queueMessage(tx: Tx, message: Queued, now: Temporal.Instant, waitMinutes = 0): number {
  const db = fileOf(tx)
  const readers = readersOf(db, message)
  const ready = now.add({ minutes: waitMinutes })
  for (const { id, by } of readers)
    db.sql(insertText).run(
      message.kind,
      JSON.stringify(message.facts),
      "round" in message ? message.round : null,
      "household" in message ? message.household : null,
      id,
      "staff" in message ? message.staff : null,
      by,
      now.toString(),
      (by === "sms" ? leavesAt(ready) : ready).toString(),
      randomUUID(),
    )
  return readers.length
}

/**
 * When news of now reaches this household, as far as we know: by mail at once, by SMS (where it can be sent) not at night. Null: not at all.
 */
export function toldAt(
  db: Db,
  household: HouseholdId,
  now: Temporal.Instant,
  sms: boolean,
): Temporal.Instant | null {
  const roads = db
    .sql<Address, [number]>(
      `SELECT g.email, g.phone FROM guardians g JOIN households h ON h.id = g.household_id AND h.blocked = 0
        WHERE g.household_id = +? AND iif(g.email IS NULL, g.phone IS NOT g.refused_phone, g.email IS NOT g.refused_email)`,
    )
    .all(household)
    .map((row) => roadTo(row)?.by)
  if (roads.includes("email")) return now
  return sms && roads.includes("sms") ? leavesAt(now) : null
}

type Address = { email: string | null; phone: string | null }
type ReaderRow = Address & { id: GuardianId }

/** Who hears of it and by which road; everybody once, also when two rows hold the same address. */
function readersOf(db: Db, message: Queued): { id: GuardianId | null; by: Channel }[] {
  if ("guardian" in message) return [{ id: message.guardian, by: "email" }]
  if (!("household" in message))
    return [{ id: null, by: message.kind === "text-test" ? message.facts.channel : "email" }]
  const rows = db
    .sql<ReaderRow, [number]>(
      "SELECT id, email, phone FROM guardians WHERE household_id = +? AND (email IS NOT NULL OR phone IS NOT NULL) ORDER BY id",
    )
    .all(message.household)
  const readers = new Map<string, { id: GuardianId; by: Channel }>()
  for (const row of rows) {
    const road = roadTo(row)
    if (!road || ("by" in message && message.by !== road.by)) continue
    const address = road.to.toLowerCase()
    if (!readers.has(address)) readers.set(address, { id: row.id, by: road.by })
  }
  return [...readers.values()]
}

/** A message that this worker, and no other, is about to send. */
export type ClaimedMessage = {
  id: MessageId
  kind: Queued["kind"]
  facts: string
  round: RoundId | null
  household: HouseholdId | null
  guardian: GuardianId | null
  staff: StaffId | null
  channel: Channel
  attempts: number
  queuedAt: string
  /** The Message-ID: the same for every attempt. */
  uid: string
}

/**
 * How long a worker has for one message; after that it is thought to have crashed, and another may try. Twilio folds no second SMS
 * into the first: its report, which comes in seconds, gets ten minutes to tell that the first one left.
 */
export const lease = { email: { minutes: 2 }, sms: { minutes: 10 } }

const columns =
  "id, kind, facts, round_id AS round, household_id AS household, guardian_id AS guardian, staff_id AS staff, channel, attempts, queued_at AS queuedAt, uid"

/**
 * Claims at most so many messages that are due, links and news before invitations. While a message is being sent, `due_at` is
 * the end of its lease. Messages about one talk to one guardian go one at a time, and become one where that says it all: they wait for the
 * last of them, which may still be taken back. That a talk is off goes before news of the one that came instead, and news of talks
 * before whatever else names them, or asks to choose one.
 */
export async function claimDue(db: Db, now: Temporal.Instant, most: number): Promise<ClaimedMessage[]> {
  if (!hasDue(db, now)) return []
  return writeInPassing(db, () => {
    const claimed: ClaimedMessage[] = []
    const seen = new Set<MessageId>()
    for (const row of dueMessages(db, now, most)) {
      const id = isNews(row.kind) ? foldNews(db, row, seen) : row.id
      if (id !== null && !seen.has(id)) claimed.push(claim(db, id, row.channel, now))
      if (id !== null) seen.add(id)
    }
    return claimed
  })
}

const isNews = (kind: Queued["kind"]): kind is TalkNews["kind"] => kind.startsWith("booking-")

function hasDue(db: Db, now: Temporal.Instant): boolean {
  const due = nextDue(db)
  return due !== null && Temporal.Instant.compare(due, now) <= 0
}

const dueMessages = (db: Db, now: Temporal.Instant, most: number) =>
  db
    .sql<ClaimedMessage, [string, string, number]>(
      `SELECT ${columns} FROM messages m
        WHERE state IN ('queued', 'sending') AND due_at <= ? AND NOT (kind LIKE 'booking-%' AND EXISTS (
          SELECT 1 FROM messages o
           WHERE ${haveSameReader("o", "m")} AND o.kind LIKE 'booking-%' AND o.due_at > ?
             AND (o.state = 'sending' OR o.state = 'queued' AND o.id > m.id) AND ${saySame("o", "m", "booking")}))
          AND NOT (kind LIKE 'booking-%' AND ${comesAfterOther("m")})
          AND NOT (kind IN ('reminder', 'swap-asked', 'swap-over', 'invitation-reminder')
            AND guardian_id IN (SELECT guardian_id FROM messages WHERE state = 'queued' AND kind LIKE 'booking-%'))
        ORDER BY kind LIKE 'invitation%', due_at, id LIMIT ?`,
    )
    .all(now.toString(), now.toString(), most)

type Told = { id: MessageId; kind: TalkNews["kind"]; facts: string; state: string; failure: string | null }

/** Makes one message of all that wait about this talk for this guardian; gives its id, or null when nothing is left to tell. */
function foldNews(db: Db, row: ClaimedMessage, seen: ReadonlySet<MessageId>): MessageId | null {
  if (seen.has(row.id)) return row.id
  const { booking } = JSON.parse(row.facts) as TalkFacts
  const all = db
    .sql<Told, [number | null, number | null, number]>(
      `SELECT id, kind, facts, state, failure FROM messages
        WHERE household_id = +? AND guardian_id = +? AND kind LIKE 'booking-%' AND json_extract(facts, '$.booking') = +? ORDER BY id`,
    )
    .all(row.household, row.guardian, booking)
  const waiting = all.filter(({ state }) => state === "queued" || state === "sending")
  // One that was being sent when its worker crashed may have arrived.
  const told = all.findLast(
    ({ state, failure }) =>
      state === "sent" || state === "delivered" || state === "sending" || failure === "unclear",
  )
  // Who heard that it is off knows of no talk: that it stands again is news, wherever it went meanwhile.
  const wasTold = told !== undefined && told.kind !== "booking-cancelled"
  const untold = waiting.map(({ kind, facts }) => ({ kind, facts: JSON.parse(facts) as TalkFacts }))
  // Of one that may have arrived nobody knows what it left to tell: the last of them is told all the same.
  const isUnsure = waiting.some(({ state, failure }) => state === "sending" || failure === "unclear")
  const news = latestNews(wasTold, untold) ?? (isUnsure ? (untold.at(-1) ?? null) : null)
  const kept = news === null ? undefined : waiting.at(-1)
  for (const { id } of waiting) if (id !== kept?.id) db.sql("DELETE FROM messages WHERE id = ?").run(id)
  if (!kept || !news) return null
  const facts = JSON.stringify(news.facts)
  if (kept.kind !== news.kind || kept.facts !== facts)
    db.sql("UPDATE messages SET kind = ?, facts = ? WHERE id = ?").run(news.kind, facts, kept.id)
  return kept.id
}

const claim = (db: Db, id: MessageId, channel: Channel, now: Temporal.Instant) =>
  db
    .sql<ClaimedMessage, [string, number]>(
      `UPDATE messages SET attempts = attempts + 1, due_at = ?, failure = iif(state = 'sending', 'unclear', failure), state = 'sending'
        WHERE id = ? RETURNING ${columns}`,
    )
    .get(now.add(lease[channel]).toString(), id) as ClaimedMessage

/** When the next message of this school is due; null when none waits. */
export function nextDue(db: Db): Temporal.Instant | null {
  const due = db
    .sql<{ at: string | null }, []>(
      "SELECT min(at) AS at FROM (SELECT min(due_at) AS at FROM messages WHERE state = 'queued' UNION ALL SELECT min(due_at) FROM messages WHERE state = 'sending')",
    )
    .get()
  return due?.at ? Temporal.Instant.from(due.at) : null
}
