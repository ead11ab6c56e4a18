import { Database } from "bun:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import fc from "fast-check"
import { type Db, openDb } from "../../../src/db/open.ts"
import { addSchool } from "../../../src/db/registry.ts"
import { undoImport } from "../../../src/db/rosters/roster-undo.ts"
import { rehearse } from "../../../src/db/rosters/rosters.ts"
import type { Roster } from "../../../src/domain/rosters/roster.ts"
import { testWorld, type World } from "../../support/app.ts"
import {
  all,
  bring,
  everybody,
  haveTalk,
  homesOf,
  lastImport,
  office,
  regenboog,
  state,
} from "../../support/bringing-in.ts"
import { guardian } from "../../support/households.ts"
import { rosterGroup, rosterOf, rosterPupil, rosterTeacher } from "../../support/roster.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const anyPupil = fc
  .record({
    key: fc.option(fc.integer({ min: 1, max: 12 }).map(String), { nil: null, freq: 4 }),
    name: fc.constantFrom("Emma Jansen", "Sem de Vries", "Noah Bakker", "Zoë Yılmaz", "Liam de Vries"),
    group: fc.constantFrom("gA", "gB", "gC", null),
    combined: fc.uniqueArray(fc.constantFrom("S1", "S2"), { maxLength: 2 }),
    email: fc.constantFrom("a@post.example", "b@post.example", "c@post.example", null),
  })
  .map(({ key, name, group, combined, email }) =>
    rosterPupil(key, name, group, {
      combined,
      guardians: email ? [guardian(email, { last: "Jansen" })] : [],
    }),
  )

const anySchool = fc
  .uniqueArray(anyPupil, { selector: ({ key }) => key ?? {}, maxLength: 10 })
  .map((pupils) =>
    rosterOf({
      groups: [
        ...["A", "B", "C"].map((name) => rosterGroup(`g${name}`, name)),
        ...["S1", "S2"].map((name) => rosterGroup(name, name, { kind: "combined" })),
      ],
      teachers: [rosterTeacher("t", "Juf Noor", ["gA", "gB"]), rosterTeacher(null, "Meester Tim", ["gC"])],
      pupils,
    }),
  )

/** Gives schools without anybody in them, as many as one asks for: copies in memory of one that is gone with the world. */
function emptySchools(): () => Db {
  const facts = { name: "Nieuw", city: "Ede", phone: "", email: "", brin: null, sector: "primary" } as const
  const made = addSchool(world.registry, { slug: "nieuw", ...facts }, today)
  if (!made.ok) throw new Error(made.refusal.kind)
  const { client, school, keys } = made.value
  client.run("PRAGMA journal_mode = DELETE") // in memory there is no other file to write to
  const empty = client.serialize()
  return () => {
    const copy = Database.deserialize(empty, { strict: true })
    copy.run("PRAGMA foreign_keys = ON")
    return openDb(copy, school, keys)
  }
}

describe("the same file twice", () => {
  it("changes nothing, and leaves nothing behind", async () => {
    await bring(world.school, regenboog())
    const before = state(world.school)
    const imports = all(world.school, "SELECT id FROM imports").length
    const outcome = await bring(world.school, regenboog())
    expect(outcome.changes.pupils.same).toBe(5)
    expect(outcome.homes.changed).toBe(false)
    expect(state(world.school)).toEqual(before)
    expect(all(world.school, "SELECT id FROM imports")).toHaveLength(imports)
  })

  it("changes nothing for any school, and undo gives back the one before", async () => {
    const history = fc.array(anySchool, { minLength: 1, maxLength: 3 })
    // On a busy machine there are fewer schools. An interrupted run would go on in the next test's world.
    const enough = Date.now() + 3000
    const emptySchool = emptySchools()
    await fc.assert(
      fc.asyncProperty(history, anySchool, async (years, next) => {
        if (Date.now() > enough) return
        const school = emptySchool()
        for (const year of years) await bring(school, year)
        const [before, homes, last] = [state(school), homesOf(school), lastImport(school)]
        expect((await bring(school, years.at(-1) as Roster)).homes.changed).toBe(false)
        expect(state(school)).toEqual(before)
        await bring(school, next)
        if (lastImport(school) === last) return
        expect(await undoImport(school, office, lastImport(school), today)).toMatchObject({ ok: true })
        expect(state(school)).toEqual(before)
        expect(homesOf(school)).toEqual(homes)
      }),
      { numRuns: 30 },
    )
  }, 20_000)
})

