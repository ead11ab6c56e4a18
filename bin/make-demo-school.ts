/**
 * Makes the files of the demo school De Regenboog, the same every time: bun bin/make-demo-school.ts
 * Everyone in them is invented. Once a year: raise `schoolYear`, run, commit.
 */
import { type Chance, chanceFrom, firstNames, surnames } from "../tests/support/invented-names.ts"
import {
  type Home,
  type InventedGuardian,
  type InventedPupil,
  type InventedSchool,
  type InventedTeacher,
  inventBirth,
  inventGuardian,
  inventHome,
} from "../tests/support/invented-school.ts"
import { writeEdexml, writeWideCsv } from "../tests/support/roster-files.ts"

const schoolYear = "2026-2027"
const pupilCount = 280

/** Where the two files lie: what the administration knows, and what it knows about guardians. */
export const demoPaths = {
  edexml: "src/db/demo/de-regenboog.xml",
  guardians: "src/db/demo/de-regenboog-ouders.csv",
}

const group = (name: string, key = `G${name}`) => ({ key, name, year: name.charAt(0) })
// The combination class comes in two parts, as ParnasSys sends it.
const groups = [
  { key: "1201_lj_1", name: "1/2A", year: "1" },
  { key: "1201_lj_2", name: "1/2A", year: "2" },
  ...["1B", "2B", "3A", "3B", "4A", "4B", "5A", "6A", "6B", "7A", "8A"].map((name) => group(name)),
]
const at = (name: string) => groups.findIndex((each) => each.name === name)

/** First name, surname, group or role. The trainee, the caretaker and a helping parent are in the file as they are in real ones. */
const staff =
  `Anouk|Hendriks|1/2A Carla|Meijer|1B Esther|Maas|2B Gülay|Arslan|3A Hanneke|Bosch|3B Noor|Willems|4A Imane|Chaoui|4B
Karin|Verhoef|5A Lars|Jonker|5A Joost|Kramer|6A Tim|Bos|6B Nadia|Haddad|7A Olaf|Prins|8A Bart|Vos|VAK Marijke|Dijks|IB
Rosa|Wolters|RT Wilma|Wit|DIR Quinten|Evers|STA Frank|Post|CON Petra|Scholten|OUD`.split(/\s/)

function teachers(): InventedTeacher[] {
  return staff.map((line, index) => {
    const [first = "", last = "", place = ""] = line.split("|")
    const homes = [...groups.keys()].filter((each) => groups[each]!.name === place)
    const role = homes.length > 0 ? "LRK" : place
    const address =
      last === "Wit"
        ? "dewit"
        : first
            .normalize("NFKD")
            .replace(/\P{ASCII}/gu, "")
            .toLowerCase()
    return {
      key: `L${index + 1}`,
      first,
      prefix: last === "Wit" ? "de" : "",
      last,
      email: role === "CON" || role === "OUD" ? "" : `${address}@regenboog.example`,
      roles: [role],
      groups: role === "STA" ? [at("3A")] : homes,
    }
  })
}

type Child = [first: string, group: string, changes?: Partial<InventedPupil>]

/** The school, growing family by family. */
function builder() {
  const chance = chanceFrom(20260803)
  const school: InventedSchool = { brin: "99ZZ", year: schoolYear, groups, pupils: [], teachers: teachers() }
  const parent = (name: string, changes: Partial<InventedGuardian> = {}) => ({
    ...inventGuardian(chance, nameOf(name)),
    ...changes,
  })
  const family = (name: string, home: Home, children: Child[], shared: Partial<InventedPupil> = {}) => {
    for (const [first, place, changes] of children) {
      const index = place === "1/2A" ? at(place) + chance.between(0, 1) : at(place)
      const { year } = groups[index]!
      const birth = inventBirth(chance, schoolYear, Number(year))
      const key = String(2001 + school.pupils.length)
      const person = { key, first, ...nameOf(name), birth, group: index, year, across: [], home }
      school.pupils.push({ ...person, ...shared, ...changes })
    }
  }
  const home = (guardians: InventedGuardian[], place: Partial<Home> = {}) => ({
    ...inventHome(chance, guardians),
    ...place,
  })
  return { chance, school, parent, family, home }
}

/** "de Vries" as prefix and surname. */
function nameOf(written: string) {
  const [, prefix = "", last = ""] = /^((?:van der|v\.d\.|de|van) )?(.*)$/.exec(written)!
  return { prefix: prefix.trim(), last }
}

type Builder = ReturnType<typeof builder>

/** Who the tests and the doors of the demo know by name. */
function addCast({ family, home, parent }: Builder) {
  family("Yilmaz", home([parent("Yilmaz", { email: "yilmaz@post.example" }), parent("Yilmaz")]), [
    ["Defne", "4A"],
  ])
  const twins = { birth: "2016-11-19" }
  family("de Vries", home([parent("de Vries", { email: "devries@post.example" }), parent("Smit")]), [
    ["Sem", "4A"],
    ["Lotte", "6B", twins],
    ["Daan", "6B", twins],
  ])
  const bakker = home([parent("Bakker", { email: "bakker@post.example" })])
  family("Bakker", bakker, [["Mila", "4A"]], {
    otherHome: home([parent("Jansen", { email: "jansen@post.example" })]),
  })
}

