import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { unzipSync } from "fflate"
import Papa from "papaparse"
import { csvOf, xlsxOf } from "../../src/integrations/spreadsheet.ts"

const sheet = (rows: string[][]) => ({ name: "Lijst", headings: ["Naam", "E-mail"], rows })
const written = (rows: string[][]) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(csvOf(sheet(rows)).bytes)
const cells = (text: string) => Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter: ";" }).data

describe("a list as CSV", () => {
  it("opens in Dutch Excel: UTF-8 with its mark, semicolons, CRLF, every cell in quotes", () => {
    expect(written([['Zoë; van \'t "Hof"', ""]])).toBe(
      '\ufeff"Naam";"E-mail"\r\n"Zoë; van \'t ""Hof""";""\r\n',
    )
  })

  it("calculates nothing, whatever a name begins with", () => {
    const attacks = [
      "=1+1",
      "+31612345678",
      "-2",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      " =1",
      "\u200b=1",
      "\uff1d1",
      "\ufeff+1",
    ]
    for (const attack of attacks) expect(cells(written([[attack, ""]]))[1]?.[0]).toBe(`'${attack}`)
  })

  it("gives every text back, with at most an apostrophe in front", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string()), { maxLength: 5 }),
        (rows) => {
          const read = cells(written(rows)).slice(1, rows.length + 1)
          expect(read.map((row) => row.map((cell) => cell.replace(/^'/, "")))).toEqual(
            rows.map((row) => row.map((cell) => cell.replace(/^'/, ""))),
          )
        },
      ),
    )
  })
})

describe("a list as a workbook", () => {
  it("holds texts and no formulas, and the headings", async () => {
    const { bytes } = await xlsxOf(sheet([["=1+1", "zoë@post.example"]]))
    const files = Object.entries(unzipSync(bytes)).map(([name, file]) => [
      name,
      new TextDecoder().decode(file),
    ])
    const all = files.map(([, text]) => text).join("\n")
    for (const text of ["Naam", "=1+1", "zoë@post.example"]) expect(all).toContain(text)
    expect(all).not.toMatch(/<f[ >]/)
  })

  it("of 3,000 lines takes less than two seconds of one core, and others have their turn meanwhile", async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [`Kind ${at}`, `ouder${at}@post.example`])
    const before = process.cpuUsage()
    const began = performance.now()
    let [busy, waited, last] = [true, 0, began]
    const made = xlsxOf(sheet(rows)).finally(() => {
      busy = false
    })
    while (busy) {
      await Bun.sleep(1)
      waited = Math.max(waited, performance.now() - last)
      last = performance.now()
    }
    await made
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
    expect(waited).toBeLessThan((last - began) / 4)
  })

  it("is refused, and not waited for, when it cannot be made", async () => {
    const broken = { name: "Lijst", headings: ["Naam"], rows: [null] } as unknown as Parameters<
      typeof xlsxOf
    >[0]
    await expect(xlsxOf(broken)).rejects.toThrow("could not be made")
  })
})
