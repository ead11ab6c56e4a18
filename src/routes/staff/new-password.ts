import { hashPassword } from "../../db/staff/passwords.ts"
import { type NewPassword, secretBoundTo } from "../../db/staff/staff-factors.ts"
import type { StaffId } from "../../domain/ids.ts"
import { accept, type Result, refuse } from "../../domain/result.ts"
import { decidePassword } from "../../domain/staff/staff.ts"
import type { NewPasswordScreen, NewPasswordTrouble } from "../../views/staff/new-password.tsx"
import { exact, text } from "../form.ts"
import type { Visit } from "../guards.ts"
import { newSecret, secretAddress, stepOf } from "./codes.ts"

// A new password and the secret of its codes. The secret travels through the form, sealed: nothing is kept before it works.

type Person = { staff: StaffId; name: string; email: string }
/** The fields of the form. */
export const newPasswordFields = { password: exact, code: text(20), sealed: text(1000) }
type Written = { password: string; code: string; sealed: string }

const boundTo = (staff: StaffId) => `totp-new:${staff}`

/** The form with a new secret, or with the one that was on it before. */
export async function newPasswordScreen(
  visit: Visit,
  person: Person,
  before: { sealed: string; trouble: NewPasswordTrouble } | null = null,
): Promise<NewPasswordScreen> {
  const kept = before && (await visit.db.keys.open(before.sealed, boundTo(person.staff)))
  const secret = kept ?? newSecret()
  return {
    email: person.email,
    secret,
    sealed: await visit.db.keys.seal(secret, boundTo(person.staff)),
    address: secretAddress(secret, visit.db.school.name, person.email),
    trouble: before?.trouble ?? null,
  }
}

/** What was filled in, ready to be kept: a good password, and proof that an app makes the right codes. */
export async function readNewPassword(
  visit: Visit,
  person: Person,
  written: Written,
): Promise<Result<NewPassword, NewPasswordTrouble>> {
  const { name, email } = person
  const decision = decidePassword(written.password, { name, email, school: visit.db.school.name })
  if (!decision.ok) return refuse(decision.refusal.kind)
  const secret = await visit.db.keys.open(written.sealed, boundTo(person.staff))
  const step = secret === null ? null : stepOf(secret, written.code, visit.now)
  if (secret === null || step === null) return refuse("wrong-code")
  const hash = await hashPassword(decision.value)
  if (hash === null) return refuse("busy")
  return accept({ hash, sealedSecret: await visit.db.keys.seal(secret, secretBoundTo(person.staff)), step })
}

/** The honest status of a trouble. */
export const statusOf = (trouble: NewPasswordTrouble) => (trouble === "busy" ? 503 : 422)
