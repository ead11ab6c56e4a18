import type { GroupId, LocationId } from "../ids.ts"
import { fullName } from "../people/people.ts"
import type { Roster, RosterGroup, RosterLocation, RosterPupil, RosterTeacher } from "./roster.ts"
import { isLasting, type Matching } from "./roster-matching.ts"
import type { OurGroup, OurLocation, OurPupil, OurTeacher } from "./roster-ours.ts"

/** The id of a new one while it has none: below nought, and the same wherever that one is meant. */
export const provisional = <Id extends number>(at: number) => (-1 - at) as Id
const upwards = (one: number, other: number) => one - other

/** What a file says about at all. On the rest it is silent, and what it is silent about stays as it is. */
export const saysOf = (theirs: Roster) => ({
  locations: theirs.locations.length > 0,
  groups: theirs.groups.length > 0,
  lessons: theirs.groups.some((each) => each.kind === "combined"),
  teachers: theirs.teachers.length > 0,
  teacherGroups: theirs.teachers.some((each) => each.groups.length > 0),
  everyPupil: theirs.about !== "guardians",
})

/** What each line of the file makes of ours: the fields that it says, over those that were there. */
export function mergeWith(theirs: Roster, found: Matching) {
  const says = saysOf(theirs)
  const refs = refsOf(theirs, found)
  return {
    location: (one: RosterLocation, was: OurLocation | null, at: number): OurLocation => ({
      id: was?.id ?? provisional(at),
      key: isLasting(one.key) ? one.key : (was?.key ?? one.key),
      name: one.name,
    }),

    group(one: RosterGroup, was: OurGroup | null, at: number): OurGroup {
      const keys = one.keys.filter(isLasting)
      return {
        id: was?.id ?? provisional(at),
        name: one.name,
        keys: keys.length > 0 ? keys.toSorted() : (was?.keys ?? []),
        yearGroups: one.yearGroups.length > 0 ? one.yearGroups : (was?.yearGroups ?? []),
        kind: one.kind,
        location: says.locations ? refs.location(one.location) : (was?.location ?? null),
        left: false,
      }
    },

    pupil(one: RosterPupil, was: OurPupil | null, at: number): OurPupil {
      const key = one.key ?? was?.key ?? null
      // The hash is bound to the key: one that was made for another key would never open the door.
      const kept = was?.key === key ? was.factorHash : null
      return {
        id: was?.id ?? provisional(at),
        key,
        name: was && fullName(one.name) === "" ? was.name : one.name,
        group: says.groups ? refs.group(one.group) : (was?.group ?? null),
        yearGroup: one.yearGroup || (was?.yearGroup ?? ""),
        combined: says.lessons ? refs.groups(one.combined) : (was?.combined ?? []),
        location: says.locations ? refs.location(one.location) : (was?.location ?? null),
        factorHash: (one.key === key ? one.factorHash : null) ?? kept,
        postcodeHash: one.postcodeHash ?? was?.postcodeHash ?? null,
        addressHash: one.addressHash ?? was?.addressHash ?? null,
        // Most files are silent about secret addresses: a file may make one secret, never public.
        protectedAddress: one.protectedAddress || (was?.protectedAddress ?? false),
        left: false,
        talks: was?.talks ?? 0,
        byHand: was?.byHand ?? [],
      }
    },

    teacher(one: RosterTeacher, was: OurTeacher | null, at: number): OurTeacher {
      const roles = one.roles.length > 0 ? one.roles : (was?.roles ?? [])
      return {
        id: was?.id ?? provisional(at),
        key: one.key ?? was?.key ?? null,
        name: one.name,
        initials: one.initials || (was?.initials ?? ""),
        email: one.email ?? was?.email ?? null,
        roles,
        host: was?.host ?? isHost(roles),
        groups: says.groups && says.teacherGroups ? refs.groups(one.groups) : (was?.groups ?? []),
        left: false,
        talks: was?.talks ?? 0,
      }
    },
  }
}

/** "Holds talks" is proposed for class teachers, subject teachers and who has no role; then the school decides. */
const isHost = (roles: string[]) =>
  roles.length === 0 || roles.some((role) => role === "LRK" || role === "VAK")

/** From keys in the file to ids, provisional ones for what is new. */
function refsOf(theirs: Roster, found: Matching) {
  const groups = new Map<string, GroupId>()
  for (const [at, one] of theirs.groups.entries())
    for (const key of [one.key, ...one.keys]) groups.set(key, found.groups[at]?.id ?? provisional(at))
  const locations = new Map<string, LocationId>()
  for (const [at, one] of theirs.locations.entries())
    locations.set(one.key, found.locations[at]?.id ?? provisional(at))
  return {
    group: (key: string | null) => (key === null ? null : (groups.get(key) ?? null)),
    groups: (keys: string[]) => [...new Set(keys.flatMap((key) => groups.get(key) ?? []))].sort(upwards),
    location: (key: string | null) => (key === null ? null : (locations.get(key) ?? null)),
  }
}
