import { describe, expect, it } from "bun:test"
import { pupilsOf, read, rosterOf, spoken, testFile, without } from "../support/reading.ts"

const list = (name: string) => testFile(`csv/${name}.csv`)
/** "1 de Vries devries@post.example": home, name and reach of every guardian of a pupil. */
const guardiansOf = (file: string | Uint8Array, at = 0) =>
  rosterOf(file).pupils[at]!.guardians.map(({ home, prefix, last, email, phone }) =>
    [home, prefix, last, email, phone].filter(Boolean).join(" "),
  )

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
