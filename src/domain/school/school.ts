import type { SchoolId, StaffId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import { evenEmail } from "../staff/staff.ts"

/** What a parent types next to the names of the child. "none": only the personal code or a link opens the door. */
export const signInFactors = ["none", "birth-date", "pupil-number", "postcode", "bsn4"] as const
export type SignInFactor = (typeof signInFactors)[number]

/** Basisonderwijs or voortgezet onderwijs: decides the sensible defaults of a round. */
export type Sector = "primary" | "secondary"

/** Who a school is, as the registry knows it. Phone and e-mail are where parents find help. */
export type SchoolEntry = {
  id: SchoolId
  slug: string
  name: string
  city: string
  phone: string
  email: string
  brin: string | null
}

/** How a school wants things, from its own file. */
export type SchoolSettings = {
  sector: Sector
  factor: SignInFactor
  /** Who chose the factor, and when (null: nobody chose yet). For the BSN the school must be able to account for it. */
  factorDecision: { by: StaffId; at: Temporal.Instant } | null
}

/** Why a factor is not chosen. */
export type ChooseFactorRefusal = { kind: "officer-must-agree" }

/** School years run from 1 August to 31 July: "2026-2027". */
export function schoolYearOf(day: Temporal.PlainDate): string {
  const start = day.month >= 8 ? day.year : day.year - 1
  return `${start}-${start + 1}`
}

/** Where evenings are cut into slots and people read the clock. */
export const zone = "Europe/Amsterdam"

/** Where parents find help. */
export type Contact = { phone: string; email: string }
export type ContactRefusal = { kind: "phone-invalid" | "email-invalid" | "contact-missing" }

/** A school's phone and e-mail as written; parents need at least one of them. */
export function readContact(written: Contact): Result<Contact, ContactRefusal> {
  const phone = written.phone.trim().replace(/\s+/g, " ")
  const email = written.email.trim() === "" ? "" : evenEmail(written.email)
  if (phone !== "" && !/^\+?[\d ()-]{6,24}$/.test(phone)) return refuse({ kind: "phone-invalid" })
  if (email === null) return refuse({ kind: "email-invalid" })
  return phone === "" && email === "" ? refuse({ kind: "contact-missing" }) : accept({ phone, email })
}
