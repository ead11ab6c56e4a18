import { type Home, homeOf, type Judged, type PairDoubt, type Seat } from "./household-evidence.ts"
import type { Tier, Verdicts } from "./household-tiers.ts"

/** Two seats that may share a home and do not. */
export type Hint = { one: Seat; other: Seat; kind: PairDoubt }

/** So many children are never put in one home without a person. */
const mostPupils = 8
/** Evidence shared by more homes than this is only worth a question; by more than the second number, nothing. */
const severalHomes = 12
const manyHomes = 40

/** The homes to begin with: what must stay together does, everybody else is alone. */
export function gather(seats: readonly Seat[], verdicts: Verdicts): Home[] {
  const staying = Map.groupBy(
    seats.filter((seat) => seat.stays !== null && seat.was !== null),
    (seat) => seat.was,
  )
  const kept = [...staying.values()].filter((group) => {
    const alone = group.map((seat) => homeOf([seat]))
    return group.some((seat) => seat.stays === "closed") || arePeaceful(alone, verdicts)
  })
  const taken = new Set(kept.flat())
  const rest = seats.filter((seat) => !taken.has(seat)).map((seat) => [seat])
  return [...kept, ...rest].sort(bySeat).map((group) => homeOf(group))
}

const bySeat = ([one]: Seat[], [other]: Seat[]) =>
  one && other ? one.pupil - other.pupil || one.number - other.number : 0

/** Joins what this evidence says is one home, a group as a whole or not at all. All that shares it is added to `hints`. */
export function join(tier: Tier, homes: readonly Home[], verdicts: Verdicts, hints: Hint[]): Home[] {
  const edges = edgesOf(tier, homes)
  const same = edges.filter((edge) => edge.judged === "same")
  if (!tier.decided) hints.push(...edges.flatMap((edge) => hintOf(edge, homes)))
  return clustersOf(homes.length, same).flatMap((cluster) => {
    const group = cluster.flatMap((at) => homes[at] ?? [])
    if (group.length === 1 || !mayBeOne(tier, group, verdicts)) return group
    const seats = group.flatMap((home) => home.seats)
    return [homeOf(seats, tier.weak || group.some((home) => home.weak))]
  })
}

function mayBeOne(tier: Tier, group: readonly Home[], verdicts: Verdicts): boolean {
  const pupils = group.reduce((sum, home) => sum + home.pupils.size, 0)
  if (pupils > mostPupils && !tier.decided) return false
  const staying = new Set(group.flatMap((home) => [...home.stays]))
  return staying.size <= 1 && arePeaceful(group, verdicts) && tier.agree(group)
}

/** Nobody twice (the two homes of one pupil are never one), and nobody whom a person set apart. */
const arePeaceful = (group: readonly Home[], verdicts: Verdicts) =>
  group.every((one, at) =>
    group
      .slice(0, at)
      .every(
        (other) => one.pupils.isDisjointFrom(other.pupils) && !verdicts.isApart(one.pupils, other.pupils),
      ),
  )

type Edge = { home: number; other: number; judged: Judged }

function hintOf({ home, other, judged }: Edge, homes: readonly Home[]): Hint[] {
  const [one, two] = [homes[home]?.seats[0], homes[other]?.seats[0]]
  if (!one || !two) return []
  return [{ one, other: two, kind: judged === "same" || judged === "different" ? "maybe-same-home" : judged }]
}

/** Every two homes that share this evidence, judged; of many homes only neighbours, and only as a question. */
function edgesOf(tier: Tier, homes: readonly Home[]): Edge[] {
  const sharing = new Map<string, number[]>()
  for (const [at, home] of homes.entries())
    for (const each of home.seats.flatMap(tier.keys)) {
      const places = sharing.get(each)
      if (!places) sharing.set(each, [at])
      else if (places.at(-1) !== at) places.push(at)
    }
  const edges: Edge[] = []
  const judge = (home: number, other: number, many: boolean) => {
    const judged = tier.judge(homes[home] as Home, homes[other] as Home)
    if (judged !== "different")
      edges.push({ home, other, judged: many && judged === "same" ? "maybe-same-home" : judged })
  }
  for (const places of sharing.values()) {
    if (places.length < 2 || places.length > manyHomes) continue
    const many = places.length > severalHomes
    for (const [at, other] of places.entries())
      for (const home of places.slice(many ? Math.max(0, at - 1) : 0, at)) judge(home, other, many)
  }
  return edges
}

/** Places 0 to `size`, in groups that these pairs connect; groups and their members in ascending order. */
export function clustersOf(size: number, pairs: readonly { home: number; other: number }[]): number[][] {
  const parent = Array.from({ length: size }, (_, at) => at)
  const root = (at: number): number => {
    let found = at
    while (parent[found] !== found) found = parent[found] as number
    parent[at] = found
    return found
  }
  for (const { home, other } of pairs) {
    const [low = 0, high = 0] = [root(home), root(other)].sort((a, b) => a - b)
    parent[high] = low
  }
  return [...Map.groupBy(parent.keys(), root).values()]
}
