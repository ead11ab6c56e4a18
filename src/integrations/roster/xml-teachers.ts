import { fold, foldSurname } from "../../domain/people/people.ts"
import type { RosterGroup, RosterPupil, RosterTeacher } from "../../domain/rosters/roster.ts"
import { at } from "./checks.ts"
import { readEmails } from "./facts.ts"
import { splitSurname } from "./names.ts"
import type { Remarks } from "./remarks.ts"
import { child, children, type Element, keyOf, value, values } from "./xml-elements.ts"
import type { GroupEntry } from "./xml-groups.ts"

// The list of EDEXML 2.1; 2.0 has all but TAL.
const roles = new Set("ADJ ADM CON DIR ICT IB KLA LRK LOS LOC OWA OUD RT SMW STA TAL VAK".split(" "))
const teaches = new Set(["LRK", "VAK", "TAL"])
const manyGroups = 6

type Reading = { remarks: Remarks; lineOf: (element: Element) => number | undefined }

/** Everyone under `leerkrachten`: caretakers and helping parents are among them, told apart by their roles. */
export function readTeachers(
  container: Element | null,
  merged: ReadonlyMap<string, string>,
  entries: readonly GroupEntry[],
  { remarks, lineOf }: Reading,
): RosterTeacher[] {
  const teachers: RosterTeacher[] = []
  const keys = new Map<string, string>()
  const known = new Set(entries.map((entry) => entry.key))
  for (const element of children(container, "leerkracht")) {
    const line = lineOf(element)
    const key = keyOf(element)
    const teacher = readTeacher(element, line, remarks)
    const whole = `${fold(teacher.name.first)} ${foldSurname(teacher.name.last)}`
    if (teacher.name.first === "" && teacher.name.last === "") {
      remarks.say("E01", { ...at(line), variant: "teacher" })
      continue
    }
    if (key !== "" && keys.has(key)) {
      if (keys.get(key) !== whole) remarks.say("E02", { ...at(line), variant: "teacher" })
      continue
    }
    keys.set(key, whole)
    if (teacher.groups.some((group) => !known.has(group)))
      remarks.say("E03", { ...at(line), variant: "teacher" })
    teacher.groups = teacher.groups.filter((group) => merged.has(group))
    teachers.push(teacher)
  }
  return teachers
}

function readTeacher(element: Element, line: number | undefined, remarks: Remarks): RosterTeacher {
  const groups = child(element, "groepen")
  const links = [...children(groups, "groep"), ...children(groups, "samengestelde_groep")]
  const { emails, wrong } = readEmails(value(element, "emailadres"))
  if (wrong) remarks.say("E05", { ...at(line), column: "emailadres" })
  const key = keyOf(element)
  const first = value(element, "roepnaam") || (value(element, "voornamen").split(" ")[0] ?? "")
  const surname = splitSurname(value(element, "achternaam"), value(element, "voorvoegsel", "tussenvoegsel"))
  if (value(element, "gebruikersnaam") !== "") remarks.drop("username")
  return {
    key: key === "" || key.startsWith("#") ? null : key,
    name: { first, ...surname },
    initials: value(element, "voorletters-1", "voorletters"),
    email: emails[0] ?? null,
    roles: rolesOf(element, links),
    groups: links.map(keyOf).filter((each) => each !== ""),
  }
}

/** A role in a group outranks the person's own; that one counts for groups where none is given. */
function rolesOf(element: Element, links: Element[]): string[] {
  const perGroup = links.map((link) => readRoles(link))
  const own = readRoles(element)
  const inGroups = perGroup.flat()
  const needsOwn = inGroups.length === 0 || perGroup.some((each) => each.length === 0)
  return [...new Set([...(needsOwn ? own : []), ...inGroups])]
}

const readRoles = (element: Element) =>
  values(element, "rol")
    .map((role) => role.toUpperCase())
    .filter((role) => roles.has(role))

/** W07: what keeps a round from being set up in one go. People who do not teach are not counted. */
export function checkTeachers(
  teachers: readonly RosterTeacher[],
  groups: readonly RosterGroup[],
  pupils: readonly RosterPupil[],
  remarks: Remarks,
): void {
  if (teachers.length === 0) {
    remarks.say("W07", { variant: "no-teachers" })
    return
  }
  const taught = new Set(teachers.flatMap((teacher) => teacher.groups))
  const used = new Set(pupils.map((pupil) => pupil.group))
  const hosts = teachers.filter(({ roles }) => roles.length === 0 || roles.some((role) => teaches.has(role)))
  const without = groups.filter(
    (group) => group.kind === "home" && used.has(group.key) && !taught.has(group.key),
  )
  remarks.tally("W07", without.length, "group-without-teacher")
  remarks.tally("W07", hosts.filter((host) => host.groups.length === 0).length, "teacher-without-group")
  remarks.tally("W07", hosts.filter((host) => host.email === null).length, "teacher-without-email")
  remarks.tally(
    "W07",
    teachers.filter((teacher) => teacher.groups.length > manyGroups).length,
    "teacher-many-groups",
  )
}
