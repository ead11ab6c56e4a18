import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import type { GroupId, PupilId, TeacherId } from "../../../src/domain/ids.ts"
import { fullName } from "../../../src/domain/people/people.ts"
import type { Roster } from "../../../src/domain/rosters/roster.ts"
import { compareRosters, isNothing, isSweeping } from "../../../src/domain/rosters/roster-changes.ts"
import { reviewList } from "../../../src/domain/rosters/roster-lists.ts"
import type { OurGroup, OurPupil, OurRoster, OurTeacher } from "../../../src/domain/rosters/roster-ours.ts"
import { ourPupil, rosterGroup, rosterOf, rosterPupil, rosterTeacher } from "../../support/roster.ts"

const group = (id: number, name: string, more: Partial<OurGroup> = {}): OurGroup => ({
  id: id as GroupId,
  name,
  keys: [name],
  yearGroups: ["4"],
  kind: "home",
  location: null,
  left: false,
  ...more,
})

const teacher = (
  id: number,
  key: string | null,
  name: string,
  more: Partial<OurTeacher> = {},
): OurTeacher => {
  const { name: written } = ourPupil(0, null, name)
  return {
    id: id as TeacherId,
    key,
    name: written,
    initials: "",
    email: null,
    roles: [],
    host: true,
    groups: [1 as GroupId],
    left: false,
    talks: 0,
    ...more,
  }
}

const ours = (people: Partial<OurRoster> = {}): OurRoster => ({
  locations: [],
  groups: [group(1, "4B"), group(2, "5B")],
  pupils: [ourPupil(1, "P1", "Defne Yilmaz"), ourPupil(2, "P2", "Sem de Vries")],
  teachers: [teacher(1, "L1", "Noor Willems")],
  ...people,
})

const file = (people: Partial<Roster> = {}) =>
  rosterOf({
    groups: [rosterGroup("4B"), rosterGroup("5B")],
    pupils: [rosterPupil("P1", "Defne Yilmaz", "4B"), rosterPupil("P2", "Sem de Vries", "4B")],
    teachers: [rosterTeacher("L1", "Noor Willems", ["4B"])],
    ...people,
  })

const names = (people: readonly { name: OurPupil["name"] }[]) => people.map(({ name }) => fullName(name))

describe("laying a file beside the school", () => {
  it("finds nothing when the file says what the school has", () => {
    const changes = compareRosters(ours(), file())
    expect(isNothing(changes)).toBe(true)
    expect(changes.pupils.same).toBe(2)
  })

  it("says who is new, who is no longer there and who goes from 4B to 5B", () => {
    const changes = compareRosters(
      ours(),
      file({ pupils: [rosterPupil("P2", "Sem de Vries", "5B"), rosterPupil("P3", "Lotte Bakker", "4B")] }),
    )
    expect(names(changes.pupils.new)).toEqual(["Lotte Bakker"])
    expect(names(changes.pupils.left)).toEqual(["Defne Yilmaz"])
    expect(changes.pupils.changed[0]?.what).toEqual([{ of: "group", was: "4B", is: "5B" }])
  })

  it("names who leaves with a talk still to come first", () => {
    const people = [
      ourPupil(1, "P1", "Anna Aas"),
      ourPupil(2, "P2", "Zeno Zwart", { talks: 1 }),
      ourPupil(3, "P3", "Bo Bos"),
    ]
    const changes = compareRosters(ours({ pupils: people }), file({ pupils: [] }))
    expect(names(changes.pupils.left)).toEqual(["Zeno Zwart", "Anna Aas", "Bo Bos"])
  })

  it("sees a corrected name, another teacher of a group, and who comes back", () => {
    const changes = compareRosters(
      ours({
        pupils: [ourPupil(1, "P1", "Defne Yilmaz"), ourPupil(2, "P2", "Sem de Vries", { left: true })],
      }),
      file({
        pupils: [rosterPupil("P1", "Defne Yılmaz", "4B"), rosterPupil("P2", "Sem de Vries", "4B")],
        teachers: [rosterTeacher("L1", "Noor Willems", ["5B"])],
      }),
    )
    expect(changes.pupils.changed.map(({ what }) => what)).toEqual([
      [{ of: "name", was: "Defne Yilmaz", is: "Defne Yılmaz" }],
      [{ of: "returned" }],
    ])
    expect(changes.teachers.changed[0]?.what).toEqual([{ of: "groups", was: "4B", is: "5B" }])
  })

  it("asks about a file in which more than a fifth of the school is missing", () => {
    const people = Array.from({ length: 10 }, (_, at) => ourPupil(at + 1, `P${at}`, `Kind ${at}`))
    const there = (count: number) =>
      file({ pupils: people.slice(0, count).map((one) => rosterPupil(one.key, fullName(one.name), "4B")) })
    expect(isSweeping(compareRosters(ours({ pupils: people }), there(8)))).toBe(false)
    expect(isSweeping(compareRosters(ours({ pupils: people }), there(7)))).toBe(true)
  })

  it("warns when most keys are unknown to a school that has keys", () => {
    const renumbered = file({
      pupils: [rosterPupil("0001", "Defne Yilmaz", "4B"), rosterPupil("P2", "Sem de Vries", "4B")],
    })
    expect(compareRosters(ours(), renumbered).problems).toEqual([])
    const all = file({ pupils: renumbered.pupils.map((one, at) => ({ ...one, key: `000${at}` })) })
    expect(compareRosters(ours(), all).problems).toEqual([{ code: "W12", variant: "renumbered", count: 2 }])
    expect(compareRosters(ours({ pupils: [] }), all).problems).toEqual([])
  })
})

