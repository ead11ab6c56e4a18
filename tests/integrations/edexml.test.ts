import { describe, expect, it } from "bun:test"
import { startRemarks } from "../../src/integrations/roster/remarks.ts"
import { parseXml } from "../../src/integrations/roster/xml-elements.ts"
import { pupilsOf, read, rosterOf, spoken, testFile } from "../support/reading.ts"
import { edexml, esisXml, parnassysXml, secondaryXml, utf8 } from "../support/roster-files.ts"

const fromEdexml = (name: string) => testFile(`edexml/${name}.xml`)
const school = (inside: string) =>
  `<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode></school>${inside}</EDEX>`
const pupils = (inside: string) => school(`<leerlingen>${inside}</leerlingen>`)
const sem = `<leerling key="1"><roepnaam>Sem</roepnaam><achternaam>Vos</achternaam></leerling>`

describe("names", () => {
  it("are read whatever the program made of them", async () => {
    expect(pupilsOf(rosterOf(await fromEdexml("combination")))).toEqual([
      "Zoë|van der|Berg & Dal 3/4 Beren (juf Anne's groep) & Co",
      "Ben||Jansen 3/4 Beren (juf Anne's groep) & Co",
      "Fatima||El Amrani Kleuters",
      "J.P.|de|Wit Kleuters",
      "Sem|| Kangoeroes",
      "Kai||Vos Kangoeroes",
      "Vijf||Een 5",
      "Vijf||Twee 5",
    ])
  })

  it("are text: noughts, exponents and words of programmers survive", () => {
    const roster = rosterOf(
      pupils(`<leerling key="0012"><roepnaam>true</roepnaam><achternaam>1e5</achternaam></leerling>
        <leerling key="constructor"><roepnaam>__proto__</roepnaam><achternaam>toString</achternaam></leerling>`),
    )
    expect(roster.pupils.map(({ key, name }) => [key, name.first, name.last])).toEqual([
      ["0012", "true", "1e5"],
      ["constructor", "__proto__", "toString"],
    ])
  })

  it("are one spelling: composed accents, single blanks, no invisible signs", () => {
    const roster = rosterOf(
      pupils(
        `<leerling key="1"><roepnaam>\u200bZoe\u0308\u00a0 Lynn </roepnaam><achternaam>Ren&eacute;\u00ad</achternaam></leerling>`,
      ),
    )
    expect(roster.pupils[0]!.name).toEqual({ first: "Zoë Lynn", prefix: "", last: "René" })
  })
})

it("extension blocks do not even get into the tree", async () => {
  const xml = new TextDecoder().decode(await fromEdexml("combination"))
  const tree = JSON.stringify(parseXml(xml, startRemarks()))
  expect(xml).toContain("VendorType")
  expect(tree).toContain("Jansen")
  expect(tree).not.toMatch(/VendorType|Niemand|bsn_ondwnr-4/)
})

