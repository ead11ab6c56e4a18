import { eq } from "drizzle-orm"
import {
  type Actor,
  type Administrator,
  actorOf,
  type Proven,
  type Staff,
} from "../../domain/access/access.ts"
import type { StaffId, TeacherId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import {
  type Colleague,
  decideRemoval,
  evenEmail,
  type InviteRefusal,
  type RemovalRefusal,
  type StaffRole,
} from "../../domain/staff/staff.ts"
import { endStaffSessions } from "../access/visitors.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { staff } from "../schema.ts"
import { forgetFactors } from "./staff-factors.ts"
import { giveTicket, newTicket, spendTickets } from "./staff-tickets.ts"

export type NewColleague = { name: string; email: string; role: StaffRole; teacher: TeacherId | null }

/** Invites a colleague: makes the person and a set-up ticket (7 days), queues the mail. `token` is for the operator's terminal. */
export async function inviteStaff(
  db: Db,
  actor: Actor,
  person: NewColleague,
  now: Temporal.Instant,
): Promise<Result<{ staff: StaffId; token: string }, InviteRefusal>> {
  const email = evenEmail(person.email)
  if (email === null) return refuse({ kind: "email-invalid" })
  const ticket = await newTicket(db, "staff-setup")
  return write(db, (tx) => {
    if (tx.select({ id: staff.id }).from(staff).where(eq(staff.email, email)).get())
      return refuse({ kind: "email-taken" })
    const teacher = hosts(db).some((each) => each.id === person.teacher) ? person.teacher : null
    const { id } = tx
      .insert(staff)
      .values({ name: person.name, email, role: person.role, teacherId: teacher, createdAt: now.toString() })
      .returning({ id: staff.id })
      .get()
    giveTicket(tx, ticket, id, now)
    note(tx, actor, "staff-invited", { staff: id, role: person.role }, now)
    return accept({ staff: id, token: ticket.token })
  })
}

/** Mails a new set-up link to a colleague who has no way in yet; null when there is no such colleague. */
export async function inviteAgain(
  db: Db,
  administrator: Administrator,
  id: StaffId,
  now: Temporal.Instant,
): Promise<true | null> {
  const ticket = await newTicket(db, "staff-setup")
  return write(db, (tx) => {
    const found = colleagues(db, administrator).find((each) => each.id === id && !each.ready)
    if (!found) return null
    spendTickets(db, id, now)
    giveTicket(tx, ticket, id, now)
    note(tx, actorOf(administrator), "staff-invited-again", { staff: id }, now)
    return true
  })
}

/** Everybody of the staff, by name. */
export function colleagues(db: Db, _administrator: Administrator): Colleague[] {
  return db
    .sql<Omit<Colleague, "ready" | "unreached"> & { ready: number; unreached: number }, []>(
      `SELECT s.id, s.name, s.email, s.role, s.teacher_id AS teacher, s.version,
              (s.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkeys p WHERE p.staff_id = s.id)) AS ready,
              coalesce(m.state = 'failed', 0) AS unreached
         FROM staff s
         LEFT JOIN (SELECT staff_id, state, max(id) FROM messages WHERE kind IN ('staff-setup', 'staff-recovery') GROUP BY staff_id) m
           ON m.staff_id = s.id
        WHERE s.removed_at IS NULL ORDER BY s.name COLLATE NOCASE, s.id`,
    )
    .all()
    .map((each) => ({ ...each, ready: each.ready === 1, unreached: each.unreached === 1 }))
}

/** How many administrators the school has. Who acts is one of them, and cannot stop themselves: there is always one left. */
export const administratorsIn = (db: Db) =>
  db
    .sql<{ count: number }, []>(
      `SELECT count(*) AS count FROM staff s WHERE s.role = 'administrator' AND s.removed_at IS NULL`,
    )
    .get()?.count ?? 0

/** Is this the address of somebody of the staff? */
export const isColleague = (db: Db, email: string) =>
  db.sql("SELECT 1 FROM staff WHERE email = ? AND removed_at IS NULL").get(email) !== null

/** The address with which this visitor signs in. */
export const emailOf = (db: Db, visitor: Staff) =>
  db.sql<{ email: string }, [number]>("SELECT email FROM staff WHERE id = ?").get(visitor.staff)?.email ?? ""

/** Teachers whose talks a colleague may have. */
export function hosts(db: Db) {
  return db
    .sql<{ id: TeacherId; first: string; prefix: string; last: string }, []>(
      "SELECT id, first, prefix, last FROM teachers WHERE left_at IS NULL AND host = 1 ORDER BY last, first",
    )
    .all()
}

/**
 * Ends a colleague's access at once: sessions, factors and open tickets are gone, the address may be used again. The name stays,
 * because the logbook points at it. Null when there is no such colleague.
 */
export function removeStaff(
  db: Db,
  administrator: Proven<Administrator>,
  id: StaffId,
  now: Temporal.Instant,
): Promise<Result<null, RemovalRefusal> | null> {
  return write(db, (tx) => {
    const found = colleagues(db, administrator).find((each) => each.id === id)
    if (!found) return null
    const decision = decideRemoval({
      role: found.role,
      self: id === administrator.staff,
      administrators: administratorsIn(db),
    })
    if (!decision.ok) return decision
    forgetFactors(db, id)
    endStaffSessions(db, id)
    db.sql("DELETE FROM entry_tickets WHERE staff_id = ?").run(id)
    db.sql("DELETE FROM messages WHERE staff_id = ?").run(id)
    tx.update(staff)
      .set({ email: `verwijderd/${id}`, teacherId: null, removedAt: now.toString() })
      .where(eq(staff.id, id))
      .run()
    note(tx, actorOf(administrator), "staff-removed", { staff: id }, now)
    return decision
  })
}