describe("who is who", () => {
  it("takes two keys for two people, whatever they are called", () => {
    const changes = compareRosters(ours(), file({ pupils: [rosterPupil("P9", "Defne Yilmaz", "4B")] }))
    expect(names(changes.pupils.new)).toEqual(["Defne Yilmaz"])
    expect(changes.pupils.left).toHaveLength(2)
  })

  it("knows a pupil without a key by name and group, accents or not", () => {
    const changes = compareRosters(
      ours(),
      file({ pupils: [rosterPupil(null, "Defne Yılmaz", "4B"), rosterPupil(null, "Sem de Vries", "5B")] }),
    )
    expect(changes.pupils.changed[0]?.is).toMatchObject({ id: 1 as PupilId, key: "P1" })
    // The same name in another group may be another child.
    expect(names(changes.pupils.new)).toEqual(["Sem de Vries"])
  })

  it("gives a key to who had none, and drops a hash that was made without it", () => {
    const one = ourPupil(1, null, "Defne Yilmaz", { factorHash: "made without a key" })
    const changes = compareRosters(
      ours({ pupils: [one] }),
      file({ pupils: [rosterPupil("P1", "Defne Yilmaz", "4B")] }),
    )
    expect(changes.pupils.changed[0]?.is).toMatchObject({ id: 1 as PupilId, key: "P1", factorHash: null })
  })

  it("does not take over a hash that was made without the key that the school has", () => {
    const one = ourPupil(1, "P1", "Defne Yilmaz", { factorHash: "made with P1" })
    const listed = rosterPupil(null, "Defne Yilmaz", "4B", { factorHash: "made without a key" })
    const changes = compareRosters(ours({ pupils: [one] }), file({ pupils: [listed] }))
    expect(changes.pupils.same).toBe(1)
  })

  it("tells two of one name in one group apart by their fact", () => {
    const twins = ["a", "b"].map((factorHash, at) => ourPupil(at + 1, null, "Emma Jansen", { factorHash }))
    const listed = ["b", "a"].map((factorHash) => rosterPupil(null, "Emma Jansen", "4B", { factorHash }))
    const changes = compareRosters(ours({ pupils: twins }), file({ pupils: listed }))
    expect(changes.who).toEqual([2 as PupilId, 1 as PupilId])
    expect(changes.pupils.same).toBe(2)
  })

  it("keeps leading noughts: 00001 is not 1", () => {
    const changes = compareRosters(
      ours({ pupils: [ourPupil(1, "1", "Defne Yilmaz")] }),
      file({ pupils: [rosterPupil("00001", "Defne Yilmaz", "4B")] }),
    )
    expect(changes.pupils.new).toHaveLength(1)
  })

  it("knows a group by any of its keys, and by its name when it has none that lasts", () => {
    const combination = group(1, "3/4", { keys: ["7_lj_3", "7_lj_4"] })
    const byKey = compareRosters(
      ours({ groups: [combination], pupils: [], teachers: [] }),
      file({ groups: [rosterGroup("7_lj_4", "Groep 3/4")], pupils: [], teachers: [] }),
    )
    expect(byKey.groups.changed[0]?.is.id).toBe(1 as GroupId)
    const byName = compareRosters(
      ours({ groups: [combination], pupils: [], teachers: [] }),
      file({ groups: [rosterGroup("#1", "3-4")], pupils: [], teachers: [] }),
    )
    expect(byName.groups.changed.map(({ what }) => what)).toEqual([[{ of: "name", was: "3/4", is: "3-4" }]])
  })

  it("finds a teacher by e-mail address when the key is another", () => {
    const noor = teacher(1, "L1", "Noor Willems", { email: "Noor@regenboog.example" })
    const listed = rosterTeacher("9", "Noor Smit", ["4B"], { email: "noor@regenboog.example" })
    const changes = compareRosters(ours({ teachers: [noor] }), file({ teachers: [listed] }))
    expect(changes.teachers.new).toEqual([])
    expect(changes.teachers.left).toEqual([])
  })

  it("never finds one of ours twice", () => {
    const pool = fc.constantFrom("Emma Jansen", "Emma de Vries", "Sem Bakker")
    const key = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null })
    const people = fc.uniqueArray(fc.record({ key, name: pool }), {
      selector: ({ key }) => key ?? Math.random(),
      maxLength: 8,
    })
    fc.assert(
      fc.property(people, people, (was, is) => {
        const before = ours({ pupils: was.map((one, at) => ourPupil(at + 1, one.key, one.name)) })
        const changes = compareRosters(
          before,
          file({ pupils: is.map((one) => rosterPupil(one.key, one.name, "4B")) }),
        )
        const { pupils } = changes
        expect(pupils.new.length + pupils.changed.length + pupils.same).toBe(is.length)
        expect(pupils.changed.length + pupils.same + pupils.left.length).toBe(was.length)
        expect(new Set(changes.who).size).toBe(is.length)
      }),
    )
  })
})

