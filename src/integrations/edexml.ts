/**
 * EdeXML: the Dutch agreement for moving pupils, groups and teachers from a school's administration (Edustandaard, EDEXML 1.03 to
 * 2.1; UWLR carries the same elements in a namespace). It never holds guardians. Read kindly, because every real file breaks its
 * schema somewhere: fixed paths, any order, and nothing is read that is not needed.
 */
import type { Roster, RosterLocation, RosterPupil } from "../domain/roster.ts"
import { absence, at, checkAge, checkPupils, type PupilRead, readSchoolYear } from "./roster/checks.ts"
import { readDate } from "./roster/dates.ts"
import { hashFactor } from "./roster/factor.ts"
import { readPostcode } from "./roster/facts.ts"
import { shownInitials, splitSurname } from "./roster/names.ts"
import type { ReadOptions } from "./roster/options.ts"
import type { Remarks } from "./roster/remarks.ts"
import { child, children, type Element, keyOf, lines, parseXml, value } from "./roster/xml-elements.ts"
import { type GroupEntry, joinGroups } from "./roster/xml-groups.ts"
import { guardXml } from "./roster/xml-guard.ts"
import { checkTeachers, readTeachers } from "./roster/xml-teachers.ts"

const mostPupils = 30_000

type Reading = {
  options: ReadOptions
  remarks: Remarks
  lineOf: (element: Element) => number | undefined
}

/** An EdeXML text as a roster; null when the file is refused, and then the remarks say why. `before`: lines cut from its start. */
export function readEdexml(text: string, before: number, options: ReadOptions, remarks: Remarks): Roster | null {
  const guarded = guardXml(text, remarks)
  if (!guarded.ok) {
    const { code, variant, line } = guarded
    remarks.say(code, { ...(variant ? { variant } : {}), ...at(line && line + before) })
    return null
  }
  const tree = parseXml(guarded.xml, remarks)
  if (tree === null || Object.keys(tree).length !== 1) {
    remarks.say("F04")
    return null
  }
  const root = findRoot(tree, remarks)
  if (root === null) {
    remarks.say("F05")
    return null
  }
  return readRoot(root.element, root.uwlr, { options, remarks, lineOf: lines(guarded.xml, before) })
}

/** The element that holds the school: EDEX itself, or UWLR's, at most four steps inside its envelope. */
function findRoot(tree: Element, remarks: Remarks): { element: Element; uwlr: boolean } | null {
  let element: Element | null = tree
  for (let step = 0; element !== null && step < 5; step++) {
    const names = Object.keys(element).filter((name) => !name.startsWith("@_"))
    const edex = names.find((name) => name.toUpperCase() === "EDEX")
    if (edex && edex !== "EDEX") remarks.say("W03", { variant: "root-name" })
    const root = edex ?? names.find((name) => name === "leerlinggegevens")
    // A root without anything in it is a text to the parser.
    if (root) return { element: child(element, root) ?? {}, uwlr: root === "leerlinggegevens" }
    element = child(element, names.includes("Body") ? "Body" : (names.find((name) => child(element, name)) ?? ""))
  }
  return null
}

