import { addressMessage } from "../db/messages/addressed-messages.ts"
import { returnAddress } from "../db/messages/bounces.ts"
import { dropMessage, markFailed, markSent, postpone } from "../db/messages/message-outcomes.ts"
import { ownText, smsSenderOf } from "../db/messages/message-texts.ts"
import { type ClaimedMessage, claimDue } from "../db/messages/messages.ts"
import type { Db } from "../db/open.ts"
import { allSchools } from "../db/registry.ts"
import {
  type AddressedMessage,
  type DeliveryFailure,
  type Road,
  saysAddressIsWrong,
  staysTrueUntil,
} from "../domain/messages/message.ts"
import type { MessageText } from "../domain/messages/message-text.ts"
import { leavesAt } from "../domain/messages/sms.ts"
import { pathsOf } from "../paths.ts"
import { writeMail } from "../views/messages/mail.ts"
import { writeSms } from "../views/messages/sms.ts"
import { isText } from "../views/messages/told.ts"
import { type DeliveryParts, inSchool, reach } from "./reach.ts"

// From a row that waits to a mail or SMS that left, and back to what came of it.

/** How many messages leave side by side. */
const sideBySide = 5

/** What came of a message: delivered, no longer true, not at this hour, or why not; and the road it took. */
type Outcome = "delivered" | "dropped" | "quiet" | DeliveryFailure
type Came = { outcome: Outcome; road: Road | null }

/**
 * Delivers what is due in these schools (all of them, unless said otherwise), a few mails at a time and the schools in turn, until
 * nothing is due, the mail server is away, or `stopping` says so. Gives how many left.
 */
export function deliverDue(
  parts: DeliveryParts,
  schools: readonly string[] = allSchools(parts.registry).map(({ slug }) => slug),
  stopping: () => boolean = () => false,
): Promise<number> {
  return deliverInTurn(parts, [...schools], stopping)
}

/** The same for schools that wait in this order. Whoever has nothing left leaves the line; when `stopping` says so, the rest stays in it. */
export async function deliverInTurn(
  parts: DeliveryParts,
  waiting: string[],
  stopping: () => boolean,
): Promise<number> {
  let delivered = 0
  while (waiting.length > 0 && !stopping()) {
    const batch = await claimInTurn(parts, waiting)
    const outcomes = await Promise.all(batch.map(({ slug, message }) => deliver(parts, slug, message)))
    delivered += outcomes.filter((outcome) => outcome === "delivered").length
    // The mail server is away: whoever waits comes back when it is tried again.
    if (outcomes.length > 0 && outcomes.every((outcome) => outcome === "unreachable")) waiting.length = 0
  }
  return delivered
}

type Claim = { slug: string; message: ClaimedMessage }

/** Claims as many messages as leave side by side. Who had a turn goes to the back of the line, who has nothing leaves it. */
async function claimInTurn(parts: DeliveryParts, waiting: string[]): Promise<Claim[]> {
  const batch: Claim[] = []
  let turns = waiting.length
  while (batch.length < sideBySide && turns > 0) {
    const slug = waiting.shift() as string
    const room = sideBySide - batch.length
    const share = Math.max(1, Math.floor(room / turns))
    turns--
    const db = reach(parts, slug)
    // While another thread writes to this school, its mail waits and the mail of others does not.
    if (!db || db.writes.held) continue
    await inSchool(parts, "mail", db, async () => {
      const claimed = await claimDue(db, parts.now(), share)
      for (const message of claimed) batch.push({ slug, message })
      if (claimed.length > 0) waiting.push(slug)
    })
  }
  return batch
}

async function deliver(parts: DeliveryParts, slug: string, message: ClaimedMessage): Promise<Outcome> {
  const { outcome, road } = await attempt(parts, slug, message)
  // The file may have been closed while the message was on its way.
  const db = reach(parts, slug)
  const now = parts.now()
  if (!db) return outcome
  await inSchool(parts, "mail", db, async () => {
    if (outcome === "delivered") return markSent(db, message, now, road)
    if (outcome === "dropped") return dropMessage(db, message)
    if (outcome === "quiet") return postpone(db, message, leavesAt(now))
    const permanent = saysAddressIsWrong(outcome)
    await markFailed(db, message, { permanent, reason: outcome }, now, road)
    const job = road?.by === "sms" ? "sms" : "mail"
    return parts.tell({ job, school: db.school.id, message: message.id, kind: message.kind, outcome })
  })
  return outcome
}

async function attempt(parts: DeliveryParts, slug: string, message: ClaimedMessage): Promise<Came> {
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
  parts: DeliveryParts,
  db: Db,
  message: ClaimedMessage,
  addressed: AddressedMessage,
  text: MessageText | null,
  now: Temporal.Instant,
): Promise<Outcome> {
  const { school } = db
  const mail = writeMail(addressed, { school, origin: parts.origin, sender: parts.sender, text }, now)
  const answer = await parts.send({
    ...mail,
    uid: message.uid,
    to: addressed.to,
    returnTo: parts.returnBox ? returnAddress(db, message, parts.returnBox, addressed.to) : null,
    from: { name: school.name, address: parts.sender },
    replyTo: school.email || null,
    language: addressed.language,
  })
  return answer.delivered ? "delivered" : answer.reason
}

async function bySms(
  parts: DeliveryParts,
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
