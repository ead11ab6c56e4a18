/** Files as a school's administration would export them, about invented people. */

const firsts =
  "Emma Noah Zoë Liam Yasmin Daan Sofie Mohammed Lotte Sem Fenna Bram Aylin Jesse Roos Milan Nora Finn Saar Thijs".split(
    " ",
  )
const lasts =
  "Jansen|de Vries|van der Berg|Bakker|Yilmaz|El Amrani|Visser|Smit|Kowalska|Dijkstra|Mulder|Kaya".split("|")

export type Person = {
  key: string
  first: string
  prefix?: string
  last: string
  group?: string
  postcode?: string
  birth?: string
  more?: string
}

export type School = {
  brin?: string
  schoolYear?: string
  groups?: { key: string; name: string; year: string }[]
  pupils: Person[]
  teachers?: (Omit<Person, "group"> & { groups?: string[]; email?: string; roles?: string[] })[]
}

const safe = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
const element = (name: string, text: string | undefined) =>
  text === undefined ? "" : `<${name}>${safe(text)}</${name}>`

/** This school as EdeXML 2.1, with what else is given per pupil as it stands. */
export function edexml({
  brin = "99ZZ",
  schoolYear = "2026-2027",
  groups = [],
  pupils,
  teachers = [],
}: School) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<school><schooljaar>${schoolYear}</schooljaar><brincode>${brin}</brincode><aanmaakdatum>2026-11-02T08:00:00</aanmaakdatum><xsdversie>2.1</xsdversie></school>
<groepen>${groups
    .map(
      ({ key, name, year }) =>
        `<groep key="${key}">${element("naam", name)}${element("jaargroep", year)}</groep>`,
    )
    .join("\n")}</groepen>
<leerlingen>${pupils
    .map(
      (one) =>
        `<leerling key="${one.key}">${element("achternaam", one.last)}${element("voorvoegsel", one.prefix)}${element("roepnaam", one.first)}${element("geboortedatum", one.birth)}${one.group ? `<groep key="${one.group}"/>` : ""}${element("postcodenl", one.postcode)}${one.more ?? ""}</leerling>`,
    )
    .join("\n")}</leerlingen>
<leerkrachten>${teachers
    .map(
      (one) =>
        `<leerkracht key="${one.key}">${element("achternaam", one.last)}${element("voorvoegsel", one.prefix)}${element("roepnaam", one.first)}${element("emailadres", one.email)}${(one.roles ?? []).map((role) => element("rol", role)).join("")}<groepen>${(one.groups ?? []).map((key) => `<groep key="${key}"/>`).join("")}</groepen></leerkracht>`,
    )
    .join("\n")}</leerkrachten>
</EDEX>
`
}

/** A school of so many pupils, about 25 to a group, two or so to a family. */
export function schoolOf(size: number): School {
  const groups = Array.from({ length: Math.ceil(size / 25) }, (_, at) => ({
    key: `g${at}`,
    name: `${(at % 8) + 1}${String.fromCharCode(65 + (Math.floor(at / 8) % 26))}${at >= 208 ? Math.floor(at / 208) : ""}`,
    year: String((at % 8) + 1),
  }))
  const pupils = Array.from({ length: size }, (_, at): Person => {
    const family = Math.floor(at / 2)
    const [last = "", ...before] = (lasts[family % lasts.length] ?? "").split(" ").reverse()
    return {
      key: `p${at}`,
      first: `${firsts[at % firsts.length]}${size > 1000 ? String.fromCharCode(97 + (at % 26)) : ""}`,
      ...(before.length > 0 ? { prefix: before.reverse().join(" ") } : {}),
      last,
      group: `g${Math.floor(at / 25)}`,
      birth: `201${at % 9}-0${(at % 8) + 1}-1${at % 9}`,
      postcode: `${1000 + (family % 9000)}${String.fromCharCode(65 + (family % 26))}B`,
    }
  })
  const teachers = groups.map(({ key }, at) => ({
    key: `t${at}`,
    first: "Juf",
    last: `Leraar ${at}`,
    email: `leraar${at}@school.example`,
    roles: ["LRK"],
    groups: [key],
  }))
  return { groups, pupils, teachers }
}
