import type { FreeSlot } from "./family-round.ts"
import type { PupilId, TeacherId } from "./ids.ts"
import { zone } from "./school.ts"
import type { Span } from "./slot.ts"

// All talks of a household in one go: complete sets of times, the tightest first.

/** A talk that is wished for: a child with one of its teachers, and the times to choose from, in order. */
export type Wish = { pupil: PupilId; teacher: TeacherId; free: readonly FreeSlot[] }

export type ProposedTalk = { pupil: PupilId; teacher: TeacherId; slot: FreeSlot }

/** Times for every wish, in order of the clock. */
export type Proposal = {
  talks: readonly ProposedTalk[]
  /** On how many days the household has to come for it, days on which it comes already left out. */
  days: number
  /** From the first talk until the last of each day, in minutes, talks that stand already among them. */
  minutes: number
}

/** More wishes than this are not planned together: the work doubles with each. */
export const mostWishes = 8

/** The times of one wish on one day, counted in minutes from the first time of that day; `next`: from each minute on, which comes first. */
type Line = {
  slots: readonly FreeSlot[]
  teacher: TeacherId
  starts: number[]
  ends: number[]
  next: Int16Array
}

/** A day with a line for every wish. `from` and `until`: when the household is there already. `shortest`: what one talk more takes. */
type Day = { base: number; lines: Line[]; from: number; until: number; isUsed: boolean; shortest: number }

const minuteOf = (at: Temporal.Instant) => at.epochMilliseconds / 60_000
const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate().toString()

/**
 * Complete sets of times for all wishes, at most so many: fewest days first, then the shortest stay, then the earliest; the first is
 * the best there is. The others share no time with those before them, so each is a real choice. Between talks with two teachers lie
 * at least `walk` minutes, and so between a talk and those that stand already (`talks`). None when the wishes do not fit.
 */
