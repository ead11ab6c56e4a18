import Papa from "papaparse"
import writeXlsx from "write-excel-file/universal"
import type { Sheet } from "../domain/sheet.ts"

/** A file for a spreadsheet program. */
export type SheetBytes = { type: string; bytes: Uint8Array<ArrayBuffer> }

/** What a spreadsheet program would calculate, also behind blanks, signs nobody sees and full-width twins. */
const formula = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/**
 * A list as Dutch Excel opens it: semicolons, UTF-8 with its mark, CRLF, every cell in quotes. A cell that would be calculated gets an
 * apostrophe in front (CWE-1236).
 */
export function csvOf({ headings, rows }: Sheet): SheetBytes {
  const tame = (cell: string) => (formula.test(cell) ? `'${cell}` : cell)
  const text = Papa.unparse([[...headings], ...rows.map((row) => row.map(tame))], {
    delimiter: ";",
    newline: "\r\n",
    quotes: true,
  })
  return { type: "text/csv; charset=utf-8", bytes: new TextEncoder().encode(`\ufeff${text}\r\n`) }
}

/** The same as a workbook. Its cells are texts by type: nothing in them is ever calculated. */
export async function xlsxOf({ name, headings, rows }: Sheet): Promise<SheetBytes> {
  const widths = headings.map((heading, at) =>
    Math.min(40, 2 + Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0))),
  )
  const cell = (value: string) => (value === "" ? null : { value, type: String })
  const blob = await writeXlsx(
    [
      headings.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
      ...rows.map((row) => row.map(cell)),
    ],
    { sheet: name.slice(0, 31), columns: widths.map((width) => ({ width })), stickyRowsCount: 1 },
  ).toBlob()
  return {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes: new Uint8Array(await blob.arrayBuffer()),
  }
}
