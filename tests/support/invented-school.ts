import { type Chance, chanceFrom, firstNames, streets, surnames, teacherNames } from "./invented-names.ts"

/** A school that does not exist, as its administration would know it. What is written into files is made of this. */
export type InventedSchool = {
  brin: string
  year: string
  groups: InventedGroup[]
  pupils: InventedPupil[]
  teachers: InventedTeacher[]
}
export type InventedGroup = { key: string; name: string; year: string; across?: boolean }
export type InventedPupil = {
  key: string
  first: string
  prefix: string
  last: string
  birth: string
  /** Index of its group. */
  group: number
  year: string
  across: number[]
  home: Home
  /** The second home of a child of separated parents. */
  otherHome?: Home
  /** The administration does not have its postcode. */
  noPostcode?: boolean
  secret?: boolean
}
export type Home = { street: string; number: number; postcode: string; guardians: InventedGuardian[] }
export type InventedGuardian = {
  first: string
  prefix: string
  last: string
  email: string
  phone: string
  authority?: boolean
}
export type InventedTeacher = {
  key: string
  first: string
  prefix: string
  last: string
  email: string
  roles: string[]
  groups: number[]
}

/** Letters as an e-mail address has them. */
export const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ı/g, "i")
    .replace(/ł/gi, "l")
    .replace(/[^a-zA-Z]/g, "")
    .toLowerCase()

/** A home somewhere. No street of the Netherlands has a postcode that ends on SA, SD or SS. */
export const inventHome = (chance: Chance, guardians: InventedGuardian[]): Home => ({
  street: chance.oneOf(streets),
  number: chance.between(1, 140),
  postcode: `${chance.between(9200, 9299)}${chance.oneOf(["SA", "SD", "SS"])}`,
  guardians,
})

/** An adult with a mail address in 85 of 100 cases. The number is one that nobody can have: 06-0 is not given out. */
export function inventGuardian(chance: Chance, name: { prefix: string; last: string }): InventedGuardian {
  const first = chance.oneOf(firstNames)
  const number = String(chance.between(0, 9999)).padStart(4, "0")
  const local = `${plain(first)}.${plain(name.prefix + name.last)}${chance.between(1, 99)}`
  return {
    first,
    ...name,
    email: chance.in100(85) ? `${local}@${chance.oneOf(["post", "mail", "thuis"])}.example` : "",
    phone: chance.in100(90) ? `06-0000${number}` : "",
  }
}

/** The day on which a child was born who is in this year of primary school (1 to 8) or beyond. */
export function inventBirth(chance: Chance, schoolYear: string, year: number): string {
  const start = Number(schoolYear.slice(0, 4)) - year - 4
  const day = Temporal.PlainDate.from({ year: start, month: 10, day: 1 })
  return day.add({ days: chance.between(0, 364) }).toString()
}

export type Wish = {
  pupils: number
  groups: number
  teachers: number
  year: string
  seed?: number
  secondary?: boolean
}

/** A school of a size: families of one to three children, one in twelve in two homes. */
export function inventSchool({
  pupils,
  groups,
  teachers,
  year,
  seed = 1,
  secondary = false,
}: Wish): InventedSchool {
  const chance = chanceFrom(seed)
  const years = secondary ? 6 : 8
  const school: InventedSchool = { brin: "99ZZ", year, groups: [], pupils: [], teachers: [] }
  for (let at = 0; at < groups; at++) {
    const step = Math.min(years, 1 + Math.floor((at * years) / groups))
    const letter = String.fromCharCode(65 + (at % 26))
    const name = secondary
      ? `${chance.oneOf(["H", "V", "M"])}${step}${letter.toLowerCase()}${at}`
      : `${step}${letter}`
    school.groups.push({
      key: `G${String(at + 1).padStart(3, "0")}`,
      name,
      year: String(secondary ? step + 10 : step),
    })
  }
  const home = school.groups.length
  if (secondary)
    for (let at = 0; at < groups * 2; at++)
      school.groups.push({ key: `L${at + 1}`, name: `lesgroep ${at + 1}`, year: "", across: true })
  while (school.pupils.length < pupils) addFamily(school, chance, pupils, home)
  for (let at = 0; at < teachers; at++) {
    const name = teacherNames[at % teacherNames.length]!
    const own = secondary ? [at % home, (at + 7) % home, home + (at % (groups * 2))] : at < home ? [at] : []
    const roles = secondary ? (at % 9 === 8 ? ["STA"] : ["VAK"]) : at < home ? ["LRK"] : ["IB"]
    const last = `${name.last}${at >= teacherNames.length ? `-${chance.oneOf(surnames).last}` : ""}`
    const email = `${plain(name.first)}${at + 1}@school.example`
    school.teachers.push({ key: `T${at + 1}`, ...name, last, prefix: "", email, roles, groups: own })
  }
  return school
}

function addFamily(school: InventedSchool, chance: Chance, most: number, groups: number) {
  const name = chance.oneOf(surnames)
  const other = chance.in100(60) ? name : chance.oneOf(surnames)
  const parents = [inventGuardian(chance, name), inventGuardian(chance, other)]
  const apart = chance.in100(8)
  const home = inventHome(chance, apart ? parents.slice(0, 1) : parents)
  const otherHome = apart ? { otherHome: inventHome(chance, parents.slice(1)) } : {}
  const children = chance.in100(54) ? 1 : chance.in100(85) ? 2 : 3
  for (let child = 0; child < children && school.pupils.length < most; child++) {
    const group = chance.between(0, groups - 1)
    const { year } = school.groups[group]!
    const across = school.groups.length > groups ? [groups + (group % (school.groups.length - groups))] : []
    school.pupils.push({
      key: String(10_001 + school.pupils.length),
      first: chance.oneOf(firstNames),
      ...name,
      birth: inventBirth(chance, school.year, Number(year) > 10 ? Number(year) - 2 : Number(year)),
      group,
      year,
      across,
      home,
      ...otherHome,
    })
  }
}
