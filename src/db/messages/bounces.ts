import type { GuardianId, MessageId } from "../../domain/ids.ts"
import type { Bounce } from "../../domain/messages/bounce.ts"
import { type DeliveryFailure, saysAddressIsWrong } from "../../domain/messages/message.ts"
import {
  type ReturnAddress,
  readReturn,
  returnBytes,
  writeReturn,
} from "../../domain/messages/return-address.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { allSchools, openSchool, type Registry } from "../registry.ts"
import { blameAddress, sendAgain } from "./message-outcomes.ts"

// Mails that were taken, and came back. The address that they return to says which mail it was; nothing else of what comes in is believed
// or kept.

/** Where this mail returns to when it cannot be delivered to that address. */
export const returnAddress = (
  db: Db,
  message: { id: MessageId; uid: string },
  box: string,
  to: string,
): string =>
  writeReturn(box, {
    school: db.school.id,
    message: message.id,
    proof: proofOf(db, message),
    mark: markOf(db, message, to),
  })

const hex = (db: Db, purpose: string, text: string, length: number) =>
  db.keys.derive(purpose, text, length).toString("hex")
const proofOf = (db: Db, { id, uid }: { id: MessageId; uid: string }) =>
  hex(db, "return-address", `${id} ${uid}`, returnBytes.proof)
const markOf = (db: Db, { uid }: { uid: string }, to: string) =>
  hex(db, "returned-from", `${uid} ${to.toLowerCase()}`, returnBytes.mark)

type Row = { id: MessageId; uid: string; state: string; guardian: GuardianId | null; email: string | null }

/**
 * Notes that a mail came back. The office sees the address and why, unless another stands there meanwhile: then the mail goes to that
 * one. Gives false when it is about no mail of ours, or one that is gone.
 */
export async function reportBounce(
  registry: Registry,
  { failure, text }: Bounce,
  now: Temporal.Instant,
): Promise<boolean> {
  const found = readReturn(text)
  const school = found && allSchools(registry).find(({ id }) => id === found.school)
  const db = school && openSchool(registry, school.slug)
  return found !== null && db != null && (await write(db, (tx) => takeBack(db, tx, found, failure, now)))
}

function takeBack(
  db: Db,
  tx: Parameters<typeof note>[0],
  found: ReturnAddress,
  failure: DeliveryFailure,
  now: Temporal.Instant,
): boolean {
  const row = db
    .sql<Row, [number]>(
      `SELECT m.id, m.uid, m.state, m.guardian_id AS guardian, g.email FROM messages m LEFT JOIN guardians g ON g.id = m.guardian_id
        WHERE m.id = ? AND m.channel = 'email'`,
    )
    .get(found.message)
  if (!row || proofOf(db, row) !== found.proof) return false
  if (row.state === "failed") return true
  db.sql(
    "UPDATE messages SET state = 'failed', failure = ?, sent_at = coalesce(sent_at, ?) WHERE id = ?",
  ).run(failure, now.toString(), row.id)
  note(tx, { kind: "system", id: null }, "message-failed", { message: row.id }, now)
  if (row.guardian === null || row.email === null || !saysAddressIsWrong(failure)) return true
  if (markOf(db, row, row.email) === found.mark) blameAddress(db, row.guardian, "email", failure)
  else sendAgain(db, row.guardian, now)
  return true
}
