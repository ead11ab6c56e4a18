import type { GroupId, PupilId } from "../../src/domain/ids.ts"
import type { Roster, RosterGroup, RosterPupil, RosterTeacher } from "../../src/domain/rosters/roster.ts"
import type { OurPupil } from "../../src/domain/rosters/roster-ours.ts"

/** A pupil in a file: key, name as written, group; what else matters is said. */
export function rosterPupil(
  key: string | null,
  name: string,
  group: string | null,
  more: Partial<RosterPupil> = {},
): RosterPupil {
  const [first = "", ...rest] = name.split(" ")
  const last = rest.pop() ?? ""
  return {
    key,
    name: { first, prefix: rest.join(" "), last },
    yearGroup: "4",
    group,
    combined: [],
    location: null,
    factorHash: null,
    postcodeHash: null,
    addressHash: null,
    familyHash: null,
    protectedAddress: false,
    guardians: [],
    ...more,
  }
}

export const rosterGroup = (key: string, name = key, more: Partial<RosterGroup> = {}): RosterGroup => ({
  key,
  keys: [key],
  name,
  yearGroups: ["4"],
  kind: "home",
  location: null,
  ...more,
})

export function rosterTeacher(
  key: string | null,
  name: string,
  groups: string[],
  more: Partial<RosterTeacher> = {},
): RosterTeacher {
  const [first = "", ...rest] = name.split(" ")
  const last = rest.pop() ?? ""
  return {
    key,
    name: { first, prefix: rest.join(" "), last },
    initials: "",
    email: null,
    roles: [],
    groups,
    ...more,
  }
}

/** A pupil as we keep them: in group 1, known by nothing but key and name. */
export function ourPupil(
  id: number,
  key: string | null,
  name: string,
  more: Partial<OurPupil> = {},
): OurPupil {
  const [first = "", ...rest] = name.split(" ")
  const last = rest.pop() ?? ""
  return {
    id: id as PupilId,
    key,
    name: { first, prefix: rest.join(" "), last },
    group: 1 as GroupId,
    yearGroup: "4",
    combined: [],
    location: null,
    factorHash: null,
    postcodeHash: null,
    addressHash: null,
    protectedAddress: false,
    left: false,
    talks: 0,
    byHand: [],
    ...more,
  }
}

/** A file with these people in it. */
export const rosterOf = (people: Partial<Roster>): Roster => ({
  source: { kind: "edexml", version: "2.1", schoolYear: "2026-2027", brin: null, madeOn: null },
  factor: "none",
  locations: [],
  groups: [],
  pupils: [],
  teachers: [],
  ...people,
})
