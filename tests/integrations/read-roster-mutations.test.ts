import { expect, it } from "bun:test"
import fc from "fast-check"
import { type RosterProblem, rosterCodes } from "../../src/domain/rosters/roster.ts"
import { columnMeanings, encodings } from "../../src/domain/rosters/roster-columns.ts"
import type { Readout } from "../../src/integrations/read-roster.ts"
import { anySign } from "../support/any-sign.ts"
import { read, testFile } from "../support/reading.ts"
import {
  edexml,
  esisXml,
  magisterCsv,
  parnassysXml,
  secondaryXml,
  somtodayCsv,
  somtodayGuardiansCsv,
  utf8,
  utf16,
  wideCsv,
  windows1252,
} from "../support/roster-files.ts"

const size = { pupils: 8, groups: 3, teachers: 3 }
const official = ["2.0", "2.0-Vla", "2.1", "2.1-Vla"].map(
  (name) => `edexml/official/EDEXML.Voorbeeld.${name}.xml`,
)
const own = [
  "edexml/combination.xml",
  "edexml/deviations.xml",
  "edexml/uwlr-envelope.xml",
  "edexml/version-1.03.xml",
]
const lists = [
  "primary-two-guardians",
  "magister",
  "guardians-by-number",
  "row-per-guardian",
  "flemish",
  "no-headings",
]
const files = await Promise.all(
  [...official, ...own, ...lists.map((name) => `csv/${name}.csv`)].map(testFile),
)
const made = [
  edexml,
  parnassysXml,
  esisXml,
  secondaryXml,
  magisterCsv,
  somtodayCsv,
  somtodayGuardiansCsv,
  wideCsv,
]
const samples = [
  ...files,
  ...made.map((make) => utf8(make(size))),
  utf16(edexml(size)),
  windows1252(wideCsv(size)),
]

const snippets = [
  ..."<>&\"';,|\t\r\n\0\u0001#=/",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?",
  "</",
  "/>",
  "<!DOCTYPE x>",
  "&#0;",
  "&#x110000;",
  "&lt;",
  "Ã«",
  "\ufeff",
  "__proto__",
  "constructor",
  "<leerling key=''>",
  "<groep>",
  ' key=""',
  "sep=;\n",
  '""',
  "Naam;",
  "1,2E+10",
  "00-00-0000",
  "@",
]
const shift = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(40),
  add: fc.oneof(fc.constantFrom(...snippets).map(utf8), fc.uint8Array({ maxLength: 4 })),
})
const mutated = fc
  .record({
    from: fc.constantFrom(...samples),
    shifts: fc.array(shift, { maxLength: 6 }),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    whole: fc.boolean(),
  })
  .map(({ from, shifts, keep, whole }) => {
    let bytes = Buffer.from(whole ? from : from.subarray(0, Math.floor(from.length * keep)))
    for (const { at, cut, add } of shifts) {
      const place = Math.floor(bytes.length * at)
      bytes = Buffer.concat([bytes.subarray(0, place), add, bytes.subarray(place + cut)])
    }
    return new Uint8Array(bytes)
  })
const spliced = fc
  .record({
    one: fc.constantFrom(...samples),
    other: fc.constantFrom(...samples),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(
    ({ one, other, at }) =>
      new Uint8Array(Buffer.concat([one.subarray(0, one.length * at), other.subarray(other.length * at)])),
  )
const anything = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 2, arbitrary: spliced },
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: anySign, maxLength: 300 }).map(utf8),
)

/** A readout that anyone can work with: known codes and variants, places but no values, groups that exist. */
function expectSound(readout: Readout) {
  for (const problem of readout.problems) expectKnown(problem)
  if (!readout.ok) {
    expect(readout.problems.some(({ code }) => code.startsWith("F"))).toBe(true)
    return
  }
  const { roster } = readout
  expect(readout.problems.some(({ code }) => code.startsWith("F"))).toBe(false)
  expect(roster.pupils.length).toBeGreaterThan(0)
  const groups = new Set(roster.groups.map(({ key }) => key))
  const locations = new Set(roster.locations.map(({ key }) => key))
  for (const pupil of roster.pupils) {
    expect(
      [...pupil.combined, ...(pupil.group === null ? [] : [pupil.group])].every((key) => groups.has(key)),
    ).toBe(true)
    expect(pupil.location === null || locations.has(pupil.location)).toBe(true)
    expect(roster.about === "guardians" || pupil.name.first !== "" || pupil.name.last !== "").toBe(true)
  }
  expect(roster.teachers.every((teacher) => teacher.groups.every((key) => groups.has(key)))).toBe(true)
  const keys = roster.pupils.map(({ key }) => key).filter((key) => key !== null)
  expect(new Set(keys).size).toBe(keys.length)
}

function expectKnown({ code, variant, line, column, count, names, ...rest }: RosterProblem) {
  const variants: readonly string[] | undefined = rosterCodes[code]
  expect(variants).toBeDefined()
  if (variant !== undefined && code !== "W04") expect(variants).toContain(variant)
  expect(line === undefined || (Number.isInteger(line) && line > 0)).toBe(true)
  expect(column ?? "A").toMatch(/^([A-Z]{1,3}|geboortedatum|instroomdatum|uitstroomdatum|emailadres)$/)
  expect(count === undefined || count > 0).toBe(true)
  expect(names === undefined || code === "W02").toBe(true)
  expect(rest).toEqual({})
}

it("answers any bytes with a roster or with reasons, and never stumbles", () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      const readout = read(bytes)
      expectSound(readout)
      JSON.stringify(readout)
    }),
    { numRuns: 400 },
  )
}, 60_000)

it("bears any mapping that a person or a program gives it", () => {
  const mapping = fc.record({
    delimiter: fc.constantFrom(";", ",", "\t", "|", "x", "", "\n", '"'),
    headingRow: fc.option(fc.nat(20)),
    encoding: fc.constantFrom<string>(...encodings, "nonsense", ""),
    columns: fc.array(fc.constantFrom(...columnMeanings), { maxLength: 30 }),
  })
  fc.assert(
    fc.property(fc.constantFrom(...samples), mapping, (bytes, wish) =>
      expectSound(read(bytes, { mapping: wish })),
    ),
    { numRuns: 200 },
  )
}, 60_000)

it("says the same twice", () => {
  for (const sample of samples) expect(read(sample)).toEqual(read(sample))
})

it("puts no value of a file into what it says about it", () => {
  const canary = /kanarie/i
  const planted = (text: string) =>
    text.replace(/(?<=>)[^<>\s]+(?=<)|(?<=[;,])[A-Za-z]{3,}(?=[;,])/g, (value) =>
      /^\d+$/.test(value) ? value : `${value}Kanarie`,
    )
  let said = 0
  for (const make of made)
    for (const wish of [{}, { factor: "bsn4" }, { brin: null }] as const) {
      const [heading, ...rest] = make(size).split("\n")
      const { problems } = read(`${heading}\n${planted(rest.join("\n"))}`, wish)
      said += problems.length
      expect(JSON.stringify(problems)).not.toMatch(canary)
    }
  expect(said).toBeGreaterThan(20)
})
