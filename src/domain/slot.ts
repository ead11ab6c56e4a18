import type { Hours } from "./clock.ts"
import type { SlotId, TeacherId } from "./ids.ts"
import { zone } from "./school.ts"

/** From one instant up to another; the end itself is free again. */
export type Span = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** A teacher, a start, a length: one talk fits. */
export type Slot = Span & { id: SlotId; teacher: TeacherId; blocked: boolean }

/** One day of a round: its hours, and an optional pause in which nobody has talks. */
export type RoundDay = Hours & { date: Temporal.PlainDate; pause: Hours | null }

const before = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0
const later = (one: Temporal.Instant, other: Temporal.Instant) => (before(one, other) ? other : one)

/** Do two spans share a moment? Touching is not sharing. */
export const overlap = (one: Span, other: Span) =>
  before(one.startsAt, other.endsAt) && before(other.startsAt, one.endsAt)

/** Does the first span lie within the second? */
export const within = (inner: Span, outer: Span) =>
  !before(inner.startsAt, outer.startsAt) && !before(outer.endsAt, inner.endsAt)

/** The instants between two clock times of a day in Amsterdam. The end may come first when the clock jumps: nothing fits then. */
export function spanOf(date: Temporal.PlainDate, hours: Hours): Span {
  const at = (time: Temporal.PlainTime) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  return { startsAt: at(hours.starts), endsAt: at(hours.ends) }
}

/** A pause of so many minutes after every so many talks in a row. */
export type Rest = { after: number; minutes: number }

export type Cutting = {
  days: readonly (Pick<RoundDay, "date" | "pause"> & { id: number })[]
  /** When one teacher is there; a day may come twice, as afternoon and evening. */
  presence: readonly (Hours & { day: number })[]
  /** Length of a talk and least time between two talks, in minutes. */
  slotMinutes: number
  changeMinutes: number
  rest?: Rest | null
  /** Slots that stay as they are; new ones are cut around them. */
  kept?: readonly Span[]
}

/**
 * Cuts one teacher's presence into as many slots as fit: none in a pause, none past the end, and between two of them at least the
 * changing time, and after so many in a row a rest. In order; without the kept ones.
 */
export function cutSlots({ days, presence, slotMinutes, changeMinutes, rest, kept = [] }: Cutting): Span[] {
  const guarded = kept.map((slot) => ({
    startsAt: slot.startsAt.subtract({ minutes: changeMinutes }),
    endsAt: slot.endsAt.add({ minutes: changeMinutes }),
  }))
  const stretches = presence.flatMap((hours) => {
    const day = days.find((each) => each.id === hours.day)
    if (!day) return []
    const pause = day.pause ? [spanOf(day.date, day.pause)] : []
    return [{ ...spanOf(day.date, hours), closed: [...pause, ...guarded] }]
  })
  stretches.sort((one, other) => Temporal.Instant.compare(one.startsAt, other.startsAt))

  const cut: Span[] = []
  for (const stretch of stretches) {
    const last = cut.at(-1)?.endsAt.add({ minutes: changeMinutes })
    let startsAt = last ? later(stretch.startsAt, last) : stretch.startsAt
    for (;;) {
      if (rest) startsAt = rested(startsAt, [...cut, ...kept], rest, changeMinutes)
      // An evening may cross the change to winter time; add minutes to the instant, not to the clock.
      const slot = { startsAt, endsAt: startsAt.add({ minutes: slotMinutes }) }
      if (before(stretch.endsAt, slot.endsAt)) break
      const inTheWay = stretch.closed.find((each) => overlap(each, slot))
      if (!inTheWay) cut.push(slot)
      startsAt = inTheWay ? inTheWay.endsAt : slot.endsAt.add({ minutes: changeMinutes })
    }
  }
  return cut
}

/** This moment, or after a rest when as many talks in a row end here as a teacher holds without one. */
function rested(
  at: Temporal.Instant,
  talks: readonly Span[],
  rest: Rest,
  changeMinutes: number,
): Temporal.Instant {
  let row = 0
  let end = at
  for (;;) {
    const from = end.subtract({ minutes: changeMinutes })
    const last = talks.find((talk) => !before(talk.endsAt, from) && !before(end, talk.endsAt))
    if (!last) return at
    row++
    if (row === rest.after) break
    end = last.startsAt
  }
  const latest = talks.reduce(
    (most, talk) => (before(at, talk.endsAt) ? most : later(most, talk.endsAt)),
    end,
  )
  return later(at, latest.add({ minutes: rest.minutes }))
}

/** So many minutes at most are left at the end of a day, because no further talk fits; 0 when the talks fill it. */
export function minutesLeft({
  days,
  ...cutting
}: Omit<Cutting, "presence" | "days"> & { days: readonly (RoundDay & { id: number })[] }) {
  const left = days.map((day) => {
    const last = cutSlots({ ...cutting, days: [day], presence: [{ ...day, day: day.id }] }).at(-1)
    return last ? last.endsAt.until(spanOf(day.date, day).endsAt).total("minutes") : 0
  })
  return Math.max(0, ...left)
}

export type Recut = { dropped: Slot[]; cut: Span[]; lost: Slot[] }

/**
 * What changes when presence does: slots that still fit stay, the others are dropped, and new ones are cut around those that
 * stay. `lost` are slots with a talk that would not fit any more: then it may not be done.
 */
export function recut(cutting: Cutting, slots: readonly (Slot & { booked: boolean })[]): Recut {
  const stretches = cutting.presence.flatMap((hours) => {
    const day = cutting.days.find((each) => each.id === hours.day)
    return day
      ? [{ open: spanOf(day.date, hours), pause: day.pause ? spanOf(day.date, day.pause) : null }]
      : []
  })
  const fits = (slot: Slot) =>
    stretches.some(({ open, pause }) => within(slot, open) && !(pause && overlap(pause, slot)))
  const kept = slots.filter(fits)
  const dropped = slots.filter((slot) => !kept.includes(slot))
  return { dropped, cut: cutSlots({ ...cutting, kept }), lost: dropped.filter((slot) => slot.booked) }
}
