import type { GroupId } from "../ids.ts"
import { fold, fullName, type PersonName } from "../people/people.ts"
import type { Roster, RosterPupil } from "./roster.ts"
import type { OurGroup, OurLocation, OurPupil, OurRoster, OurTeacher } from "./roster-ours.ts"

/** For every line of the file which of ours it is, or null for who is new. Nobody of ours is found twice. */
export type Matching = {
  locations: (OurLocation | null)[]
  groups: (OurGroup | null)[]
  pupils: (OurPupil | null)[]
  teachers: (OurTeacher | null)[]
}

/** A key that begins with "#" is only good inside its own file. */
export const isLasting = (key: string) => !key.startsWith("#")

/**
 * Finds each line of the file among ours: by key, and without a key by folded name and group. Two different keys are two
 * people, whatever their names. Groups and locations without a lasting key are known by their name.
 */
export function matchRosters(ours: OurRoster, theirs: Roster): Matching {
  const locations = pair(ours.locations, theirs.locations, [
    { ours: (one) => [one.key].filter(isLasting), theirs: (one) => [one.key].filter(isLasting) },
    { ours: (one) => [fold(one.name)], theirs: (one) => [fold(one.name)] },
  ])
  const locationOf = new Map(theirs.locations.map((one, at) => [one.key, locations[at]?.id ?? null]))
  const groups = pair(ours.groups, theirs.groups, [
    { ours: (one) => one.keys, theirs: (one) => one.keys.filter(isLasting) },
    {
      ours: (one) => (one.left ? [] : [`${one.kind} ${one.location} ${fold(one.name)}`]),
      theirs: (one) => [`${one.kind} ${locationOf.get(one.location ?? "") ?? null} ${fold(one.name)}`],
    },
  ])
  return {
    locations,
    groups,
    pupils: matchPupils(ours, theirs, groups),
    teachers: matchTeachers(ours, theirs),
  }
}

function matchPupils(ours: OurRoster, theirs: Roster, groups: (OurGroup | null)[]): (OurPupil | null)[] {
  const groupOf = new Map<string, GroupId | null>()
  for (const [at, group] of theirs.groups.entries())
    for (const key of [group.key, ...group.keys]) groupOf.set(key, groups[at]?.id ?? null)
  const inGroup = theirs.groups.length > 0
  const home = (pupil: RosterPupil) => (pupil.group === null ? null : (groupOf.get(pupil.group) ?? "new"))
  const folded = new Map<PersonName, string>()
  const nameOf = (name: PersonName) => {
    const known = folded.get(name) ?? fold(fullName(name))
    folded.set(name, known)
    return known
  }
  const named = (name: PersonName, group: GroupId | null | "new", more: string) =>
    `${nameOf(name)} ${inGroup ? group : ""} ${more}`
  // Who has a key in the file may only be someone of ours without one; who has none may be anybody of that name.
  const byName = (more: (one: { factorHash: string | null }) => string) => ({
    ours: (one: OurPupil) =>
      one.left
        ? []
        : ["any", ...(one.key === null ? ["keyless"] : [])].map(
            (which) => `${which} ${named(one.name, one.group, more(one))}`,
          ),
    theirs: (one: RosterPupil) =>
      fullName(one.name) === ""
        ? []
        : [`${one.key === null ? "any" : "keyless"} ${named(one.name, home(one), more(one))}`],
  })
  return pair(ours.pupils, theirs.pupils, [
    byKey,
    // Two of one name in one group are told apart by their fact, as long as both sides have it.
    byName((one) => one.factorHash ?? ""),
    byName(() => ""),
  ])
}

const matchTeachers = (ours: OurRoster, theirs: Roster) =>
  pair(ours.teachers, theirs.teachers, [
    byKey,
    {
      ours: (one) => (one.email === null || one.left ? [] : [one.email.toLowerCase()]),
      theirs: (one) => (one.email === null ? [] : [one.email.toLowerCase()]),
    },
    {
      ours: (one) =>
        one.left
          ? []
          : ["any", ...(one.key === null ? ["keyless"] : [])].map((which) => `${which} ${teacherName(one)}`),
      theirs: (one) => [`${one.key === null ? "any" : "keyless"} ${teacherName(one)}`],
    },
  ])

const teacherName = (one: { name: PersonName; initials: string }) =>
  fold(`${one.name.first || one.initials} ${one.name.prefix} ${one.name.last}`)

const keyOf = (one: { key: string | null }) => (one.key === null ? [] : [one.key])
const byKey = { ours: keyOf, theirs: keyOf }

type Way<Ours, Theirs> = { ours: (one: Ours) => string[]; theirs: (one: Theirs) => string[] }

/** Tries one way after the other; within a way the first of ours goes to the first of theirs. */
function pair<Ours, Theirs>(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
  ways: Way<Ours, Theirs>[],
): (Ours | null)[] {
  const found: (Ours | null)[] = theirs.map(() => null)
  const taken = new Set<Ours>()
  for (const way of ways) {
    if (taken.size === ours.length || found.every((one) => one !== null)) break
    const known = new Map<string, Ours[]>()
    for (const one of ours.toReversed())
      if (!taken.has(one))
        for (const key of way.ours(one)) {
          const list = known.get(key)
          if (list) list.push(one)
          else known.set(key, [one])
        }
    for (const [at, one] of theirs.entries())
      if (found[at] === null) found[at] = take(way.theirs(one), known, taken)
  }
  return found
}

function take<Ours>(keys: string[], known: Map<string, Ours[]>, taken: Set<Ours>): Ours | null {
  for (const key of keys) {
    const list = known.get(key)
    for (let one = list?.pop(); one !== undefined; one = list?.pop())
      if (!taken.has(one)) {
        taken.add(one)
        return one
      }
  }
  return null
}
