import { describe, expect, it } from "bun:test"
import { pupilsOf, read, rosterOf, spoken, testFile } from "../support/reading.ts"
import {
  magisterCsv,
  somtodayCsv,
  somtodayGuardiansCsv,
  wideCsv,
  windows1252,
} from "../support/roster-files.ts"

const list = (name: string) => testFile(`csv/${name}.csv`)
/** "1 de Vries devries@post.example": home, name and reach of every guardian of a pupil. */
const guardiansOf = (file: string | Uint8Array, at = 0) =>
  rosterOf(file).pupils[at]!.guardians.map(({ home, prefix, last, email, phone }) =>
    [home, prefix, last, email, phone].filter(Boolean).join(" "),
  )
const without =
  (...codes: string[]) =>
  (each: string) =>
    !codes.some((code) => each.startsWith(code))
const heads = "Leerlingnummer;Roepnaam;Achternaam;Groep"

describe("a list of a primary school with two guardians beside each pupil", () => {
  it("is read from behind its title lines to before its totals", async () => {
    const file = await list("primary-two-guardians")
    expect(pupilsOf(rosterOf(file))).toEqual([
      "Zoë|van der|Berg 1-2",
      "Daan|de|Vries 3-4",
      "Mila||Bakker 4A",
      "Ömer||Yılmaz 4A",
    ])
    expect(rosterOf(file).pupils.map((pupil) => pupil.factorHash)).toEqual([
      "factor:0012|2018-12-01",
      "factor:0013|2016-06-21",
      "factor:0014|2016-06-30",
      null,
    ])
    expect(spoken(read(file))).toEqual([
      "E05@7:L",
      "W04/bsn×4",
      "W08/no-authority×1",
      "W08/no-factor×1",
      "W08/no-guardian-email×2",
      "W08/no-postcode×1",
      "W11/class×2",
      "W11/phone×1",
      "W13/unknown-columns×1",
    ])
  })

  it("tells which guardian lives where, who may be written to, and who may not", async () => {
    const file = await list("primary-two-guardians")
    expect(guardiansOf(file, 0)).toEqual([
      "1 van der Berg J.vdBerg@post.example +31600001234",
      "2 Jansen a.jansen@post.example +31600005678",
    ])
    expect(guardiansOf(file, 1)).toEqual(["1 de Vries devries@post.example", "1 oma@post.example"])
    expect(guardiansOf(file, 2)).toEqual(["1 Bakker +31600001111"])
    expect(rosterOf(file).pupils.map((pupil) => [pupil.addressHash, pupil.protectedAddress])).toEqual([
      ["address:1234AB|12|a", false],
      ["address:9200SD|3|", false],
      [null, true],
      [null, false],
    ])
    expect(rosterOf(file).pupils[0]!.guardians[1]!.addressHash).toBe("address:9299SA|7|")
  })

  it("never shows the citizen numbers again, not even in its preview", async () => {
    const readout = read(await list("primary-two-guardians"))
    expect(readout.ok && readout.dropped).toEqual({ bsn: 4 })
    expect(readout.columns!.dropped.indexOf(true)).toBe(6)
    expect(JSON.stringify(readout)).not.toContain("123456789")
    const insists = {
      ...readout.columns!.mapping,
      columns: readout.columns!.mapping.columns.with(6, "pupil.key"),
    }
    const again = read(await list("primary-two-guardians"), { mapping: insists })
    expect(JSON.stringify(again)).not.toContain("123456789")
    const byLastFour = rosterOf(await list("primary-two-guardians"), { factor: "bsn4" })
    expect(byLastFour.pupils[0]!.factorHash).toBe("factor:0012|6789")
  })
})

