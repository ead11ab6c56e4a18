/** Files as schools' administrations write them, about schools that do not exist. Texts; `windows1252` and the like make bytes. */
import { type InventedPupil, type InventedSchool, inventSchool } from "./invented-school.ts"

type Size = { pupils?: number; groups?: number; teachers?: number; year?: string; seed?: number }
const sized = ({ pupils = 280, groups, teachers, year = "2026-2027", seed = 1 }: Size, secondary = false) =>
  inventSchool({
    pupils,
    groups: groups ?? Math.max(1, Math.round(pupils / 24)),
    teachers: teachers ?? Math.max(1, Math.round(pupils / (secondary ? 12 : 16))),
    year,
    seed,
    secondary,
  })

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const tag = (name: string, text: string | undefined) => (text ? `<${name}>${escaped(text)}</${name}>` : "")

export type XmlStyle = {
  version: "1.03" | "2.0" | "2.1"
  /** Combination classes as "C" with the year on the pupil (ESIS), or in parts with keys that end on "_lj_4" (ParnasSys). */
  teacherEmails?: boolean
  eckIds?: boolean
  /** So many pupils in a hundred have a postcode in the file. */
  postcodes?: number
  madeOn?: string
}

/** An EdeXML file of a school. */
export function writeEdexml(school: InventedSchool, style: XmlStyle): string {
  const { version, teacherEmails = true, eckIds = false, postcodes = 100, madeOn } = style
  const made = madeOn ?? `${school.year.slice(0, 4)}-10-20T09:00:00`
  const key = (at: number) => school.groups[at]!.key
  const ref = (at: number) => {
    const group = school.groups[at]!
    return `<${group.across ? "samengestelde_groep" : "groep"} key="${escaped(group.key)}"/>`
  }
  const named = (person: { first: string; prefix: string; last: string }) =>
    tag("achternaam", person.last) + tag("voorvoegsel", person.prefix) + tag("roepnaam", person.first)
  const groups = school.groups.map(({ across, ...group }) =>
    across
      ? `<samengestelde_groep key="${group.key}">${tag("naam", group.name)}</samengestelde_groep>`
      : `<groep key="${escaped(group.key)}">${tag("naam", group.name)}${tag("jaargroep", group.year)}</groep>`,
  )
  const pupils = school.pupils.map((pupil, at) => {
    const eckId = eckIds ? ` eckid="https://ketenid.example/${"0123456789abcdef".repeat(8)}${at}"` : ""
    const postcode = !pupil.noPostcode && (at * 37) % 100 < postcodes ? pupil.home.postcode : ""
    const across = pupil.across.map((each) => `<samengestelde_groep key="${key(each)}"/>`).join("")
    const year = version === "1.03" ? "" : tag("jaargroep", pupil.year)
    return `<leerling key="${pupil.key}"${eckId}>
${named(pupil)}
${tag("geboortedatum", pupil.birth)}<geslacht>9</geslacht>${year}
${ref(pupil.group)}${across ? `<samengestelde_groepen>${across}</samengestelde_groepen>` : ""}
${tag("postcodenl", postcode)}<mutatiedatum>2026-09-01T10:00:00</mutatiedatum>
</leerling>`
  })
  const teachers = school.teachers.map((teacher) => {
    const roles = version === "1.03" ? "" : teacher.roles.map((role) => tag("rol", role)).join("")
    const email = teacherEmails && version !== "1.03" ? tag("emailadres", teacher.email) : ""
    return `<leerkracht key="${teacher.key}">
${named(teacher)}${tag("voorletters-1", teacher.first.charAt(0))}
${email}${roles}<groepen>${teacher.groups.map(ref).join("")}</groepen>
</leerkracht>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">
<school>
<schooljaar>${school.year}</schooljaar>
<brincode>${school.brin}</brincode><dependancecode>00</dependancecode>
<aanmaakdatum>${made}</aanmaakdatum>
<auteur>Verzonnen</auteur>
<xsdversie>${version}</xsdversie>
</school>
<groepen>
${groups.join("\n")}
</groepen>
<leerlingen>
${pupils.join("\n")}
</leerlingen>
<leerkrachten>
${teachers.join("\n")}
</leerkrachten>
</EDEX>
`
}

/** A plain EdeXML 2.1 file. */
export const edexml = (size: Size = {}) => writeEdexml(sized(size), { version: "2.1" })

/** ParnasSys: combination classes in parts that share a name, ECK iD, six pupils in ten with a postcode. */
export function parnassysXml(size: Size = {}): string {
  const school = sized(size)
  splitLast(school)
  return writeEdexml(school, { version: "2.1", eckIds: true, postcodes: 60 })
}

/** The last two groups become the parts of one combination class. */
function splitLast(school: InventedSchool) {
  const home = school.groups.filter((group) => !group.across)
  const [one, other] = [home.at(-2), home.at(-1)]
  if (!one || !other) return
  if (one.year === other.year) one.year = String(Math.max(1, Number(other.year) - 1))
  for (const group of [one, other]) {
    group.name = `${one.year}/${other.year} Vlinders (juf Anouk & juf Rosa)`
    group.key = `4711_lj_${group.year}`
  }
  for (const pupil of school.pupils) pupil.year = school.groups[pupil.group]!.year
}

/** ESIS: byte-order mark, Windows line ends, a combination class as "C", no e-mail addresses of teachers. */
export function esisXml(size: Size = {}): string {
  const school = sized(size)
  const last = school.groups.at(-1)
  if (last) last.year = "C"
  const text = writeEdexml(school, { version: "2.0", teacherEmails: false, postcodes: 90 })
  return `\ufeff${text.replaceAll("\n", "\r\n")}`
}

/** A secondary school: lesson groups across classes, subject teachers in several groups, trainees. */
export const secondaryXml = (size: Size = {}) =>
  writeEdexml(sized({ pupils: 1400, ...size }, true), { version: "2.1" })

const rows = (delimiter: string, heading: string[], lines: string[][]) =>
  [heading, ...lines].map((line) => line.join(delimiter)).join("\r\n")

/** Magister's list: commas, byte-order mark, "" for nothing. */
export function magisterCsv(size: Size = {}): string {
  const school = sized(size, true)
  const mentor = (at: number) => school.teachers.find((teacher) => teacher.groups.includes(at))
  const cell = (text: string) => (text === "" ? '""' : text)
  const lines = school.pupils.map((pupil) => {
    const teacher = mentor(pupil.group)
    const name = teacher ? `${teacher.first.charAt(0)}. ${teacher.last}` : ""
    const { key, first, prefix, last } = pupil
    return [key, first, prefix, last, school.groups[pupil.group]!.name, name].map(cell)
  })
  const heading = "Stamnummer,Roepnaam,Tussenvoegsel,Achternaam,Klas,Klassenmentor 1".split(",")
  return `\ufeff${rows(",", heading, lines)}\r\n`
}

const dutchDate = (iso: string) => iso.split("-").reverse().join("-")

/** Somtoday's pupils: its own field names, semicolons, an empty field at every end. */
export function somtodayCsv(size: Size = {}): string {
  const school = sized(size, true)
  const heading =
    "leerlingNummer;leerlingRoepnaam;leerlingVoorvoegsel;leerlingAchternaam;leerlingGeboortedatum;leerlingGeslacht;leerlingStamgroep;leerlingLeerjaar;leerlingAdresStraat;leerlingAdresHuisnummer;leerlingAdresToevoeging;leerlingAdresPostcode;leerlingEmail;"
  const lines = school.pupils.map((pupil) => {
    const { key, first, prefix, last, birth, home } = pupil
    const name = [key, first, prefix, last, dutchDate(birth), "O", school.groups[pupil.group]!.name]
    const address = [String(Number(pupil.year) - 10), home.street, String(home.number), "", home.postcode]
    return [...name, ...address, `${key}@leerling.example`, ""]
  })
  return `${rows(";", heading.split(";"), lines)}\r\n`
}

/** Somtoday's guardians: one row each, with the numbers of their children. */
export function somtodayGuardiansCsv(size: Size = {}): string {
  const school = sized(size, true)
  const children = new Map<object, InventedPupil[]>()
  for (const pupil of school.pupils)
    for (const home of [pupil.home, pupil.otherHome])
      for (const guardian of home?.guardians ?? [])
        children.set(guardian, [...(children.get(guardian) ?? []), pupil])
  const lines = school.pupils
    .flatMap(({ home, otherHome }) => [home, otherHome].flatMap((each) => (each ? [each] : [])))
    .filter((home, at, all) => all.indexOf(home) === at)
    .flatMap(({ guardians, street, number, postcode }) =>
      guardians.map((guardian, at) => {
        const { first, prefix, last, email, phone } = guardian
        const numbers = (children.get(guardian) ?? []).map((pupil) => pupil.key).join(",")
        return [
          `V${at}`,
          `${first.charAt(0)}.`,
          prefix,
          last,
          email,
          phone,
          street,
          String(number),
          postcode,
          numbers,
        ]
      }),
    )
  const heading =
    "verzorgerID;verzorgerVoorletters;verzorgerVoorvoegsel;verzorgerAchternaam;verzorgerEmail;verzorgerMobielNummer;verzorgerAdresStraat;verzorgerAdresHuisnummer;verzorgerAdresPostcode;verzorgerLeerlingRelaties"
  return `${rows(";", heading.split(";"), lines)}\r\n`
}

/** A primary school's own list with two guardians beside each pupil. */
export function wideCsv(size: Size = {}): string {
  const school = sized(size)
  return writeWideCsv(school)
}

/** Two guardians beside each pupil; addresses only where they show two homes. */
export function writeWideCsv(school: InventedSchool): string {
  const heading =
    "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Groep;Geheim adres;Verzorger 1 naam;Verzorger 1 e-mail;Verzorger 1 telefoon;Verzorger 1 adres;Verzorger 1 gezag;Verzorger 2 naam;Verzorger 2 e-mail;Verzorger 2 telefoon;Verzorger 2 adres;Verzorger 2 gezag"
  const lines = school.pupils.map((pupil) => {
    const { key, first, prefix, last, home, otherHome, secret } = pupil
    const guardians = [home, otherHome].flatMap((each) =>
      each ? each.guardians.map((guardian) => ({ guardian, at: each })) : [],
    )
    const cells = [0, 1].flatMap((at) => {
      const found = guardians[at]
      if (!found) return ["", "", "", "", ""]
      const { guardian } = found
      const name = [`${guardian.first.charAt(0)}.`, guardian.prefix, guardian.last].filter(Boolean).join(" ")
      const { street, number, postcode } = found.at
      const address = otherHome ? `${street} ${number}, ${postcode.slice(0, 4)} ${postcode.slice(4)}` : ""
      return [name, guardian.email, guardian.phone, address, guardian.authority === false ? "nee" : "ja"]
    })
    return [key, first, prefix, last, school.groups[pupil.group]!.name, secret ? "ja" : "", ...cells]
  })
  return `${rows(";", heading.split(";"), lines)}\r\n`
}

export const utf8 = (text: string) => new TextEncoder().encode(text)
export const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"))

const upper = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 128 }, (_, at) => at + 128))

/** Bytes of Windows-1252; a sign it does not have becomes its plain letter or "?". */
export function windows1252(text: string): Uint8Array {
  const one = (sign: string): number => {
    const code = sign.charCodeAt(0)
    const at = upper.indexOf(sign)
    if (code < 128 || at >= 0) return code < 128 ? code : at + 128
    const bare = sign.normalize("NFKD").charAt(0)
    return bare < "\x80" ? bare.charCodeAt(0) : 63
  }
  return Uint8Array.from(Array.from(text, one))
}
