import type { HouseholdId, StaffId, TeacherId } from "../ids.ts"

/** Who made this request, in the role in which they made it. */
export type Parent = { role: "parent"; household: HouseholdId }

/** `fresh`: proved with passkey or code in the last five minutes; dangerous acts ask for it. */
type Member<Role extends string> = {
  role: Role
  staff: StaffId
  name: string
  teacher: TeacherId | null
  fresh: boolean
}
/** Sees their own talks. */
export type Teacher = Member<"teacher">
/** A teacher who also sees talks and answers of the pupils of their own groups. */
export type Mentor = Member<"mentor">
/** Prepares the talks: pupils, households, rounds, letters. No settings, no colleagues, no exports, no erasing. */
export type Planner = Member<"planner">
/** Decides everything of their own school. */
export type Administrator = Member<"administrator">

/** Who prepares the talks. */
export type Office = Planner | Administrator
export type Staff = Teacher | Mentor | Office
export type Visitor = Parent | Staff

/** Someone who showed passkey or code just now: a dangerous act does not compile for anybody else. */
export type Proven<Who extends Staff> = Who & { fresh: true }

/** Who may enter a door. Staff doors name the least role: who may do more may enter too. */
export type Policy = "anyone" | "parent" | Staff["role"]

/** From the one who may do least to the one who may do most. */
export const staffRoles = ["teacher", "mentor", "planner", "administrator"] as const satisfies Staff["role"][]

const rank = (role: Staff["role"]) => staffRoles.indexOf(role)

/** Is this a door of the staff, which looks at their cookie? */
export const isStaffDoor = (policy: Policy): policy is Staff["role"] =>
  policy !== "anyone" && policy !== "parent"

/** Does this visitor pass a door with this policy? */
export function mayEnter(visitor: Visitor | null, policy: Policy): boolean {
  if (policy === "anyone") return true
  if (visitor === null) return false
  if (visitor.role === "parent" || policy === "parent") return visitor.role === policy
  return rank(visitor.role) >= rank(policy)
}

/** Does this visitor prepare the talks? They see all pupils and households. */
export const isOffice = (visitor: Visitor | null): visitor is Office => mayEnter(visitor, "planner")

/** The line of the logbook names the actor by role and number, never by name. */
export type Actor =
  | { kind: "parent"; id: HouseholdId }
  | { kind: "staff"; id: StaffId }
  | { kind: "operator"; id: null }
  | { kind: "system"; id: null }

/** A visitor as the logbook names one. */
export function actorOf(visitor: Visitor): Actor {
  return visitor.role === "parent"
    ? { kind: "parent", id: visitor.household }
    : { kind: "staff", id: visitor.staff }
}
