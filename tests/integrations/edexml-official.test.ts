import { expect, it } from "bun:test"
import { pupilsOf, read, rosterOf, spoken, testFile } from "../support/reading.ts"

const sample = (name: string) => testFile(`edexml/official/EDEXML.Voorbeeld.${name}.xml`)
const dutch = ["2.0", "2.1"] as const
const flemish = ["2.0-Vla", "2.1-Vla"] as const

it("reads the two children of the Dutch samples and leaves out the one who left in 2014", async () => {
  const old = rosterOf(await sample("2.0"))
  expect(pupilsOf(old)).toEqual(["Wimpie|| 4B", "Ismaël||Assati"])
  const recent = rosterOf(await sample("2.1"))
  expect(pupilsOf(recent)).toEqual(["Wimpie|imp|ie 4B", "Ismaël||Assati"])
  expect(recent.pupils[0]).toMatchObject({
    key: "00001",
    yearGroup: "4",
    combined: ["sg1", "sg2"],
    location: "VH",
  })
  expect(recent.pupils[1]).toMatchObject({ key: "00002", group: null, location: "VB", factorHash: null })
  expect(recent.pupils[1]!.postcodeHash).toBe("postcode:6971VB")
})

it("knows what the Dutch samples say about themselves and the school", async () => {
  for (const version of dutch) {
    const roster = rosterOf(await sample(version))
    expect(roster.source).toEqual({
      kind: "edexml",
      version,
      schoolYear: "2014-2015",
      brin: "99ZZ",
      madeOn: "2014-11-25",
    })
    expect(roster.locations.map(({ name }) => name)).toEqual(["Vestiging Huissen", "Vestiging Bemmel"])
    expect(roster.groups.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "Kabouters home",
      "Muizen home",
      "Vlinders home",
      "4A home",
      "4B home",
      "Samgroep 3 combined",
      "Samgroep 1 combined",
      "Samgroep 2 combined",
    ])
    expect(roster.groups.map((group) => group.yearGroups.join())).toEqual([
      "0",
      "1",
      "1",
      "4",
      "4",
      "",
      "4",
      "4",
    ])
  }
})

it("knows who teaches in the Dutch samples, and in which role", async () => {
  const { teachers } = rosterOf(await sample("2.1"))
  expect(teachers).toEqual([
    {
      key: "LK1",
      name: { first: "Julia", prefix: "van", last: "Bemmel" },
      initials: "J",
      email: null,
      roles: ["TAL"],
      groups: ["GRP4A"],
    },
    {
      key: "LK2",
      name: { first: "Uilke", prefix: "", last: "Veldman" },
      initials: "UGH",
      email: null,
      roles: [],
      groups: ["002", "001", "sg1", "sg2", "sg3"],
    },
    {
      key: "LK3",
      name: { first: "Lia", prefix: "de", last: "Bruin" },
      initials: "L",
      email: null,
      roles: ["STA", "OWA"],
      groups: ["GRP4A"],
    },
  ])
  expect(rosterOf(await sample("2.0")).teachers[0]!.email).toEqual(expect.stringContaining("@"))
})

it("reads the Flemish samples, whose school has no BRIN and whose child has only a first name", async () => {
  for (const name of flemish) {
    const roster = rosterOf(await sample(name))
    expect(pupilsOf(roster)).toEqual(["Wimpie|| Klas 4B", "Ismaël||Assati"])
    expect(roster.source).toMatchObject({ version: name.slice(0, 3), brin: null })
    expect(roster.pupils[1]!.postcodeHash).toBe("postcode:6971")
    expect(roster.teachers.map((teacher) => teacher.name)).toEqual([
      { first: "", prefix: "van", last: "Gent" },
      { first: "Uilke", prefix: "ter", last: "Veldman" },
      { first: "Lia", prefix: "", last: "" },
    ])
  }
})

it("tells what was in the samples and is not ours, and keeps nothing of it", async () => {
  const readout = read(await sample("2.1"))
  expect(readout.ok && readout.dropped).toEqual({
    bsn: 1,
    "bsn-last-four": 1,
    country: 2,
    weight: 1,
    sex: 3,
    "eck-id": 3,
    extension: 3,
  })
  const kept = JSON.stringify(readout)
  for (const value of ["133456785", "2731", "id.school", "Opmerking X", '"MA"', "0,3"])
    expect(kept).not.toContain(value)
  expect(spoken(readout)).toEqual([
    "W01/other-year",
    "W01/old",
    "W04/bsn×1",
    "W04/bsn-last-four×1",
    "W04/country×2",
    "W04/weight×1",
    "W07/group-without-teacher×1",
    "W07/teacher-without-email×2",
    "W08/no-group×1",
    "W08/no-factor×1",
    "W08/no-postcode×1",
    "W09/former×1",
  ])
})

it("refuses the samples for another school, unless a person says that they are meant", async () => {
  const bytes = await sample("2.1")
  expect(read(bytes, { brin: "98ZZ" })).toEqual({ ok: false, problems: [{ code: "F07" }] })
  expect(read(bytes, { brin: "98ZZ", anotherSchool: true }).ok).toBe(true)
  expect(read(bytes, { brin: null }).ok).toBe(true)
})