describe("groups", () => {
  it("become one class again when a combination class comes in parts", async () => {
    const { groups, pupils } = rosterOf(await fromEdexml("combination"))
    expect(groups.map(({ keys, yearGroups }) => [keys.join(), yearGroups.join()])).toEqual([
      ["10_lj_3,10_lj_4", "3,4"],
      ["20,21", "1,2"],
      ["30", "5"],
      ["31", "5"],
      ["40", "3,4"],
      ["50", "4"],
    ])
    expect(pupils.map((pupil) => pupil.group)).toEqual([
      "10_lj_3",
      "10_lj_3",
      "20",
      "20",
      "40",
      "40",
      "30",
      "31",
    ])
    expect(pupils.map((pupil) => pupil.yearGroup)).toEqual(["4", "3", "2", "1", "3", "4", "5", "5"])
  })

  it("stay apart when two classes of one year, or of two locations, happen to share a name", async () => {
    const problems = spoken(read(await fromEdexml("combination")))
    expect(problems).toContain("W05@12×2")
    expect(problems).toContain("W06@17×2")
    const group = (key: string, year: string) =>
      `<groep key="${key}"><naam>De Uilen</naam><jaargroep>${year}</jaargroep></groep>`
    const pupil = (key: string, at: string, place: string) =>
      `<leerling key="${key}"><roepnaam>P${key}</roepnaam><groep key="${at}"/><vestiging key="${place}"/></leerling>`
    const file =
      school(`<vestigingen><vestiging key="N"><naam>Noord</naam></vestiging><vestiging key="Z"><naam>Zuid</naam></vestiging></vestigingen>
      <groepen>${group("7_lj_1", "1")}${group("7_lj_2", "2")}${group("9_lj_1", "1")}${group("9_lj_2", "2")}</groepen>
      <leerlingen>${pupil("1", "7_lj_1", "N")}${pupil("2", "7_lj_2", "N")}${pupil("3", "9_lj_1", "Z")}${pupil("4", "9_lj_2", "Z")}</leerlingen>`)
    const { groups } = rosterOf(file)
    expect(groups.map(({ keys, location }) => [keys.join(), location])).toEqual([
      ["7_lj_1,7_lj_2", "N"],
      ["9_lj_1,9_lj_2", "Z"],
    ])
    expect(spoken(read(file))).toContain("W06@2×2")
    // Without locations the keys still tell the two classes apart.
    const nowhere = rosterOf(file.replace(/<vestiging key="."\/>/g, ""))
    expect(nowhere.groups.map(({ keys }) => keys.join())).toEqual(["7_lj_1,7_lj_2", "9_lj_1,9_lj_2"])
    const plain = rosterOf(file.replace(/(7|9)_lj_/g, "$1"))
    expect(plain.groups.map(({ keys }) => keys.join())).toEqual(["71,72", "91,92"])
  })

  it("of pupils who left are not there any more", async () => {
    const { groups } = rosterOf(await fromEdexml("combination"))
    expect(groups.map(({ name }) => name)).not.toContain("Schoolverlaters")
  })
})

describe("teachers", () => {
  it("keep the role they have in a group above their own, and follow their classes into one", async () => {
    const { teachers } = rosterOf(await fromEdexml("combination"))
    expect(
      teachers.map(({ name, roles, groups, email }) => [name.last, roles.join(), groups.join(), email]),
    ).toEqual([
      ["Berg", "LRK", "10_lj_3", "Anne@school.example"],
      ["Postma", "LRK", "20,50", null],
      ["Bouwer", "CON", "", null],
      ["Yılmaz", "OUD", "", null],
    ])
    expect(spoken(read(await fromEdexml("combination")))).toContain("E05@28:emailadres")
  })

  it("are counted where a round would need more about them", () => {
    expect(spoken(read(pupils(sem)))).toContain("W07/no-teachers")
    const groups = Array.from(
      { length: 7 },
      (_, at) => `<groep key="g${at}"><naam>K${at}</naam><jaargroep>3</jaargroep></groep>`,
    )
    const links = groups.map((_, at) => `<groep key="g${at}"/>`).join("")
    const teacher = (key: string, inside: string) =>
      `<leerkracht key="${key}"><achternaam>T${key}</achternaam>${inside}</leerkracht>`
    const file = school(`<groepen>${groups.join("")}</groepen>
      <leerlingen><leerling key="1"><roepnaam>Sem</roepnaam><groep key="g0"/></leerling></leerlingen>
      <leerkrachten>${teacher("a", `<groepen>${links}</groepen>`)}${teacher("b", "")}${teacher("c", "<rol>ADM</rol>")}
      ${teacher("", "<rol>LRK</rol>")}${teacher("a", "")}<leerkracht key="d"/></leerkrachten>`)
    expect(spoken(read(file)).filter((each) => /W07|teacher/.test(each))).toEqual([
      "E01/teacher@4",
      "W07/teacher-without-group×2",
      "W07/teacher-without-email×3",
      "W07/teacher-many-groups×1",
    ])
    expect(rosterOf(file).teachers.map(({ key }) => key)).toEqual(["a", "b", "c", null])
  })
})

