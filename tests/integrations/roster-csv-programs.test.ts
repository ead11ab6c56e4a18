import { describe, expect, it } from "bun:test"
import { pupilsOf, read, rosterOf, spoken, testFile, without } from "../support/reading.ts"
import {
  magisterCsv,
  somtodayCsv,
  somtodayGuardiansCsv,
  wideCsv,
  windows1252,
} from "../support/roster-files.ts"

const list = (name: string) => testFile(`csv/${name}.csv`)

const heads = "Leerlingnummer;Roepnaam;Achternaam;Groep"

describe("lists as programs write them", () => {
  it("Magister's, with commas and a mentor per class", async () => {
    const roster = rosterOf(await list("magister"))
    expect(pupilsOf(roster)).toEqual([
      "Noor||Nowak, geb. Kaya H4a",
      "Guus|van den|Berg V2B",
      "Siem||Blom H4a",
    ])
    expect(
      roster.teachers.map(({ name, initials, groups }) => [initials, name.prefix, name.last, groups]),
    ).toEqual([
      ["J", "de", "Boer", ["#h4a"]],
      ["", "", "VRJ", ["#v2b"]],
    ])
    const big = rosterOf(magisterCsv({ pupils: 1400 }))
    expect([big.pupils.length, big.groups.length]).toEqual([1400, 58])
  })

  it("Somtoday's two files, pupils and guardians, under one number", () => {
    const pupils = rosterOf(somtodayCsv({ pupils: 300 }))
    const guardians = rosterOf(somtodayGuardiansCsv({ pupils: 300 }))
    expect(pupils.pupils).toHaveLength(300)
    expect(new Set(guardians.pupils.map(({ key }) => key))).toEqual(
      new Set(pupils.pupils.map(({ key }) => key)),
    )
    expect(pupils.pupils[0]).toMatchObject({
      protectedAddress: false,
      yearGroup: expect.stringMatching(/^[1-6]$/),
    })
    expect(pupils.pupils.every((pupil) => pupil.addressHash !== null && pupil.factorHash !== null)).toBe(true)
    const seconds = guardians.pupils.filter((pupil) => pupil.guardians.some(({ home }) => home === 2))
    expect(seconds.length).toBeGreaterThan(5)
  })

  it("a school's own, with addresses only where there are two homes", () => {
    const roster = rosterOf(wideCsv({ pupils: 280 }))
    const apart = roster.pupils.filter(({ guardians }) => guardians.some(({ home }) => home === 2))
    expect(apart.length).toBeGreaterThan(8)
    expect(apart.every(({ guardians }) => guardians.length === 2)).toBe(true)
  })

  it("names in one cell, in any order", async () => {
    expect(pupilsOf(rosterOf(await list("whole-names")))).toEqual([
      "Zoë|van der|Berg 3A",
      "Gradje|van 't|Hof 3A",
      "Yassin||El Amrani 3B",
    ])
  })

  it("Decibel's, with two columns that differ in case, two rows per pupil and its headings again", () => {
    const heading =
      "STAMNR;INITIALS;FIRSTNAME;PREFIX;LASTNAME;EMAIL;GENDER;BIRTHDATE;STREET;HOUSENR;HOUSENRSUFIX;POSTALCODE;CITY;CLASS;CMENTORNAME;email"
    const row = (klas: string) =>
      `71;S;Zoë;van;Dijk;71@leerling.example;V;1-2-2012;Merelhof;3;b;9200 SA;Burgum;${klas};Bos;ouder@post.example`
    const bytes = windows1252(
      [heading, row("H4a"), heading, row(""), "72;P;Pim;;Bos;;M;3-4-2012;;;;;;V5b;;"].join("\r\n"),
    )
    expect(pupilsOf(rosterOf(bytes))).toEqual(["Zoë|van|Dijk H4a", "Pim||Bos V5b"])
    expect(rosterOf(bytes).pupils[0]!.addressHash).toBe("address:9200SA|3|b")
    const { mapping } = read(bytes).columns!
    expect(mapping.columns[15]).toBe("ignore")
    const corrected = { ...mapping, columns: mapping.columns.with(15, "guardian1.email") }
    expect(rosterOf(bytes, { mapping: corrected }).pupils[0]!.guardians.map(({ email }) => email)).toEqual([
      "ouder@post.example",
    ])
    expect(spoken(read(bytes)).filter(without("W08"))).toEqual(["W02/guessed", "W13/duplicate-headings×1"])
  })

  it("American ones, with the month first", () => {
    const text =
      "SIS ID,First Name,Last Name,Password,Grade,Birthdate\n1,Ora,Klein,P@ss,9,4/2/2017\n2,Bo,West,P@ss,9,11/22/2016"
    expect(rosterOf(text).pupils.map((pupil) => pupil.factorHash)).toEqual([
      "factor:1|2017-04-02",
      "factor:2|2016-11-22",
    ])
    expect(JSON.stringify(read(text))).not.toContain("P@ss")
  })

  it("of another school are held back when they say so", () => {
    const text = `BRIN;Schooljaar;Vestiging;${heads}\n98ZZ;2025-2026;Noord;1;Sem;Vos;4A\n98ZZ;2025-2026;Zuid;2;Pim;Bos;4A`
    expect(spoken(read(text))).toEqual(["F07"])
    const roster = rosterOf(text, { anotherSchool: true })
    expect(roster.groups.map(({ name, location }) => [name, location])).toEqual([
      ["4A", "#noord"],
      ["4A", "#zuid"],
    ])
    expect(spoken(read(text, { anotherSchool: true })).filter(without("W08"))).toEqual([
      "W01/other-year",
      "W06×2",
    ])
  })

  it("without anyone in them are refused", () => {
    expect(spoken(read(`${heads}\n`))).toEqual(["F06"])
    expect(spoken(read(`${heads}\n;;;4A`))).toEqual(["F06/all-left-out", "E01/no-name@2"])
  })
})
