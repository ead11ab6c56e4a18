import type { GuardianId, HouseholdId, PupilId } from "../ids.ts"
import type { ChangedMeanwhile } from "../meanwhile.ts"
import { isPhone } from "../people/phone.ts"
import { accept, type Result, refuse } from "../result.ts"

// What staff may do with households, and when not.

/** Why staff's wish for a household was not granted. */
export type HouseholdRefusal =
  | { kind: "nobody-chosen" }
  | { kind: "everybody-chosen" }
  | { kind: "same-household" }
  | { kind: "talks-clash" }
  | { kind: "one-is-blocked" }
  | { kind: "blocked" }
  | { kind: "already-settled" }
  | { kind: "guardian-unknown" }
  | { kind: "email-invalid" }
  | { kind: "phone-invalid" }
  | ChangedMeanwhile

/** Some children, not all, go to a household of their own. Gives them in the order of the household. */
export function decideSplit(
  members: readonly PupilId[],
  wished: readonly PupilId[],
): Result<PupilId[], HouseholdRefusal> {
  const going = members.filter((pupil) => wished.includes(pupil))
  if (going.length === 0) return refuse({ kind: "nobody-chosen" })
  return going.length === members.length ? refuse({ kind: "everybody-chosen" }) : accept(going)
}

/** Two households may become one when they are two, both open or both blocked, and their talks fit together. */
export function decideMerge(facts: {
  household: { id: HouseholdId; blocked: boolean }
  other: { id: HouseholdId; blocked: boolean }
  talksClash: boolean
}): Result<null, HouseholdRefusal> {
  if (facts.household.id === facts.other.id) return refuse({ kind: "same-household" })
  if (facts.household.blocked !== facts.other.blocked) return refuse({ kind: "one-is-blocked" })
  return facts.talksClash ? refuse({ kind: "talks-clash" }) : accept(null)
}

/** A guardian as staff write it. */
export type WrittenGuardian = { prefix: string; last: string; email: string; phone: string }
/** Who belongs to a second household: a guardian of the first, or somebody new. */
export type SecondGuardian = { moves: GuardianId } | WrittenGuardian

/** A guardian worth keeping: with a surname or an address that mail can be sent to, and a phone that rings; empty fields become null. */
export function readGuardian(
  written: WrittenGuardian,
): Result<{ prefix: string; last: string; email: string | null; phone: string | null }, HouseholdRefusal> {
  const { prefix, last, email, phone } = written
  if (email !== "" && !/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email))
    return refuse({ kind: "email-invalid" })
  if (phone !== "" && !isPhone(phone)) return refuse({ kind: "phone-invalid" })
  if (email === "" && last === "") return refuse({ kind: "guardian-unknown" })
  return accept({ prefix, last, email: email || null, phone: phone || null })
}
