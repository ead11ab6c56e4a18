import type { GuardianId, MessageId } from "../../domain/ids.ts"
import { saysAddressIsWrong } from "../../domain/messages/message.ts"
import type { SmsReport } from "../../domain/messages/sms.ts"
import { readMobile } from "../../domain/people/phone.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { blameAddress } from "./message-outcomes.ts"

type Row = { id: MessageId; state: string; guardian: GuardianId | null; phone: string | null }

/**
 * Notes what the network said about an SMS. Reports come late, twice and in any order: a message only goes forward, and what is on
 * the phone stays there. Gives false when there is no such message.
 */
export function reportDelivery(
  db: Db,
  uid: string,
  report: SmsReport,
  now: Temporal.Instant,
): Promise<boolean> {
  return write(db, (tx) => {
    const row = db
      .sql<Row, [string]>(
        `SELECT m.id, m.state, m.guardian_id AS guardian, g.phone FROM messages m LEFT JOIN guardians g ON g.id = m.guardian_id
          WHERE m.uid = ? AND m.channel = 'sms'`,
      )
      .get(uid)
    if (!row) return false
    const waits = row.state === "queued" || row.state === "sending"
    const forward = report.state === "sent" ? waits : row.state !== "delivered" && row.state !== "failed"
    if (!forward) return true
    const failure = report.state === "failed" ? report.reason : null
    db.sql("UPDATE messages SET state = ?, failure = ?, sent_at = coalesce(sent_at, ?) WHERE id = ?").run(
      report.state,
      failure,
      report.state === "failed" ? null : now.toString(),
      row.id,
    )
    if (failure === null) return true
    const mobile = row.phone === null ? null : readMobile(row.phone)
    if (saysAddressIsWrong(failure) && mobile?.ok && mobile.value === report.to)
      blameAddress(db, row.guardian, "sms", failure)
    note(tx, { kind: "system", id: null }, "message-failed", { message: row.id }, now)
    return true
  })
}
