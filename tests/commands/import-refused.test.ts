import { describe, expect, it } from "bun:test"
import { atConsole, schoolAdd } from "../support/console.ts"
import { edexml, utf16 } from "../support/roster-files.ts"

// What an operator sees whose file is not a list of pupils, is only a part of it, or has lines that cannot be read.

const { run, read, onDisk, kept } = atConsole()

/** Stands in every file below; nothing that is printed or kept may hold it. */
const canary = "Kwikstaartje"
const small = edexml({ pupils: 10, groups: 2, teachers: 2 }).replace(/<roepnaam>.*?</, `<roepnaam>${canary}<`)
const cut = small.slice(0, Math.floor(small.length * 0.6))

const list = (rows: string) => `Leerlingnummer;Roepnaam;Achternaam;Groep\n${rows}`

/** Sixty pupils whose names run over lines, as a spreadsheet may have them. */
const torn = Array.from({ length: 60 }, (_, at) => `${at};"Kind\nvan; ${at};nog\nwat";Vos;4A`)

const tenOf = (many: number) =>
  Array.from({ length: many }, (_, at) => `${100 + at};Kind${at};Achter${at};4A\n`).join("")

describe("a file that is not right", () => {
  const refused: [what: string, code: string, sentence: string, contents: () => string | Uint8Array][] = [
    ["is too large", "F01", "Het bestand is groter dan 20 MB.", () => new Uint8Array(20 * 1024 * 1024 + 1)],
    ["is empty", "F01", "Het bestand is leeg.", () => ""],
    [
      "is a spreadsheet",
      "F02",
      "Dit is een Excel-bestand.",
      () => `PK\u0003\u0004[Content_Types].xml ${canary}`,
    ],
    ["is a page", "F02", "Dit is een webpagina.", () => `<!DOCTYPE html><html><body>${canary}</body></html>`],
    [
      "is a page in UTF-16",
      "F02",
      "Dit is een webpagina.",
      () => utf16(`<html><body>${canary}</body></html>`),
    ],
    [
      "asks for another file",
      "F03",
      "weigeren",
      () => small.replace("<EDEX", `<!DOCTYPE EDEX SYSTEM "file:///etc/${canary}"><EDEX`),
    ],
    [
      "blows itself up",
      "F03",
      "weigeren",
      () => small.replace("<EDEX", `<!DOCTYPE e [<!ENTITY a "${canary}"><!ENTITY b "&a;&a;&a;&a;">]><EDEX`),
    ],
    ["is cut off", "F04", "beschadigd of niet compleet", () => cut],
    ["is other XML", "F05", "Dit is geen EdeXML-bestand.", () => `<rss><title>${canary}</title></rss>`],
    ["has no pupils", "F06", "Er staan geen leerlingen", () => "<EDEX><leerlingen></leerlingen></EDEX>"],
    ["is another school's", "F07", "van een andere school", () => small.replace(">99ZZ<", ">98XY<")],
    [
      "never closes a quote",
      "F09",
      "Regel 62: Hier staat een aanhalingsteken verkeerd.",
      () => list(`${torn.join("\n")}\n61;"${canary};Vos;4A\n`),
    ],
    [
      "has no names",
      "F10",
      "Er staan geen kopjes boven de kolommen.",
      () => `Vak;Cijfer\n${canary};7\n${canary};8\n`,
    ],
    [
      "is of the old kind",
      "F11",
      "oude EDEX-formaat",
      () => `${canary.padEnd(145)}\r\n${"Bos".padEnd(145)}\r\n`,
    ],
  ]
  for (const [what, code, sentence, contents] of refused)
    it(`because it ${what} is refused with ${code}, in Dutch, and leaves nothing behind`, async () => {
      await run(...schoolAdd)
      const before = kept()
      const path = onDisk("bestand", contents())
      const answer = await read(path, "--commit")
      expect(answer).toMatchObject({ status: 1, committed: false, refused: "file" })
      expect(answer.problems[0]?.code).toBe(code)
      expect(answer.problems[0]?.message).toContain(sentence)
      const people = await run("import", "de-lijster", path, "--commit")
      expect(people.out).toContain("Dit bestand is geweigerd. Er is niets veranderd.")
      expect(JSON.stringify([answer, people])).not.toContain(canary)
      expect(kept()).toBe(before)
    })

  it("in some lines is read without those, and each is named with its place", async () => {
    await run(...schoolAdd)
    const rows = [
      `1;${canary};Bos;4A;1-2-2018;ouder@post.example`,
      "2;;;4A;3-4-2018;",
      "3;Tim;Kok;4A;gisteren;",
    ]
    const more = ["1;Ander;Kind;4A;5-6-2018;", `4;Noor;Kaya;4A;7-8-2018;${canary}@`]
    const path = onDisk(
      "lijst.csv",
      `Leerlingnummer;Roepnaam;Achternaam;Groep;Geboortedatum;Ouder 1 e-mail\n${[...rows, ...more].join("\n")}\n`,
    )
    const answer = await read(path)
    const places = answer.problems.filter(({ code }) => code.startsWith("E"))
    expect(places.map(({ code, line }) => `${code}@${line}`).sort()).toEqual(["E01@3", "E02@5", "E05@6"])
    for (const { message } of places) expect(message).toMatch(/^Regel \d+/)
    expect(places.find(({ code }) => code === "E05")?.message).toStartWith("Regel 6, kolom F: ")
    expect(JSON.stringify(answer)).not.toContain(canary)
  })

  it("of another school is read when the operator says so", async () => {
    await run(...schoolAdd)
    const path = onDisk("ander.xml", small.replace(">99ZZ<", ">98XY<"))
    expect((await read(path, "--another-school")).status).toBe(0)
  })

  it("in which more than a fifth is missing takes nobody away, unless it is said to be the whole school", async () => {
    await run(...schoolAdd)
    await read(onDisk("heel.csv", list(tenOf(10))), "--commit")
    const path = onDisk("deel.csv", list(tenOf(7)))
    const stays = await run("import", "de-lijster", path, "--commit")
    expect(stays.out).toContain("3 niet in het bestand")
    const leaves = await read(path, "--commit", "--leave")
    expect(leaves).toMatchObject({ status: 1, refused: "whole-file-unsaid", committed: false })
    const whole = await read(path, "--commit", "--leave", "--whole-school")
    expect(whole).toMatchObject({ status: 0, committed: true, left: { pupils: 3 } })
  })
})
