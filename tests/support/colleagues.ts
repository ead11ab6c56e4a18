import { hashPassword } from "../../src/db/staff/passwords.ts"
import { inviteStaff } from "../../src/db/staff/staff.ts"
import { replacePassword, secretBoundTo } from "../../src/db/staff/staff-factors.ts"
import type { TeacherId } from "../../src/domain/ids.ts"
import type { Browser, World } from "./app.ts"
import type { Authenticator } from "./authenticator.ts"
import { deWit as administrator } from "./rounds.ts"
import { cast, today } from "./school.ts"

export const deWit = cast.staff.deWit
export const tim = cast.staff.tim
export const team = "/de-regenboog/team"

export const operator = { kind: "operator", id: null } as const
export const someone = {
  name: "Noor Willems",
  email: "Noor@Regenboog.example",
  role: "teacher",
  teacher: 1 as TeacherId,
} as const

/** The operator invites a colleague. */
export async function invited({ school }: World, person: Parameters<typeof inviteStaff>[2] = someone) {
  const outcome = await inviteStaff(school, operator, person, today)
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  return outcome.value
}

export const passkey = { credentialId: "cred-1", publicKey: "sleutel", counter: 0, transports: "internal" }

/** Shows a passkey at the door. */
export async function showPasskey(browser: Browser, device: Authenticator, flags = {}) {
  const options = await (await browser.get(`${team}/passkey/opties`)).json()
  const credential = device.show(options, flags)
  return { options, answer: await browser.post(`${team}/passkey`, { credential }) }
}

export const right = "vier paarden in de mist"
export const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
/** At the least that argon2 can: nobody waits here. How much work a password is: tests/db/staff/passwords.test.ts. */
const hashed = Bun.password.hash(right, { algorithm: "argon2id", memoryCost: 8, timeCost: 1 })

/** Mevrouw de Wit has a password from now on, and a code that was last used at this step. */
export async function withPassword({ school }: World, { hash = hashed, step = 1 } = {}): Promise<void> {
  const sealedSecret = await school.keys.seal(secret, secretBoundTo(deWit))
  await replacePassword(school, administrator, { hash: await hash, sealedSecret, step }, "geen", today)
}

/** The same password, or another, as our own door hashes it. */
export const atFullStrength = async (password = right) => (await hashPassword(password)) as string