describe("what is wrong with a row", () => {
  it("is told with its line, and never with what stands in it", async () => {
    const readout = read(await fromEdexml("deviations"))
    expect(spoken(readout)).toEqual([
      "E01/no-key@9",
      "E01/no-name@10",
      "E02/group@6",
      "E02/pupil@12",
      "E03/pupil@14",
      "E04@11:geboortedatum",
      "E04@18:uitstroomdatum",
      "W01/other-year",
      "W01/old",
      "W03/root-name",
      "W03/repeated-element×1",
      "W07/no-teachers",
      "W08/no-group×2",
      "W08/no-factor×4",
      "W08/no-postcode×6",
      "W09/former×1",
      "W09/future×1",
      "W10/same-key@13",
      "W10/same-name@18",
      "W10/same-person@20",
      "W12/temporary-keys×1",
    ])
    expect(JSON.stringify(readout.problems)).not.toMatch(/Els|Bos|Tom|binnenkort|2016/)
  })

  it("keeps out no more than that row", async () => {
    const roster = rosterOf(await fromEdexml("deviations"))
    expect(roster.pupils.map(({ key, name }) => `${key} ${name.first}`)).toEqual([
      "2 Els",
      "null Ad",
      "5 Vandaag",
      "6 Els",
      "7 Wim",
      "8 Wim",
    ])
  })

  it("is a count after two hundred lines", () => {
    const many = Array.from({ length: 500 }, () => "<leerling><roepnaam>X</roepnaam></leerling>").join("\n")
    const { problems } = read(pupils(sem + many))
    expect(problems.filter(({ line }) => line !== undefined)).toHaveLength(200)
    expect(problems).toContainEqual({ code: "E01", variant: "no-key", count: 300 })
  })

  it("is only a pupil's earlier stay when that pupil is there again", () => {
    const again = `<leerling key="1"><roepnaam>Sem</roepnaam><achternaam>Vos</achternaam><uitstroomdatum>2020-01-01</uitstroomdatum></leerling>`
    expect(pupilsOf(rosterOf(pupils(again + sem)))).toEqual(["Sem||Vos"])
    expect(spoken(read(pupils(again)))).toEqual(["F06/all-left-out", "W09/former×1"])
  })
})

describe("the factor of the parents' door", () => {
  const pupil =
    pupils(`<leerling key="0042"><roepnaam>Sem</roepnaam><achternaam>Vos</achternaam><geboortedatum>2016-06-21Z</geboortedatum>
    <bsn>123456789</bsn><postcodenl>9299 sa</postcodenl></leerling>
    <leerling key="43"><roepnaam>Pim</roepnaam><achternaam>Vos</achternaam><bsn_ondwnr-4>0001</bsn_ondwnr-4></leerling>`)
  const hashes = (factor: "none" | "birth-date" | "pupil-number" | "postcode" | "bsn4") =>
    rosterOf(pupil, { factor }).pupils.map((each) => each.factorHash)

  it("is the one that the school chose, hashed, and no other", () => {
    expect(hashes("birth-date")).toEqual(["factor:0042|2016-06-21", null])
    expect(hashes("pupil-number")).toEqual(["factor:0042|42", "factor:43|43"])
    expect(hashes("postcode")).toEqual(["factor:0042|99SA", null])
    expect(hashes("bsn4")).toEqual(["factor:0042|6789", "factor:43|0001"])
    expect(hashes("none")).toEqual([null, null])
  })

  it("leaves nothing else of the file in the roster", () => {
    const silent = read(pupil, { factor: "none", hide: () => "hash" })
    expect(JSON.stringify(silent)).not.toMatch(/2016|6789|9299|0001/)
    expect(silent.ok && silent.dropped).toEqual({ bsn: 1, "bsn-last-four": 1 })
    const chosen = read(pupil, { factor: "bsn4", hide: () => "hash" })
    expect(chosen.ok && chosen.dropped).toEqual({ bsn: 1 })
  })

  it("is not made from a key that is only good in this file", () => {
    const file = pupil.replace('key="43"', 'key="#43"')
    expect(rosterOf(file, { factor: "pupil-number" }).pupils.map((each) => each.factorHash)).toEqual([
      "factor:0042|42",
      null,
    ])
  })
})

