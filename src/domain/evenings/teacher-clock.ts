import type { AgendaSlot } from "../rounds/agenda.ts"

/** What a teacher wants to know between two talks: how long still, and who is next. Minutes are rounded up. */
export type TeacherClock =
  | { kind: "soon"; next: AgendaSlot; minutes: number }
  | { kind: "talk"; slot: AgendaSlot; minutes: number; next: AgendaSlot | null }
  /** The talk is over, but nobody waits: one more minute is all right. */
  | { kind: "one-more-minute"; slot: AgendaSlot; next: AgendaSlot | null }

const minutesTo = (at: Temporal.Instant, now: Temporal.Instant) =>
  Math.ceil((at.epochMilliseconds - now.epochMilliseconds) / 60_000)

/** The clock runs from so many minutes before a talk. */
const shownBefore = 15

/** How the clock stands for these slots of one teacher; null when no talk is near. */
export function clockOf(slots: readonly AgendaSlot[], now: Temporal.Instant): TeacherClock | null {
  const talks = slots
    .filter((slot) => slot.talk !== null)
    .sort((one, other) => Temporal.Instant.compare(one.startsAt, other.startsAt))
  const isAt = (slot: AgendaSlot) =>
    Temporal.Instant.compare(slot.startsAt, now) <= 0 && Temporal.Instant.compare(now, slot.endsAt) < 0
  const next = talks.find((slot) => Temporal.Instant.compare(slot.startsAt, now) > 0) ?? null
  const current = talks.find(isAt)
  if (current) return { kind: "talk", slot: current, minutes: minutesTo(current.endsAt, now), next }
  const before = talks.findLast((slot) => Temporal.Instant.compare(slot.endsAt, now) <= 0)
  const oneMore = before && now.epochMilliseconds - before.endsAt.epochMilliseconds < 60_000
  if (before && oneMore && (!next || minutesTo(next.startsAt, before.endsAt) >= 1))
    return { kind: "one-more-minute", slot: before, next }
  const minutes = next ? minutesTo(next.startsAt, now) : 0
  return next && minutes <= shownBefore ? { kind: "soon", next, minutes } : null
}

/** Does somebody come right after this talk? */
export const followsAtOnce = (slot: AgendaSlot, next: AgendaSlot | null) =>
  next !== null && minutesTo(next.startsAt, slot.endsAt) < 1
