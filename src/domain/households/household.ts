import type { PupilId } from "../ids.ts"
import {
  contradict,
  type Home,
  homeOf,
  isCommonSurname,
  type PairDoubt,
  type Seat,
  vouched,
  withoutCommonGround,
} from "./household-evidence.ts"
import { clustersOf, gather, type Hint, join } from "./household-joining.ts"
import { tiersOf, type Verdicts } from "./household-tiers.ts"

export type { Adult, Home, PairDoubt, Seat } from "./household-evidence.ts"

/** What a person decided about two pupils. */
export type HomeDecision = { pupil: PupilId; other: PupilId; verdict: "together" | "apart" }
export type SingleDoubt = "contradicting-guardians" | "common-surname" | "many-pupils" | "same-first-name"
export type DoubtKind = SingleDoubt | PairDoubt
/** A doubt about one home (`other` is null), or about two that may be one. Both are places in the list of homes. */
export type HomeDoubt = { kind: DoubtKind; home: number; other: number | null }
export type Match = { homes: Home[]; doubts: HomeDoubt[] }

/** More children than this in one home: a person is asked to look. */
const manyPupils = 5
/** Among more homes than this that may be one, not every two are asked about. */
const fewHomes = 4

/**
 * Who shares a home: strongest evidence first, and a group only when all of it agrees; what does not is listed as a doubt. "Apart"
 * beats everything. The order of the seats does not matter, and who shares nothing with anybody changes no other home.
 */
export function matchHouseholds(people: readonly Seat[], decisions: readonly HomeDecision[]): Match {
  const sorted = [...people].sort((a, b) => a.pupil - b.pupil || a.number - b.number)
  const seats = withoutCommonGround(sorted)
  const verdicts = verdictsOf(decisions)
  const hints: Hint[] = []
  let homes = gather(seats, verdicts)
  for (const tier of tiersOf(seats, verdicts)) homes = join(tier, homes, verdicts, hints)
  const single = homes.flatMap((home, at) =>
    doubtsOf(home, verdicts).map((kind) => ({ kind, home: at, other: null })),
  )
  return { homes, doubts: [...single, ...pairDoubts(homes, [...hints, ...fallenApart(seats)], verdicts)] }
}

function verdictsOf(decisions: readonly HomeDecision[]): Verdicts {
  const of = { apart: new Map<PupilId, Set<PupilId>>(), together: new Map<PupilId, Set<PupilId>>() }
  for (const { pupil, other, verdict } of decisions) {
    of[verdict].set(pupil, (of[verdict].get(pupil) ?? new Set()).add(other))
    of[verdict].set(other, (of[verdict].get(other) ?? new Set()).add(pupil))
  }
  const pair = (one: PupilId, other: PupilId) => `${Math.min(one, other)} ${Math.max(one, other)}`
  return {
    together: (pupil) => [...(of.together.get(pupil) ?? [])].map((other) => pair(pupil, other)),
    allTogether: (pupils) =>
      [...pupils].every((one) =>
        [...pupils].every((other) => one === other || (of.together.get(one)?.has(other) ?? false)),
      ),
    isApart: (one, other) => [...one].some((pupil) => !(of.apart.get(pupil)?.isDisjointFrom(other) ?? true)),
  }
}

/** What a person should look at in one home; nothing when a person put all of it together. */
function doubtsOf(home: Home, verdicts: Verdicts): SingleDoubt[] {
  if (home.closed || home.pupils.size < 2 || verdicts.allTogether(home.pupils)) return []
  const found: SingleDoubt[] = []
  const firsts = home.seats.map((seat) => seat.first).filter((first) => first !== "")
  if (guardiansContradict(home)) found.push("contradicting-guardians")
  if (home.weak && home.seats.some((seat) => isCommonSurname(seat.last))) found.push("common-surname")
  if (home.pupils.size > manyPupils) found.push("many-pupils")
  if (new Set(firsts).size < firsts.length) found.push("same-first-name")
  return found
}

/** Nobody vouches for all addresses, the surnames speak against each other, or half siblings list more and fewer. */
function guardiansContradict(home: Home): boolean {
  const alone = home.seats.map((seat) => homeOf([seat]))
  if (!vouched(alone)) return true
  return alone.some((one, at) =>
    alone.slice(0, at).some((other) => {
      if (one.emails.size === 0 || other.emails.size === 0) return contradict(one, other)
      return one.seats[0]?.last !== other.seats[0]?.last && one.emails.size !== other.emails.size
    }),
  )
}

/** Children who lived together until now: nobody leaves a household in silence. */
function fallenApart(seats: readonly Seat[]): Hint[] {
  const first = new Map<number, Seat>()
  const hints: Hint[] = []
  for (const seat of seats) {
    if (seat.was === null) continue
    const one = first.get(seat.was)
    if (one) hints.push({ one, other: seat, kind: "maybe-same-home" })
    else first.set(seat.was, seat)
  }
  return hints
}

const gravest: PairDoubt[] = ["protected-address", "crowded-postcode", "maybe-same-home"]

/** Hints as doubts about two homes: once for every two, never about homes that a person or a shared child keeps apart. */
function pairDoubts(homes: readonly Home[], hints: readonly Hint[], verdicts: Verdicts): HomeDoubt[] {
  const homeAt = new Map(homes.flatMap((home, at) => home.seats.map((seat) => [seat, at] as const)))
  const found = new Map<string, { kind: PairDoubt; home: number; other: number }>()
  for (const { one, other, kind } of hints) {
    const [low = 0, high = 0] = [homeAt.get(one) ?? 0, homeAt.get(other) ?? 0].sort((a, b) => a - b)
    const [home, second] = [homes[low], homes[high]]
    if (low === high || !home || !second) continue
    if (!home.pupils.isDisjointFrom(second.pupils) || verdicts.isApart(home.pupils, second.pupils)) continue
    const known = found.get(`${low} ${high}`)
    if (!known || gravest.indexOf(kind) < gravest.indexOf(known.kind))
      found.set(`${low} ${high}`, { kind, home: low, other: high })
  }
  const doubts = [...found.values()].sort((a, b) => a.home - b.home || a.other - b.other)
  return fewEnough(homes.length, doubts)
}

/** Among many homes that may be one, only so many questions that every answer "yes" would join them all. */
function fewEnough<D extends { home: number; other: number }>(homes: number, doubts: D[]): D[] {
  const whole = clustersOf(homes, doubts)
  const clusterAt = new Map(whole.flatMap((cluster) => cluster.map((at) => [at, cluster] as const)))
  const reached = new Map<number, Set<number>>()
  return doubts.filter(({ home, other }) => {
    if ((clusterAt.get(home)?.length ?? 0) <= fewHomes) return true
    const [one, two] = [reached.get(home) ?? new Set([home]), reached.get(other) ?? new Set([other])]
    if (one === two) return false
    const both = one.union(two)
    for (const at of both) reached.set(at, both)
    return true
  })
}