export function proposeSets(
  wishes: readonly Wish[],
  talks: readonly (Span & { teacher: TeacherId })[],
  walk: number,
  most = 4,
): Proposal[] {
  if (wishes.length === 0 || wishes.length > mostWishes) return []
  let days = daysOf(wishes, talks, walk)
  const found: Proposal[] = []
  while (found.length < most) {
    const best = tightest(wishes, days, walk)
    if (!best) break
    found.push(best)
    const used = new Set(best.talks.map(({ slot }) => slot))
    days = days.map((day) => ({
      ...day,
      lines: day.lines.map(({ slots, teacher }) =>
        lineOf(
          slots.filter((slot) => !used.has(slot)),
          teacher,
          day.base,
        ),
      ),
    }))
  }
  return found
}

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
function daysOf(
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

/** What a day costs for one set of wishes: how long one is there, and how it is planned: from which moment, for less than `limit`. */
type Cost = { minutes: number; first: number; after: number; limit: number }

type Plan = { days: number; minutes: number; first: number; parts: ({ day: Day; set: number } & Cost)[] }

/** The best complete set. Coming once is best of all, unless one comes anyway: then every way to divide the wishes is looked at. */
function tightest(wishes: readonly Wish[], days: readonly Day[], walk: number): Proposal | null {
  const best =
    (days.some(({ isUsed }) => isUsed) ? null : onOneDay(days, walk)) ?? divided(wishes, days, walk)
  if (!best) return null
  const planned = best.parts.flatMap((part) => scheduleOf(part, walk))
  planned.sort((one, other) => Temporal.Instant.compare(one.slot.startsAt, other.slot.startsAt))
  return {
    talks: planned.map(({ at, slot }) => ({ ...pick(wishes[at] as Wish), slot })),
    days: best.days,
    minutes: best.minutes,
  }
}

/** All wishes on the day with the shortest stay; of equals the earliest. Whatever cannot be shorter than what was found is left alone. */
function onOneDay(days: readonly Day[], walk: number): Plan | null {
  let best: Plan | null = null
  for (const day of days) {
    const set = (1 << day.lines.length) - 1
    for (const after of momentsOf(day)) {
      const limit: number = best?.minutes ?? Number.POSITIVE_INFINITY
      const { ends, firsts } = earliestEnds(day, after, walk, limit)
      const first = firsts[set] as number
      const minutes = (ends[set] as number) - first
      if (minutes < limit)
        best = { days: 1, minutes, first, parts: [{ day, set, minutes, first, after, limit }] }
    }
  }
  return best
}

/**
 * Per day and per set of wishes the shortest stay is found; then the days are divided among the wishes. A set of wishes is a number
 * with one bit for each.
 */
function divided(wishes: readonly Wish[], days: readonly Day[], walk: number): Plan | undefined {
  const all = (1 << wishes.length) - 1
  const nothing: Plan = { days: 0, minutes: 0, first: Number.POSITIVE_INFINITY, parts: [] }
  let plans: (Plan | undefined)[] = [nothing]
  for (const day of days) {
    const costs = costsOf(day, walk)
    const next = plans.slice()
    for (let set = 1; set <= all; set++)
      for (let part = set; part > 0; part = (part - 1) & set) {
        const cost = costs[part]
        const before = plans[set ^ part]
        if (!cost || !before) continue
        const plan: Plan = {
          days: before.days + (day.isUsed ? 0 : 1),
          minutes: before.minutes + cost.minutes,
          first: Math.min(before.first, cost.first),
          parts: [...before.parts, { day, set: part, ...cost }],
        }
        const known = next[set]
        if (!known || isBetter(plan, known)) next[set] = plan
      }
    plans = next
  }
  return plans[all]
}

const pick = ({ pupil, teacher }: Wish) => ({ pupil, teacher })

const isBetter = (
  one: { days: number; minutes: number; first: number },
  other: { days: number; minutes: number; first: number },
) => (one.days - other.days || one.minutes - other.minutes || one.first - other.first) < 0

/** Every moment at which a talk can begin, in order. */
const momentsOf = ({ lines }: Day) =>
  [...new Set(lines.flatMap(({ starts }) => starts))].sort((one, other) => one - other)

/** The cheapest stay on a day for every set of wishes; nothing where it does not fit. */
function costsOf(day: Day, walk: number): (Cost | undefined)[] {
  const limit = Number.POSITIVE_INFINITY
  const costs: (Cost | undefined)[] = []
  for (const after of momentsOf(day)) {
    const { ends, firsts } = earliestEnds(day, after, walk, limit)
    for (let set = 1; set < ends.length; set++) {
      const end = ends[set] as number
      if (end === Number.POSITIVE_INFINITY) continue
      const first = firsts[set] as number
      const minutes = Math.max(end, day.until) - Math.min(first, day.from)
      const known = costs[set]
      if (!known || minutes < known.minutes) costs[set] = { minutes, first, after, limit }
    }
  }
  return costs
}

/**
 * Held from a moment on, when at the earliest is each set of wishes done? Known per set and last wish: whoever is done sooner has
 * every choice that a later one has. Since every moment at which a talk can begin is tried, the shortest stay is among the answers.
 * What would take all wishes `limit` minutes or more is not followed to its end.
 */
function earliestEnds(day: Day, after: number, walk: number, limit: number) {
  const { lines, shortest } = day
  const count = lines.length
  const sets = 1 << count
  const end = new Float64Array(sets * count).fill(Number.POSITIVE_INFINITY)
  const first = new Float64Array(sets * count)
  const from = new Int16Array(sets * count).fill(-1)
  for (const [at, line] of lines.entries()) {
    const slot = line.next[after]
    if (slot === undefined) continue
    end[(1 << at) * count + at] = line.ends[slot] as number
    first[(1 << at) * count + at] = line.starts[slot] as number
  }
  for (let set = 1; set < sets; set++) {
    // What the talks that are left take at the least.
    const left = shortest * (count - bitsIn(set))
    for (let last = 0; last < count; last++) {
      const here = set * count + last
      const done = end[here] as number
      if (done === Number.POSITIVE_INFINITY || done - (first[here] as number) + left >= limit) continue
      for (let next = 0; next < count; next++) {
        if (set & (1 << next)) continue
        const line = lines[next] as Line
        const slot = line.next[done + (line.teacher === lines[last]?.teacher ? 0 : walk)]
        if (slot === undefined) continue
        const there = (set | (1 << next)) * count + next
        const ends = line.ends[slot] as number
        // Equally early: the one that began later is the shorter stay.
        if (ends > (end[there] as number)) continue
        if (ends === end[there] && (first[here] as number) <= (first[there] as number)) continue
        end[there] = ends
        first[there] = first[here] as number
        from[there] = last
      }
    }
  }
  return { ...soonest(end, first, sets, count), end, from }
}

/** What one talk more takes at the least: its length, and the way to it when no teacher is met twice. */
function shortestOf(lines: readonly Line[], walk: number): number {
  const lengths = lines.flatMap(({ starts, ends }) => ends.map((end, at) => end - (starts[at] as number)))
  const isWalked = new Set(lines.map(({ teacher }) => teacher)).size === lines.length
  return Math.min(...lengths) + (isWalked ? walk : 0)
}

function bitsIn(set: number): number {
  let count = 0
  for (let left = set; left > 0; left &= left - 1) count++
  return count
}

/** Per set the soonest end over all last wishes, and when it began. */
function soonest(end: Float64Array, first: Float64Array, sets: number, count: number) {
  const ends = new Float64Array(sets).fill(Number.POSITIVE_INFINITY)
  const firsts = new Float64Array(sets)
  const lasts = new Int16Array(sets).fill(-1)
  for (let set = 1; set < sets; set++)
    for (let last = 0; last < count; last++) {
      const here = set * count + last
      const isSooner =
        (end[here] as number) < (ends[set] as number) ||
        (end[here] === ends[set] && (first[here] as number) > (firsts[set] as number))
      if (!isSooner || end[here] === Number.POSITIVE_INFINITY) continue
      ends[set] = end[here] as number
      firsts[set] = first[here] as number
      lasts[set] = last
    }
  return { ends, firsts, lasts }
}

/** The slots of the plan that was counted: walked back from the last talk. */
function scheduleOf({ day, set, after, limit }: Plan["parts"][number], walk: number) {
  const { end, from, lasts } = earliestEnds(day, after, walk, limit)
  const count = day.lines.length
  const talks: { at: number; slot: FreeSlot }[] = []
  let [left, at] = [set, lasts[set] as number]
  while (at >= 0) {
    const here = left * count + at
    const line = day.lines[at] as Line
    const slot = line.ends.indexOf(end[here] as number)
    talks.push({ at, slot: line.slots[slot] as FreeSlot })
    left ^= 1 << at
    at = from[here] as number
  }
  return talks
}