/** What makes families hard to tell apart, or to keep together. */
function addPuzzles({ family, home, parent }: Builder) {
  const lane = { street: "Merelhof", postcode: "9240SA" }
  family("de Jong", home([parent("de Jong"), parent("Visser")], { ...lane, number: 4 }), [
    ["Tess", "3A"],
    ["Evi", "1/2A"],
  ])
  family("de Jong", home([parent("de Jong")], { ...lane, number: 61 }), [["Luuk", "5A"]])
  const jansen = home([parent("Jansen"), parent("Mulder")])
  family("Jansen", jansen, [
    ["Cas", "2B"],
    ["Vera", "5A", { noPostcode: true }],
    ["Guus", "8A"],
  ])
  const blended = home([parent("Bakker", { email: "thuis@bakker-elamrani.example" }), parent("El Amrani")])
  family("Bakker", blended, [["Noah", "3B"]])
  family("El Amrani", blended, [["Amina", "7A"]])
  const berg = home([parent("van der Berg", { email: "vanderberg@post.example" })])
  family("van der Berg", berg, [["Pim", "2B"]])
  family("v.d. Berg", berg, [["Roos", "6A"]])
  const dotless = home([parent("Yılmaz"), parent("Yılmaz")])
  family("Yılmaz", dotless, [["Emir", "5A"]])
  family("Yilmaz", dotless, [["Elif", "3A"]])
  const born = { birth: "2020-02-07" }
  family("Kowalska", home([parent("Kowalska"), parent("Nowak")]), [
    ["Maja", "3A", born],
    ["Zuzanna", "3B", born],
  ])
  family("de Vries", home([parent("de Vries")]), [["Emma", "7A"]])
  family("de Vries", home([parent("Postma"), parent("de Vries")]), [["Emma", "7A"]])
  const foster = home([parent("Feenstra"), parent("Feenstra")])
  family("Feenstra", foster, [["Mees", "6A"]])
  family("Pinas", foster, [["Kyano", "4B"]])
  family("Prins", home([parent("Prins")]), [["Liv", "4B"]], { secret: true })
  family("Demir", home([parent("Demir"), parent("Kaya", { authority: false })]), [["Kerem", "7A"]])
  family("Bos", home([parent("Bos", { email: "tim@regenboog.example" }), parent("Dekker")]), [["Jip", "1B"]])
}

/** Fourteen children with nine surnames at one address: a reception centre. */
function addReception({ chance, family, home, parent }: Builder) {
  const names = ["Haile", "Tesfay", "Al Masri", "Rahimi", "Shevchenko", "Bondar", "Sesay", "Noori", "Habib"]
  const centre = { street: "Waterlelie", number: 100, postcode: "9250SD" }
  for (const [index, name] of names.entries()) {
    const children = Array.from(
      { length: index < 5 ? 2 : 1 },
      (): Child => [
        chance.oneOf(["Abel", "Lina", "Omar", "Sofia", "Danylo", "Yusra", "Karim", "Alya", "Ivan"]),
        chance.oneOf(["1B", "2B", "3B", "5A", "8A"]),
      ],
    )
    family(
      name,
      home(
        [
          parent(name, {
            email: index % 3 === 0 ? `${name.toLowerCase().replace(" ", "")}@opvang.example` : "",
          }),
        ],
        centre,
      ),
      children,
    )
  }
}

/** Ordinary families until the school is full; each child in one of the emptiest groups. */
function addNeighbours({ chance, school, family, home }: Builder) {
  while (school.pupils.length < pupilCount) {
    const name = chance.oneOf(surnames)
    const guardians = [
      inventGuardian(chance, name),
      inventGuardian(chance, chance.in100(55) ? name : chance.oneOf(surnames)),
    ]
    const apart = chance.in100(9)
    const first = home(apart || chance.in100(10) ? guardians.slice(0, 1) : guardians)
    const shared = apart ? { otherHome: home(guardians.slice(1)) } : {}
    const children: Child[] = []
    const count = chance.in100(55) ? 1 : chance.in100(82) ? 2 : 3
    for (let child = 0; child < count && school.pupils.length + children.length < pupilCount; child++)
      children.push([
        chance.oneOf(firstNames),
        emptyPlace(school, chance, children),
        { noPostcode: chance.in100(4) },
      ])
    family(`${name.prefix} ${name.last}`.trim(), first, children, { ...name, ...shared })
  }
}

function emptyPlace(school: InventedSchool, chance: Chance, siblings: Child[]): string {
  const names = [...new Set(groups.map(({ name }) => name))].filter(
    (name) => !siblings.some(([, place]) => place === name),
  )
  const size = (name: string) => school.pupils.filter((pupil) => groups[pupil.group]!.name === name).length
  return chance.oneOf(names.sort((one, other) => size(one) - size(other)).slice(0, 4))
}

/** Both files, as texts. */
export function demoFiles() {
  const building = builder()
  addCast(building)
  addPuzzles(building)
  addReception(building)
  addNeighbours(building)
  const { school } = building
  return {
    edexml: writeEdexml(school, { version: "2.1", madeOn: `${schoolYear.slice(0, 4)}-10-19T16:30:00` }),
    // With a byte-order mark, as Excel in the Netherlands writes it.
    guardians: `\ufeff${writeWideCsv(school)}`,
  }
}

if (import.meta.main) {
  const files = demoFiles()
  await Bun.write(demoPaths.edexml, files.edexml)
  await Bun.write(demoPaths.guardians, files.guardians)
}