function readRoot(root: Element, uwlr: boolean, reading: Reading): Roster | null {
  const { options, remarks } = reading
  const source = readSource(root, uwlr, remarks)
  if (isOfOther(source.brin, options)) {
    remarks.say("F07")
    return null
  }
  checkAge(source.schoolYear, source.madeOn, options.today, remarks)
  const elements = children(root, "leerlingen").flatMap((list) => children(list, "leerling"))
  if (elements.length > mostPupils) {
    remarks.say("F08", { variant: "pupils" })
    return null
  }
  const locations = children(child(root, "vestigingen"), "vestiging")
    .map((element): RosterLocation => ({ key: keyOf(element), name: value(element, "naam") || keyOf(element) }))
    .filter((location) => location.key !== "")
  const entries = readGroups(child(root, "groepen"), reading)
  const read = readPupils(elements, new Map(entries.map((entry) => [entry.key, entry])), locations, reading)
  const pupils = read.map(({ pupil }) => pupil)
  if (pupils.length === 0) {
    remarks.say("F06", elements.length > 0 ? { variant: "all-left-out" } : {})
    return null
  }
  const { groups, merged } = joinGroups(entries, pupils, remarks)
  const now = (keys: readonly string[]) => [...new Set(keys.map((key) => merged.get(key)).filter((key) => key !== undefined))]
  for (const pupil of pupils) {
    pupil.group = pupil.group === null ? null : (merged.get(pupil.group) ?? null)
    pupil.combined = now(pupil.combined)
  }
  const teachers = readTeachers(child(root, "leerkrachten"), merged, entries, reading)
  for (const teacher of teachers) teacher.groups = now(teacher.groups)
  checkPupils(read, options.factor, remarks)
  remarks.tally("W08", pupils.filter((pupil) => pupil.postcodeHash === null).length, "no-postcode")
  checkTeachers(teachers, groups, pupils, remarks)
  return { source, factor: options.factor, locations, groups, pupils, teachers }
}

/** Is this the file of another school? Not when either side does not say, or a person said that it is meant. */
export const isOfOther = (brin: string | null, { brin: own, anotherSchool }: ReadOptions) =>
  !anotherSchool && brin !== null && own !== null && brin !== own.toUpperCase().slice(0, 4)

function readSource(root: Element, uwlr: boolean, remarks: Remarks): Roster["source"] {
  const school = child(root, "school")
  const brin = value(school, "brincode").toUpperCase().slice(0, 4)
  const made = value(school, "aanmaakdatum") || value(school, "peildatum")
  return {
    kind: "edexml",
    version: uwlr ? "uwlr" : versionOf(root, value(school, "xsdversie"), remarks),
    schoolYear: readSchoolYear(value(school, "schooljaar")),
    brin: brin === "" ? null : brin,
    madeOn: readDate(made.slice(0, 10)),
  }
}

