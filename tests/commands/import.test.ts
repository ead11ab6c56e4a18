import { describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import { type Answer, atConsole, type Counts, schoolAdd } from "../support/console.ts"
import {
  edexml,
  esisXml,
  magisterCsv,
  parnassysXml,
  somtodayCsv,
  somtodayGuardiansCsv,
  utf8,
} from "../support/roster-files.ts"

// What an operator sees who reads in a file for a school that was just made: the samples of the standard, and files as the
// administrations of schools write them. The people in them do not exist.

const { run, typed, read, onDisk, kept } = atConsole()

const nobody: Counts = { pupils: 0, groups: 0, teachers: 0 }
const spoken = ({ problems }: Answer) =>
  problems.map(({ code, variant, count }) =>
    [code, variant && `/${variant}`, count && `×${count}`].filter(Boolean).join(""),
  )

const official = (version: string) => () =>
  readFileSync(`tests/files/edexml/official/EDEXML.Voorbeeld.${version}.xml`)
const size = { pupils: 120, groups: 6, teachers: 8 }
const alike = ["W01/other-year", "W01/old"]

type Example = {
  of: string
  file: () => string | Uint8Array
  found: [pupils: number, groups: number, teachers: number]
  homes: [total: number, doubtful: number]
  dropped: Record<string, number>
  says: string[]
}
const examples: Example[] = [
  {
    of: "the sample of EdeXML 2.0",
    file: official("2.0"),
    found: [2, 8, 3],
    homes: [2, 0],
    dropped: { bsn: 1, "bsn-last-four": 1, country: 2, extension: 3, sex: 3, weight: 1 },
    says: [...alike, "W04/bsn×1", "W04/bsn-last-four×1", "W04/country×2", "W04/weight×1", "W09/former×1"],
  },
  {
    of: "the sample of EdeXML 2.1",
    file: official("2.1"),
    found: [2, 8, 3],
    homes: [2, 0],
    dropped: { bsn: 1, "bsn-last-four": 1, country: 2, "eck-id": 3, extension: 3, sex: 3, weight: 1 },
    says: [...alike, "W04/bsn×1", "W07/teacher-without-email×2", "W09/former×1"],
  },
  {
    of: "the Flemish sample of EdeXML 2.0",
    file: official("2.0-Vla"),
    found: [2, 7, 3],
    homes: [2, 0],
    dropped: { country: 2, extension: 3, "national-number": 1, sex: 3 },
    says: [...alike, "W04/national-number×1", "W07/teacher-without-group×1", "W09/former×1"],
  },
  {
    of: "the Flemish sample of EdeXML 2.1",
    file: official("2.1-Vla"),
    found: [2, 7, 3],
    homes: [2, 0],
    dropped: { country: 2, extension: 3, "national-number": 1, sex: 3 },
    says: [...alike, "W07/teacher-without-email×3", "W09/former×1"],
  },
  {
    of: "ParnasSys, with a combination class in two parts",
    file: () => parnassysXml(size),
    found: [120, 5, 8],
    homes: [108, 7],
    dropped: { "eck-id": 120, sex: 120 },
    says: ["W05×2", "W08/no-postcode×47", "W14×7"],
  },
  {
    of: "ESIS, with a byte-order mark and a combination class",
    file: () => esisXml(size),
    found: [120, 6, 8],
    homes: [88, 15],
    dropped: { sex: 120 },
    says: ["W07/teacher-without-email×6", "W08/no-postcode×12", "W14×15"],
  },
  {
    of: "Magister, without addresses",
    file: () => magisterCsv(size),
    found: [120, 6, 5],
    homes: [120, 0],
    dropped: {},
    says: [],
  },
  {
    of: "Somtoday, without teachers",
    file: () => somtodayCsv(size),
    found: [120, 6, 0],
    homes: [80, 0],
    dropped: { "pupil-email": 120, sex: 120 },
    says: [],
  },
]

const small = edexml({ pupils: 10, groups: 2, teachers: 2 })

describe("a school that was just made", () => {
  for (const { of, file, found, homes, dropped, says } of examples)
    it(`reads ${of}: first as a rehearsal, then for good, then nothing changes`, async () => {
      await run(...schoolAdd)
      const path = onDisk("leerlingen", file())
      const [pupils, groups, teachers] = found
      const all = { pupils, groups, teachers }
      const empty = kept()

      const dry = await read(path)
      expect(dry).toMatchObject({ status: 0, committed: false, refused: null, ...all, new: all })
      expect(dry.households).toEqual({ total: homes[0], made: homes[0], doubtful: homes[1] })
      expect(dry.dropped).toEqual(dropped)
      expect(spoken(dry)).toEqual(expect.arrayContaining(says))
      expect(kept()).toBe(empty)

      const { committed, ...done } = await read(path, "--commit")
      expect(committed).toBe(true)
      expect({ ...done, committed: false }).toEqual(dry)
      const full = kept()
      expect(full).not.toBe(empty)

      const again = await read(path, "--commit")
      expect(again).toMatchObject({ status: 0, committed: false, refused: null, unchanged: all })
      expect([again.new, again.changed, again.left]).toEqual([nobody, nobody, nobody])
      expect(again.households).toMatchObject({ total: homes[0], made: 0 })
      expect(kept()).toBe(full)
      // What it says is Dutch and about places, never what stands there.
      for (const { message } of dry.problems) expect(message).toMatch(/^[A-Z\d].*[.?]$/)
    })

  it("reads Somtoday's parents after its pupils, and hears of those whose child it does not know", async () => {
    await run(...schoolAdd)
    const guardians = onDisk("verzorgers.csv", somtodayGuardiansCsv(size))
    const tooEarly = await read(guardians, "--commit")
    expect(tooEarly).toMatchObject({ status: 0, committed: false, new: nobody, households: { total: 0 } })
    expect(spoken(tooEarly)).toEqual(["W12/unknown×120"])
    expect((await run("import", "de-lijster", guardians)).out).not.toContain("dit weten we al")

    await read(onDisk("leerlingen.csv", somtodayCsv(size)), "--commit")
    const parents = await read(guardians, "--commit")
    expect(parents).toMatchObject({ status: 0, committed: true, pupils: 120, new: nobody, left: nobody })
    expect(spoken(parents)).not.toContain("W12/unknown×120")
    expect(kept()).toMatch(/guardians .*@(post|mail|thuis)\.example/)
    expect((await read(guardians, "--commit")).committed).toBe(false)
  })
})

describe("the command itself", () => {
  it("makes a school, prints the link once, and reads in a file beside a server", async () => {
    const made = typed(...schoolAdd)
    expect([made.status, made.err]).toEqual([0, ""])
    expect(made.out).toMatch(/https:\/\/tienminuten\.example\/de-lijster\/team\/welkom\/\S+/)
    const token = made.out.match(/welkom\/(\S+)/)?.[1] ?? "nothing"
    expect(kept()).not.toContain(token)
    const answer = typed("import", "de-lijster", onDisk("edex.xml", utf8(small)), "--commit")
    expect([answer.status, answer.err.split("\n")[0]]).toEqual([0, "Het bestand wordt gelezen …"])
    expect(answer.out).toContain("De Lijster: 10 leerlingen, 2 groepen en 2 leraren in het bestand")
    expect(answer.out).toContain("Verwerkt. De school kan het 24 uur lang terugdraaien.")
  })

  it("says what is missing when it is used the wrong way", async () => {
    await run(...schoolAdd)
    for (const [given, said] of [
      [["import"], "Noem een school en een bestand."],
      [["import", "de-merel", "x.xml"], "Er is geen school met het adres de-merel."],
      [["import", "de-lijster", "nergens.xml"], "Het bestand nergens.xml is er niet."],
      [["import", "de-lijster", "x.xml", "--nu"], "bin/tienminuten help"],
      [["weg"], "Dit commando is er niet."],
      [["school", "add", "de-merel", "--name", "De Merel"], "--city ontbreekt."],
    ] as const) {
      const { status, err } = await run(...given)
      expect([status, err]).toEqual([2, expect.stringContaining(said)])
    }
    expect((await run(...schoolAdd)).status).toBe(1)
    expect((await run("help")).out).toContain("bin/tienminuten import <school> <bestand>")
  })
})
