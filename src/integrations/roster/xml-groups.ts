import { fold } from "../../domain/people/people.ts"
import type { RosterGroup, RosterPupil } from "../../domain/rosters/roster.ts"
import type { Remarks } from "./remarks.ts"

/** A group as it stands in the file, before parts of one class are put together. */
export type GroupEntry = {
  key: string
  name: string
  year: string
  kind: RosterGroup["kind"]
  line: number | undefined
}

/** What pupils tell about a group by sitting in it. */
type Told = { location: string | null; years: Set<string>; pupils: number }

/**
 * Puts the parts of a combination class together: entries with one name and different years (or one key but for its ending
 * "_lj_4"). Entries with one name and one year, or at two locations, stay apart. `merged` says for every key of the file which
 * key its group has now. Groups of pupils who left are left out.
 */
export function joinGroups(
  entries: readonly GroupEntry[],
  pupils: readonly RosterPupil[],
  remarks: Remarks,
): { groups: RosterGroup[]; merged: Map<string, string> } {
  const told = tell(entries, pupils)
  const current = entries.filter((entry) => entry.year !== "H" || told.get(entry.key)!.pupils > 0)
  const groups: { at: number; group: RosterGroup }[] = []
  const merged = new Map<string, string>()
  const byName = Map.groupBy(current, (entry) => `${entry.kind} ${fold(entry.name) || entry.key}`)
  for (const namesakes of byName.values()) {
    const units =
      namesakes[0]!.kind === "combined" ? namesakes.map((entry) => [entry]) : unite(namesakes, told)
    for (const parts of units) {
      groups.push({ at: current.indexOf(parts[0]!), group: groupOf(parts, told) })
      for (const part of parts) merged.set(part.key, parts[0]!.key)
      if (parts.length > 1) remarks.say("W05", place(parts[0]!, parts.length))
    }
    if (units.length > 1) remarks.say("W06", place(units[1]![0]!, units.length))
  }
  return { groups: groups.sort((one, other) => one.at - other.at).map(({ group }) => group), merged }
}

const place = (entry: GroupEntry, count: number) =>
  entry.line === undefined ? { count } : { line: entry.line, count }

function tell(entries: readonly GroupEntry[], pupils: readonly RosterPupil[]): Map<string, Told> {
  const told = new Map(
    entries.map((entry): [string, Told & { many: boolean }] => [
      entry.key,
      { location: null, years: new Set(), pupils: 0, many: false },
    ]),
  )
  for (const pupil of pupils)
    for (const key of pupil.group === null ? pupil.combined : [pupil.group, ...pupil.combined]) {
      const group = told.get(key)
      if (!group) continue
      group.pupils++
      if (pupil.yearGroup !== "") group.years.add(pupil.yearGroup)
      if (pupil.location === null || group.many) continue
      group.many = group.location !== null && group.location !== pupil.location
      group.location = group.many ? null : pupil.location
    }
  return told
}

/** Splits the entries of one name into classes. */
function unite(namesakes: GroupEntry[], told: Map<string, Told>): GroupEntry[][] {
  const units: GroupEntry[][] = []
  const single: GroupEntry[] = []
  for (const parts of Map.groupBy(namesakes, (entry) => stem(entry.key)).values())
    if (parts.length > 1 && differInYear(parts)) units.push(parts)
    else single.push(...parts)
  const places = new Set(single.map((entry) => told.get(entry.key)!.location).filter((at) => at !== null))
  const only = places.size === 1 ? [...places][0]! : ""
  for (const parts of Map.groupBy(single, (entry) => told.get(entry.key)!.location ?? only).values())
    if (parts.length > 1 && differInYear(parts)) units.push(parts)
    else units.push(...parts.map((entry) => [entry]))
  return units
}

const stem = (key: string) => key.replace(/_lj_\w*$/i, "")

const differInYear = (parts: GroupEntry[]) =>
  parts.every((part) => part.year !== "" && part.year !== "H") &&
  new Set(parts.map((part) => part.year)).size === parts.length

function groupOf(parts: GroupEntry[], told: Map<string, Told>): RosterGroup {
  const first = parts[0]!
  const years = new Set<string>()
  for (const part of parts)
    if (part.year !== "" && part.year !== "C" && part.year !== "H") years.add(part.year)
    else for (const year of told.get(part.key)!.years) years.add(year)
  return {
    key: first.key,
    keys: parts.map((part) => part.key),
    name: first.name,
    yearGroups: [...years].sort(byYear),
    kind: first.kind,
    location: told.get(first.key)!.location,
  }
}

/** Babies and toddlers first, then by number, then the letters. */
const byYear = (one: string, other: string) => order(one) - order(other) || one.localeCompare(other)
const order = (year: string) => (/^\d+$/.test(year) ? Number(year) : /^[BD]$/.test(year) ? -1 : 99)
