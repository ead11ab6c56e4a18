import type { HouseholdId, PupilId } from "../ids.ts"

// Taking back an import when people went on by hand since. Three states are laid side by side: before the file, as the file left it, and
// now. What is as the file left it goes back; what a person changed since stays as they made it.

export type Home = { id: HouseholdId; origin: string; language: string; blocked: number }
export type Member = { household: HouseholdId; pupil: PupilId }
export type HomeGuardian = {
  id: number
  household: HouseholdId
  prefix: string
  last: string
  email: string | null
  phone: string | null
  origin: string
}
export type HomeDoubt = {
  id: number
  kind: string
  household: HouseholdId
  other: HouseholdId | null
  settledAt: string | null
  settledBy: number | null
}

/** Households, who is in them and what was doubted, at one moment. Survives JSON. */
export type HouseholdSnapshot = {
  households: Home[]
  members: Member[]
  guardians: HomeGuardian[]
  doubts: HomeDoubt[]
}

type Three = Record<"before" | "after" | "now", HouseholdSnapshot>

export type Value = string | number | null

/** A row as it goes back: what is as the file left it is as before, the rest as it is now. */
export const rowBack = (before: readonly Value[], after: readonly Value[], now: readonly Value[]): Value[] =>
  now.map((value, at) => (value === after[at] ? (before[at] ?? null) : value))

/**
 * Households as they go back. One that a person changed since (other children, other guardians) stays as it is, and so do the pupils who
 * are to stay. Nobody comes back into a household that stays, and who stays does so with all of their household: each is as it is now, or
 * as it was with nobody new in it. Gives what to put back, which households would have been otherwise (they stay), and who stays.
 */
export function homesBack(
  { before, after, now }: Three,
  staying: ReadonlySet<PupilId>,
): { target: HouseholdSnapshot; stayed: Set<HouseholdId>; pupils: Set<PupilId> } {
  const there = new Set(now.households.map(({ id }) => id))
  const wasThere = new Set(after.households.map(({ id }) => id))
  // A household that the file took away comes back; one that a person merged away since does not.
  const canBe = (id: HouseholdId) => there.has(id) || !wasThere.has(id)
  const byHand = changedSince(after, now)
  const { kept, pupils } = whatStays({ before, after, now }, staying, byHand, canBe)
  const members = [
    ...before.members.filter(({ pupil }) => !pupils.has(pupil)),
    ...now.members.filter(({ pupil }) => pupils.has(pupil)),
  ]
  const guardians = guardiansBack({ before, after, now }, kept, canBe)
  const used = new Set([...members, ...guardians].map(({ household }) => household))
  const was = new Map(before.households.map((each) => [each.id, each]))
  const is = new Map(now.households.map((each) => [each.id, each]))
  const households = [...new Set([...was.keys(), ...used, ...kept])].flatMap((id): Home[] => {
    const home = kept.has(id) ? is.get(id) : canBe(id) ? (was.get(id) ?? is.get(id)) : undefined
    return home ? [home] : []
  })
  const all = new Set(households.map(({ id }) => id))
  const doubts = doubtsBack({ before, after, now }).filter(
    ({ household, other }) => all.has(household) && (other === null || all.has(other)),
  )
  const stayed = kept.intersection(there).intersection(byHand.union(changedSince(before, now)))
  return { target: { households, members, guardians, doubts }, stayed, pupils }
}

/** Which households and pupils stay: one draws the other along, until nobody would come to live with people who were not theirs. */
function whatStays(
  { before, after, now }: Three,
  staying: ReadonlySet<PupilId>,
  byHand: ReadonlySet<HouseholdId>,
  canBe: (id: HouseholdId) => boolean,
): { kept: Set<HouseholdId>; pupils: Set<PupilId> } {
  const kept = new Set(byHand)
  const pupils = new Set(staying)
  for (let size = -1; size < kept.size + pupils.size; ) {
    size = kept.size + pupils.size
    for (const { household, pupil } of [...after.members, ...now.members])
      if (kept.has(household)) pupils.add(pupil)
    for (const { household, pupil } of before.members)
      if (kept.has(household) || !canBe(household)) pupils.add(pupil)
    for (const { household, pupil } of now.members) if (pupils.has(pupil)) kept.add(household)
  }
  return { kept, pupils }
}

/** Households whose children or guardians are not as they were at that moment. */
function changedSince(then: HouseholdSnapshot, now: HouseholdSnapshot): Set<HouseholdId> {
  const [left, are] = [contents(then), contents(now)]
  return new Set([...left.keys(), ...are.keys()].filter((id) => left.get(id) !== are.get(id)))
}

function contents({ households, members, guardians }: HouseholdSnapshot): Map<HouseholdId, string> {
  const [pupils, adults] = [
    Map.groupBy(members, ({ household }) => household),
    Map.groupBy(guardians, ({ household }) => household),
  ]
  return new Map(
    households.map(({ id }) => [
      id,
      JSON.stringify([pupils.get(id)?.map(({ pupil }) => pupil) ?? [], adults.get(id) ?? []]),
    ]),
  )
}

function guardiansBack(
  { before, after, now }: Three,
  kept: ReadonlySet<HouseholdId>,
  canBe: (id: HouseholdId) => boolean,
): HomeGuardian[] {
  const [left, are] = [idsOf(after.guardians), idsOf(now.guardians)]
  const isKept = ({ household }: HomeGuardian) => kept.has(household)
  const stay = now.guardians.filter(isKept)
  const staying = idsOf(stay)
  const back = before.guardians.filter(
    (each) =>
      !staying.has(each.id) &&
      (are.has(each.id) || !left.has(each.id)) &&
      canBe(each.household) &&
      !isKept(each),
  )
  return [...back, ...stay].toSorted((one, other) => one.id - other.id)
}

const idsOf = (rows: readonly { id: number }[]) => new Set(rows.map(({ id }) => id))

/** A question that was answered since stays answered. */
function doubtsBack({ before, after, now }: Three): HomeDoubt[] {
  const [left, are] = [
    new Map(after.doubts.map((row) => [row.id, row])),
    new Map(now.doubts.map((row) => [row.id, row])),
  ]
  return before.doubts.flatMap((was): HomeDoubt[] => {
    const [then, is] = [left.get(was.id), are.get(was.id)]
    if (!then) return [was]
    return is ? [{ ...was, settledAt: is.settledAt, settledBy: is.settledBy }] : []
  })
}
