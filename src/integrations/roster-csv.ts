/**
 * Lists: any school's CSV, in whatever columns its administration was told to write. Columns are known by their headings, else
 * by a person; guardians may stand beside the pupil, in rows of their own, or alone with the numbers of their children.
 */

import type { Roster, RosterPupil } from "../domain/rosters/roster.ts"
import type { ColumnGuess, ColumnMeaning } from "../domain/rosters/roster-columns.ts"
import { isOfOther } from "./edexml.ts"
import type { Decoded } from "./roster/bytes.ts"
import { checkAge, checkPupils, readSchoolYear } from "./roster/checks.ts"
import { gatherGroups } from "./roster/csv-groups.ts"
import { childrenOf } from "./roster/csv-guardians.ts"
import { type Draft, draftPupils, type ListFacts } from "./roster/csv-pupils.ts"
import { type Cells, cellsOf } from "./roster/csv-rows.ts"
import { dateOrder } from "./roster/dates.ts"
import { hashFactor } from "./roster/factor.ts"
import { addressText } from "./roster/facts.ts"
import { type Columns, guessColumns } from "./roster/guess.ts"
import { divideHomes, keepGuardian } from "./roster/homes.ts"
import { lostDigits, lostNoughts } from "./roster/numbers.ts"
import type { ReadOptions } from "./roster/options.ts"
import type { Remarks } from "./roster/remarks.ts"
import { readTable, type Table } from "./roster/table.ts"

export type { ColumnGuess, ColumnMapping, ColumnMeaning } from "../domain/rosters/roster-columns.ts"

type Outcome = { roster: Roster | null; columns: ColumnGuess | null }

/** A list as a roster; null with F10 when a person must say first what its columns mean. */
export function readCsv(decoded: Decoded, options: ReadOptions, remarks: Remarks): Outcome {
  const table = readTable(decoded.text, options.mapping, remarks)
  if (table === null) return { roster: null, columns: null }
  const columns = guessColumns(table, decoded.encoding, options.mapping)
  const outcome = (roster: Roster | null) => ({ roster, columns: columns.guess })
  const meanings = columns.guess.mapping.columns
  const about = aboutWhom(meanings)
  if (about === null || (table.headingRow === null && !options.mapping)) {
    remarks.say("F10", { variant: table.headingRow === null && !options.mapping ? "no-heading" : "no-name" })
    return outcome(null)
  }
  remarks.tally("W13", columns.unknown, "unknown-columns")
  remarks.tally("W13", columns.doubled, "duplicate-headings")
  countDropped(table, columns, remarks)
  const rows = readableRows(table, remarks).map(cellsOf(meanings))
  const list = factsOf(table, columns, rows, options, remarks)
  const source = readSource(rows)
  if (isOfOther(source.brin, options)) {
    remarks.say("F07")
    return outcome(null)
  }
  checkAge(source.schoolYear, null, options.today, remarks)
  const roster =
    about === "guardians" ? onlyGuardians(rows, source, list) : readPupils(rows, source, list, meanings)
  if (roster.pupils.length > 0) return outcome(roster)
  remarks.say("F06", rows.length > 0 ? { variant: "all-left-out" } : {})
  return outcome(null)
}

/** Is this a list of pupils, or only of guardians by the numbers of their children? Null when neither can be made of it. */
function aboutWhom(meanings: readonly ColumnMeaning[]): "pupils" | "guardians" | null {
  if (meanings.some((meaning) => /^pupil\.(first|last|full)$/.test(meaning))) return "pupils"
  const reaches = meanings.some((meaning) => /^guardian\d\.(email|phone|last|full)$/.test(meaning))
  const keyed = meanings.includes("guardian.children") || meanings.includes("pupil.key")
  return reaches && keyed ? "guardians" : null
}

function countDropped({ rows }: Table, { kinds }: Columns, remarks: Remarks) {
  for (const [at, kind] of kinds.entries())
    if (kind !== null) remarks.drop(kind, rows.filter(({ cells }) => (cells[at] ?? "").trim() !== "").length)
}

/** A row with cells beyond its columns has slipped; nothing in it can be trusted. */
function readableRows({ rows, width }: Table, remarks: Remarks) {
  return rows.filter(({ cells, line }) => {
    const slipped = cells.slice(width).some((cell) => cell.trim() !== "")
    if (slipped) remarks.say("E01", { line, variant: "misaligned" })
    return !slipped
  })
}

function factsOf(
  table: Table,
  columns: Columns,
  rows: Cells[],
  options: ReadOptions,
  remarks: Remarks,
): ListFacts {
  const cells = (meaning: ColumnMeaning) => rows.map((row) => row(meaning)).filter(Boolean)
  const dates = (["pupil.birth", "pupil.starts", "pupil.leaves"] as const).flatMap(cells)
  const keys = cells("pupil.key")
  const ruined = keys.filter(lostDigits).length
  remarks.tally("W11", ruined, "number-exponent")
  remarks.tally("W11", lostNoughts(keys), "number")
  const classes = cells("pupil.class")
  return {
    options,
    remarks,
    order: dateOrder(dates),
    noKeys: ruined > 0,
    classIsYear: classes.length > 0 && classes.every((name) => /^(groep )?[1-8]$/i.test(name)),
    lastFourOf: options.factor === "bsn4" ? lastFours(table, columns) : () => "",
  }
}

