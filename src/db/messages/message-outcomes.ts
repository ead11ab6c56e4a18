import type { GuardianId } from "../../domain/ids.ts"
import {
  type AddressFailure,
  addressFailures,
  type DeliveryFailure,
  nextAttempt,
  type Road,
  saysAddressIsWrong,
} from "../../domain/messages/message.ts"
import type { Channel } from "../../domain/messages/message-text.ts"
import { leavesAt } from "../../domain/messages/sms.ts"
import { type Db, write, writeInPassing } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { haveSameReader, saySame } from "./message-facts.ts"
import { type ClaimedMessage, lease } from "./messages.ts"

// What came of a message that a worker claimed, and of the address it went to.

/** Without the token or the number that was sealed in it: told is told. */
const unsealed = `facts = iif(facts LIKE '%"sealed"%', json_remove(facts, '$.sealed'), facts)`

/**
 * The mail server or the network took it. This commits right after its answer; only a crash in between, or a power cut before the next
 * promised write, can make a message leave twice, and then with the same Message-ID. A token in it is forgotten. What the phone already confirmed stays confirmed.
 */
export function markSent(
  db: Db,
  message: ClaimedMessage,
  now: Temporal.Instant,
  road: Road | null = null,
): Promise<void> {
  return writeInPassing(db, () => {
    db.sql(
      `UPDATE messages SET state = 'sent', sent_at = ?, failure = NULL, channel = ?, ${unsealed} WHERE id = ? AND state IN ('queued', 'sending')`,
    ).run(now.toString(), road?.by ?? message.channel, message.id)
    if (road) forgiveAddress(db, message, road)
  })
}

/** It did not leave: tried again later, or given up at once when that makes no sense, and after a day. */
export function markFailed(
  db: Db,
  message: ClaimedMessage,
  failed: { permanent: boolean; reason: DeliveryFailure },
  now: Temporal.Instant,
  road: Road | null = null,
): Promise<void> {
  const again = failed.permanent ? null : againAt(message, failed.reason, now)
  return write(db, (tx) => {
    const marked = again
      ? db
          .sql(
            "UPDATE messages SET state = 'queued', due_at = ?, failure = iif(failure = 'unclear', failure, ?) WHERE id = ? AND state = 'sending' AND attempts = ?",
          )
          .run(again.toString(), failed.reason, message.id, message.attempts)
      : db
          .sql(
            `UPDATE messages SET state = 'failed', failure = ?, channel = ?, ${unsealed} WHERE id = ? AND state = 'sending' AND attempts = ?`,
          )
          .run(failed.reason, road?.by ?? message.channel, message.id, message.attempts)
    if (again || marked.changes === 0) return
    if (road && saysAddressIsWrong(failed.reason)) blameAddress(db, message.guardian, road.by, failed.reason)
    note(tx, { kind: "system", id: null }, "message-failed", { message: message.id }, now)
  })
}

function againAt(
  message: ClaimedMessage,
  reason: DeliveryFailure,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const next = nextAttempt(Temporal.Instant.from(message.queuedAt), message.attempts, now)
  if (next === null || message.channel === "email") return next
  const told = now.add(lease.sms)
  return leavesAt(reason === "unclear" && Temporal.Instant.compare(next, told) < 0 ? told : next)
}

/** The address did not want it: the office sees it, and why, until another stands there. Part of a write. */
export function blameAddress(db: Db, guardian: GuardianId | null, by: Channel, why: AddressFailure): void {
  if (by === "sms") db.sql("UPDATE guardians SET refused_phone = phone WHERE id = ?").run(guardian)
  else db.sql("UPDATE guardians SET refused_email = email, refused_why = ? WHERE id = ?").run(why, guardian)
}

/**
 * It did get through: what went wrong before was not the address. A mail that came back was taken first as well: being taken then
 * says nothing.
 */
function forgiveAddress(db: Db, { guardian }: ClaimedMessage, { by }: Road): void {
  if (by === "sms")
    db.sql("UPDATE guardians SET refused_phone = NULL WHERE id = ? AND refused_phone IS NOT NULL").run(
      guardian,
    )
  else
    db.sql(
      `UPDATE guardians SET refused_email = NULL, refused_why = NULL WHERE id = ? AND refused_email IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM messages m WHERE m.guardian_id = guardians.id AND m.channel = 'email' AND m.state = 'failed' AND m.sent_at IS NOT NULL)`,
    ).run(guardian)
}

/** Puts aside what may not leave now, until that moment; that is no attempt. */
export function postpone(db: Db, message: ClaimedMessage, until: Temporal.Instant): Promise<void> {
  return write(db, () => {
    db.sql(
      "UPDATE messages SET state = 'queued', due_at = ?, channel = 'sms', attempts = attempts - 1 WHERE id = ? AND state = 'sending' AND attempts = ?",
    ).run(until.toString(), message.id, message.attempts)
  })
}

/** SQL: did this guardian hear since of the same talk, or of the one that stands at its time now? */
const isOutdated = (message: string) =>
  `${message}.kind LIKE 'booking-%' AND EXISTS (SELECT 1 FROM messages n
    WHERE ${haveSameReader("n", message)} AND n.id > ${message}.id
      AND n.kind LIKE 'booking-%' AND n.state IN ('sent', 'delivered')
      AND (${saySame("n", message, "booking")} OR ${saySame("n", message, "pupil", "teacher", "startsAt")}))`

/**
 * Sends again what an address did not want, now that another stands there, unless something newer of that talk arrived. What is no longer
 * true is dropped on sending. Part of a write; gives how many.
 */
export function sendAgain(db: Db, guardian: GuardianId, now: Temporal.Instant): number {
  const failed = `guardian_id = ?2 AND state = 'failed' AND failure IN (${addressFailures.map((each) => `'${each}'`).join(", ")})`
  // Who gets the invitation after all is not to be mailed once more.
  db.sql(
    `UPDATE invitations SET mailed_at = ?1 WHERE EXISTS (SELECT 1 FROM messages m
        WHERE m.kind = 'invitation' AND m.round_id = invitations.round_id AND m.household_id = invitations.household_id AND ${failed})`,
  ).run(now.toString(), guardian)
  return db
    .sql(
      `UPDATE messages SET state = 'queued', attempts = 0, failure = NULL, sent_at = NULL, queued_at = ?1, due_at = ?1
        WHERE ${failed} AND kind <> 'parent-link' AND NOT (${isOutdated("messages")})`,
    )
    .run(now.toString(), guardian).changes
}

/** Forgets a message that is no longer true, or for nobody. */
export function dropMessage(db: Db, message: ClaimedMessage): Promise<void> {
  return write(db, () => {
    db.sql("DELETE FROM messages WHERE id = ? AND state = 'sending' AND attempts = ?").run(
      message.id,
      message.attempts,
    )
  })
}
