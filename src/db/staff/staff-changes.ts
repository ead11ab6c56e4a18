import { eq } from "drizzle-orm"
import { type Administrator, actorOf, type Proven } from "../../domain/access/access.ts"
import type { StaffId, TeacherId } from "../../domain/ids.ts"
import { isStale } from "../../domain/meanwhile.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { type ChangeRefusal, decideRole, evenEmail, type StaffRole } from "../../domain/staff/staff.ts"
import { endStaffSessions } from "../access/visitors.ts"
import { type Db, write } from "../open.ts"
import { note } from "../privacy/logbook.ts"
import { staff } from "../schema.ts"
import { administratorsIn, colleagues, hosts } from "./staff.ts"

export type ColleagueChange = {
  staff: StaffId
  /** The version that was on the form. */
  seen: number | null
  name: string
  email: string
  role: StaffRole
  teacher: TeacherId | null
}

/**
 * Changes a colleague. Another role ends their sessions in the same act: they sign in again and find what is theirs now. Gives
 * whether it is another role; null when there is no such colleague. Refuses when somebody else changed them meanwhile.
 */
export function changeColleague(
  db: Db,
  administrator: Proven<Administrator>,
  wish: ColleagueChange,
  now: Temporal.Instant,
): Promise<Result<{ roleChanged: boolean }, ChangeRefusal> | null> {
  return write(db, (tx) => {
    const before = colleagues(db, administrator).find((each) => each.id === wish.staff)
    if (!before) return null
    const email = evenEmail(wish.email)
    if (isStale(wish.seen, before.version)) return refuse({ kind: "changed-meanwhile" })
    if (wish.name === "") return refuse({ kind: "name-missing" })
    if (email === null) return refuse({ kind: "email-invalid" })
    if (email !== before.email && isTaken(db, email)) return refuse({ kind: "email-taken" })
    const decision = decideRole({
      from: before.role,
      to: wish.role,
      self: wish.staff === administrator.staff,
      administrators: administratorsIn(db),
    })
    if (!decision.ok) return decision
    const teacher = hosts(db).some((each) => each.id === wish.teacher) ? wish.teacher : null
    tx.update(staff)
      .set({ name: wish.name, email, role: wish.role, teacherId: teacher, version: before.version + 1 })
      .where(eq(staff.id, wish.staff))
      .run()
    const roleChanged = before.role !== wish.role
    const ended = roleChanged ? endStaffSessions(db, wish.staff) : 0
    const about = { staff: wish.staff, role: wish.role, before: before.role, ended }
    note(tx, actorOf(administrator), roleChanged ? "role-changed" : "staff-changed", about, now)
    return accept({ roleChanged })
  })
}

const isTaken = (db: Db, email: string) =>
  db.sql<{ id: StaffId }, [string]>("SELECT id FROM staff WHERE email = ?").get(email) !== null
