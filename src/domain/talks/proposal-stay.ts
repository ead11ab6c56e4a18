import type { FreeSlot } from "./family-round.ts"
import { type Day, type Line, momentsOf } from "./proposal-day.ts"

// The shortest stay on one day, for every set of wishes. A set of wishes is a number with one bit for each.

/** What a day costs for one set of wishes: how long one is there, and how it is planned: from which moment, for less than `limit`. */
export type Cost = { minutes: number; first: number; after: number; limit: number }

/** These wishes on this day, held as was counted. */
export type Part = { day: Day; set: number } & Cost

/** The cheapest stay on a day for every set of wishes; nothing where it does not fit. */
export function costsOf(day: Day, walk: number): (Cost | undefined)[] {
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
export function earliestEnds(day: Day, after: number, walk: number, limit: number) {
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
export function scheduleOf({ day, set, after, limit }: Part, walk: number) {
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