describe("rows", () => {
  it("are cut by semicolon, comma, tab or bar, whatever the cells are full of", () => {
    for (const sign of [";", ",", "\t", "|"]) {
      const text = `${heads}\n12;Sem;"Vos, de; of\tniet | ""wel""";4A\n`
        .replaceAll(";", sign)
        .replace(`de${sign}`, "de;")
      expect(pupilsOf(rosterOf(text))).toEqual(['Sem||Vos, de; of niet | "wel" 4A'.replace(" | ", " | ")])
    }
    expect(pupilsOf(rosterOf(`sep=,\n${heads.replaceAll(";", ",")}\n1,Sem,Vos,4A`))).toEqual(["Sem||Vos 4A"])
    expect(pupilsOf(rosterOf("Naam\nSem Vos\nPim Bos\n"))).toEqual(["Sem||Vos", "Pim||Bos"])
  })

  it("end as they like", () => {
    for (const end of ["\n", "\r\n", "\r"])
      expect(pupilsOf(rosterOf([heads, "1;Sem;Vos;4A", "2;Pim;Bos;4A", ""].join(end)))).toEqual([
        "Sem||Vos 4A",
        "Pim||Bos 4A",
      ])
    const mixed = read(`${heads}\r\n1;Sem;Vos;4A\r2;Pim;Bos;4A\n3;Jip;Pot;4A`)
    expect(mixed.ok && mixed.roster.pupils).toHaveLength(3)
    expect(spoken(mixed)).toContain("W03/line-ends")
  })

  it("with a quote in the wrong place are mended in their own line", () => {
    const rows = Array.from({ length: 20 }, (_, at) => `${at};Kind${at};Vos${at};4A`)
    rows[7] = '7;"Kind7;Vos7;4A'
    rows[9] = '9;"Kind "9" x";Vos9;4A'
    const readout = read(`${heads}\n${rows.join("\n")}`)
    expect(readout.ok && readout.roster.pupils).toHaveLength(20)
    expect(readout.ok && readout.roster.pupils[9]!.name.first).toBe("Kind 9 x")
    expect(spoken(readout).filter(without("W08"))).toEqual(["W03/quotes@9", "W03/quotes@11"])
  })

  it("that swallow the file are refused with their line", () => {
    const rows = Array.from({ length: 60 }, (_, at) => `${at};"Kind\nvan; ${at};nog\nwat";Vos;4A`)
    expect(spoken(read(`${heads}\n${rows.join("\n")}\n61;"Kind;Vos;4A\n`))).toEqual(["F09@62"])
  })

  it("that slipped, or name nobody, are not read", () => {
    const readout = read(`${heads}\n1;Sem;Vos;4A;extra\n2;;;4A\n3;Pim;Bos;4A;;;\n`)
    expect(spoken(readout).filter(without("W08"))).toEqual(["E01/misaligned@2", "E01/no-name@3"])
    expect(readout.ok && pupilsOf(readout.roster)).toEqual(["Pim||Bos 4A"])
  })

  it("of one pupil are put together: other guardians, other enrolments", async () => {
    const file = await list("row-per-guardian")
    expect(pupilsOf(rosterOf(file))).toEqual(["Emma||Jones 3B", "Liam||Jones 4B"])
    expect(guardiansOf(file)).toEqual(["1 Jones ann@post.example", "2 Brown bob@post.example"])
    expect(spoken(read(file)).filter(without("W08/no-f", "W13"))).toEqual([
      "E02/pupil@6",
      "W08/no-authority×1",
    ])
    const two = `${heads};Uitstroomdatum\n1;Sem;Vos;3A;31-7-2025\n1;Sem;Vos;4A;\n1;Sem;Vos;4B;\n2;Pim;Bos;8A;31-7-2026\n3;Jip;Pot;4A;ooit`
    expect(pupilsOf(rosterOf(two))).toEqual(["Sem||Vos 4A", "Jip||Pot 4A"])
    expect(spoken(read(two)).filter(without("W08"))).toEqual(["E04@6:E", "W09/former×1", "W10/two-groups@4"])
  })

  it("without a number belong together when name, class and birth date agree", () => {
    const text = `Roepnaam;Achternaam;Klas;Geboortedatum;Ouder e-mail
Emma;de Vries;3A;1-2-2018;een@post.example
Emma;de Vries;3A;01-02-2018;twee@post.example
Emma;de Vries;3A;3-4-2018;drie@post.example`
    expect(rosterOf(text).pupils.map(({ guardians }) => guardians.length)).toEqual([2, 1])
    expect(spoken(read(text))).toContain("W10/same-name@4")
  })
})

