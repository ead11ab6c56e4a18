import { actorOf, type Staff } from "../../domain/access/access.ts"
import type { StaffId } from "../../domain/ids.ts"
import type { Result } from "../../domain/result.ts"
import { decideDropFactor, type FactorRefusal, type Factors } from "../../domain/staff/staff.ts"
import { endStaffSessions } from "../access/visitors.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"

/** A password as kept (argon2id), the sealed secret of its code, and the time step of the code that confirmed it. */
export type NewPassword = { hash: string; sealedSecret: string; step: number }

/** To which a person's sealed code secret is bound. */
export const secretBoundTo = (staff: StaffId) => `totp:${staff}`

/** What this person can sign in with. */
export function factorsOf(db: Db, staff: StaffId): Factors {
  const row = db
    .sql<{ passkeys: number; password: number }, [number]>(
      `SELECT (SELECT count(*) FROM passkeys WHERE staff_id = s.id) AS passkeys,
              (s.password_hash IS NOT NULL AND s.totp_secret IS NOT NULL) AS password FROM staff s WHERE s.id = ?`,
    )
    .get(staff)
  return { passkeys: row?.passkeys ?? 0, password: row?.password === 1 }
}

/** The secret behind this person's codes; null when they have none. */
export async function codeSecretOf(db: Db, staff: StaffId): Promise<string | null> {
  const row = db
    .sql<{ sealed: string | null }, [number]>(
      "SELECT totp_secret AS sealed FROM staff WHERE id = ? AND removed_at IS NULL",
    )
    .get(staff)
  return row?.sealed ? db.keys.open(row.sealed, secretBoundTo(staff)) : null
}

/** Uses the code of this time step; false when it or a later one was used before. Part of a write. */
export function useCode(db: Db, staff: StaffId, step: number): boolean {
  return (
    db
      .sql("UPDATE staff SET totp_step = ? WHERE id = ? AND totp_step < ? AND removed_at IS NULL")
      .run(step, staff, step).changes > 0
  )
}

/** Replaces the visitor's password and code; their other sessions end. `session` is the token of the one that stays. */
export function replacePassword(
  db: Db,
  visitor: Staff,
  password: NewPassword,
  session: string,
  now: Temporal.Instant,
): Promise<void> {
  return write(db, (tx) => {
    keepPassword(db, visitor.staff, password)
    endStaffSessions(db, visitor.staff, session)
    note(tx, actorOf(visitor), "password-replaced", { staff: visitor.staff }, now)
  })
}

/** Drops the visitor's password and code, unless they have no passkey. */
export function dropPassword(
  db: Db,
  visitor: Staff,
  now: Temporal.Instant,
): Promise<Result<null, FactorRefusal>> {
  return write(db, (tx) => {
    const decision = decideDropFactor({ ...factorsOf(db, visitor.staff), password: false })
    if (!decision.ok) return decision
    db.sql("UPDATE staff SET password_hash = NULL, totp_secret = NULL WHERE id = ?").run(visitor.staff)
    note(tx, actorOf(visitor), "password-dropped", { staff: visitor.staff }, now)
    return decision
  })
}

/** Keeps password and code of this person. Part of a write. */
export function keepPassword(db: Db, staff: StaffId, { hash, sealedSecret, step }: NewPassword): void {
  db.sql("UPDATE staff SET password_hash = ?, totp_secret = ?, totp_step = ? WHERE id = ?").run(
    hash,
    sealedSecret,
    step,
    staff,
  )
}

/** Forgets every way in of this person. Part of a write. */
export function forgetFactors(db: Db, staff: StaffId): void {
  db.sql("DELETE FROM passkeys WHERE staff_id = ?").run(staff)
  db.sql("UPDATE staff SET password_hash = NULL, totp_secret = NULL, totp_step = 0 WHERE id = ?").run(staff)
}
