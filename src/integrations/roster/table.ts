import Papa from "papaparse"
import type { ColumnMapping } from "../../domain/rosters/roster-columns.ts"
import { readHeading } from "./columns.ts"
import type { Remarks } from "./remarks.ts"

/** A row of the list and the number that Excel shows beside it. */
export type Row = { cells: string[]; line: number }

export type Table = {
  delimiter: string
  headingRow: number | null
  headings: string[]
  rows: Row[]
  /** How many columns the list has. */
  width: number
}

const mostRows = 50_000
const mostColumns = 200
const firstRows = 15
const delimiters = [";", "\t", ",", "|"] as const

type Layout = Pick<ColumnMapping, "delimiter" | "headingRow">

/**
 * The text of a list as rows. Delimiter and heading row are decided together, by the row in which most headings are known;
 * title lines above it, blank rows and lines with totals are left out. Null when the file is refused.
 */
export function readTable(text: string, given: Layout | undefined, remarks: Remarks): Table | null {
  const { body, hint } = evenLines(text, remarks)
  const delimiter = given?.delimiter || hint || chooseDelimiter(body)
  const records = parse(body, delimiter, remarks)
  if (records === null) return null
  const headingRow = given ? given.headingRow : findHeadings(records)
  const headings = headingRow === null ? [] : (records[headingRow] ?? []).map((cell) => cell.trim())
  const data = records
    .map((cells, at): Row => ({ cells, line: at + 1 }))
    .slice(headingRow === null ? 0 : headingRow + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
  const width = widthOf(headings, data)
  if (records.length > mostRows + firstRows || data.length > mostRows || width > mostColumns) {
    remarks.say("F08", { variant: width > mostColumns ? "columns" : "rows" })
    return null
  }
  const rows = data.filter(({ cells }) => !isTotal(cells) && !repeats(cells, headings))
  return { delimiter, headingRow, headings: padded(headings, width), rows, width }
}

/** One kind of line end, and without Excel's first line "sep=;", which is obeyed. */
function evenLines(text: string, remarks: Remarks): { body: string; hint: string | null } {
  const mixed = /\r(?!\n)/.test(text) && text.includes("\n")
  if (mixed) remarks.say("W03", { variant: "line-ends" })
  const even = text.replace(/\r\n?/g, "\n")
  const [line, sign] = /^"?sep=([;,|\t])"?\n/i.exec(even) ?? []
  return line && sign ? { body: even.slice(line.length), hint: sign } : { body: even, hint: null }
}

const start = (text: string, delimiter: string) =>
  Papa.parse<string[]>(text.slice(0, 100_000), { delimiter, newline: "\n", preview: firstRows }).data

function chooseDelimiter(text: string): string {
  let best: { delimiter: string; score: number } = { delimiter: ";", score: 0 }
  for (const delimiter of delimiters) {
    const rows = start(text, delimiter)
    // Headings we know decide; without any, the sign that cuts most rows into equally many cells.
    const score = Math.max(0, ...rows.map(known)) * 1000 + evenness(rows)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function evenness(rows: string[][]): number {
  const widths = rows.map((row) => row.length).filter((width) => width > 1)
  const most = [...Map.groupBy(widths, (width) => width).values()].sort((a, b) => b.length - a.length)[0]
  return most ? most.length * 10 + Math.min(9, most[0]!) : 0
}

/** How many different headings of a row we know. */
const known = (row: string[]) =>
  new Set(row.slice(0, mostColumns).filter((cell) => cell.length < 60 && readHeading(cell).known)).size

/** The row with most known headings among the first fifteen; null when none has two, or its only one. */
function findHeadings(records: string[][]): number | null {
  const counts = records.slice(0, firstRows).map((row) => {
    const count = known(row)
    const few = row.filter((cell) => cell.trim() !== "").length < 3
    return count > 1 || few ? count : 0
  })
  const most = Math.max(0, ...counts)
  return most === 0 ? null : counts.indexOf(most)
}

/** As wide as the headings, or as half of the rows are filled: a column without a heading is a column. */
function widthOf(headings: string[], rows: Row[]): number {
  const filled = ({ cells }: Row) => cells.findLastIndex((cell) => cell.trim() !== "") + 1
  const widths = rows
    .slice(0, 1000)
    .map(filled)
    .sort((one, other) => one - other)
  const usual = widths[Math.floor(widths.length / 2)] ?? 0
  return Math.max(headings.findLastIndex((heading) => heading !== "") + 1, usual)
}

const padded = (headings: string[], width: number) =>
  Array.from({ length: width }, (_, at) => headings[at] ?? "")

const isTotal = (cells: string[]) => {
  const filled = cells.filter((cell) => cell.trim() !== "")
  return (
    filled.length <= 3 &&
    /^(eind)?(totaal|total|aantal|gegenereerd|afgedrukt|printdatum|pagina)\b/i.test(filled[0]!.trim())
  )
}

const repeats = (cells: string[], headings: string[]) =>
  headings.length > 1 && headings.every((heading, at) => heading === (cells[at] ?? "").trim())

/** Records of the text. A quote in the wrong place is mended in its own line; F09 when that does not help. */
function parse(text: string, delimiter: string, remarks: Remarks): string[][] | null {
  const config = { delimiter, newline: "\n" as const, preview: mostRows + firstRows + 1 }
  const strict = Papa.parse<string[]>(text, config)
  const flaw = strict.errors.find((error) => error.type === "Quotes")
  if (!flaw) return strict.data
  const bad: number[] = []
  const mended = text.split("\n").map((line, at) => {
    if (fits(line, delimiter)) return line
    bad.push(at + 1)
    return line.replaceAll('"', "")
  })
  const again = Papa.parse<string[]>(mended.join("\n"), config)
  const broken = again.errors.some((error) => error.type === "Quotes") || uneven(again.data)
  if (broken) remarks.say("F09", { line: (flaw.row ?? 0) + 1 })
  else for (const line of bad) remarks.say("W03", { line, variant: "quotes" })
  return broken ? null : again.data
}

/** Does this line stand by itself, with every quote in its place? */
function fits(line: string, delimiter: string): boolean {
  let at = 0
  while (at < line.length) {
    if (line[at] === '"') {
      at = line.indexOf('"', at + 1)
      while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
      if (at < 0) return false
      at++
      if (at < line.length && line[at] !== delimiter) return false
    } else {
      const next = line.indexOf(delimiter, at)
      at = next < 0 ? line.length : next
    }
    at++
  }
  return true
}

/** More than a tenth of the rows has another width than most: the mending did harm. */
function uneven(records: string[][]): boolean {
  const widths = Map.groupBy(
    records.filter((cells) => cells.length > 1),
    (cells) => cells.length,
  )
  const counts = [...widths.values()].map((rows) => rows.length)
  const all = counts.reduce((sum, count) => sum + count, 0)
  return all > 0 && all - Math.max(...counts) > Math.max(5, all / 10)
}