describe("other dress", () => {
  it("version 1.03 is read like the rest, and its citizen number is not", async () => {
    const file = await fromEdexml("version-1.03")
    expect(pupilsOf(rosterOf(file))).toEqual(["Jildou|v. d.|Berg Groep 7", "Sjoerd||Postma"])
    expect(rosterOf(file).source.version).toBe("1.03")
    expect(rosterOf(file).pupils[1]).toMatchObject({ yearGroup: "8", group: null })
    expect(JSON.stringify(read(file))).not.toContain("123456789")
  })

  it("UWLR's answer in its envelope is the same school in a namespace", async () => {
    const roster = rosterOf(await fromEdexml("uwlr-envelope"))
    expect(pupilsOf(roster)).toEqual(["Zuzanna||Nowak 8A"])
    expect(roster.source.version).toBe("uwlr")
    expect(roster.teachers[0]).toMatchObject({ email: "kaya@school.example", groups: ["g1"] })
  })

  it("ParnasSys sends a combination class in parts, ESIS as C, a secondary school across classes", () => {
    const parnassys = rosterOf(parnassysXml({ pupils: 280 }))
    expect([parnassys.pupils.length, parnassys.groups.length, parnassys.source.version]).toEqual([
      280,
      11,
      "2.1",
    ])
    expect(parnassys.groups.at(-1)).toMatchObject({
      keys: ["4711_lj_7", "4711_lj_8"],
      yearGroups: ["7", "8"],
    })
    const esis = read(esisXml({ pupils: 280 }))
    expect(esis.ok && esis.roster.pupils.length).toBe(280)
    expect(spoken(esis)).toContain("W07/teacher-without-email×12")
    const secondary = rosterOf(secondaryXml())
    expect(secondary.pupils).toHaveLength(1400)
    expect(secondary.pupils.every((pupil) => pupil.combined.length === 1)).toBe(true)
    expect(secondary.groups.filter((group) => group.kind === "combined")).toHaveLength(116)
  })

  it("pupils alone are a school too", () => {
    expect(pupilsOf(rosterOf(utf8(`\ufeff\n\n<EDEX><leerlingen>${sem}</leerlingen></EDEX>`)))).toEqual([
      "Sem||Vos",
    ])
    const late = `\n\n<EDEX>\n<leerlingen>\n${sem}\n<leerling/><leerling>\n<roepnaam>X</roepnaam></leerling></leerlingen></EDEX>`
    expect(spoken(read(late))).toContain("E01/no-key@6")
  })

  it("a root that is not a school's, or has no pupils, is refused", () => {
    const codes = (text: string) => spoken(read(text))
    expect(codes("<rss><channel>x</channel></rss>")).toEqual(["F05"])
    expect(codes("<EDEX/>")).toContain("F06")
    expect(codes(school("<leerlingen></leerlingen>"))).toContain("F06")
    expect(codes(`<a><b><c><d><e><f><EDEX>${sem}</EDEX></f></e></d></c></b></a>`)).toEqual(["F05"])
  })
})

describe("a file that is read in pieces", () => {
  const inOne = (xml: string) => xml.replace("<leerlingen>", "<leerlingen><!-- read in one -->")

  it("is the same school, with the same remarks on the same lines, as when it is read in one", () => {
    const text = edexml({ pupils: 2600 })
    // A row without a key at the end, and teachers behind all pupils.
    const last = text.lastIndexOf("<leerling key=")
    const xml = text.slice(0, last) + text.slice(last).replace(/ key="[^"]+"/, "")
    const [cut, whole] = [read(xml), read(inOne(xml))]
    expect(spoken(cut)).toEqual(spoken(whole))
    expect(spoken(cut).some((said) => /^E01\/no-key@\d{4,}$/.test(said))).toBe(true)
    expect(cut).toEqual(whole)
    expect(rosterOf(xml).pupils).toHaveLength(2599)
  })

  it("never takes as pupils what only looks like their list", () => {
    const list = `<leerlingen>${sem.repeat(3)}${" ".repeat(200)}</leerlingen>`
    const codes = (text: string) => spoken(read(text))
    expect(codes(school(`<!-- ${list} -->`))).toContain("F06")
    expect(codes(school(`<toevoegingen>${list}</toevoegingen>`))).toContain("F06")
    expect(codes(school(`<school><![CDATA[${list}]]></school>`))).toContain("F06")
    expect(codes(school(`<groepen>${list}</groepen>`))).toContain("F06")
    expect(pupilsOf(rosterOf(school(`<!-- ${list} --><leerlingen>${sem}</leerlingen>`)))).toEqual([
      "Sem||Vos",
    ])
    const nested = `<leerling key="2"><roepnaam>Kai</roepnaam><achternaam>Bos</achternaam>${sem}</leerling>`
    expect(pupilsOf(rosterOf(pupils(nested + " ".repeat(200))))).toEqual(["Kai||Bos"])
  })
})
