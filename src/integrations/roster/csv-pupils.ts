import { fold, foldSurname, type PersonName } from "../../domain/people/people.ts"
import { absence } from "./checks.ts"
import { readClass, readYear } from "./classes.ts"
import { type Cells, type GuardianRead, letterOf, readGuardians } from "./csv-rows.ts"
import { type DateOrder, readDate } from "./dates.ts"
import { type Address, addressText, readAddress, readFlag } from "./facts.ts"
import { addGuardians } from "./homes.ts"
import { shownInitials, splitFull, splitSurname } from "./names.ts"
import type { ReadOptions } from "./options.ts"
import type { Remarks } from "./remarks.ts"
import { saysNothing } from "./text.ts"

/** A pupil while rows are put together; facts that are not kept live only here. */
export type Draft = {
  key: string | null
  name: PersonName
  line: number
  className: string
  year: string
  location: string
  teachers: string[]
  birth: string
  lastFour: string
  family: string
  secret: boolean
  address: Address | null
  guardians: GuardianRead[]
}

/** What holds for the whole list. */
export type ListFacts = {
  options: ReadOptions
  remarks: Remarks
  order: DateOrder
  /** The numbers of this list lost digits and are no keys. */
  noKeys: boolean
  /** A class of 1 to 8 is the year as well. */
  classIsYear: boolean
  lastFourOf: (line: number) => string
}

/** All pupils of a list with one row or more each, put together by number, else by name, class and birth date. */
export function draftPupils(rows: Iterable<Cells>, list: ListFacts): Draft[] {
  const { remarks, options } = list
  const drafts = new Map<string, Draft>()
  const away = new Map<string, "former" | "future">()
  for (const cells of rows) {
    const draft = draftOf(cells, list)
    const out = absence(
      date(cells, "pupil.starts", list),
      date(cells, "pupil.leaves", list),
      options.today.toString(),
    )
    const id = idOf(draft)
    const known = drafts.get(id)
    if (draft.name.first === "" && draft.name.last === "" && !known)
      remarks.say("E01", { line: draft.line, variant: "no-name" })
    else if (out !== null) away.set(id, out)
    else if (!known) drafts.set(id, draft)
    else if (!sameName(known.name, draft.name)) remarks.say("E02", { line: draft.line, variant: "pupil" })
    else join(known, draft, remarks)
  }
  for (const [id, out] of away) if (!drafts.has(id)) remarks.tally("W09", 1, out)
  return [...drafts.values()]
}

function idOf({ key, name, className, birth, address, line }: Draft): string {
  if (key !== null) return `key ${key}`
  const told = birth || addressText(address)
  return told ? `name ${nameText(name)} ${className} ${told}` : `line ${line}`
}

const nameText = (name: PersonName) => `${fold(name.first)} ${foldSurname(name.last)}`
// A second row of a pupil need not repeat the name.
const sameName = (one: PersonName, other: PersonName) =>
  (other.first === "" && other.last === "") || nameText(one) === nameText(other)

/** A second row of the same pupil: another guardian, or another enrolment. */
function join(known: Draft, more: Draft, remarks: Remarks) {
  if (more.className !== "" && known.className !== "" && more.className !== known.className)
    remarks.say("W10", { line: more.line, variant: "two-groups" })
  for (const field of ["className", "year", "location", "birth", "lastFour", "family"] as const)
    if (known[field] === "") known[field] = more[field]
  // An address that differs per row is that of the guardian in the row.
  const theirs = more.address
  addGuardians(
    known.guardians,
    theirs ? more.guardians.map((each) => ({ ...each, address: each.address ?? theirs })) : more.guardians,
  )
  known.address ??= theirs
  known.secret ||= more.secret
  known.teachers.push(...more.teachers.filter((teacher) => !known.teachers.includes(teacher)))
}

function draftOf(cells: Cells, list: ListFacts): Draft {
  const { options, remarks } = list
  const key = cells("pupil.key")
  if (key.startsWith("#")) remarks.tally("W12", 1, "temporary-keys")
  const { name: className, damaged } = readClass(cells("pupil.class"), options.today)
  if (damaged) remarks.tally("W11", 1, "class")
  return {
    key: key === "" || key.startsWith("#") || list.noKeys ? null : key,
    name: readName(cells),
    line: cells.line,
    className,
    year: readYear(cells("pupil.year") || (list.classIsYear ? className : "")),
    location: cells("pupil.location"),
    teachers: cells.every("class.teacher").flatMap(({ cell }) => cell.split(/[;/\n]| en /)),
    birth: readBirth(cells, list),
    lastFour: list.lastFourOf(cells.line),
    family: saysNothing(cells("family.code")) ? "" : cells("family.code"),
    secret: readFlag(cells("pupil.protected")) === true,
    address: readAddress({
      street: cells("address.street"),
      number: cells("address.number"),
      suffix: cells("address.suffix"),
      postcode: cells("address.postcode"),
    }),
    guardians: readGuardians(cells, remarks),
  }
}

function readName(cells: Cells): PersonName {
  const whole = cells("pupil.full")
  const full = whole === "" ? null : splitFull(whole)
  const first =
    cells("pupil.first") ||
    full?.first ||
    cells("pupil.officialFirst").split(" ")[0] ||
    shownInitials(cells("pupil.initials"))
  const last = cells("pupil.last")
  const surname = last === "" ? (full ?? { prefix: "", last: "" }) : splitSurname(last, cells("pupil.prefix"))
  return { first, prefix: surname.prefix, last: surname.last }
}

/** The birth date as ISO text; "" when it is not said. A bad one is only worth a word where it opens a door. */
function readBirth(cells: Cells, { options, remarks, order }: ListFacts): string {
  const written = cells("pupil.birth")
  const birth = written === "" ? null : readDate(written, order)
  const unknown = saysNothing(written) || /^0?0[-/.]/.test(written)
  if (options.factor === "birth-date" && birth === null && !unknown)
    remarks.say("E04", { line: cells.line, column: cells.every("pupil.birth")[0]?.letter ?? letterOf(0) })
  return birth ?? ""
}

function date(
  cells: Cells,
  meaning: "pupil.starts" | "pupil.leaves",
  { remarks, order }: ListFacts,
): string | null {
  for (const { cell, letter } of cells.every(meaning)) {
    const read = readDate(cell, order)
    if (read === null && !saysNothing(cell.trim())) remarks.say("E04", { line: cells.line, column: letter })
    return read
  }
  return null
}