describe("guardians", () => {
  it("alone, with the numbers of their children, are told apart from pupils", async () => {
    const file = await list("guardians-by-number")
    const roster = rosterOf(file)
    expect(roster.about).toBe("guardians")
    expect(roster.pupils.map(({ key, name }) => [key, name.first + name.last])).toEqual([
      ["120001", ""],
      ["120002", ""],
      ["120003", ""],
    ])
    expect(guardiansOf(file, 1)).toEqual(["1 de Vries devries@post.example"])
    expect(guardiansOf(file, 2)).toEqual(["1 Bakker bakker@post.example", "2 Jansen jansen@post.example"])
    expect(spoken(read(file))).toEqual(["E01/no-key@5"])
    expect(rosterOf("Leerlingnummer;E-mail ouder 1\n12;a@post.example").about).toBe("guardians")
  })

  it("have a second home by another address, not by another name", () => {
    const heading = "Roepnaam;Achternaam;Postcode;Huisnummer;Ouder 1;Ouder 1 adres;Ouder 2;Ouder 2 adres"
    const homes = (row: string) =>
      rosterOf(`${heading}\nSem;Vos;${row}`).pupils[0]!.guardians.map((guardian) => guardian.home)
    expect(homes("9200SA;1;Vos;;Bos;")).toEqual([1, 1])
    expect(homes("9200SA;1;Vos;Merelhof 1, 9200 SA Burgum;Bos;Kikkerpad 2, 9201 SA Burgum")).toEqual([1, 2])
    expect(homes("9200SA;1;Vos;Kikkerpad 2, 9201 SA;Bos;Merelhof 1, 9200SA")).toEqual([2, 1])
    expect(homes("9200SA;1;Vos;;Bos;Merelhof 1 9200sa")).toEqual([1, 1])
    expect(homes(";;Vos;;Bos;Merelhof 3")).toEqual([1, 1])
    expect(homes(";;Vos;Merelstr. 1;Bos;Merelstraat 1")).toEqual([1, 1])
    expect(homes(";;Vos;Merelhof 1;Bos;Merelhof 1b")).toEqual([1, 2])
    expect(homes("9200SA;1;Vos;Merelhof 5, 9202 SA;Bos;Kikkerpad 2, 9201 SA")).toEqual([2])
    const alone =
      "Roepnaam;Achternaam;Ouder 1;Ouder 2;Ouder 2 postcode\nSem;Vos;Vos;Bos;9201SA\nPim;Vos;Vos;Bos;"
    expect(rosterOf(alone).pupils.map(({ guardians }) => guardians.map(({ home }) => home))).toEqual([
      [1, 2],
      [1, 1],
    ])
  })

  it("have a second home when their row has another address than the pupil's first", () => {
    const text = `Leerlingnummer;Roepnaam;Achternaam;Postcode;Huisnummer;Ouder;Ouder e-mail
1;Sem;Vos;9200SA;1;Vos;vos@post.example
1;Sem;Vos;9299SD;8;Bos;bos@post.example
1;Sem;Vos;9200 SA;1;Vos;VOS@post.example
2;Pim;Pot;9200SA;5;Pot;pot@post.example
2;Pim;Pot;9200SA;5;Kok;kok@post.example`
    expect(guardiansOf(text)).toEqual(["1 Vos vos@post.example", "2 Bos bos@post.example"])
    expect(guardiansOf(text, 1)).toEqual(["1 Pot pot@post.example", "1 Kok kok@post.example"])
    expect(rosterOf(text).pupils[0]!.guardians[1]!.addressHash).toBe("address:9299SD|8|")
  })

  it("of Flanders, with their first name beside their name, keep their whole surname", async () => {
    const file = await list("flemish")
    expect(pupilsOf(rosterOf(file))).toEqual(["Lena||Van Damme 1A Latijn", "Arne||De Smet 1A Latijn"])
    expect(guardiansOf(file, 1)).toEqual(["1 El Idrissi samira@post.example +32470000002"])
  })

  it("whose number is secret or who want no mail are not reached by it", () => {
    const heading = "Roepnaam;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Tel. geheim;Mag post ontvangen"
    const [one, two] = rosterOf(
      `${heading}\nSem;Vos;a@post.example;0612345678;ja;ja\nPim;Bos;b@post.example;;nee;nee`,
    ).pupils
    expect(one!.guardians[0]).toMatchObject({ email: "a@post.example", phone: null })
    expect(two!.guardians[0]).toMatchObject({ last: "Bos", email: null })
  })

  it("of a pupil with a secret address leave no trace of theirs", () => {
    const heading = "Roepnaam;Geheim adres;Ouder 1;Ouder 1 adres;Ouder 2;Ouder 2 adres"
    const places = "Vos;Merelhof 1, 9200 SA;Bos;Kikkerpad 2, 9201 SA"
    const [secret, open] = rosterOf(`${heading}\nSem;ja;${places}\nPim;nee;${places}`).pupils
    expect(secret!.guardians.map(({ home, addressHash }) => [home, addressHash])).toEqual([
      [1, null],
      [2, null],
    ])
    expect([secret!.postcodeHash, secret!.addressHash]).toEqual([null, null])
    expect(open!.guardians.map(({ addressHash }) => addressHash)).toEqual([
      "address:9200SA|1|",
      "address:9201SA|2|",
    ])
  })

  it("get the family code of the school's administration as a hash", () => {
    const roster = rosterOf("Roepnaam;Gezinscode\nSem;G12\nPim;G12\nJip;-")
    expect(roster.pupils.map((pupil) => pupil.familyHash)).toEqual(["family:G12", "family:G12", null])
  })
})

