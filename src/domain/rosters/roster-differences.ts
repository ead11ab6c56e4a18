import { fullName } from "../people/people.ts"
import type { Roster } from "./roster.ts"
import { provisional } from "./roster-merging.ts"
import type { OurGroup, OurLocation, OurPupil, OurRoster, OurTeacher } from "./roster-ours.ts"

type Shown = "name" | "group" | "groups" | "year" | "location" | "email"
type Hidden = "returned" | "lessons" | "factor" | "address" | "key" | "roles"

/** What is different about one of ours; with both sides where a person can judge them. */
export type Difference = { of: Shown; was: string; is: string } | { of: Hidden }

const differs = (of: Shown, was: string, is: string, different = was !== is): Difference[] =>
  different ? [{ of, was, is }] : []
const hidden = (of: Hidden, different: boolean): Difference[] => (different ? [{ of }] : [])
const differ = (one: readonly unknown[], other: readonly unknown[]) => one.join("\n") !== other.join("\n")

/** Says what is different between one of ours and what the file makes of it. */
export function differencesOf(ours: OurRoster, theirs: Roster) {
  const group = nameIn(ours.groups, theirs.groups)
  const location = nameIn(ours.locations, theirs.locations)
  return {
    location: (was: OurLocation, is: OurLocation): Difference[] => [
      ...differs("name", was.name, is.name),
      ...hidden("key", was.key !== is.key),
    ],

    group: (was: OurGroup, is: OurGroup): Difference[] => [
      ...hidden("returned", was.left),
      ...differs("name", was.name, is.name),
      ...differs("year", was.yearGroups.join(", "), is.yearGroups.join(", ")),
      ...differs("location", location(was.location), location(is.location), was.location !== is.location),
      ...hidden("key", was.kind !== is.kind || differ(was.keys, is.keys)),
    ],

    pupil: (was: OurPupil, is: OurPupil): Difference[] => [
      ...hidden("returned", was.left && !is.left),
      ...differs("name", fullName(was.name), fullName(is.name), differ(nameParts(was), nameParts(is))),
      ...differs("group", group(was.group), group(is.group), was.group !== is.group),
      ...differs("year", was.yearGroup, is.yearGroup),
      ...differs("location", location(was.location), location(is.location), was.location !== is.location),
      ...hidden("lessons", differ(was.combined, is.combined)),
      ...hidden("factor", was.factorHash !== is.factorHash),
      ...hidden("address", differ(homeOf(was), homeOf(is))),
      ...hidden("key", was.key !== is.key),
    ],

    teacher: (was: OurTeacher, is: OurTeacher): Difference[] => [
      ...hidden("returned", was.left),
      ...differs("name", fullName(was.name), fullName(is.name), differ(nameParts(was), nameParts(is))),
      ...differs(
        "groups",
        was.groups.map(group).join(", "),
        is.groups.map(group).join(", "),
        differ(was.groups, is.groups),
      ),
      ...differs("email", was.email ?? "", is.email ?? ""),
      ...hidden("roles", was.initials !== is.initials || differ(was.roles, is.roles)),
      ...hidden("key", was.key !== is.key),
    ],
  }
}

const nameParts = ({ name }: Pick<OurPupil, "name">) => [name.first, name.prefix, name.last]
const homeOf = (one: OurPupil) => [one.postcodeHash, one.addressHash, one.protectedAddress]

/** The name behind an id, ours or provisional; empty for nothing. */
export function nameIn(ours: readonly { id: number; name: string }[], theirs: readonly { name: string }[]) {
  const names = new Map<number, string>(ours.map((one) => [one.id, one.name]))
  for (const [at, one] of theirs.entries()) names.set(provisional(at), one.name)
  return (id: number | null): string => (id === null ? "" : (names.get(id) ?? ""))
}
