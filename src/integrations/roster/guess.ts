import type { DroppedKind } from "../../domain/rosters/roster.ts"
import type { ColumnGuess, ColumnMapping, ColumnMeaning } from "../../domain/rosters/roster-columns.ts"
import { columnMeanings } from "../../domain/rosters/roster-columns.ts"
import { type HeadingSays, normalise, rankOf, readHeading } from "./columns.ts"
import { guessByContents } from "./guess-contents.ts"
import { secretIn } from "./numbers.ts"
import type { Table } from "./table.ts"

/** The meaning of every column, what must not be read, and what a person needs to judge both. */
export type Columns = {
  guess: ColumnGuess
  /** Kinds of what is not read, by column. */
  kinds: (DroppedKind | null)[]
  /** How many columns nobody knows, and how many headings stand above more than one. */
  unknown: number
  doubled: number
}

/** What the columns of a list mean: as a person said, else by headings, and where those do not decide, by contents. */
export function guessColumns(table: Table, encoding: string, given?: ColumnMapping): Columns {
  const { headings, width } = table
  const cells = Array.from({ length: width }, (_, at) => table.rows.map((row) => row.cells[at] ?? ""))
  const said = headings.map(readHeading)
  const kinds = said.map(
    (each, at) =>
      each.drop ?? secretIn(cells[at]!, each.known && each.unsure === undefined && each.meaning !== "ignore"),
  )
  const dropped = kinds.map((kind) => kind !== null && kind !== "pupil-email")
  const columns = given
    ? adopt(given.columns, width)
    : table.headingRow === null
      ? guessByContents(cells, dropped)
      : resolve(said, headings, cells)
  const safe = columns.map((meaning, at) => (dropped[at] ? "ignore" : meaning))
  const names = headings.map(normalise).filter(Boolean)
  const mapping = { delimiter: table.delimiter, headingRow: table.headingRow, encoding, columns: safe }
  return {
    guess: {
      mapping,
      headings,
      signature: names.join("|") || `columns:${width}`,
      preview: preview(table, dropped),
      dropped,
    },
    kinds: kinds.map((kind, at) => (kind === "pupil-email" && safe[at] !== "ignore" ? null : kind)),
    unknown: said.filter(
      (each, at) => !each.known && headings[at] !== "" && safe[at] === "ignore" && !dropped[at],
    ).length,
    doubled: names.length - new Set(names).size,
  }
}

const preview = (table: Table, dropped: boolean[]) =>
  table.rows
    .slice(0, 10)
    .map(({ cells }) => dropped.map((never, at) => (never ? "" : (cells[at] ?? "").trim())))

const meanings: ReadonlySet<string> = new Set(columnMeanings)

/** A mapping from outside, made to fit: what we do not know is ignored. */
const adopt = (columns: readonly ColumnMeaning[], width: number) =>
  Array.from({ length: width }, (_, at): ColumnMeaning => {
    const meaning = columns[at]
    return meaning !== undefined && meanings.has(meaning) ? meaning : "ignore"
  })

function resolve(said: HeadingSays[], headings: string[], cells: string[][]): ColumnMeaning[] {
  const columns = said.map((each) => each.meaning)
  const has = (meaning: ColumnMeaning) => columns.includes(meaning)
  for (const [at, each] of said.entries()) {
    if (each.unsure === "name" && has("pupil.first") && !has("pupil.last")) columns[at] = "pupil.last"
    if (each.unsure === "affix" && isHouse(columns[at - 1])) columns[at] = "address.suffix"
    if (each.unsure === "number") columns[at] = numberMeans(cells[at]!, columns)
    // A first name beside it makes a guardian's "naam" the surname, as in Flanders.
    if (each.unsure === "guardian-first")
      for (const [other, meaning] of columns.entries())
        if (meaning === `guardian${each.ordinal!}.full`) columns[other] = `guardian${each.ordinal!}.last`
  }
  settleClass(columns, cells)
  settleTwice(columns, headings)
  return aboutGuardians(columns) ? turnToGuardians(columns, said) : columns
}

const isHouse = (meaning: ColumnMeaning | undefined) =>
  meaning === "address.number" || meaning === "address.street"

/** "Nummer": the pupil's when each has its own, else perhaps the house's. */
function numberMeans(cells: string[], columns: readonly ColumnMeaning[]): ColumnMeaning {
  const filled = cells.filter((cell) => cell.trim() !== "")
  const unique = new Set(filled).size === filled.length && filled.length >= cells.length * 0.95
  if (unique && !columns.includes("pupil.key")) return "pupil.key"
  return columns.includes("address.street") && !columns.includes("address.number")
    ? "address.number"
    : "ignore"
}

/** Of two columns for the class, one that only holds 1 to 8 is the year. */
function settleClass(columns: ColumnMeaning[], cells: string[][]) {
  const classes = [...columns.keys()].filter((at) => columns[at] === "pupil.class")
  if (classes.length < 2 || columns.includes("pupil.year")) return
  const year = classes.find((at) => cells[at]!.every((cell) => /^\s*([1-8])?\s*$/.test(cell)))
  if (year !== undefined) columns[year] = "pupil.year"
}

const manyColumns = /^(class\.teacher|guardian\.children|guardian\d\.(email|phone))$/

/** Of two columns with one meaning the one with the surer heading counts; "voornaam" beside "roepnaam" is official. */
function settleTwice(columns: ColumnMeaning[], headings: string[]) {
  for (const meaning of new Set(columns)) {
    const twins = [...columns.keys()].filter((at) => columns[at] === meaning)
    if (meaning === "ignore" || manyColumns.test(meaning) || twins.length < 2) continue
    const best = twins.reduce((one, other) =>
      rankOf(headings[other]!, meaning) < rankOf(headings[one]!, meaning) ? other : one,
    )
    for (const at of twins)
      if (at !== best) columns[at] = meaning === "pupil.first" ? "pupil.officialFirst" : "ignore"
  }
}

/** A list with one row per guardian and the numbers of their children: its names, address and e-mail are the guardian's. */
const aboutGuardians = (columns: readonly ColumnMeaning[]) =>
  columns.includes("guardian.children") &&
  !columns.some((meaning) => /^pupil\.(first|class|birth|year)$/.test(meaning))

const turned: Partial<Record<ColumnMeaning, ColumnMeaning>> = {
  "pupil.key": "ignore",
  "pupil.full": "guardian1.full",
  "pupil.last": "guardian1.last",
  "pupil.prefix": "guardian1.prefix",
  "pupil.initials": "guardian1.initials",
  "address.street": "guardian1.street",
  "address.number": "guardian1.number",
  "address.suffix": "guardian1.suffix",
  "address.postcode": "guardian1.postcode",
}

const turnToGuardians = (columns: readonly ColumnMeaning[], said: readonly HeadingSays[]) =>
  columns.map((meaning, at): ColumnMeaning => {
    if (said[at]!.drop === "pupil-email") return "guardian1.email"
    return said[at]!.unsure === "phone" ? "guardian1.phone" : (turned[meaning] ?? meaning)
  })