describe("what Excel did", () => {
  it("to classes is proposed to be undone", () => {
    const classes = [
      "1-feb",
      "3-apr",
      "5-jun.",
      "2-jan",
      "1-feb-26",
      "01-02-2026",
      "2026-03-04 00:00",
      "04-03-2005",
      "4,00E+01",
      "1-2",
      "3/4",
      "mei",
      "Uilen",
    ]
    const text = `Roepnaam;Achternaam;Klas\n${classes.map((name, at) => `K${at};Vos;${name}`).join("\n")}`
    const roster = rosterOf(text)
    expect(pupilsOf(roster).map((each) => each.split(" ").slice(1).join(" "))).toEqual([
      "1-2",
      "3-4",
      "5-6",
      "1-2",
      "1-2",
      "1-2",
      "3-4",
      "3-4-5",
      "4E1",
      "1-2",
      "3-4",
      "mei",
      "Uilen",
    ])
    expect(spoken(read(text))).toContain("W11/class×9")
  })

  it("to numbers is told, and a number that lost digits is no key", () => {
    const rows = (numbers: string[]) =>
      `${heads}\n${numbers.map((key, at) => `${key};K${at};Vos;4A`).join("\n")}`
    const noughts = Array.from({ length: 20 }, (_, at) => (at < 2 ? `45${at}` : `1${1000 + at}`))
    expect(spoken(read(rows(noughts)))).toContain("W11/number×2")
    const onward = Array.from({ length: 20 }, (_, at) => String(9998 + at))
    expect(spoken(read(rows(onward))).filter((each) => each.startsWith("W11"))).toEqual([])
    const lost = rosterOf(rows(["1,23457E+11", "1,23458E+11", "123"]))
    expect(lost.pupils.map((pupil) => pupil.key)).toEqual([null, null, null])
    expect(spoken(read(rows(["1,23457E+11", "7"])))).toContain("W11/number-exponent×1")
  })
})

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
