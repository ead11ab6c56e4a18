import type { Parent, Staff } from "../../domain/access/access.ts"
import { budgets } from "../../domain/access/attempts.ts"
import { session, staffSession } from "../../domain/access/sign-in.ts"
import type { HouseholdId, StaffId, TeacherId } from "../../domain/ids.ts"
import { hashToken, newToken } from "../../sealing.ts"
import { type Db, type Tx, write, writeInPassing } from "../open.ts"
import { knownDevices, parentSessions, staffSessions } from "../schema.ts"

// Sessions: opaque random tokens, hashed here. A parent's ends after half an hour idle or twelve hours, a staff
// member's after an hour idle or twelve hours. "Seen" is written at most once a minute.

const minutes = (count: number) => count * 60_000
const parentIdle = minutes(session.idleMinutes)
const staffIdle = minutes(staffSession.idleMinutes)
const longest = minutes(session.longestHours * 60)
const proofLasts = minutes(5)

type Times = { createdAt: string; seenAt: string }

const age = (then: string, now: Temporal.Instant) => now.epochMilliseconds - Date.parse(then)
/** Is a staff session over by its times? */
export const isStaffSessionOver = (session: Times, now: Temporal.Instant) => isOver(session, staffIdle, now)
const isOver = (session: Times, idle: number, now: Temporal.Instant) =>
  age(session.seenAt, now) >= idle || age(session.createdAt, now) >= longest

/**
 * The parent behind a session token; null when it is unknown or over. A household that is blocked has no sessions left. A page that
 * is `watching` by itself is no person: it does not keep the session alive.
 */
export function parentOf(db: Db, token: string, now: Temporal.Instant, watching = false): Parent | null {
  const hash = hashToken(token)
  const found = db
    .sql<Times & { household: HouseholdId }, [string]>(
      "SELECT household_id AS household, created_at AS createdAt, seen_at AS seenAt FROM parent_sessions WHERE token_hash = ?",
    )
    .get(hash)
  if (!found || isOver(found, parentIdle, now)) return null
  if (!watching && age(found.seenAt, now) >= minutes(1)) seen(db, "parent_sessions", hash, now)
  return { role: "parent", household: found.household }
}

/**
 * The staff member behind a session token; null when it is unknown or over, or the person was removed. A page that only watches by
 * itself does not keep the session alive.
 */
export function staffOf(db: Db, token: string, now: Temporal.Instant, watching = false): Staff | null {
  const hash = hashToken(token)
  const found = db
    .sql<
      Times & { id: StaffId; name: string; role: Staff["role"]; teacher: TeacherId | null; provedAt: string },
      [string]
    >(
      `SELECT p.id, p.name, p.role, p.teacher_id AS teacher, s.created_at AS createdAt, s.seen_at AS seenAt, s.proved_at AS provedAt
         FROM staff_sessions s JOIN staff p ON p.id = s.staff_id
        WHERE s.token_hash = ? AND p.removed_at IS NULL`,
    )
    .get(hash)
  if (!found || isOver(found, staffIdle, now)) return null
  if (!watching && age(found.seenAt, now) >= minutes(1)) seen(db, "staff_sessions", hash, now)
  const fresh = age(found.provedAt, now) < proofLasts
  return { role: found.role, staff: found.id, name: found.name, teacher: found.teacher, fresh }
}

function seen(
  db: Db,
  table: "parent_sessions" | "staff_sessions",
  hash: string,
  now: Temporal.Instant,
): void {
  // Nobody waits for this one; a session that was seen a minute less is no loss.
  writeInPassing(db, () => {
    db.sql(`UPDATE ${table} SET seen_at = ? WHERE token_hash = ?`).run(now.toString(), hash)
  }).catch(() => undefined)
}

/** Starts a parent's session and gives its token, which is kept nowhere else. Part of a write. */
export function startParentSession(tx: Tx, household: HouseholdId, now: Temporal.Instant): string {
  const token = newToken()
  const at = now.toString()
  tx.insert(parentSessions)
    .values({ tokenHash: hashToken(token), householdId: household, createdAt: at, seenAt: at })
    .run()
  return token
}

/** Starts a staff session, just proved, and gives its token. Part of a write. */
export function startStaffSession(tx: Tx, staff: StaffId, now: Temporal.Instant): string {
  const token = newToken()
  const at = now.toString()
  tx.insert(staffSessions)
    .values({ tokenHash: hashToken(token), staffId: staff, createdAt: at, seenAt: at, provedAt: at })
    .run()
  return token
}

/** Ends one session, whoever it was of. */
export function endSession(db: Db, token: string): Promise<void> {
  const hash = hashToken(token)
  return write(db, () => {
    db.sql("DELETE FROM parent_sessions WHERE token_hash = ?").run(hash)
    db.sql("DELETE FROM staff_sessions WHERE token_hash = ?").run(hash)
  })
}

/** Ends every way in of a household but its invitations: its code, its seats or its members changed. Part of a write. */
export function endSessionsOf(db: Db, household: HouseholdId): void {
  db.sql("DELETE FROM parent_sessions WHERE household_id = ?").run(household)
  db.sql("DELETE FROM known_devices WHERE household_id = ?").run(household)
  db.sql("DELETE FROM calendar_feeds WHERE household_id = ?").run(household)
  db.sql("DELETE FROM entry_tickets WHERE household_id = ? AND used_at IS NULL").run(household)
}

/** Ends a staff member's sessions, all or all but the one with this token. Part of a write; gives how many ended. */
export function endStaffSessions(db: Db, staff: StaffId, except = ""): number {
  return db
    .sql("DELETE FROM staff_sessions WHERE staff_id = ? AND token_hash <> ?")
    .run(staff, hashToken(except)).changes
}

// A device may know several households; its rows are "<hash of its id>.<household>", so that an id is only taken over from
// a browser when it was given out here.

const deviceRow = (device: string, household: HouseholdId) => `${hashToken(device)}.${household}`

/** Did this device sign in to this household in the last ninety days? */
export const isKnownDevice = (db: Db, device: string | null, household: HouseholdId, now: Temporal.Instant) =>
  device !== null &&
  db
    .sql<unknown, [string, string]>("SELECT 1 FROM known_devices WHERE id_hash = ? AND until > ?")
    .get(deviceRow(device, household), now.toString()) !== null

/** Remembers the device that signs in to this household; gives the id for its cookie. Part of a write. */
export function rememberDevice(
  db: Db,
  tx: Tx,
  device: string | null,
  household: HouseholdId,
  now: Temporal.Instant,
): string {
  const id = device !== null && isOurs(db, device) ? device : newToken()
  const until = now.add({ hours: 24 * budgets.device.days }).toString()
  tx.insert(knownDevices)
    .values({ idHash: deviceRow(id, household), householdId: household, until })
    .onConflictDoUpdate({ target: knownDevices.idHash, set: { until } })
    .run()
  return id
}

/** "/" comes right after "." among the signs: these are all rows of the device. */
const isOurs = (db: Db, device: string) =>
  db
    .sql<unknown, [string, string]>("SELECT 1 FROM known_devices WHERE id_hash > ? AND id_hash < ?")
    .get(`${hashToken(device)}.`, `${hashToken(device)}/`) !== null
