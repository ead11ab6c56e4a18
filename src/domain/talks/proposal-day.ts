import type { PupilId, TeacherId } from "../ids.ts"
import { zone } from "../school/school.ts"
import type { FreeSlot } from "./family-round.ts"
import type { Span } from "./slot.ts"

// What a household wishes for, laid out on the days on which it can be, in minutes, so that many times are looked through quickly.

/** A talk that is wished for: a child with one of its teachers, and the times to choose from, in order. */
export type Wish = { pupil: PupilId; teacher: TeacherId; free: readonly FreeSlot[] }

/** The times of one wish on one day, counted in minutes from the first time of that day; `next`: from each minute on, which comes first. */
export type Line = {
  slots: readonly FreeSlot[]
  teacher: TeacherId
  starts: number[]
  ends: number[]
  next: Int16Array
}

/** A day with a line for every wish. `from` and `until`: when the household is there already. `shortest`: what one talk more takes. */
export type Day = {
  base: number
  lines: Line[]
  from: number
  until: number
  isUsed: boolean
  shortest: number
}

const minuteOf = (at: Temporal.Instant) => at.epochMilliseconds / 60_000
const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate().toString()

/** Is there time to walk between this slot and every talk that stands? */
function keepsApart(
  slot: Span,
  { teacher }: Wish,
  talks: readonly (Span & { teacher: TeacherId })[],
  walk: number,
) {
  return talks.every((talk) => {
    const between = talk.teacher === teacher ? 0 : walk
    return (
      minuteOf(slot.startsAt) >= minuteOf(talk.endsAt) + between ||
      minuteOf(slot.endsAt) + between <= minuteOf(talk.startsAt)
    )
  })
}

/** The days on which anything is free, in order. */
export function daysOf(
  wishes: readonly Wish[],
  talks: readonly (Span & { teacher: TeacherId })[],
  walk: number,
): Day[] {
  const times = wishes.flatMap((wish, at) =>
    wish.free.filter((slot) => keepsApart(slot, wish, talks, walk)).map((slot) => ({ at, slot })),
  )
  const days = [...Map.groupBy(times, ({ slot }) => dayOf(slot.startsAt))]
  days.sort(([one], [other]) => (one < other ? -1 : 1))
  return days.map(([name, own]) => {
    const standing = talks.filter((talk) => dayOf(talk.startsAt) === name)
    const base = Math.min(...own.map(({ slot }) => minuteOf(slot.startsAt)))
    const lines = wishes.map(({ teacher }, at) =>
      lineOf(
        own.flatMap((each) => (each.at === at ? [each.slot] : [])),
        teacher,
        base,
      ),
    )
    const from = Math.min(...standing.map((talk) => minuteOf(talk.startsAt) - base))
    const until = Math.max(...standing.map((talk) => minuteOf(talk.endsAt) - base))
    return { base, lines, from, until, isUsed: standing.length > 0, shortest: shortestOf(lines, walk) }
  })
}

function lineOf(slots: readonly FreeSlot[], teacher: TeacherId, base: number): Line {
  const starts = slots.map((slot) => minuteOf(slot.startsAt) - base)
  const ends = slots.map((slot) => minuteOf(slot.endsAt) - base)
  const next = new Int16Array((starts.at(-1) ?? -1) + 1)
  for (let minute = 0, at = 0; minute < next.length; minute++) {
    next[minute] = at
    if (starts[at] === minute) at++
  }
  return { slots, teacher, starts, ends, next }
}

/** The same day without the times that are used. */
export const without = (day: Day, used: ReadonlySet<FreeSlot>): Day => ({
  ...day,
  lines: day.lines.map(({ slots, teacher }) =>
    lineOf(
      slots.filter((slot) => !used.has(slot)),
      teacher,
      day.base,
    ),
  ),
})

/** What one talk more takes at the least: its length, and the way to it when no teacher is met twice. */
function shortestOf(lines: readonly Line[], walk: number): number {
  const lengths = lines.flatMap(({ starts, ends }) => ends.map((end, at) => end - (starts[at] as number)))
  const isWalked = new Set(lines.map(({ teacher }) => teacher)).size === lines.length
  return Math.min(...lengths) + (isWalked ? walk : 0)
}

/** Every moment at which a talk can begin, in order. */
export const momentsOf = ({ lines }: Day) =>
  [...new Set(lines.flatMap(({ starts }) => starts))].sort((one, other) => one - other)
