import { Database } from "bun:sqlite"
import { afterAll, beforeEach, describe, expect, it } from "bun:test"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCommand } from "../../src/cli.ts"
import { readEnv } from "../../src/env.ts"
import {
  edexml,
  esisXml,
  magisterCsv,
  parnassysXml,
  somtodayCsv,
  somtodayGuardiansCsv,
  utf8,
  utf16,
} from "../support/roster-files.ts"

// What an operator sees who reads in a file for a school that was just made: the samples of the standard, and files as the
// administrations of schools write them. The people in them do not exist.

let folder = ""
let environment: Record<string, string> = {}
const folders: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tienminuten-command-"))
  folders.push(folder)
  environment = {
    DATA_DIR: join(folder, "data"),
    NODE_ENV: "production",
    ORIGIN: "https://tienminuten.example",
    SMTP_URL: "smtp://localhost",
    MASTER_KEY: Buffer.alloc(32, 5).toString("base64"),
  }
})
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

type Ended = { status: number; out: string; err: string }

async function run(...given: string[]): Promise<Ended> {
  const out: string[] = []
  const err: string[] = []
  const status = await runCommand(given, readEnv(environment), {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { status, out: out.join("\n"), err: err.join("\n") }
}

const schoolAdd = [
  ...["school", "add", "de-lijster", "--name", "De Lijster", "--city", "Utrecht", "--brin", "99ZZ"],
  ...["--admin-name", "Ans de Boer", "--admin-email", "ans@lijster.example"],
]

/** A file of this test, on disk as an operator has it. */
function onDisk(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

/** Everything that is kept, school and registry, as text. */
function kept(): string {
  const data = environment["DATA_DIR"] ?? ""
  const files = readdirSync(data, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".db"))
  return files
    .sort()
    .map((file) => {
      const db = new Database(join(data, file), { readonly: true })
      const tables = db
        .query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'")
        .all()
      const said = tables.map(
        ({ name }) => `${name} ${JSON.stringify(db.query(`SELECT * FROM "${name}"`).all())}`,
      )
      db.close()
      return said.join("\n")
    })
    .join("\n")
}

type Counts = { pupils: number; groups: number; teachers: number }
type Answer = Counts & {
  committed: boolean
  refused: string | null
  households: { total: number; made: number; doubtful: number }
  new: Counts
  changed: Counts
  left: Counts
  unchanged: Counts
  dropped: Record<string, number>
  problems: { code: string; variant?: string; line?: number; count?: number; message: string }[]
}
const nobody: Counts = { pupils: 0, groups: 0, teachers: 0 }
const read = async (path: string, ...more: string[]) => {
  const { status, out, err } = await run("import", "de-lijster", path, "--json", ...more)
  expect(err).toBe("")
  return { status, ...(JSON.parse(out) as Answer) }
}
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

/** Stands in every file below; nothing that is printed or kept may hold it. */
const canary = "Kwikstaartje"
const small = edexml({ pupils: 10, groups: 2, teachers: 2 }).replace(/<roepnaam>.*?</, `<roepnaam>${canary}<`)
const cut = small.slice(0, Math.floor(small.length * 0.6))
const list = (rows: string) => `Leerlingnummer;Roepnaam;Achternaam;Groep\n${rows}`

/** Sixty pupils whose names run over lines, as a spreadsheet may have them. */
const torn = Array.from({ length: 60 }, (_, at) => `${at};"Kind\nvan; ${at};nog\nwat";Vos;4A`)

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

const tenOf = (many: number) =>
  Array.from({ length: many }, (_, at) => `${100 + at};Kind${at};Achter${at};4A\n`).join("")

describe("the command itself", () => {
  const bin = (...given: string[]): Ended => {
    const { exitCode, stdout, stderr } = Bun.spawnSync(["bin/tienminuten", ...given], {
      env: { ...process.env, ...environment },
    })
    return { status: exitCode, out: stdout.toString(), err: stderr.toString() }
  }

  it("makes a school, prints the link once, and reads in a file beside a server", async () => {
    const made = bin(...schoolAdd)
    expect([made.status, made.err]).toEqual([0, ""])
    expect(made.out).toMatch(/https:\/\/tienminuten\.example\/de-lijster\/team\/welkom\/\S+/)
    const token = made.out.match(/welkom\/(\S+)/)?.[1] ?? "nothing"
    expect(kept()).not.toContain(token)
    const answer = bin("import", "de-lijster", onDisk("edex.xml", utf8(small)), "--commit")
    expect([answer.status, answer.err.split("\n")[0]]).toEqual([0, "Het bestand wordt gelezen …"])
    expect(answer.out).toContain("De Lijster: 10 leerlingen, 2 groepen en 2 leerkrachten in het bestand")
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
