import { describe, expect, it } from "bun:test"
import { pupilsOf, read, rosterOf, spoken } from "../support/reading.ts"
import { edexml, esisXml, utf8, utf16, wideCsv, windows1252 } from "../support/roster-files.ts"

const declared = (encoding: string) =>
  `<?xml version="1.0" encoding="${encoding}"?><EDEX><school><schooljaar>2026-2027</schooljaar></school><leerlingen>
<leerling key="1"><roepnaam>Zoë</roepnaam><achternaam>Müller</achternaam></leerling>
<leerling key="2"><roepnaam>Renée</roepnaam><achternaam>Bos</achternaam></leerling></leerlingen></EDEX>`
const people = ["Zoë||Müller", "Renée||Bos"]
const list = "Nummer;Roepnaam;Achternaam\r\n1;Zoë;Müller\r\n2;Renée;Bos\r\n"
const doubts = (file: Uint8Array) =>
  read(file, { factor: "none" }).problems.filter(({ code }) => code === "W02")

describe("what is no roster at all", () => {
  const bytes = (...signs: number[]) => Uint8Array.from([...signs, ...new Uint8Array(60).fill(32)])
  const kinds: [string, Uint8Array][] = [
    ["F01/empty", new Uint8Array(0)],
    ["F01/empty", utf8(" \r\n\t ")],
    ["F01/too-large", new Uint8Array(20 * 1024 * 1024 + 1)],
    ["F02/excel", utf8("PK\u0003\u0004..[Content_Types].xml..")],
    ["F02/zip", utf8("PK\u0003\u0004..edex.xml..")],
    ["F02/excel", bytes(0xd0, 0xcf, 0x11, 0xe0)],
    ["F02/zip", bytes(0x1f, 0x8b)],
    ["F02/pdf", utf8("%PDF-1.7 ...")],
    ["F02/html", utf8("<!DOCTYPE html><html><body>Inloggen</body></html>")],
    ["F02/html", utf8("\ufeff\n<!-- x --><table border=1><tr><td>Naam</td></tr></table>")],
    ["F02/html", utf16("<html><body>Inloggen</body></html>")],
    ["F02/unknown", bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
    ["F11", utf8(`${"Jansen".padEnd(145)}\r\n${"Bos".padEnd(145)}\r\n`)],
  ]
  it("is told apart by its first bytes", () => {
    for (const [code, file] of kinds) expect(spoken(read(file))).toEqual([code])
  })

  it("is not a comment without end, however many there are", () => {
    expect(spoken(read(`${"<!---->".repeat(600)}<foo/>`))).toEqual(["F05"])
  })
})

describe("letters", () => {
  it("come through in every encoding that schools send", () => {
    for (const file of [
      utf8(declared("UTF-8")),
      utf8(`\ufeff${declared("UTF-8")}`),
      windows1252(declared("windows-1252")),
      windows1252(declared("ISO-8859-1")),
      windows1252(declared("UTF-8")),
      utf16(declared("UTF-16")),
      utf16(declared("UTF-8")),
      utf16(declared("UTF-16")).subarray(2),
      utf8(declared("ISO-8859-1")),
      utf8(new TextDecoder("windows-1252").decode(utf8(declared("UTF-8")))),
      utf8(list),
      windows1252(list),
      utf16(list),
    ])
      expect(pupilsOf(rosterOf(file, { factor: "none" }))).toEqual(people)
  })

  it("are shown to a person for three names where the file does not say which they are", () => {
    const names = ["Zoë Müller", "Renée Bos"]
    expect(doubts(windows1252(declared("UTF-8")))).toEqual([{ code: "W02", variant: "guessed", names }])
    expect(doubts(windows1252(list))).toEqual([{ code: "W02", variant: "guessed", names }])
    expect(doubts(utf8(declared("ISO-8859-1")))).toEqual([
      { code: "W02", variant: "declared-otherwise", names },
    ])
    const twice = utf8(new TextDecoder("windows-1252").decode(utf8(list)))
    expect(doubts(twice)).toEqual([{ code: "W02", variant: "double-encoded", names }])
    expect(doubts(windows1252(declared("windows-1252")))).toEqual([])
    expect(doubts(windows1252("Nummer;Roepnaam;Achternaam\r\n1;Jan;Bos\r\n"))).toEqual([])
  })

  it("that belong there are not taken for damage", () => {
    const honest = "Roepnaam;Achternaam\nZOË’S;MÄKINEN\nİlker;Øster\nÂNGELA;IRMÃ’S\n"
    expect(pupilsOf(rosterOf(utf8(honest)))).toEqual(["ZOË’S||MÄKINEN", "İlker||Øster", "ÂNGELA||IRMÃ’S"])
    expect(doubts(utf8(honest))).toEqual([])
  })

  it("of old Macs and DOS are recognised, and a person may choose", () => {
    const dos = Uint8Array.from(list, (sign) => ({ ë: 0x89, ü: 0x81, é: 0x82 })[sign] ?? sign.charCodeAt(0))
    const mac = Uint8Array.from(list, (sign) => ({ ë: 0x91, ü: 0x9f, é: 0x8e })[sign] ?? sign.charCodeAt(0))
    for (const [file, encoding] of [
      [dos, "cp850"],
      [mac, "macintosh"],
    ] as const) {
      const readout = read(file, { factor: "none" })
      expect(readout.columns?.mapping.encoding).toBe(encoding)
      expect(readout.ok && pupilsOf(readout.roster)).toEqual(people)
    }
    const turkish = windows1252("Nummer;Roepnaam;Achternaam\r\n1;Ayþe;Yýldýz\r\n")
    const guess = read(turkish).columns!.mapping
    const mapping = { ...guess, encoding: "windows-1254" }
    expect(pupilsOf(rosterOf(turkish, { mapping }))).toEqual(["Ayşe||Yıldız"])
    expect(read(turkish, { mapping: { ...guess, encoding: "klingon" } }).ok).toBe(true)
  })
})

describe("the guard in front of the XML", () => {
  const small = edexml({ pupils: 3, groups: 1, teachers: 1 })
  const codes = (text: string) => spoken(read(text, { factor: "none" }))

  it("refuses what only an attack needs", () => {
    const into = (doctype: string) => small.replace("<EDEX", `${doctype}<EDEX`)
    expect(codes(into(`<!DOCTYPE EDEX SYSTEM "http://evil.example/x.dtd">`))).toEqual(["F03/doctype"])
    expect(codes(into(`<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>`))).toEqual(["F03/doctype"])
    expect(codes(into("<!doctype x>"))).toEqual(["F03/doctype"])
    expect(codes(small.replace("<school>", `<school>${"&#65;".repeat(500_001)}`))).toEqual([
      "F03/too-many-references",
    ])
    const attributes = Array.from({ length: 2000 }, (_, at) => `a${at}=">"`).join(" ")
    expect(codes(small.replace("<school>", `<school ${attributes}>`))).toEqual(["F03/long-tag@3"])
    expect(codes(`<EDEX>${"<a>".repeat(200_000)}`)).toEqual(["F04@1"])
    expect(codes(`<EDEX>${"<a>".repeat(40)}${"</a>".repeat(40)}</EDEX>`)).toEqual(["F04@1"])
  })

  it("refuses a file that is cut off, wherever", () => {
    const text = esisXml({ pupils: 6, groups: 2, teachers: 2 })
    for (let part = 1; part < 20; part++) {
      const cut = text.slice(0, Math.floor((text.trimEnd().length * part) / 20))
      expect(spoken(read(cut))[0]).toMatch(/^F04/)
    }
  })

  it("refuses two roots, text behind the root, and tags that do not close", () => {
    expect(codes(`${small}<EDEX/>`)[0]).toMatch(/^F04/)
    expect(codes(`${small}tot ziens`)[0]).toMatch(/^F04/)
    expect(codes(small.replace("</school>", "</School>"))[0]).toMatch(/^F04@\d+/)
    expect(codes(small.replace("<naam>", "<naam>1 < 2"))[0]).toMatch(/^F0/)
    expect(codes("<")).toEqual(["F04"])
    expect(codes("<EDEX><constructor>x</constructor></EDEX>")).toHaveLength(1)
  })

  it("mends a bare ampersand where it is a mistake, and leaves it where it is at home", () => {
    const bare = small
      .replace(
        /<naam>.*?<\/naam>/,
        "<naam><!-- juf & meester --><![CDATA[K & L]]> M & N &amp; O &#38; P</naam>",
      )
      .replace("<EDEX", "<!-- a & b --><EDEX")
    const readout = read(bare, { factor: "none" })
    expect(readout.ok && readout.roster.groups[0]!.name).toBe("K & L M & N & O & P")
    expect(spoken(readout)).toContain("W03/ampersands×1")
    expect(codes(`<EDEX>&${"<!--".repeat(300_000)}`)[0]).toMatch(/^F04/)
  })

  it("takes out control characters and says so", () => {
    const readout = read(small.replace("<roepnaam>", "<roepnaam>\u0001\u0008"), { factor: "none" })
    expect(spoken(readout)).toContain("W03/control-characters×2")
    expect(JSON.stringify(readout)).not.toMatch(/\\u000/)
  })

  it("never asks for a file of another place", () => {
    const away = small.replace("EDEXML.structuur.xsd", "http://127.0.0.1:1/EDEXML.structuur.xsd")
    expect(read(away).ok).toBe(true)
  })
})

describe("size", () => {
  it("is refused above 30,000 pupils, 50,000 rows or 200 columns", () => {
    const pupil = `<leerling key="1"><roepnaam>X</roepnaam></leerling>`
    expect(spoken(read(`<EDEX><leerlingen>${pupil.repeat(30_001)}</leerlingen></EDEX>`))).toEqual([
      "F08/pupils",
    ])
    expect(spoken(read(`Roepnaam;Achternaam\n${"a;b\n".repeat(50_001)}`))).toEqual(["F08/rows"])
    const wide = `${Array.from({ length: 201 }, (_, at) => `Kolom ${at}`).join(";")};Roepnaam;Achternaam`
    expect(spoken(read(`${wide}\n1;2\n`))).toEqual(["F08/columns"])
  })

  // EdeXML of this size goes through the whole house in tests/journeys/staff-opens-a-round.journey.ts.
  it("of twenty thousand pupils is read to the last", () => {
    expect(rosterOf(wideCsv({ pupils: 20_000 })).pupils).toHaveLength(20_000)
  }, 60_000)
})

describe("traps", () => {
  const soon = (name: string, file: string | Uint8Array) =>
    it(`${name} do not hold it up`, () => {
      expect(read(file).problems.length).toBeGreaterThan(0)
    }, 20_000)
  const megabytes = (text: string, size = 1) => text.repeat(Math.floor((size * 1024 * 1024) / text.length))
  soon("endless quotes", `Roepnaam;Achternaam\n"${megabytes("a;b\n")}`)
  soon("thousands of wrong quotes", `Roepnaam;Achternaam\n${megabytes('"a"b;"c\n')}`)
  soon("countless cells in a row", megabytes("a;"))
  soon("countless empty lines", megabytes("\n"))
  soon("one long line", megabytes("a"))
  soon("countless lone carriage returns", `Roepnaam;Achternaam\n${megabytes("\r")}`)
  soon("countless comments", `<EDEX>${megabytes("<!-- -->")}</EDEX>`)
  soon("countless empty elements", `<EDEX>${megabytes("<a/>")}</EDEX>`)
  soon("countless instructions", `<EDEX>${megabytes("<?a ?>")}</EDEX>`)
  soon("one endless instruction", `<?a ${megabytes("b ")}`)
  soon("an endless attribute", `<EDEX a="${megabytes("b ")}`)
  soon("endless CDATA", `<EDEX>${megabytes("<![CDATA[", 4)}`)
  soon("accents on accents", `Roepnaam;Achternaam\nZ${megabytes("\u0308")};Bos\n`)
  soon("many commas and prefixes", `Naam\n${megabytes("van de, ")}\n`)
  soon("an e-mail without end", `Roepnaam;Ouder 1 e-mail\nSem;${megabytes("a@b.")}\n`)
  soon("a date without end", `Roepnaam;Geboortedatum\nSem;${megabytes("1-")}\n`)
})
