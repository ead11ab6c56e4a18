import type { BookingId } from "../ids.ts"
import type { AddressedMessage, Road, ToldTalk } from "./message.ts"
import type { TextKind } from "./message-text.ts"

/** An invented message of this kind, for who wants to see a text without looking into a household. */
export function sampleMessage(
  kind: TextKind,
  to: Road & { language: "nl" | "en"; reader: string },
  now: Temporal.Instant,
): Exclude<AddressedMessage, { name: string }> {
  const startsAt = Temporal.Instant.fromEpochMilliseconds(
    Math.ceil(now.add({ hours: 48 }).epochMilliseconds / 600_000) * 600_000,
  )
  const talk: ToldTalk = {
    booking: 0 as BookingId,
    uid: "voorbeeld@tienminuten",
    sequence: 0,
    startsAt,
    endsAt: startsAt.add({ minutes: 10 }),
    wasAt: kind === "booking-moved" ? startsAt.subtract({ minutes: 30 }) : null,
    pupil: "Noor",
    teacher: "Sam de Boer",
    room: "12",
    place: "school",
    title: "Herfstgesprekken",
    ...(kind === "booking-cancelled" || kind === "time-offered"
      ? { choose: { until: startsAt, token: null } }
      : {}),
    ...(kind === "waiting-changed" ? { waiting: { held: true, over: false, other: false } } : {}),
    ...(kind === "swap-asked"
      ? { question: { at: startsAt.add({ minutes: 20 }), until: now.add({ hours: 24 }), token: null } }
      : {}),
  }
  if (kind === "invitation" || kind === "invitation-reminder")
    return { ...to, kind, title: talk.title, token: "voorbeeld", opensAt: now, closesAt: startsAt }
  if (kind === "parent-link") return { ...to, kind, token: "voorbeeld", until: now.add({ minutes: 15 }) }
  return kind === "reminder" ? { ...to, kind, talks: [talk] } : { ...to, kind, talk }
}
