import Papa from "papaparse"
import type { Sheet } from "../domain/rounds/sheet.ts"
import type { Workbook } from "./workbook-worker.ts"

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

/** The same as a workbook, made in a thread of its own. */
export async function xlsxOf(sheet: Sheet): Promise<SheetBytes> {
  const worker = new Worker(new URL("./workbook-worker.ts", import.meta.url))
  try {
    const bytes = await new Promise<Workbook>((done) => {
      worker.onmessage = ({ data }: MessageEvent<Workbook>) => done(data)
      worker.onerror = () => done(null)
      worker.postMessage(sheet)
    })
    if (!bytes) throw new Error("The workbook could not be made")
    return { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes }
  } finally {
    worker.terminate()
  }
}
