import { fold, fullName } from "../../domain/people/people.ts"
import type { RosterGroup, RosterLocation, RosterTeacher } from "../../domain/rosters/roster.ts"
import { foldClass } from "./classes.ts"
import type { Draft } from "./csv-pupils.ts"
import { splitFull } from "./names.ts"
import type { Remarks } from "./remarks.ts"
import { clean, saysNothing } from "./text.ts"

const byName = new Intl.Collator("nl", { numeric: true })

/** The groups, locations and teachers that the rows of pupils name. Their keys begin with "#": good inside this roster only. */
export function gatherGroups(drafts: readonly Draft[], remarks: Remarks) {
  const locations = new Map<string, RosterLocation>()
  const groups = new Map<string, RosterGroup>()
  const teachers = new Map<string, RosterTeacher>()
  const locationOf = ({ location }: Draft) => (fold(location) === "" ? null : `#${fold(location)}`)
  const groupOf = (draft: Draft) => {
    const name = foldClass(draft.className)
    return name === "" ? null : `#${name}${locationOf(draft) ?? ""}`
  }
  for (const draft of drafts) {
    const location = locationOf(draft)
    if (location !== null && !locations.has(location))
      locations.set(location, { key: location, name: draft.location })
    const key = groupOf(draft)
    if (key === null) continue
    const known = groups.get(key)
    const group = known ?? { key, keys: [key], name: draft.className, yearGroups: [], kind: "home", location }
    groups.set(key, group)
    if (draft.year !== "" && !group.yearGroups.includes(draft.year)) group.yearGroups.push(draft.year)
    for (const written of draft.teachers) addTeacher(teachers, written, key)
  }
  for (const group of groups.values()) group.yearGroups.sort((one, other) => Number(one) - Number(other))
  for (const namesakes of Map.groupBy(groups.values(), (group) => foldClass(group.name)).values())
    if (namesakes.length > 1) remarks.tally("W06", namesakes.length)
  return {
    groups: [...groups.values()].sort((one, other) => byName.compare(one.name, other.name)),
    locations: [...locations.values()],
    teachers: [...teachers.values()],
    groupOf,
    locationOf,
  }
}

/** A mentor's cell: "J. de Vries", "Vries, J. de", or a code such as "VRJ". */
function addTeacher(teachers: Map<string, RosterTeacher>, written: string, group: string) {
  const text = clean(written).replace(/^(dhr|mevr|mw|juf|meester|mevrouw|de heer)\.? /i, "")
  if (saysNothing(text)) return
  const split = /^\S+$/.test(text) ? { first: "", prefix: "", last: text } : splitFull(text)
  const onlyInitials =
    /^(\p{Lu}\p{Ll}?\.? ?)+$/u.test(split.first) && (split.first.includes(".") || split.first.length < 2)
  const teacher: RosterTeacher = {
    key: null,
    name: { ...split, first: onlyInitials ? "" : split.first },
    initials: onlyInitials ? split.first.replace(/[. ]/g, "") : "",
    email: null,
    roles: ["LRK"],
    groups: [],
  }
  const id = fold(`${teacher.initials}${fullName(teacher.name)}`)
  const known = teachers.get(id) ?? teacher
  if (!known.groups.includes(group)) known.groups.push(group)
  teachers.set(id, known)
}