describe("what a file is silent about", () => {
  const home = {
    factorHash: "f",
    postcodeHash: "p",
    addressHash: "a",
    protectedAddress: true,
    combined: [2 as GroupId],
  }

  it("stays as it is", () => {
    const changes = compareRosters(
      ours({
        pupils: [ourPupil(1, "P1", "Defne Yilmaz", home)],
        teachers: [
          teacher(1, "L1", "Noor Willems", { email: "noor@school.example", roles: ["LRK"], initials: "N." }),
        ],
      }),
      rosterOf({ pupils: [rosterPupil("P1", "Defne Yilmaz", null, { yearGroup: "" })] }),
    )
    expect(isNothing(changes)).toBe(true)
  })

  it("keeps the groups of teachers when the file links nobody, and an address that a person typed", () => {
    const noor = teacher(1, "L1", "Noor Willems", { email: "noor@school.example" })
    const changes = compareRosters(
      ours({ teachers: [noor] }),
      file({ teachers: [rosterTeacher("L1", "Noor Willems", [])] }),
    )
    expect(changes.teachers.same).toBe(1)
  })

  it("lets nobody leave by a list of guardians, and makes nobody of a number that it does not know", () => {
    const nobody = (key: string) => rosterPupil(key, "", null, { yearGroup: "" })
    const changes = compareRosters(
      ours(),
      rosterOf({ about: "guardians", pupils: [nobody("P2"), nobody("P77")] }),
    )
    expect(isNothing(changes)).toBe(true)
    expect(changes.who).toEqual([2 as PupilId, null])
  })

  it("takes a pupil out of a group when the file has groups and none for this pupil", () => {
    const changes = compareRosters(
      ours(),
      file({ pupils: [rosterPupil("P1", "Defne Yilmaz", null), rosterPupil("P2", "Sem de Vries", "4B")] }),
    )
    expect(changes.pupils.changed[0]?.what).toEqual([{ of: "group", was: "4B", is: "" }])
  })
})

describe("who holds talks", () => {
  it("is proposed from the roles, and decided by the school afterwards", () => {
    const listed = (roles: string[]) => rosterTeacher(null, "Kees Mus", ["4B"], { roles })
    const host = (roles: string[]) =>
      compareRosters(ours({ teachers: [] }), file({ teachers: [listed(roles)] })).teachers.new[0]?.host
    expect([host([]), host(["VAK"]), host(["STA", "LRK"])]).toEqual([true, true, true])
    expect([host(["CON"]), host(["OUD"]), host(["IB"])]).toEqual([false, false, false])
    const kees = teacher(1, null, "Kees Mus", { host: false, roles: ["CON"] })
    const again = compareRosters(ours({ teachers: [kees] }), file({ teachers: [listed(["LRK"])] }))
    expect(again.teachers.changed[0]?.is.host).toBe(false)
  })
})

describe("the lists of a review", () => {
  it("are cut into pages of fifty", () => {
    const many = Array.from({ length: 120 }, (_, at) => rosterPupil(`n${at}`, `Kind Nummer${at}`, "4B"))
    const changes = compareRosters(ours(), file({ pupils: many }))
    const page = (at: number) => reviewList(changes, () => "4B", "pupils-new", at)
    expect([page(1).lines.length, page(3).lines.length, page(4).lines.length]).toEqual([50, 20, 0])
    expect(page(3).total).toBe(120)
    expect(page(3).lines[0]).toMatchObject({ name: "Nummer100, Kind", group: "4B" })
  })
})
