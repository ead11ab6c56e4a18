import type { BookingId, SlotId } from "../ids.ts"

/** A slot, and when it was at the moment that a page showed it. Null: nobody can tell. */
export type ShownTime = { slot: SlotId; startsAt: Temporal.Instant | null }

/** The slot of a time that is planned and not cut yet: only its moment tells which it is. Nothing has it. */
export const notCut = 0 as SlotId

/** As a button or a tick carries it: the slot, and the minutes since 1970; read back by `readTime`. */
export const writeTime = (slot: SlotId, startsAt: Temporal.Instant) =>
  `${slot}.${startsAt.epochMilliseconds / 60_000}`

/** What has no time that can be read was shown at none; what has no slot is `notCut`. */
export function readTime(written: string): ShownTime {
  const [, slot = "0", minutes] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(written) ?? []
  const startsAt =
    minutes === undefined ? null : Temporal.Instant.fromEpochMilliseconds(Number(minutes) * 60_000)
  return { slot: Number(slot) as SlotId, startsAt }
}

/** A talk, and the slot it had when a page showed it. */
export type ShownTalk = ShownTime & { booking: BookingId }

/** As a button carries a talk: "7-12.29384760"; read back by `readTalk`. */
export const writeTalk = (booking: BookingId, slot: SlotId, startsAt: Temporal.Instant) =>
  `${booking}-${writeTime(slot, startsAt)}`

/** What names no talk is talk 0, which nothing is. */
export function readTalk(written: string): ShownTalk {
  const [, booking = "0", time = ""] = /^(\d{1,9})-(.*)$/.exec(written) ?? []
  return { booking: Number(booking) as BookingId, ...readTime(time) }
}

/** Whoever taps a time says yes to that moment: a slot that was moved since is another time. */
export const isAsShown = (shown: ShownTime, { startsAt }: { startsAt: Temporal.Instant }) =>
  shown.startsAt?.equals(startsAt) ?? false

/** Does a talk still stand where it was shown? */
export const standsAsShown = (shown: ShownTalk, talk: { slot: SlotId; startsAt: Temporal.Instant }) =>
  talk.slot === shown.slot && isAsShown(shown, talk)
