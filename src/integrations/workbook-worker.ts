/** The thread in which a list becomes a workbook: thousands of lines take a while, and others want their pages meanwhile. */
import writeXlsx from "write-excel-file/universal"
import type { Sheet } from "../domain/rounds/sheet.ts"

declare const self: Worker

/** The workbook; null after a mistake of ours, of which nothing is told: its message may hold a name. */
export type Workbook = Uint8Array<ArrayBuffer> | null

self.onmessage = async ({ data }: MessageEvent<Sheet>) => {
  const bytes: Workbook = await workbookOf(data).catch(() => null)
  self.postMessage(bytes, bytes ? [bytes.buffer] : [])
}

/** Its cells are texts by type: nothing in them is ever calculated. */
async function workbookOf({ name, headings, rows }: Sheet): Promise<Uint8Array<ArrayBuffer>> {
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
  return new Uint8Array(await blob.arrayBuffer())
}
