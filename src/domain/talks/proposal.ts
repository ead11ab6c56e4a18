import type { PupilId, TeacherId } from "../ids.ts"
import type { FreeSlot } from "./family-round.ts"
import { type Day, daysOf, momentsOf, type Wish, without } from "./proposal-day.ts"
import { costsOf, earliestEnds, type Part, scheduleOf } from "./proposal-stay.ts"
import type { Span } from "./slot.ts"

// All talks of a household in one go: complete sets of times, the tightest first.

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
    days = days.map((day) => without(day, used))
  }
  return found
}

type Plan = { days: number; minutes: number; first: number; parts: Part[] }

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

/** Per day and per set of wishes the shortest stay is found; then the days are divided among the wishes. */
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