/** Told by what only that version has; what the file says of itself is believed only where that does not decide. */
function versionOf(root: Element, declared: string, remarks: Remarks): string {
  if ((remarks.dropped["eck-id"] ?? 0) > 0) return "2.1"
  if (/^2\.[01]/.test(declared)) return declared.slice(0, 3)
  const pupils = children(child(root, "leerlingen"), "leerling")
  const second = ["voornamen", "samengestelde_groepen", "vestiging", "emailadres", "gebruikersnaam", "bsn", "bsn_ondwnr-4"]
  const isSecond =
    "vestigingen" in root ||
    child(root, "groepen")?.["samengestelde_groep"] !== undefined ||
    pupils.some((pupil) => second.some((name) => name in pupil))
  return isSecond ? "2.0" : "1.03"
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

const readYear = (written: string) => written.toUpperCase().replace(/^0+(?=\d)/, "")

const notOurs = [
  ["bsn", "bsn", "sofinummer"],
  ["bsn-last-four", "bsn_ondwnr-4"],
  ["education-number", "onderwijsnummer"],
  ["national-number", "rijksregisternummer"],
  ["ethnicity", "etniciteit"],
  ["country", "land", "land_vader", "land_moeder"],
  ["weight", "gewicht_nieuw", "gewicht"],
  ["sex", "geslacht"],
  ["photo", "fotourl"],
  ["username", "gebruikersnaam"],
  ["pupil-email", "emailadres"],
] as const

function readPupils(
  elements: readonly Element[],
  groups: ReadonlyMap<string, GroupEntry>,
  locations: readonly RosterLocation[],
  reading: Reading,
): PupilRead[] {
  const { options, remarks, lineOf } = reading
  const today = options.today.toString()
  const known = new Map<string, string>()
  const read: PupilRead[] = []
  for (const element of elements) {
    const line = lineOf(element)
    for (const [kind, ...names] of notOurs)
      if (kind !== "bsn-last-four" || options.factor !== "bsn4")
        if (names.some((name) => name in element && value(element, name) !== "")) remarks.drop(kind)
    const key = keyOf(element)
    const name = readName(element)
    const whole = `${name.first} ${name.prefix} ${name.last}`
    if (key === "") remarks.say("E01", { ...at(line), variant: "no-key" })
    else if (name.first === "" && name.last === "") remarks.say("E01", { ...at(line), variant: "no-name" })
    else if (known.get(key) === whole) remarks.say("W10", { ...at(line), variant: "same-key" })
    else if (known.has(key)) remarks.say("E02", { ...at(line), variant: "pupil" })
    else {
      known.set(key, whole)
      const year = readYear(value(element, "jaargroep")) || groups.get(keyOf(child(element, "groep")))?.year
      const out = year === "H" ? "former" : away(element, today, line, remarks)
      if (out !== null) remarks.tally("W09", 1, out)
      else read.push(readPupil(element, name, line, { groups, locations, ...reading }))
    }
  }
  return read
}

function away(element: Element, today: string, line: number | undefined, remarks: Remarks) {
  const date = (column: string) => {
    const written = value(element, column)
    const read = written === "" ? null : readDate(written)
    if (written !== "" && read === null) remarks.say("E04", { ...at(line), column })
    return read
  }
  return absence(date("instroomdatum"), date("uitstroomdatum"), today)
}

/** Roepnaam, else the first of the first names, else initials: real files miss either. */
function readName(element: Element) {
  const initials = value(element, "voorletters-1", "voorletters")
  const first =
    value(element, "roepnaam") || (value(element, "voornamen").split(" ")[0] ?? "") || shownInitials(initials)
  return { first, ...splitSurname(value(element, "achternaam"), value(element, "voorvoegsel", "tussenvoegsel")) }
}

type PupilReading = Reading & { groups: ReadonlyMap<string, GroupEntry>; locations: readonly RosterLocation[] }

function readPupil(element: Element, name: RosterPupil["name"], line: number | undefined, reading: PupilReading): PupilRead {
  const { options, remarks, groups, locations } = reading
  const temporary = keyOf(element).startsWith("#")
  if (temporary) remarks.tally("W12", 1, "temporary-keys")
  const key = temporary ? null : keyOf(element)
  const home = keyOf(child(element, "groep"))
  const across = children(child(element, "samengestelde_groepen"), "samengestelde_groep").map(keyOf)
  const asked = [home, ...across].filter((each) => each !== "")
  if (asked.some((each) => !groups.has(each))) remarks.say("E03", { ...at(line), variant: "pupil" })
  const found = asked.flatMap((each) => groups.get(each) ?? [])
  const group = found.find((each) => each.kind === "home") ?? null
  const location = keyOf(child(element, "vestiging"))
  const postcode = readPostcode(value(element, "postcodenl", "postcode", "postnummerbe", "postcodeoverig"))
  const written = value(element, "geboortedatum")
  const birth = readDate(written)
  const unknown = /^(00|0000)-|-00(-|$)/.test(written)
  if (options.factor === "birth-date" && written !== "" && birth === null && !unknown)
    remarks.say("E04", { ...at(line), column: "geboortedatum" })
  const number = value(element, "bsn", "sofinummer", "onderwijsnummer").replace(/\D/g, "")
  const facts = {
    key,
    birth: birth ?? "",
    postcode: postcode ?? "",
    lastFour: value(element, "bsn_ondwnr-4") || (/^\d{8,9}$/.test(number) ? number.slice(-4) : ""),
  }
  const pupil: RosterPupil = {
    key,
    name,
    yearGroup: readYear(value(element, "jaargroep")) || (group && group.year !== "C" ? group.year : ""),
    group: group?.key ?? null,
    combined: found.filter((each) => each.kind === "combined").map((each) => each.key),
    location: locations.some((each) => each.key === location) ? location : null,
    factorHash: hashFactor(options.factor, options.hide, facts),
    postcodeHash: postcode === null ? null : options.hide("postcode", postcode),
    addressHash: null,
    familyHash: null,
    protectedAddress: false,
    guardians: [],
  }
  return { pupil, line, birth: birth ?? "" }
}
