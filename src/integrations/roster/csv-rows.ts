import type { ColumnMeaning, GuardianField } from "../../domain/rosters/roster-columns.ts"
import { type Address, readAddress, readEmails, readFlag, readPhone } from "./facts.ts"
import { guardianSurname, splitSurname } from "./names.ts"
import type { Remarks } from "./remarks.ts"
import type { Row } from "./table.ts"
import { clean, saysNothing } from "./text.ts"

/** Reads the cells of one row by their meaning. */
export type Cells = {
  line: number
  /** The first cell with this meaning that holds something; "" when none does. */
  (meaning: ColumnMeaning): string
  /** All of them, with the letter of their column. */
  every(meaning: ColumnMeaning): { cell: string; letter: string }[]
}

/** The letter that Excel shows above a column: 0 is "A", 27 is "AB". */
export const letterOf = (column: number): string =>
  (column > 25 ? letterOf(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26))

/** A reader for rows of a list whose columns mean this. */
export function cellsOf(columns: readonly ColumnMeaning[]): (row: Row) => Cells {
  const places = new Map<ColumnMeaning, number[]>()
  for (const [at, meaning] of columns.entries())
    if (meaning !== "ignore") places.set(meaning, [...(places.get(meaning) ?? []), at])
  return ({ cells, line }) => {
    const every = (meaning: ColumnMeaning) =>
      (places.get(meaning) ?? []).flatMap((at) => {
        const cell = cells[at] ?? ""
        return clean(cell) === "" ? [] : [{ cell, letter: letterOf(at) }]
      })
    const first = (meaning: ColumnMeaning) => {
      for (const at of places.get(meaning) ?? []) {
        const cell = clean(cells[at] ?? "")
        if (cell !== "") return cell
      }
      return ""
    }
    return Object.assign(first, { line, every })
  }
}

/** A guardian as one row shows them. */
export type GuardianRead = {
  prefix: string
  last: string
  email: string | null
  phone: string | null
  address: Address | null
  livesWith: boolean | null
}

/** The guardians of a row. Who has no authority is not read; who wants no mail has no address; a secret number is not read. */
export function readGuardians(cells: Cells, remarks: Remarks): GuardianRead[] {
  return ([1, 2] as const).flatMap((ordinal) => {
    const of = (field: GuardianField) => cells(`guardian${ordinal}.${field}`)
    const name = guardianName(of)
    const emails = readAll(cells, ordinal, remarks)
    const phone = readFlag(of("secretPhone")) === true ? null : firstPhone(cells, ordinal, remarks)
    if (name.last === "" && emails.length === 0 && phone === null) return []
    if (readFlag(of("authority")) === false) {
      remarks.tally("W08", 1, "no-authority")
      return []
    }
    const mailed = readFlag(of("mayMail")) === false ? [] : emails
    const address = readAddress({
      street: of("street"),
      number: of("number"),
      suffix: of("suffix"),
      postcode: of("postcode"),
    })
    const shared = { address, livesWith: readFlag(of("livesWith")) }
    // Several addresses in one cell are several people of whom only the first is named.
    const others = mailed.slice(1).map((email) => ({ prefix: "", last: "", email, phone: null, ...shared }))
    return [{ ...name, email: mailed[0] ?? null, phone, ...shared }, ...others]
  })
}

function guardianName(of: (field: GuardianField) => string): { prefix: string; last: string } {
  const last = of("last")
  const named = last === "" ? guardianSurname(of("full")) : splitSurname(last, of("prefix"))
  return saysNothing(named.last) ? { prefix: "", last: "" } : named
}

function readAll(cells: Cells, ordinal: 1 | 2, remarks: Remarks): string[] {
  const all = cells.every(`guardian${ordinal}.email`).map(({ cell, letter }) => {
    const { emails, wrong } = readEmails(cell)
    if (wrong) remarks.say("E05", { line: cells.line, column: letter })
    return emails
  })
  return [...new Set(all.flat())]
}

function firstPhone(cells: Cells, ordinal: 1 | 2, remarks: Remarks): string | null {
  for (const { cell } of cells.every(`guardian${ordinal}.phone`)) {
    const { phone, damaged } = readPhone(cell)
    if (damaged) remarks.tally("W11", 1, "phone")
    if (phone !== null) return phone
  }
  return null
}