describe("bringing in a file", () => {
  it("adds, moves and archives, and deletes nobody", async () => {
    await bring(
      world.school,
      regenboog({
        pupils: [
          rosterPupil("P1", "Defne Yilmaz", "G6B"),
          ...regenboog().pupils.slice(1, 4),
          rosterPupil("P6", "Zoë van der Berg", "G4A", {
            guardians: [guardian("berg@post.example", { last: "Berg" })],
          }),
        ],
        teachers: regenboog().teachers.slice(0, 1),
      }),
    )
    expect(
      all(
        world.school,
        "SELECT key, group_id AS g, left_at IS NOT NULL AS gone FROM pupils WHERE key IN ('P1', 'P5', 'P6') ORDER BY key",
      ),
    ).toEqual([
      { key: "P1", g: 2, gone: 0 },
      { key: "P5", g: 1, gone: 1 },
      { key: "P6", g: 1, gone: 0 },
    ])
    expect(all(world.school, "SELECT key FROM teachers WHERE left_at IS NOT NULL")).toEqual([{ key: "L2" }])
    expect(all(world.school, "SELECT folded_first, folded_last FROM pupils WHERE key = 'P6'")).toEqual([
      { folded_first: "zoe", folded_last: "berg" },
    ])
    expect(all(world.school, "SELECT email FROM guardians WHERE last = 'Berg'")).toEqual([
      { email: "berg@post.example" },
    ])
  })

  it("lets nobody leave who was not said to leave", async () => {
    const fewer = regenboog({ pupils: regenboog().pupils.slice(0, 4), teachers: [] })
    const stays = { ...everybody, leaving: { pupils: false, teachers: false } }
    await bring(world.school, { ...fewer, groups: fewer.groups.slice(0, 1) }, today, stays)
    expect(all(world.school, "SELECT id FROM pupils WHERE left_at IS NOT NULL")).toEqual([])
  })

  it("puts a group away when nobody is in it any more, and brings it back", async () => {
    const moved = regenboog().pupils.map((one) => ({ ...one, group: "G4A" }))
    await bring(world.school, regenboog({ groups: [rosterGroup("G4A", "4A")], pupils: moved }))
    expect(all(world.school, "SELECT name FROM groups WHERE left_at IS NOT NULL")).toEqual([{ name: "6B" }])
    await bring(world.school, regenboog())
    expect(all(world.school, "SELECT id FROM groups WHERE left_at IS NOT NULL")).toEqual([])
    expect(all(world.school, "SELECT id FROM groups")).toHaveLength(2)
  })

  it("keeps the talk of who leaves", async () => {
    haveTalk(world.school, cast.pupils.mila, cast.households.bakker)
    const outcome = await bring(world.school, regenboog({ pupils: regenboog().pupils.slice(0, 4) }))
    expect(outcome.changes.pupils.left.map(({ talks }) => talks)).toEqual([1])
    expect(all(world.school, "SELECT id FROM bookings")).toHaveLength(1)
  })

  it("changes the pages that families and teachers see", async () => {
    const versions = () =>
      all<{ v: number }>(
        world.school,
        "SELECT version AS v FROM households UNION ALL SELECT version FROM round_teachers",
      ).map(({ v }) => v)
    const before = versions()
    await bring(
      world.school,
      regenboog({ groups: [rosterGroup("G4A", "4A"), rosterGroup("G6B", "Groep 6B")] }),
    )
    expect(versions().every((version, at) => version > (before[at] ?? 0))).toBe(true)
  })

  it("is rehearsed without a trace", async () => {
    const before = state(world.school)
    const { changes, homes } = await rehearse(
      world.school,
      regenboog({ pupils: [rosterPupil("P9", "Noah Smit", "G4A")] }),
      everybody.leaving,
      today,
    )
    expect(changes.pupils.new).toHaveLength(1)
    expect(homes.made).toBe(1)
    expect(state(world.school)).toEqual(before)
  })

  it("does not know a pupil of whom a list of guardians speaks, and reads the others", async () => {
    await bring(world.school, regenboog())
    const nameless = (key: string, email: string) =>
      rosterPupil(key, "", null, { yearGroup: "", guardians: [guardian(email, { last: "Nieuw" })] })
    const list = rosterOf({
      about: "guardians",
      pupils: [nameless("P1", "nieuw@post.example"), nameless("P77", "x@y.example")],
    })
    const { changes, homes } = await bring(world.school, list)
    expect([changes.pupils.new.length, changes.pupils.left.length, homes.changed]).toEqual([0, 0, true])
    expect(all(world.school, "SELECT last FROM guardians WHERE email = 'nieuw@post.example'")).toHaveLength(1)
    expect(all(world.school, "SELECT id FROM guardians WHERE email = 'x@y.example'")).toEqual([])
  })
})