/** The only look at a column that is never kept: its last four digits, on their way to a hash. */
function lastFours({ rows }: Table, { kinds }: Columns): (line: number) => string {
  const byLine = new Map<number, string>()
  for (const { cells, line } of rows)
    for (const [at, kind] of kinds.entries()) {
      const digits = (cells[at] ?? "").replace(/\D/g, "")
      const fits =
        kind === "bsn-last-four"
          ? /^\d{1,4}$/
          : kind === "bsn" || kind === "education-number"
            ? /^\d{8,9}$/
            : null
      if (fits?.test(digits) && !byLine.has(line)) byLine.set(line, digits.slice(-4).padStart(4, "0"))
    }
  return (line) => byLine.get(line) ?? ""
}

function readSource(rows: readonly Cells[]): Roster["source"] {
  const only = (meaning: ColumnMeaning) => {
    const said = new Set(rows.map((row) => row(meaning)).filter(Boolean))
    return said.size === 1 ? [...said][0]! : ""
  }
  const brin = only("school.brin").toUpperCase().slice(0, 4)
  return {
    kind: "csv",
    version: null,
    schoolYear: readSchoolYear(only("school.year")),
    brin: /^\d{2}[A-Z]{2}$/.test(brin) ? brin : null,
    madeOn: null,
  }
}

function readPupils(
  rows: Cells[],
  source: Roster["source"],
  list: ListFacts,
  meanings: readonly ColumnMeaning[],
): Roster {
  const { options, remarks } = list
  const drafts = draftPupils(rows, list)
  const { groups, locations, teachers, groupOf, locationOf } = gatherGroups(drafts, remarks)
  const onlySecond =
    hasAddress(meanings, "guardian2") &&
    !hasAddress(meanings, "guardian1") &&
    !hasAddress(meanings, "address")
  const read = drafts.map((draft) => ({
    pupil: keepPupil(draft, groupOf(draft), locationOf(draft), onlySecond, list),
    line: draft.line,
    birth: draft.birth,
  }))
  const pupils = read.map(({ pupil }) => pupil)
  checkPupils(read, options.factor, remarks)
  const count = (test: (pupil: RosterPupil) => boolean) => pupils.filter(test).length
  if (meanings.some((meaning) => meaning.startsWith("guardian")))
    remarks.tally(
      "W08",
      count(({ guardians }) => !guardians.some(({ email }) => email)),
      "no-guardian-email",
    )
  if (meanings.includes("address.postcode"))
    remarks.tally(
      "W08",
      count((pupil) => pupil.postcodeHash === null && !pupil.protectedAddress),
      "no-postcode",
    )
  return { source, factor: options.factor, locations, groups, pupils, teachers }
}

const hasAddress = (meanings: readonly ColumnMeaning[], whose: "address" | "guardian1" | "guardian2") =>
  (["street", "postcode", "number"] as const).some((part) => meanings.includes(`${whose}.${part}`))

function keepPupil(
  draft: Draft,
  group: string | null,
  location: string | null,
  onlySecond: boolean,
  { options, remarks }: ListFacts,
): RosterPupil {
  const { key, name, birth, lastFour, secret, family } = draft
  const { factor, hide } = options
  const homes = divideHomes(draft.guardians, draft.address, onlySecond, remarks)
  const address =
    draft.address ??
    homes.find(({ home, guardian }) => home === 1 && guardian.address)?.guardian.address ??
    null
  const whole = addressText(address)
  const postcode = address?.postcode ?? ""
  return {
    key,
    name,
    yearGroup: draft.year,
    group,
    combined: [],
    location,
    factorHash: hashFactor(factor, hide, { key, birth, postcode, lastFour }),
    postcodeHash: secret || postcode === "" ? null : hide("postcode", postcode),
    addressHash: secret || whole === null ? null : hide("address", whole),
    familyHash: family === "" ? null : hide("family", family),
    protectedAddress: secret,
    guardians: homes.map(({ home, guardian }) => keepGuardian(guardian, home, secret, hide)),
  }
}

/** A list that only says who belongs to which number: pupils without names, whom the school must know already. */
function onlyGuardians(rows: Cells[], source: Roster["source"], { options, remarks }: ListFacts): Roster {
  const pupils = [...childrenOf(rows, remarks)].map(
    ([key, guardians]): RosterPupil => ({
      key,
      name: { first: "", prefix: "", last: "" },
      yearGroup: "",
      group: null,
      combined: [],
      location: null,
      factorHash: null,
      postcodeHash: null,
      addressHash: null,
      familyHash: null,
      protectedAddress: false,
      guardians: divideHomes(guardians, null, false, remarks).map(({ home, guardian }) =>
        keepGuardian(guardian, home, false, options.hide),
      ),
    }),
  )
  return {
    source,
    factor: options.factor,
    about: "guardians",
    locations: [],
    groups: [],
    pupils,
    teachers: [],
  }
}
