import type { Actor, Staff } from "../../domain/access/access.ts"
import type { StaffId } from "../../domain/ids.ts"
import { hashToken } from "../../sealing.ts"
import { endStaffSessions, startStaffSession } from "../access/visitors.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { keepPasskey, type Passkey, passkeyOf, usePasskey } from "./passkeys.ts"
import { forgetFactors, keepPassword, type NewPassword, useCode } from "./staff-factors.ts"
import { spendTickets, ticketOf } from "./staff-tickets.ts"

// Where a way in, once checked, becomes a session.

/** Signs in whoever showed this passkey, which is checked; gives the session's token, or null when the passkey is gone. */
export function enterWithPasskey(
  db: Db,
  credentialId: string,
  counter: number,
  now: Temporal.Instant,
): Promise<string | null> {
  return write(db, (tx) => {
    const staff = usePasskey(db, credentialId, counter, now)
    if (staff === null) return null
    const actor: Actor = { kind: "staff", id: staff }
    note(tx, actor, "staff-signed-in", { by: "passkey" }, now)
    return startStaffSession(tx, staff, now)
  })
}

/** Signs in after password and code, which are checked; the session's token, or null when the code was used before. */
export function enterWithCode(
  db: Db,
  staff: StaffId,
  step: number,
  now: Temporal.Instant,
): Promise<string | null> {
  return write(db, (tx) => {
    if (!useCode(db, staff, step)) return null
    note(tx, { kind: "staff", id: staff }, "staff-signed-in", { by: "password" }, now)
    return startStaffSession(tx, staff, now)
  })
}

/**
 * Uses a set-up or recovery ticket for a new way in, which is confirmed. Everything this person had before goes: factors, open
 * tickets, all sessions. Gives the token of a new session; null when the ticket was used or expired meanwhile.
 */
export function beginAnew(
  db: Db,
  token: string,
  chosen: { passkey: Passkey } | { password: NewPassword },
  now: Temporal.Instant,
): Promise<{ staff: StaffId; session: string } | null> {
  return write(db, (tx) => {
    const ticket = ticketOf(db, token, now)
    if (!ticket) return null
    const { staff } = ticket
    const owner = "passkey" in chosen ? passkeyOf(db, chosen.passkey.credentialId)?.staff : undefined
    if (owner !== undefined && owner !== staff) return null
    spendTickets(db, staff, now)
    forgetFactors(db, staff)
    endStaffSessions(db, staff)
    if ("password" in chosen) keepPassword(db, staff, chosen.password)
    else keepPasskey(tx, staff, chosen.passkey, now)
    const act = ticket.purpose === "staff-setup" ? "staff-set-up" : "staff-recovered"
    note(tx, { kind: "staff", id: staff }, act, { by: "password" in chosen ? "password" : "passkey" }, now)
    return { staff, session: startStaffSession(tx, staff, now) }
  })
}

/** Notes that this session's visitor showed a passkey again: dangerous acts are open for five minutes. False when it is not theirs. */
export function proveWithPasskey(
  db: Db,
  visitor: Staff,
  session: string,
  shown: { credentialId: string; counter: number },
  now: Temporal.Instant,
): Promise<boolean> {
  return write(db, () => {
    if (passkeyOf(db, shown.credentialId)?.staff !== visitor.staff) return false
    usePasskey(db, shown.credentialId, shown.counter, now)
    return proved(db, session, now)
  })
}

/** The same with a code, which is checked; false when it was used before. */
export function proveWithCode(
  db: Db,
  visitor: Staff,
  session: string,
  step: number,
  now: Temporal.Instant,
): Promise<boolean> {
  return write(db, () => useCode(db, visitor.staff, step) && proved(db, session, now))
}

function proved(db: Db, session: string, now: Temporal.Instant): boolean {
  return (
    db
      .sql("UPDATE staff_sessions SET proved_at = ? WHERE token_hash = ?")
      .run(now.toString(), hashToken(session)).changes > 0
  )
}
