import type { HouseholdLine } from "../households/household-lines.ts"
import type { GuardianId, HouseholdId, MessageId } from "../ids.ts"
import { type MobileRefusal, readMobile } from "../people/phone.ts"
import type { AddressFailure, DeliveryFailure } from "./message.ts"
import type { Channel, TextKind } from "./message-text.ts"

// Where messages stand, and which addresses somebody must mend.

/** Where a message stands, as staff see it. */
export const deliveryStates = ["waiting", "sent", "delivered", "failed"] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** How the outbox calls each. */
export const storedAs: Record<DeliveryState, readonly string[]> = {
  waiting: ["queued", "sending"],
  sent: ["sent"],
  delivered: ["delivered"],
  failed: ["failed"],
}

/** One message to one guardian of a household. */
export type MessageLine = {
  id: MessageId
  kind: TextKind
  channel: Channel
  state: DeliveryState
  failure: DeliveryFailure | null
  at: Temporal.Instant
  household: HouseholdId
}

/** Why nothing gets there: it was refused, or it cannot get an SMS in the first place. */
export type WrongWhy = AddressFailure | MobileRefusal["kind"]

/** An address or number that the office must look at. */
export type WrongAddress = {
  guardian: GuardianId
  household: HouseholdId
  name: { prefix: string; last: string }
  by: Channel
  address: string
  why: WrongWhy
}

type Known = {
  email: string | null
  phone: string | null
  refusedEmail: string | null
  refusedPhone: string | null
  /** What was said when the e-mail address was refused. */
  refusedWhy: AddressFailure | null
}

/** What is wrong with how a guardian is reached; null when nothing is. A phone counts only where it is the one road. */
export function wrongWith(
  guardian: Known,
  sms: boolean,
): Pick<WrongAddress, "by" | "address" | "why"> | null {
  const { email, phone, refusedEmail, refusedPhone, refusedWhy } = guardian
  if (email !== null)
    return email === refusedEmail ? { by: "email", address: email, why: refusedWhy ?? "refused" } : null
  if (phone === null || !sms) return null
  const mobile = readMobile(phone)
  if (!mobile.ok) return { by: "sms", address: phone, why: mobile.refusal.kind }
  return phone === refusedPhone ? { by: "sms", address: phone, why: "refused" } : null
}

/** A message with the household it went to; null when nobody of it is at school any more. */
export type ToldLine = MessageLine & { line: HouseholdLine | null }
