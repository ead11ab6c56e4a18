import { expect, it } from "bun:test"
import { demoFiles, demoPaths } from "../../bin/make-demo-school.ts"
import { fold } from "../../src/domain/people/people.ts"
import { pupilsOf, read, rosterOf, spoken } from "../support/reading.ts"
import { utf8 } from "../support/roster-files.ts"

const { edexml, guardians } = demoFiles()

it("the demo school's files are as their script makes them", async () => {
  expect(await Bun.file(demoPaths.edexml).text()).toBe(edexml)
  expect(await Bun.file(demoPaths.guardians).bytes()).toEqual(utf8(guardians))
})

it("De Regenboog has twelve groups, one of two years and one with two teachers", () => {
  const school = rosterOf(edexml)
  expect(school.source).toMatchObject({ brin: "99ZZ", schoolYear: "2026-2027" })
  expect(school.groups.map(({ name }) => name).join(" ")).toBe("1/2A 1B 2B 3A 3B 4A 4B 5A 6A 6B 7A 8A")
  expect(school.groups[0]).toMatchObject({ keys: ["1201_lj_1", "1201_lj_2"], yearGroups: ["1", "2"] })
  for (const group of school.groups) {
    const size = school.pupils.filter((pupil) => pupil.group === group.key).length
    expect(size).toBeGreaterThanOrEqual(20)
    expect(size).toBeLessThanOrEqual(27)
    const taught = school.teachers.filter(
      ({ groups, roles }) => groups.includes(group.key) && roles.includes("LRK"),
    )
    expect([group.name, taught.length]).toEqual([group.name, group.name === "5A" ? 2 : 1])
  }
  expect(school.pupils).toHaveLength(280)
  expect(school.teachers).toHaveLength(20)
  expect(
    school.teachers.flatMap(({ roles }) => roles).filter((role) => role === "CON" || role === "OUD"),
  ).toEqual(["CON", "OUD"])
  expect(spoken(read(edexml)).every((each) => each.startsWith("W"))).toBe(true)
})

it("its list of guardians is about the same pupils in the same groups", () => {
  const school = rosterOf(edexml)
  const list = rosterOf(guardians)
  expect(list.pupils.map(({ key }) => key)).toEqual(school.pupils.map(({ key }) => key))
  expect(pupilsOf(list)).toEqual(pupilsOf(school))
  expect(list.groups.map(({ name }) => name).sort()).toEqual(school.groups.map(({ name }) => name).sort())
  const reached = list.pupils.filter((pupil) => pupil.guardians.some(({ email }) => email))
  expect(reached.length / 280).toBeGreaterThan(0.85)
  expect(reached.length).toBeLessThan(280)
  const addresses = list.pupils.flatMap((pupil) => pupil.guardians.flatMap(({ email }) => email ?? []))
  expect(addresses.every((address) => address.endsWith(".example"))).toBe(true)
})

it("its families are as real ones: siblings, twins, two homes, neighbours with one name", () => {
  const school = rosterOf(edexml)
  const list = rosterOf(guardians)
  const of = (first: string, last: string) =>
    list.pupils.flatMap((pupil, at) =>
      pupil.name.first === first && fold(pupil.name.last) === fold(last)
        ? [{ ...pupil, postcode: school.pupils[at]!.postcodeHash }]
        : [],
    )
  const [mila] = of("Mila", "Bakker")
  expect(mila!.guardians.map(({ last, home }) => `${last} ${home}`)).toEqual(["Bakker 1", "Jansen 2"])
  const apart = list.pupils.filter((pupil) => pupil.guardians.some(({ home }) => home === 2))
  expect(apart.length).toBeGreaterThan(15)
  const [tess, luuk] = [of("Tess", "Jong")[0]!, of("Luuk", "Jong")[0]!]
  expect(tess.postcode).toBe(luuk.postcode)
  expect(tess.guardians[0]!.email).not.toBe(luuk.guardians[0]!.email)
  expect(of("Emma", "Vries").filter(({ group }) => group === "#7a")).toHaveLength(2)
  expect(of("Liv", "Prins").some(({ protectedAddress }) => protectedAddress)).toBe(true)
  expect(of("Kerem", "Demir").some(({ guardians }) => guardians.length === 1)).toBe(true)
  const households = new Set(
    school.pupils.map(({ name, postcodeHash }) => `${fold(name.last)} ${postcodeHash}`),
  ).size
  expect(280 / households).toBeGreaterThan(1.4)
  expect(280 / households).toBeLessThan(1.7)
})
