import type { RosterLocation, RosterPupil } from "../../domain/rosters/roster.ts"
import { absence, at, type PupilRead } from "./checks.ts"
import { readDate } from "./dates.ts"
import { hashFactor } from "./factor.ts"
import { readPostcode } from "./facts.ts"
import { shownInitials, splitSurname } from "./names.ts"
import type { ReadOptions } from "./options.ts"
import type { Remarks } from "./remarks.ts"
import { child, children, type Element, keyOf, value } from "./xml-elements.ts"
import type { GroupEntry } from "./xml-groups.ts"

/** What everyone who reads a part of the file needs. */
export type Reading = {
  options: ReadOptions
  remarks: Remarks
  lineOf: (element: Element) => number | undefined
}

/** A jaargroep as the code list has it: "4", "V". */
export const readYear = (written: string) => written.toUpperCase().replace(/^0+(?=\d)/, "")

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

/** The pupils who are there today. Who left, is still to come, has no key or has someone else's, is not read. */
export function readPupils(
  elements: Iterable<Element>,
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
    // The first one counts; which is right, only the school can say.
    if (Object.values(element).some(Array.isArray)) remarks.tally("W03", 1, "repeated-element")
    for (const [kind, ...names] of notOurs)
      if (kind !== "bsn-last-four" || options.factor !== "bsn4")
        if (names.some((name) => name in element && value(element, name) !== "")) remarks.drop(kind)
    const key = keyOf(element)
    const name = readName(element)
    const whole = `${name.first} ${name.prefix} ${name.last}`
    const year = readYear(value(element, "jaargroep")) || groups.get(keyOf(child(element, "groep")))?.year
    const out = year === "H" ? "former" : away(element, today, line, remarks)
    if (key === "") remarks.say("E01", { ...at(line), variant: "no-key" })
    else if (name.first === "" && name.last === "") remarks.say("E01", { ...at(line), variant: "no-name" })
    else if (out !== null) remarks.tally("W09", 1, out)
    else if (known.get(key) === whole) remarks.say("W10", { ...at(line), variant: "same-key" })
    else if (known.has(key)) remarks.say("E02", { ...at(line), variant: "pupil" })
    else {
      known.set(key, whole)
      read.push(readPupil(element, name, line, { groups, locations, ...reading }))
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
  return {
    first,
    ...splitSurname(value(element, "achternaam"), value(element, "voorvoegsel", "tussenvoegsel")),
  }
}

type PupilReading = Reading & {
  groups: ReadonlyMap<string, GroupEntry>
  locations: readonly RosterLocation[]
}

function readPupil(
  element: Element,
  name: RosterPupil["name"],
  line: number | undefined,
  reading: PupilReading,
): PupilRead {
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
