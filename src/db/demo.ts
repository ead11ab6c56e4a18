import type { HouseholdId, StaffId } from "../domain/ids.ts"
import { startParentSession, startStaffSession } from "./access/visitors.ts"
import { type Db, write } from "./open.ts"

/** The demo school's address. */
export const demoSchool = "de-regenboog"

/** Who may walk in by the printed doors: a parent of three, a teacher with talks, a mentor, a planner, the administrator. */
export const demoVisitors = ["ouder", "leraar", "mentor", "planner", "beheerder"] as const
export type DemoVisitor = (typeof demoVisitors)[number]

/** Starts a session for one of the demo's people, without a password. Development only. Null when there is no such person. */
export function enterDemo(db: Db, who: DemoVisitor, now: Temporal.Instant): Promise<string | null> {
  return write(db, (tx) => {
    if (who === "ouder") {
      const household = parentOfThree(db)
      return household === null ? null : startParentSession(tx, household, now)
    }
    const staff = who === "leraar" ? busiestTeacher(db) : firstOf(db, roles[who])
    return staff === null ? null : startStaffSession(tx, staff, now)
  })
}

/** A household with three children in a round, or as near as there is, that still has most to choose. */
function parentOfThree(db: Db): HouseholdId | null {
  const found = db
    .sql<{ id: HouseholdId }, []>(
      `SELECT h.id FROM households h JOIN household_pupils hp ON hp.household_id = h.id JOIN pupils p ON p.id = hp.pupil_id
        WHERE h.blocked = 0 AND p.left_at IS NULL AND p.group_id IN (SELECT group_id FROM round_groups)
        GROUP BY h.id
        ORDER BY abs(count(*) - 3), (SELECT count(*) FROM household_doubts d WHERE d.household_id = h.id AND d.settled_at IS NULL),
                 (SELECT count(*) FROM bookings b WHERE b.household_id = h.id), h.id
        LIMIT 1`,
    )
    .get()
  return found?.id ?? null
}

function busiestTeacher(db: Db): StaffId | null {
  const found = db
    .sql<{ id: StaffId }, []>(
      `SELECT s.id FROM staff s WHERE s.role = 'teacher' AND s.removed_at IS NULL
        ORDER BY (SELECT count(*) FROM bookings b WHERE b.teacher_id = s.teacher_id) DESC, s.id LIMIT 1`,
    )
    .get()
  return found?.id ?? null
}

const roles = { mentor: "mentor", planner: "planner", beheerder: "administrator" } as const

function firstOf(db: Db, role: (typeof roles)[keyof typeof roles]): StaffId | null {
  const found = db
    .sql<{ id: StaffId }, [string]>(
      "SELECT id FROM staff WHERE role = ? AND removed_at IS NULL ORDER BY id LIMIT 1",
    )
    .get(role)
  return found?.id ?? null
}
