import type { StaffId } from "../../domain/ids.ts"
import { evenEmail } from "../../domain/staff/staff.ts"
import { hashToken, newToken } from "../../sealing.ts"
import { queueMessage } from "../messages/messages.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { entryTickets } from "../schema.ts"

// A ticket lets a colleague choose how to sign in: after an invitation, or when passkey or password is lost. Good for once.

type Purpose = "staff-setup" | "staff-recovery"
export type Ticket = { staff: StaffId; name: string; email: string; purpose: Purpose }
type NewTicket = { purpose: Purpose; token: string; sealed: string }

/** How long each is good, in minutes. */
const lasts: Record<Purpose, number> = { "staff-setup": 7 * 24 * 60, "staff-recovery": 30 }
/** How many recovery links one person can ask for, in an hour and in a day. */
const mostAsked = { hour: 3, day: 10 }

/** A ticket's token, and the same token sealed for the outbox. Made before the write, because sealing is async. */
export async function newTicket(db: Db, purpose: Purpose): Promise<NewTicket> {
  const token = newToken()
  return { purpose, token, sealed: await db.keys.seal(token, purpose) }
}

/** Hands the ticket to this person and queues the mail that brings it. Part of a write. */
export function giveTicket(tx: Tx, ticket: NewTicket, staff: StaffId, now: Temporal.Instant): void {
  tx.insert(entryTickets)
    .values({
      tokenHash: hashToken(ticket.token),
      purpose: ticket.purpose,
      staffId: staff,
      createdAt: now.toString(),
      expiresAt: now.add({ minutes: lasts[ticket.purpose] }).toString(),
    })
    .run()
  queueMessage(tx, { kind: ticket.purpose, staff, facts: { sealed: ticket.sealed } }, now)
}

/** Whose ticket this is; null when it is unknown, used or too old, or the person was removed. Looking does not use it. */
export function ticketOf(db: Db, token: string, now: Temporal.Instant): Ticket | null {
  return db
    .sql<Ticket, [string, string]>(
      `SELECT s.id AS staff, s.name, s.email, t.purpose FROM entry_tickets t JOIN staff s ON s.id = t.staff_id
        WHERE t.token_hash = ? AND t.purpose IN ('staff-setup', 'staff-recovery') AND t.used_at IS NULL AND t.expires_at > ?
          AND s.removed_at IS NULL`,
    )
    .get(hashToken(token), now.toString())
}

/** Uses up every open ticket of this person. Part of a write. */
export function spendTickets(db: Db, staff: StaffId, now: Temporal.Instant): void {
  db.sql("UPDATE entry_tickets SET used_at = ? WHERE staff_id = ? AND used_at IS NULL").run(
    now.toString(),
    staff,
  )
}

/** Mails a recovery link when this address is of someone here. Who asks learns nothing, and cannot flood anybody's mailbox. */
export async function askRecovery(db: Db, written: string, now: Temporal.Instant): Promise<void> {
  const email = evenEmail(written) ?? ""
  // Also for an unknown address: the same work, so that its duration tells nothing.
  const ticket = await newTicket(db, "staff-recovery")
  await write(db, (tx) => {
    const found = db
      .sql<{ id: StaffId }, [string]>("SELECT id FROM staff WHERE email = ? AND removed_at IS NULL")
      .get(email)
    if (!found || askedOften(db, found.id, now)) return
    giveTicket(tx, ticket, found.id, now)
    note(tx, { kind: "system", id: null }, "staff-recovery-asked", { staff: found.id }, now)
  })
}

function askedOften(db: Db, staff: StaffId, now: Temporal.Instant): boolean {
  const since = (hours: number) =>
    db
      .sql<{ asked: number }, [number, string]>(
        "SELECT count(*) AS asked FROM entry_tickets WHERE staff_id = ? AND purpose = 'staff-recovery' AND created_at > ?",
      )
      .get(staff, now.subtract({ hours }).toString())?.asked ?? 0
  return since(1) >= mostAsked.hour || since(24) >= mostAsked.day
}
