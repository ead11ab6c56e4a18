import type { HouseholdId, RoundId } from "../ids.ts"

// Figures of a round, afterwards: counts, never people. What is so small that it points at somebody is not shown exactly.

/** From so many on a count points at nobody. */
export const few = 5

/** A count as it may be shown: exactly, as fewer than five, as more than so many, or not at all. */
export type Shown =
  | { kind: "count"; count: number }
  | { kind: "few" }
  | { kind: "over"; count: number }
  | { kind: "hidden" }

/** One count alone. Nobody is somebody too: zero is shown. */
export const shownCount = (count: number): Shown =>
  count > 0 && count < few ? { kind: "few" } : { kind: "count", count }

/** A whole that is known, and how it falls in two. */
export type Halves = { part: number; rest: number }
export type ShownHalves = { part: Shown; rest: Shown }

const isSmall = (count: number) => count > 0 && count < few
const isTelling = ({ part, rest }: Halves) => isSmall(part) || isSmall(rest)

/**
 * Rows of a table whose sums are known too. In a row with a small half the other half is blurred as well, or it would give the small
 * one away; and one such row alone could be found by taking the others from the sum, so a second one is then left out.
 */
export function shownHalves(rows: readonly Halves[]): ShownHalves[] {
  const telling = rows.filter(isTelling)
  const [only] = telling
  const least = ({ part, rest }: Halves) => Math.min(part, rest)
  const cover =
    only && telling.length === 1
      ? rows
          .filter((row) => row !== only && row.part + row.rest > 0)
          .toSorted((one, other) => least(other) - least(one))
          .at(-1)
      : undefined
  return rows.map((row) =>
    row === cover ? { part: { kind: "hidden" }, rest: { kind: "hidden" } } : blurred(row),
  )
}

/** A count that stands beside blurred ones: in steps of five, or it would give them away; so few that nothing is below it, not at all. */
export const shownRoughly = (count: number): Shown =>
  count > few ? { kind: "over", count: Math.floor((count - 1) / few) * few } : { kind: "hidden" }

function blurred({ part, rest }: Halves): ShownHalves {
  const whole = part + rest
  // Of a whole so small the other half may be nobody: then there is nothing true to say of it.
  const over: Shown = whole < few ? { kind: "hidden" } : { kind: "over", count: whole - few }
  if (isSmall(part)) return { part: { kind: "few" }, rest: isSmall(rest) ? { kind: "few" } : over }
  if (isSmall(rest)) return { part: over, rest: { kind: "few" } }
  return { part: { kind: "count", count: part }, rest: { kind: "count", count: rest } }
}

/** The one in the middle; the mean of two when there are two. Null when there are too few to hide among. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length < few) return null
  const inOrder = numbers.toSorted((one, other) => one - other)
  const middle = Math.floor(inOrder.length / 2)
  const upper = inOrder[middle] ?? 0
  return inOrder.length % 2 === 1 ? upper : ((inOrder[middle - 1] ?? 0) + upper) / 2
}

/** What the logbook says of a family: that it came in, or chose a talk. */
export type FamilyLine = {
  household: HouseholdId
  act: "signed-in" | "talk-booked"
  round: RoundId | null
  at: Temporal.Instant
}

/**
 * How long each family took, in minutes: from coming in, or from the opening when it waited for that, until the last talk it chose.
 * Lines in order of time.
 */
export function minutesToChoose(
  lines: readonly FamilyLine[],
  round: RoundId,
  opensAt: Temporal.Instant,
): number[] {
  const cameIn = new Map<HouseholdId, Temporal.Instant>()
  const began = new Map<HouseholdId, Temporal.Instant>()
  const ended = new Map<HouseholdId, Temporal.Instant>()
  for (const { household, act, at, round: of } of lines) {
    if (act === "signed-in") cameIn.set(household, at)
    else if (of === round) {
      const from = cameIn.get(household) ?? at
      if (!began.has(household))
        began.set(household, Temporal.Instant.compare(from, opensAt) < 0 ? opensAt : from)
      ended.set(household, at)
    }
  }
  return [...began].map(([household, from]) => {
    const until = ended.get(household) ?? from
    return Math.max(0, (until.epochMilliseconds - from.epochMilliseconds) / 60_000)
  })
}

/** Up to so many minutes; the last is everything beyond. */
export const steps = [2, 5, 15, 60, Number.POSITIVE_INFINITY] as const

/** How many families took up to two minutes, up to five, and so on. */
export const inSteps = (minutes: readonly number[]): number[] =>
  steps.map(
    (most, at) => minutes.filter((each) => each <= most && (at === 0 || each > (steps[at - 1] ?? 0))).length,
  )
