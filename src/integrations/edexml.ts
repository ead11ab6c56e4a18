/**
 * EdeXML: the Dutch agreement for moving pupils, groups and teachers from a school's administration (Edustandaard, EDEXML 1.03 to
 * 2.1; UWLR carries the same elements in a namespace). It never holds guardians. Read kindly, because every real file breaks its
 * schema somewhere: fixed paths, any order, and nothing is read that is not needed.
 */
import type { Roster, RosterLocation } from "../domain/rosters/roster.ts"
import { at, checkAge, checkPupils, readSchoolYear } from "./roster/checks.ts"
import { readDate } from "./roster/dates.ts"
import type { ReadOptions } from "./roster/options.ts"
import type { Remarks } from "./roster/remarks.ts"
import { child, children, type Element, keyOf, lines, value } from "./roster/xml-elements.ts"
import { type GroupEntry, joinGroups } from "./roster/xml-groups.ts"
import { guardXml } from "./roster/xml-guard.ts"
import { type Cut, parseInPieces } from "./roster/xml-pieces.ts"
import { type Reading, readPupils, readYear } from "./roster/xml-pupils.ts"
import { checkTeachers, readTeachers } from "./roster/xml-teachers.ts"

const mostPupils = 30_000

/** An EdeXML text as a roster; null when the file is refused, and then the remarks say why. `before`: lines cut from its start. */
export function readEdexml(
  text: string,
  before: number,
  options: ReadOptions,
  remarks: Remarks,
): Roster | null {
  const guarded = guardXml(text, remarks)
  if (!guarded.ok) {
    const { code, variant, line } = guarded
    remarks.say(code, { ...(variant ? { variant } : {}), ...at(line && line + before) })
    return null
  }
  const cut = parseInPieces(guarded.xml, remarks, (tree) => findRoot(tree)?.element ?? null)
  if (cut === null) {
    remarks.say("F04")
    return null
  }
  const root = findRoot(cut.tree, remarks)
  if (root === null) {
    remarks.say("F05")
    return null
  }
  return readRoot(root.element, cut, root.uwlr, { options, remarks, lineOf: lines(guarded.xml, before) })
}

/** The element that holds the school: EDEX itself, or UWLR's, at most four steps inside its envelope. */
function findRoot(tree: Element, remarks?: Remarks): { element: Element; uwlr: boolean } | null {
  let element: Element | null = tree
  for (let step = 0; element !== null && step < 5; step++) {
    const names = Object.keys(element).filter((name) => !/^[@#]/.test(name))
    const edex = names.find((name) => name.toUpperCase() === "EDEX")
    if (edex && edex !== "EDEX") remarks?.say("W03", { variant: "root-name" })
    const root = edex ?? names.find((name) => name === "leerlinggegevens")
    // A root without anything in it is a text to the parser.
    if (root) return { element: child(element, root) ?? {}, uwlr: root === "leerlinggegevens" }
    element = child(
      element,
      names.includes("Body") ? "Body" : (names.find((name) => child(element, name)) ?? ""),
    )
  }
  return null
}

function readRoot(
  root: Element,
  { count, pupils: elements }: Cut,
  uwlr: boolean,
  reading: Reading,
): Roster | null {
  const { options, remarks } = reading
  const source = readSource(root)
  if (isOfOther(source.brin, options)) {
    remarks.say("F07")
    return null
  }
  checkAge(source.schoolYear, source.madeOn, options.today, remarks)
  if (count > mostPupils) {
    remarks.say("F08", { variant: "pupils" })
    return null
  }
  const locations = children(child(root, "vestigingen"), "vestiging")
    .map(
      (element): RosterLocation => ({ key: keyOf(element), name: value(element, "naam") || keyOf(element) }),
    )
    .filter((location) => location.key !== "")
  const entries = readGroups(child(root, "groepen"), reading)
  let isSecond = false
  const passing = function* () {
    for (const element of elements()) {
      isSecond ||= second.some((name) => name in element)
      yield element
    }
  }
  const read = readPupils(passing(), new Map(entries.map((entry) => [entry.key, entry])), locations, reading)
  const version = uwlr ? "uwlr" : versionOf(root, isSecond, remarks)
  const pupils = read.map(({ pupil }) => pupil)
  if (pupils.length === 0) {
    remarks.say("F06", count > 0 ? { variant: "all-left-out" } : {})
    return null
  }
  const { groups, merged } = joinGroups(entries, pupils, remarks)
  const now = (keys: readonly string[]) => [
    ...new Set(keys.map((key) => merged.get(key)).filter((key) => key !== undefined)),
  ]
  for (const pupil of pupils) {
    pupil.group = pupil.group === null ? null : (merged.get(pupil.group) ?? null)
    pupil.combined = now(pupil.combined)
  }
  const teachers = readTeachers(child(root, "leerkrachten"), merged, entries, reading)
  for (const teacher of teachers) teacher.groups = now(teacher.groups)
  checkPupils(read, options.factor, remarks)
  remarks.tally("W08", pupils.filter((pupil) => pupil.postcodeHash === null).length, "no-postcode")
  checkTeachers(teachers, groups, pupils, remarks)
  return { source: { ...source, version }, factor: options.factor, locations, groups, pupils, teachers }
}

/** Is this the file of another school? Not when either side does not say, or a person said that it is meant. */
export const isOfOther = (brin: string | null, { brin: own, anotherSchool }: ReadOptions) =>
  !anotherSchool && brin !== null && own !== null && brin !== own.toUpperCase().slice(0, 4)

function readSource(root: Element): Omit<Roster["source"], "version"> {
  const school = child(root, "school")
  const brin = value(school, "brincode").toUpperCase().slice(0, 4)
  const made = value(school, "aanmaakdatum") || value(school, "peildatum")
  return {
    kind: "edexml",
    schoolYear: readSchoolYear(value(school, "schooljaar")),
    brin: brin === "" ? null : brin,
    madeOn: readDate(made.slice(0, 10)),
  }
}

/** What only pupils of the second version have. */
const second = [
  "voornamen",
  "samengestelde_groepen",
  "vestiging",
  "emailadres",
  "gebruikersnaam",
  "bsn",
  "bsn_ondwnr-4",
]

/** Told by what only that version has; what the file says of itself is believed only where that does not decide. */
function versionOf(root: Element, isSecond: boolean, remarks: Remarks): string {
  if ((remarks.dropped["eck-id"] ?? 0) > 0) return "2.1"
  const declared = value(child(root, "school"), "xsdversie")
  if (/^2\.[01]/.test(declared)) return declared.slice(0, 3)
  const hasMore = "vestigingen" in root || child(root, "groepen")?.["samengestelde_groep"] !== undefined
  return isSecond || hasMore ? "2.0" : "1.03"
}

function readGroups(container: Element | null, { remarks, lineOf }: Reading): GroupEntry[] {
  const entries = new Map<string, GroupEntry>()
  for (const kind of ["home", "combined"] as const)
    for (const element of children(container, kind === "home" ? "groep" : "samengestelde_groep")) {
      const key = keyOf(element)
      const name = value(element, "naam", "omschrijving") || key
      if (key === "") continue
      const entry = { key, name, year: readYear(value(element, "jaargroep")), kind, line: lineOf(element) }
      if (!entries.has(key)) entries.set(key, entry)
      else if (entries.get(key)!.name !== name) remarks.say("E02", { ...at(entry.line), variant: "group" })
    }
  return [...entries.values()]
}
