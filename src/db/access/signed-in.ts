import { type Administrator, actorOf, type Proven, type Staff } from "../../domain/access/access.ts"
import type { Device, SignedIn } from "../../domain/access/device.ts"
import type { StaffId } from "../../domain/ids.ts"
import { hashToken } from "../../sealing.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { endStaffSessions, isStaffSessionOver } from "./visitors.ts"

type Row = { hash: string; device: Device; createdAt: string; seenAt: string }

/** Where the visitor is signed in now, this browser first. `session` is the token of this one. */
export const ownSessions = (db: Db, visitor: Staff, session: string, now: Temporal.Instant) =>
  sessionsOf(db, visitor.staff, hashToken(session), now)

/** Where a colleague is signed in now, the last seen first. */
export const colleagueSessions = (
  db: Db,
  _administrator: Administrator,
  staff: StaffId,
  now: Temporal.Instant,
) => sessionsOf(db, staff, "", now)

function sessionsOf(db: Db, staff: StaffId, here: string, now: Temporal.Instant): SignedIn[] {
  return rowsOf(db, staff)
    .filter((row) => !isStaffSessionOver(row, now))
    .map((row) => ({
      reference: referenceOf(row),
      device: row.device,
      startedAt: Temporal.Instant.from(row.createdAt),
      seenAt: Temporal.Instant.from(row.seenAt),
      here: row.hash === here,
    }))
    .sort((one, other) => Number(other.here) - Number(one.here))
}

const rowsOf = (db: Db, staff: StaffId) =>
  db
    .sql<Row, [number]>(
      `SELECT token_hash AS hash, device, created_at AS createdAt, seen_at AS seenAt FROM staff_sessions
        WHERE staff_id = ? ORDER BY seen_at DESC`,
    )
    .all(staff)

const referenceOf = (row: { hash: string }) => hashToken(row.hash).slice(0, 16)

/** Notes on what a session was begun. Nobody waits for it, and a session without it is no loss. */
export function noteDevice(db: Db, session: string, device: Device): void {
  write(db, () => {
    db.sql("UPDATE staff_sessions SET device = ? WHERE token_hash = ?").run(device, hashToken(session))
  }).catch(() => undefined)
}

/** Ends one of the visitor's own sessions; false when it was over already. */
export const endOwnSession = (db: Db, visitor: Staff, reference: string, now: Temporal.Instant) =>
  endOne(db, visitor, visitor.staff, reference, now)

/** Ends one session of a colleague; false when it was over already. */
export const endColleagueSession = (
  db: Db,
  administrator: Proven<Administrator>,
  of: { staff: StaffId; reference: string },
  now: Temporal.Instant,
) => endOne(db, administrator, of.staff, of.reference, now)

function endOne(
  db: Db,
  visitor: Staff,
  staff: StaffId,
  reference: string,
  now: Temporal.Instant,
): Promise<boolean> {
  return write(db, (tx) => {
    const found = rowsOf(db, staff).find((row) => referenceOf(row) === reference)
    if (!found) return false
    db.sql("DELETE FROM staff_sessions WHERE token_hash = ?").run(found.hash)
    note(tx, actorOf(visitor), "sessions-ended", { staff, ended: 1 }, now)
    return true
  })
}

/** Ends all the visitor's sessions but this one; gives how many. */
export function endOtherSessions(
  db: Db,
  visitor: Staff,
  session: string,
  now: Temporal.Instant,
): Promise<number> {
  return endMany(db, visitor, visitor.staff, session, now)
}

/** Ends every session of a colleague; gives how many. Their ways in stay. */
export const endColleagueSessions = (
  db: Db,
  administrator: Proven<Administrator>,
  staff: StaffId,
  now: Temporal.Instant,
) => endMany(db, administrator, staff, "", now)

function endMany(
  db: Db,
  visitor: Staff,
  staff: StaffId,
  except: string,
  now: Temporal.Instant,
): Promise<number> {
  return write(db, (tx) => {
    const ended = endStaffSessions(db, staff, except)
    if (ended > 0) note(tx, actorOf(visitor), "sessions-ended", { staff, ended }, now)
    return ended
  })
}
