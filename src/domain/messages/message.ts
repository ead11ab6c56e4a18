import type { BookingId } from "../ids.ts"
import { readMobile } from "../people/phone.ts"
import type { Place } from "../talks/place.ts"
import type { Channel, TextKind } from "./message-text.ts"
import { leavesAt } from "./sms.ts"
import type { TalkNews } from "./talk-news.ts"

/**
 * Why a message did not leave or arrive, as a word of ours. "refused": the mail server or the network does not want it for this
 * address; where it says more: "unknown": nobody is there, "full": the mailbox is, "away": the mail server of the address does not
 * answer, "blocked": it wants nothing of us. "address": it is no address. "busy": not now. "unreachable": no mail server. "unclear":
 * the connection broke, it may have arrived. "phone-off": the phone could not be reached. "broken": our own mistake.
 */
export type DeliveryFailure =
  | "refused"
  | "unknown"
  | "full"
  | "away"
  | "blocked"
  | "address"
  | "busy"
  | "unreachable"
  | "unclear"
  | "phone-off"
  | "broken"

/** What says something about the address: these do not come right by themselves, somebody must look at it. */
export const addressFailures = ["refused", "unknown", "full", "away", "blocked", "address"] as const
export type AddressFailure = (typeof addressFailures)[number]
export const saysAddressIsWrong = (failure: DeliveryFailure): failure is AddressFailure =>
  addressFailures.some((each) => each === failure)

/** By which road somebody is told: by e-mail, and who has none by SMS. Null when neither can be. */
export function roadTo(reader: { email: string | null; phone: string | null }): Road | null {
  if (reader.email !== null) return { by: "email", to: reader.email }
  const mobile = reader.phone === null ? null : readMobile(reader.phone)
  return mobile?.ok ? { by: "sms", to: mobile.value } : null
}
export type Road = { by: Channel; to: string }

/** By which roads a household is told: a guardian has mail, another has only a mobile phone. */
export type Roads = { email: boolean; sms: boolean }

/** "later": the SMS leaves in the morning, for it is night. */
export type ToldBy = "email" | "sms" | "both" | "sms-later" | "both-later" | null

/** How news of a talk of now reaches a household: by mail, by SMS where that can be sent, or one so and the other so. Null: not at all. */
export function toldBy({ email, sms }: Roads, canSendSms: boolean, now: Temporal.Instant): ToldBy {
  if (!sms || !canSendSms) return email ? "email" : null
  const by = email ? "both" : "sms"
  return leavesAt(now).equals(now) ? by : (`${by}-later` as const)
}

/** A name as one line without signs that steer: nothing in it can begin a header, a line or a direction of its own. */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()

/** Waits before the next attempt, in minutes; after these every hour. */
const waits = [1, 2, 5, 15, 30]
const givenUpAfter = { hours: 24 }

/** When to try again after so many attempts that failed; null when a day has passed and it is given up. */
export function nextAttempt(
  queuedAt: Temporal.Instant,
  attempts: number,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const next = now.add({ minutes: waits[attempts - 1] ?? 60 })
  return Temporal.Instant.compare(next, queuedAt.add(givenUpAfter)) > 0 ? null : next
}

/** A talk as it is told: names are looked up on sending. */
export type ToldTalk = {
  booking: BookingId
  uid: string
  sequence: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** Where it was before; null unless it moved. */
  wasAt: Temporal.Instant | null
  /** How long it takes in minutes, when that is not how long talks take in this round, or how long it took before. Left out otherwise. */
  minutes?: number
  wasMinutes?: number
  /** With whom it was before; left out unless it went to another teacher. */
  wasWith?: string
  /** Where it was held before; left out unless that changed. */
  placeWas?: Place
  /** The school changed it, not the family. */
  bySchool?: true
  /** Its family had said that it may move, and another has its old time. */
  swapped?: true
  /** The time that it would change places with, and until when there is to answer. */
  question?: { at: Temporal.Instant; until: Temporal.Instant; token: string | null }
  /** Of a place on a waiting list that changed: was this time held for the family, is it off the list, and is another time held for it? */
  waiting?: { held: boolean; over: boolean; other: boolean }
  /** Of a talk that is off: until when the family can choose another time itself. Left out when it cannot. */
  choose?: { until: Temporal.Instant; token: string | null }
  /** The child's first name; empty when the child was erased, and the talk with it. */
  pupil: string
  teacher: string
  room: string
  place: Place
  /** Title of the round. */
  title: string
}

/**
 * A message with everything that is to be said, to whom and by which road. `token` opens a door: it is never kept or logged. `reader`
 * is the surname of who reads it, empty when nobody knows.
 */
export type AddressedMessage = Road & { language: "nl" | "en"; reader: string } & (
    | ({ kind: "invitation" } & InvitedTo)
    | ({ kind: "invitation-reminder" } & InvitedTo)
    | { kind: TalkNews["kind"]; talk: ToldTalk }
    /** A time is held for who waited for it; `talk.choose` says until when, and is the way to it. */
    | { kind: "time-offered"; talk: ToldTalk }
    /** The school took a time back that was held for who waits, or there is nothing to wait for any more: `talk.waiting`. */
    | { kind: "waiting-changed"; talk: ToldTalk }
    /** Another family asks to change places with this talk: `talk.question`. Or what this family asked came to nothing. */
    | { kind: "swap-asked" | "swap-over"; talk: ToldTalk }
    /** All talks of one day, the first one first. */
    | { kind: "reminder"; talks: [ToldTalk, ...ToldTalk[]] }
    | { kind: "parent-link"; token: string; until: Temporal.Instant }
    | { kind: "staff-setup" | "staff-recovery"; name: string; token: string; until: Temporal.Instant }
  )

/** A round to choose in, and the household's own way in. */
type InvitedTo = { title: string; token: string; opensAt: Temporal.Instant; closesAt: Temporal.Instant }

/** A text that a member of staff sends to themself to see how it looks: which one, and by which road. */
export type TextTest = { of: TextKind; channel: Channel; language: "nl" | "en" }

/** Until when it makes sense to tell this: the talk begins, or nothing can be chosen any more. Null when it is about neither. */
export function staysTrueUntil(message: AddressedMessage): Temporal.Instant | null {
  if ("closesAt" in message) return message.closesAt
  if (message.kind === "time-offered" && message.talk.choose) return message.talk.choose.until
  if (message.kind === "swap-asked" && message.talk.question) return message.talk.question.until
  if ("talk" in message) return message.talk.startsAt
  return "talks" in message ? message.talks[0].startsAt : null
}
