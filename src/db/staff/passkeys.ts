import { actorOf, type Staff } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { StaffId } from "../../domain/ids.ts"
import type { Result } from "../../domain/result.ts"
import { decideDropFactor, type FactorRefusal } from "../../domain/staff/staff.ts"
import { type Db, type Tx, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { passkeys } from "../schema.ts"
import { factorsOf } from "./staff-factors.ts"

/** What a browser's authenticator gave, and what is kept of it: a public key and how often it was used. */
export type Passkey = { credentialId: string; publicKey: string; counter: number; transports: string }
export type KnownPasskey = Passkey & { staff: StaffId }
/** A passkey as its owner sees it. */
export type OwnPasskey = {
  credentialId: string
  createdAt: Temporal.Instant
  usedAt: Temporal.Instant | null
}

/** The passkey that a browser showed; null when it is not of this school, or its owner was removed. */
export function passkeyOf(db: Db, credentialId: string): KnownPasskey | null {
  return db
    .sql<KnownPasskey, [string]>(
      `SELECT k.credential_id AS credentialId, k.public_key AS publicKey, k.counter, k.transports, k.staff_id AS staff
         FROM passkeys k JOIN staff s ON s.id = k.staff_id WHERE k.credential_id = ? AND s.removed_at IS NULL`,
    )
    .get(credentialId)
}

/** Someone's passkeys, oldest first. */
export function passkeysOf(db: Db, staff: StaffId): OwnPasskey[] {
  return db
    .sql<{ credentialId: string; createdAt: string; usedAt: string | null }, [number]>(
      `SELECT credential_id AS credentialId, created_at AS createdAt, used_at AS usedAt
         FROM passkeys WHERE staff_id = ? ORDER BY created_at, rowid`,
    )
    .all(staff)
    .map((each) => ({
      credentialId: each.credentialId,
      createdAt: Temporal.Instant.from(each.createdAt),
      usedAt: readInstant(each.usedAt),
    }))
}

/** Keeps a passkey of this person. Part of a write; false when the table knows it already. */
export function keepPasskey(tx: Tx, staff: StaffId, passkey: Passkey, now: Temporal.Instant): boolean {
  const kept = tx
    .insert(passkeys)
    .values({ ...passkey, staffId: staff, createdAt: now.toString() })
    .onConflictDoNothing()
    .returning({ id: passkeys.credentialId })
    .all()
  return kept.length > 0
}

/** Adds a passkey to the visitor's own; false when it is known already. */
export function addPasskey(
  db: Db,
  visitor: Staff,
  passkey: Passkey,
  now: Temporal.Instant,
): Promise<boolean> {
  return write(db, (tx) => {
    const kept = keepPasskey(tx, visitor.staff, passkey, now)
    if (kept) note(tx, actorOf(visitor), "passkey-added", { staff: visitor.staff }, now)
    return kept
  })
}

/** Drops one of the visitor's passkeys, unless it is their last way in; null when it is not theirs. */
export function dropPasskey(
  db: Db,
  visitor: Staff,
  credentialId: string,
  now: Temporal.Instant,
): Promise<Result<null, FactorRefusal> | null> {
  return write(db, (tx) => {
    if (passkeyOf(db, credentialId)?.staff !== visitor.staff) return null
    const { passkeys: count, password } = factorsOf(db, visitor.staff)
    const decision = decideDropFactor({ passkeys: count - 1, password })
    if (!decision.ok) return decision
    db.sql("DELETE FROM passkeys WHERE credential_id = ?").run(credentialId)
    note(tx, actorOf(visitor), "passkey-dropped", { staff: visitor.staff }, now)
    return decision
  })
}

/** Notes that a passkey was used, which is checked; null when it went away meanwhile. Part of a write. */
export function usePasskey(db: Db, credentialId: string, counter: number, now: Temporal.Instant) {
  const known = passkeyOf(db, credentialId)
  if (!known) return null
  db.sql("UPDATE passkeys SET counter = max(counter, ?), used_at = ? WHERE credential_id = ?").run(
    counter,
    now.toString(),
    credentialId,
  )
  return known.staff
}
