import type { HouseholdId, StaffId, TeacherId } from "./ids.ts"

/** Who made this request, in the role in which they made it. */
export type Parent = { role: "parent"; household: HouseholdId }
export type Teacher = {
  role: "teacher"
  staff: StaffId
  name: string
  teacher: TeacherId | null
  fresh: boolean
}
/** `fresh`: proved with passkey or code in the last five minutes; dangerous acts ask for it. */
export type Administrator = {
  role: "administrator"
  staff: StaffId
  name: string
  teacher: TeacherId | null
  fresh: boolean
}
export type Staff = Teacher | Administrator
export type Visitor = Parent | Staff

/** Who may enter a door. Staff doors name the least role; an administrator may do what a teacher may. */
export type Policy = "anyone" | "parent" | "teacher" | "administrator"

/** Does this visitor pass a door with this policy? */
export function mayEnter(visitor: Visitor | null, policy: Policy): boolean {
  if (policy === "anyone") return true
  if (visitor === null) return false
  if (policy === "teacher") return visitor.role === "teacher" || visitor.role === "administrator"
  return visitor.role === policy
}

/** The line of the logbook names the actor by role and number, never by name. */
export type Actor =
  | { kind: "parent"; id: HouseholdId }
  | { kind: "staff"; id: StaffId }
  | { kind: "operator"; id: null }
  | { kind: "system"; id: null }

export function actorOf(visitor: Visitor): Actor {
  return visitor.role === "parent"
    ? { kind: "parent", id: visitor.household }
    : { kind: "staff", id: visitor.staff }
}
