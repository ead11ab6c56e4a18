import { type Hours, isBefore } from "../clock.ts"
import type { SlotId, TeacherId } from "../ids.ts"
import { zone } from "../school/school.ts"

/** From one instant up to another; the end itself is free again. */
export type Span = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** A teacher, a start, a length: one talk fits. `also`: the slots right after it that a longer talk takes along; its end is theirs. */
export type Slot = Span & {
  id: SlotId
  teacher: TeacherId
  blocked: boolean
  also?: readonly SlotId[] | undefined
}

/** One day of a round: its hours, and an optional pause in which nobody has talks. */
export type RoundDay = Hours & { date: Temporal.PlainDate; pause: Hours | null }

const later = (one: Temporal.Instant, other: Temporal.Instant) => (isBefore(one, other) ? other : one)

/** Do two spans share a moment? Touching is not sharing. */
export const overlap = (one: Span, other: Span) =>
  isBefore(one.startsAt, other.endsAt) && isBefore(other.startsAt, one.endsAt)

/** Does the first span lie within the second? */
export const within = (inner: Span, outer: Span) =>
  !isBefore(inner.startsAt, outer.startsAt) && !isBefore(outer.endsAt, inner.endsAt)

/** How long a slot of a round is, and what lies between two of them, in minutes. */
export type SlotLength = { slotMinutes: number; changeMinutes: number }

/** No talk takes more slots in a row than this. */
export const mostSlots = 6

/** How long a talk is that takes so many slots in a row, in minutes. */
export const minutesFor = (takes: number, { slotMinutes, changeMinutes }: SlotLength) =>
  takes * slotMinutes + (takes - 1) * changeMinutes

/** How many slots of a round in a row a span is; 1 when it is no whole number of them. */
export function takesOf({ startsAt, endsAt }: Span, length: SlotLength): number {
  const minutes = startsAt.until(endsAt).total("minutes")
  const takes = (minutes + length.changeMinutes) / (length.slotMinutes + length.changeMinutes)
  return Number.isInteger(takes) ? Math.max(1, takes) : 1
}

/** How long a talk is, in minutes, when it is longer than others of its round; else null. */
export const longerThan = (span: Span, length: SlotLength): number | null => {
  const takes = takesOf(span, length)
  return takes > 1 ? minutesFor(takes, length) : null
}

/** The slots that a longer talk is made of, in order. */
export function partsOf(span: Span, length: SlotLength): Span[] {
  const takes = takesOf(span, length)
  if (takes === 1) return [span]
  return Array.from({ length: takes }, (_, at) => {
    const startsAt = span.startsAt.add({ minutes: at * (length.slotMinutes + length.changeMinutes) })
    return { startsAt, endsAt: startsAt.add({ minutes: length.slotMinutes }) }
  })
}

/**
 * Where a talk fits that takes so many slots in a row: each slot that has enough of these right behind it, as one slot that ends where the
 * last of them does. They follow each other when nothing but the changing time lies between them. `slots` in order.
 */
export function inARow<One extends Span & { id: number }>(
  slots: readonly One[],
  takes: number,
  changeMinutes: number,
): (One & { also?: readonly One["id"][] })[] {
  if (takes === 1) return [...slots]
  const between = 60_000 * changeMinutes
  const follows = (at: number) => {
    const [one, next] = [slots[at], slots[at + 1]]
    return one && next && next.startsAt.epochMilliseconds === one.endsAt.epochMilliseconds + between
  }
  return slots.flatMap((slot, at) => {
    for (let more = 0; more < takes - 1; more++) if (!follows(at + more)) return []
    const also = slots.slice(at + 1, at + takes)
    return [{ ...slot, endsAt: (also.at(-1) ?? slot).endsAt, also: also.map(({ id }) => id) }]
  })
}

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
      if (isBefore(stretch.endsAt, slot.endsAt)) break
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
    const last = talks.find((talk) => !isBefore(talk.endsAt, from) && !isBefore(end, talk.endsAt))
    if (!last) return at
    row++
    if (row === rest.after) break
    end = last.startsAt
  }
  const latest = talks.reduce(
    (most, talk) => (isBefore(at, talk.endsAt) ? most : later(most, talk.endsAt)),
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
