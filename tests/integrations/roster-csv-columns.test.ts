import { describe, expect, it } from "bun:test"
import type { ColumnMapping, ColumnMeaning } from "../../src/domain/rosters/roster-columns.ts"
import { pupilsOf, read, rosterOf, spoken, testFile, without } from "../support/reading.ts"

const list = (name: string) => testFile(`csv/${name}.csv`)
const meaningsOf = (file: string | Uint8Array) => read(file).columns!.mapping.columns

describe("columns", () => {
  it("are known by their headings, in any order of words", () => {
    const heading =
      "E-mail ouder 2;Mobiel moeder;Naam vader;1e verzorger e-mail;Groepsnaam;Leerling achternaam;Roep­naam;Stamnr.;Gezinsnummer;Jaargroep"
    expect(meaningsOf(`${heading}\n`)).toEqual([
      "guardian2.email",
      "guardian1.phone",
      "guardian2.full",
      "guardian1.email",
      "pupil.class",
      "pupil.last",
      "pupil.first",
      "pupil.key",
      "family.code",
      "pupil.year",
    ])
  })

  it("that are ambiguous are settled by what stands beside them", () => {
    const meaning = (text: string, at: number) => meaningsOf(text)[at]!
    expect(meaning("Naam;Groep\nSem Vos;4", 0)).toBe("pupil.full")
    expect(meaning("Naam;Voornaam\nVos;Sem", 0)).toBe("pupil.last")
    expect(meaningsOf("Voornaam;Roepnaam;Achternaam\nSamuel;Sem;Vos")).toEqual([
      "pupil.officialFirst",
      "pupil.first",
      "pupil.last",
    ])
    expect(meaning("Nummer;Roepnaam\n1;Sem\n2;Pim", 0)).toBe("pupil.key")
    expect(meaning("Nummer;Roepnaam;Straat\n3;Sem;Merelhof\n3;Pim;Merelhof", 0)).toBe("address.number")
    expect(meaning("Roepnaam;tv;Achternaam\nSem;de;Vos", 1)).toBe("pupil.prefix")
    expect(meaning("Roepnaam;Straat;tv\nSem;Merelhof 3;a", 2)).toBe("address.suffix")
    expect(meaningsOf("Roepnaam;Groep;Klas\nSem;4;Uilen\nPim;5;Beren")).toEqual([
      "pupil.first",
      "pupil.year",
      "pupil.class",
    ])
    expect(rosterOf("Roepnaam;Groep\nSem;4\nPim;5").pupils.map((pupil) => pupil.yearGroup)).toEqual([
      "4",
      "5",
    ])
    expect(meaning("Roepnaam;E-mail\nSem;sem@leerling.example", 1)).toBe("ignore")
  })

  it("with the same heading, or one nobody knows, are told", () => {
    const readout = read("Roepnaam;Achternaam;E-mail;e-mail;Hobby\nSem;Vos;a@x.example;b@y.example;dammen")
    expect(spoken(readout).filter(without("W08"))).toEqual([
      "W13/unknown-columns×1",
      "W13/duplicate-headings×1",
    ])
    expect(readout.columns?.signature).toBe("roepnaam|achternaam|email|email|hobby")
  })

  it("named like parts of a program are only columns", () => {
    const roster = rosterOf("__proto__;Roepnaam;constructor;Achternaam\nx;Sem;y;Vos")
    expect(pupilsOf(roster)).toEqual(["Sem||Vos"])
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })

  it("full of citizen numbers are found whatever their heading says", () => {
    const eleven = (seed: number, remainder: number) => {
      for (let last = 0; last < 100; last++) {
        const digits = String(21000000 + seed * 137 + last * 10_000_000).padStart(9, "0")
        const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at === 8 ? -1 : 9 - at), 0)
        if (((sum % 11) + 11) % 11 === remainder) return digits
      }
      throw new Error("no such number")
    }
    const rows = (remainder: number) =>
      Array.from({ length: 10 }, (_, at) => `Kind${at};Vos;${eleven(at, remainder)}`).join("\n")
    for (const [remainder, kind] of [
      [0, "bsn"],
      [5, "education-number"],
    ] as const)
      for (const heading of ["Nummer", "", "Leerlingnummer"]) {
        const readout = read(`Roepnaam;Achternaam;${heading}\n${rows(remainder)}`)
        expect(readout.ok && readout.dropped).toEqual({ [kind]: 10 })
        expect(readout.columns!.dropped).toEqual([false, false, true])
        expect(JSON.stringify(readout)).not.toContain(eleven(3, remainder))
      }
  })

  it("without headings are proposed by their contents, and wait for a person", async () => {
    const file = await list("no-headings")
    const readout = read(file)
    expect(spoken(readout)).toEqual(["F10/no-heading"])
    const columns: ColumnMeaning[] = [
      "pupil.key",
      "pupil.first",
      "pupil.prefix",
      "pupil.last",
      "pupil.class",
      "pupil.birth",
      "guardian1.email",
    ]
    expect(readout.columns!.mapping).toEqual({ delimiter: ";", headingRow: null, encoding: "utf-8", columns })
    const roster = rosterOf(file, { mapping: readout.columns!.mapping })
    expect(pupilsOf(roster)[0]).toBe("zoë|van der|berg 4a")
    expect(roster.pupils).toHaveLength(6)
  })

  it("mean what a person says they mean", () => {
    const text = "Kolom A;Kolom B;Kolom C\nVos;Sem;ouder@post.example\n"
    const guess = read(text)
    expect(spoken(guess)).toEqual(["F10/no-heading"])
    const mapping: ColumnMapping = {
      delimiter: ";",
      headingRow: 0,
      encoding: "utf-8",
      columns: ["pupil.last", "pupil.first", "guardian1.email"],
    }
    expect(pupilsOf(rosterOf(text, { mapping }))).toEqual(["Sem||Vos"])
    expect(rosterOf(text, { mapping }).pupils[0]!.guardians[0]!.email).toBe("ouder@post.example")
    expect(spoken(read(text, { mapping: { ...mapping, columns: ["pupil.class"] } }))).toEqual(["F10/no-name"])
    const odd = { delimiter: "", headingRow: 99, encoding: "", columns: ["nonsense" as ColumnMeaning] }
    expect(read(text, { mapping: odd }).ok).toBe(false)
  })
})
