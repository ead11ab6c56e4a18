import { Database } from "bun:sqlite"
import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import fc from "fast-check"
import { splitHousehold } from "../../../src/db/households/household-care.ts"
import { addGuardian } from "../../../src/db/households/household-parents.ts"
import { type Db, openDb, write } from "../../../src/db/open.ts"
import { addPupil, correctPupil } from "../../../src/db/people/pupils.ts"
import { addSchool } from "../../../src/db/registry.ts"
import { discardImport, forgetOldImports, importOf, receiveFile } from "../../../src/db/rosters/imports.ts"
import { undoImport, undoOutlook } from "../../../src/db/rosters/roster-undo.ts"
import {
  applyRoster,
  bringIn,
  comparisonOf,
  keepForReview,
  type ReadFile,
  rehearse,
} from "../../../src/db/rosters/rosters.ts"
import type { GroupId, HouseholdId, ImportId, PupilId, StaffId } from "../../../src/domain/ids.ts"
import type { Roster } from "../../../src/domain/rosters/roster.ts"
import type { Confirmation } from "../../../src/domain/rosters/roster-import.ts"
import { testWorld, type World } from "../../support/app.ts"
import { rosterGroup, rosterOf, rosterPupil, rosterTeacher } from "../../support/roster.ts"
import { deWit } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const office = { kind: "staff", id: cast.staff.deWit as StaffId } as const
const everybody: Confirmation = {
  seen: null,
  leaving: { pupils: true, teachers: true },
  wholeFile: true,
}

const fileOf = (roster: Roster): ReadFile => ({
  roster,
  problems: [],
  dropped: {},
  signature: null,
  anotherSchool: false,
})
const guardian = (last: string, email: string | null) => ({
  prefix: "",
  last,
  email,
  phone: null,
  home: 1 as const,
  addressHash: null,
})

/** De Regenboog as its own administration would export it. */
const regenboog = (more: Partial<Roster> = {}) =>
  rosterOf({
    groups: [rosterGroup("G4A", "4A"), rosterGroup("G6B", "6B", { yearGroups: ["6"] })],
    pupils: [
      rosterPupil("P1", "Defne Yilmaz", "G4A"),
      rosterPupil("P2", "Sem de Vries", "G4A"),
      rosterPupil("P3", "Lotte de Vries", "G6B", { yearGroup: "6" }),
      rosterPupil("P4", "Daan de Vries", "G6B", { yearGroup: "6" }),
      rosterPupil("P5", "Mila Bakker", "G4A"),
    ],
    teachers: [
      rosterTeacher("L1", "Noor Willems", ["G4A"], { email: "noor@regenboog.example", roles: ["LRK"] }),
      rosterTeacher("L2", "Tim Bos", ["G6B"], { email: "tim@regenboog.example", roles: ["LRK"] }),
    ],
    ...more,
  })

const bring = async (db: Db, roster: Roster, now = today, wish = everybody) => {
  const outcome = await bringIn(db, office, fileOf(roster), wish, now)
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  return outcome.value
}

const waiting = async (roster: Roster, now = today) => {
  const id = await receiveFile(world.school, office, now)
  await keepForReview(world.school, id, fileOf(roster), now)
  return id
}

const lastImport = (db: Db) =>
  db.client.query<{ id: ImportId }, []>("SELECT max(id) AS id FROM imports").get()?.id as ImportId

const all = <Row>(db: Db, sql: string) => db.client.query<Row, []>(sql).all()

/** What an import may touch, row by row; versions and codes are meant to go on. */
const state = (db: Db) =>
  [
    "locations",
    "groups",
    "group_keys",
    "pupils",
    "pupil_groups",
    "teachers",
    "teacher_groups",
    "household_pupils",
    "guardians",
    "household_doubts",
    "bookings",
    "rounds",
    "slots",
  ].map((table) => [
    table,
    db.client
      .query<Record<string, unknown>, []>(`SELECT * FROM ${table} ORDER BY 1, 2`)
      .all()
      .map(({ version: _, ...row }) => row),
  ])

const homesOf = (db: Db) => all(db, "SELECT id, origin, language, blocked FROM households ORDER BY id")

/** Sem's parents book a talk with juf Noor. */
const bookFor = (pupil: number, household: number) =>
  world.school.client.run(
    `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
     SELECT id, round_id, teacher_id, ?, ?, starts_at, ends_at, hex(randomblob(8)), '2026-11-03T09:00:00Z' FROM slots
      WHERE id NOT IN (SELECT slot_id FROM bookings) LIMIT 1`,
    [pupil, household],
  )

const anyPupil = fc
  .record({
    key: fc.option(fc.integer({ min: 1, max: 12 }).map(String), { nil: null, freq: 4 }),
    name: fc.constantFrom("Emma Jansen", "Sem de Vries", "Noah Bakker", "Zoë Yılmaz", "Liam de Vries"),
    group: fc.constantFrom("gA", "gB", "gC", null),
    combined: fc.uniqueArray(fc.constantFrom("S1", "S2"), { maxLength: 2 }),
    email: fc.constantFrom("a@post.example", "b@post.example", "c@post.example", null),
  })
  .map(({ key, name, group, combined, email }) =>
    rosterPupil(key, name, group, { combined, guardians: email ? [guardian("Jansen", email)] : [] }),
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
            guardians: [guardian("Berg", "berg@post.example")],
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
    bookFor(cast.pupils.mila, cast.households.bakker)
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
      rosterPupil(key, "", null, { yearGroup: "", guardians: [guardian("Nieuw", email)] })
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

describe("a waiting file", () => {
  const grown = () => regenboog({ pupils: [...regenboog().pupils, rosterPupil("P6", "Noah Smit", "G4A")] })

  it("is brought in as it was seen, once", async () => {
    const id = await waiting(grown())
    const seen = comparisonOf(world.school, deWit, id, today)?.fingerprint ?? ""
    const wish = { ...everybody, seen }
    expect(await applyRoster(world.school, office, id, wish, today)).toMatchObject({ ok: true })
    expect(await applyRoster(world.school, office, id, wish, today)).toMatchObject({
      refusal: { kind: "not-waiting" },
    })
    expect(importOf(world.school, deWit, id)).toMatchObject({ state: "committed" })
    expect(all(world.school, "SELECT roster FROM imports WHERE roster IS NOT NULL")).toEqual([])
  })

  it("is refused when the school changed after it was seen", async () => {
    const id = await waiting(regenboog({ pupils: regenboog().pupils.slice(0, 4) }))
    const seen = comparisonOf(world.school, deWit, id, today)?.fingerprint ?? ""
    bookFor(cast.pupils.mila, cast.households.bakker)
    const before = state(world.school)
    const outcome = await applyRoster(world.school, office, id, { ...everybody, seen }, today)
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: "roster-changed-meanwhile" } })
    expect(state(world.school)).toEqual(before)
    expect(comparisonOf(world.school, deWit, id, today)?.changes.pupils.left[0]?.talks).toBe(1)
  })

  it("is refused when parents sign in with another fact by then", async () => {
    const id = await waiting(grown())
    world.school.client.run("UPDATE school SET factor = 'postcode'")
    expect(await applyRoster(world.school, office, id, everybody, today)).toMatchObject({
      refusal: { kind: "factor-changed" },
    })
  })

  it("is not there for who made up its number", async () => {
    expect(await applyRoster(world.school, office, 99 as ImportId, everybody, today)).toBeNull()
    expect(await undoImport(world.school, office, 99 as ImportId, today)).toBeNull()
    expect(comparisonOf(world.school, deWit, 99 as ImportId, today)).toBeNull()
  })

  it("is thrown away with all that was read, by hand or after a day", async () => {
    const [one, other] = [await waiting(grown()), await waiting(grown())]
    expect(await discardImport(world.school, deWit, one, today)).toBe(true)
    await forgetOldImports(world.school, today.add({ hours: 23 }))
    expect(importOf(world.school, deWit, other)?.state).toBe("review")
    await forgetOldImports(world.school, today.add({ hours: 24 }))
    expect(importOf(world.school, deWit, other)?.state).toBe("discarded")
    expect(all(world.school, "SELECT id FROM imports WHERE roster IS NOT NULL")).toEqual([])
  })
})

describe("taking an import back", () => {
  const changed = () =>
    regenboog({
      groups: [rosterGroup("G4A", "4A (juf Noor)"), rosterGroup("G7", "7C")],
      pupils: [
        rosterPupil("P1", "Defne Yılmaz", "G7"),
        rosterPupil("P6", "Noah Smit", "G7", { guardians: [guardian("Smit", "smit@post.example")] }),
      ],
      teachers: [rosterTeacher("L3", "Wim Mus", ["G7"])],
    })
  const undo = (now = today) => undoImport(world.school, office, lastImport(world.school), now)

  it("gives everything back as it was", async () => {
    bookFor(cast.pupils.mila, cast.households.bakker)
    const [before, homes] = [state(world.school), homesOf(world.school)]
    await bring(world.school, changed())
    expect(state(world.school)).not.toEqual(before)
    expect(await undo()).toEqual({ ok: true, value: { pupils: 0, households: 0 } })
    expect(state(world.school)).toEqual(before)
    expect(homesOf(world.school)).toEqual(homes)
    expect(all(world.school, "SELECT undo FROM imports WHERE undo IS NOT NULL")).toEqual([])
  })

  const pupil = (key: string) =>
    all<{ id: PupilId; last: string; first: string; group: string | null; marks: string }>(
      world.school,
      `SELECT p.id, p.first, p.last, g.name AS "group", p.by_hand AS marks FROM pupils p LEFT JOIN groups g ON g.id = p.group_id WHERE key = '${key}'`,
    )[0]
  const correct = (id: PupilId, last: string, group: number | null = null) =>
    correctPupil(
      world.school,
      deWit,
      {
        pupil: id,
        seen: all<{ v: number }>(world.school, `SELECT version AS v FROM pupils WHERE id = ${id}`)[0]?.v ?? 0,
        first: pupil("P1")?.id === id ? "Defne" : "Noah",
        prefix: "",
        last,
        group: group as GroupId | null,
        factor: "",
        postcode: "",
        house: "",
      },
      today,
    )
  const seats = (id: number) =>
    all<{ home: number }>(
      world.school,
      `SELECT household_id AS home FROM household_pupils WHERE pupil_id = ${id}`,
    ).map(({ home }) => home)
  const outlook = () => undoOutlook(world.school, deWit, lastImport(world.school))

  it("leaves a name that was corrected since, takes back the group, and says so beforehand", async () => {
    await bring(world.school, changed())
    expect(outlook()).toEqual({ pupils: 0, households: 0 })
    const seven = all<{ id: number }>(world.school, "SELECT id FROM groups WHERE name = '7C'")[0]?.id ?? 0
    await correct(cast.pupils.defne as PupilId, "Yıldız-Kaya", seven)
    expect(outlook()).toEqual({ pupils: 1, households: 0 })
    expect(await undo()).toEqual({ ok: true, value: { pupils: 1, households: 0 } })
    expect(pupil("P1")).toMatchObject({ last: "Yıldız-Kaya", group: "4A", marks: "name" })
    expect(pupil("P6")).toBeUndefined()
    expect(importOf(world.school, deWit, lastImport(world.school))?.report.stayed).toEqual({
      pupils: 1,
      households: 0,
    })
  })

  it("keeps a pupil of the file who was corrected since, with their group, home and parents", async () => {
    await bring(world.school, changed())
    const noah = pupil("P6")?.id as PupilId
    const [home = 0] = seats(noah)
    const seven = all<{ id: number }>(world.school, "SELECT id FROM groups WHERE name = '7C'")[0]?.id ?? 0
    await correct(noah, "Smits", seven)
    expect(await undo()).toMatchObject({ ok: true, value: { pupils: 1 } })
    expect(pupil("P6")).toMatchObject({ last: "Smits", group: "7C" })
    expect(seats(noah)).toEqual([home])
    expect(all(world.school, `SELECT email FROM guardians WHERE household_id = ${home}`)).toEqual([
      { email: "smit@post.example" },
    ])
    expect(world.school.client.query("PRAGMA foreign_key_check").all()).toEqual([])
  })

  it("keeps a parent who was added since, and a home that was split since", async () => {
    const { yilmaz, deVries } = cast.households as unknown as Record<string, HouseholdId>
    const elsewhere = regenboog().pupils.map((one, at) => (at === 0 ? { ...one, group: "G6B" } : one))
    await bring(world.school, regenboog({ pupils: [...elsewhere, rosterPupil("P6", "Noah Smit", "G4A")] }))
    await addGuardian(
      world.school,
      deWit,
      { household: yilmaz as HouseholdId, prefix: "", last: "Kaya", email: "kaya@post.example", phone: "" },
      today,
    )
    const going = [cast.pupils.daan as PupilId]
    await splitHousehold(
      world.school,
      deWit,
      { household: deVries as HouseholdId, pupils: going, guardians: [] },
      today,
    )
    const apart = seats(cast.pupils.daan)
    const before = seats(cast.pupils.sem)
    expect(outlook()).toEqual({ pupils: 0, households: 3 })
    expect(await undo()).toMatchObject({ ok: true, value: { pupils: 0, households: 3 } })
    expect(all(world.school, "SELECT email FROM guardians WHERE last = 'Kaya'")).toHaveLength(1)
    expect(seats(cast.pupils.daan)).toEqual(apart)
    expect(seats(cast.pupils.sem)).toEqual(before)
    expect(pupil("P6")).toBeUndefined()
  })

  it("lets a child that the file took elsewhere not come back to a home that got another parent since, and counts both homes", async () => {
    const { yilmaz, deVries } = cast.households as unknown as Record<string, HouseholdId>
    const parents: Record<string, [string, string]> = {
      P1: ["Yilmaz", "yilmaz@post.example"],
      P2: ["de Vries", "devries@post.example"],
      P3: ["de Vries", "devries@post.example"],
      P4: ["Kok", "kok@post.example"],
      P5: ["Bakker", "bakker@post.example"],
    }
    const told = regenboog().pupils.map((one) => {
      const [last, email] = parents[one.key ?? ""] ?? ["", ""]
      return { ...one, guardians: [guardian(last, email)] }
    })
    await bring(world.school, regenboog({ pupils: told }))
    const apart = seats(cast.pupils.daan)
    expect(apart).not.toEqual([deVries as number])
    const kaya = { household: deVries as HouseholdId, prefix: "", last: "Kaya", email: "kaya@post.example" }
    await addGuardian(world.school, deWit, { ...kaya, phone: "" }, today)
    expect(outlook()).toEqual({ pupils: 0, households: 2 })
    expect(await undo()).toMatchObject({ ok: true, value: { pupils: 0, households: 2 } })
    expect(seats(cast.pupils.daan)).toEqual(apart)
    expect(seats(cast.pupils.sem)).toEqual([deVries as number])
    expect(seats(cast.pupils.defne)).toEqual([yilmaz as number])
    const emails = all<{ email: string }>(
      world.school,
      `SELECT email FROM guardians WHERE household_id = ${apart[0]}`,
    )
    expect(emails).toEqual([{ email: "kok@post.example" }])
    expect(world.school.client.query("PRAGMA foreign_key_check").all()).toEqual([])
  })

  it("keeps a pupil who was added by hand since, in a group of the file", async () => {
    await bring(world.school, changed())
    const seven = all<{ id: GroupId }>(world.school, "SELECT id FROM groups WHERE name = '7C'")[0]?.id ?? null
    const typed = { first: "Otis", prefix: "", last: "Nieuw", factor: "", postcode: "", house: "" }
    const added = await addPupil(world.school, deWit, { ...typed, group: seven, household: null }, today)
    const id = added?.ok ? added.value.pupil : (0 as PupilId)
    const home = seats(id)
    expect((await undo())?.ok).toBe(true)
    expect(seats(id)).toEqual(home)
    expect(all(world.school, "SELECT name FROM groups WHERE name = '7C'")).toHaveLength(1)
  })

  it("takes nothing along that hangs on a pupil who goes back", async () => {
    await bring(world.school, changed())
    world.school.client.run(
      `INSERT INTO marks (round_id, pupil_id, teacher_id, mark) VALUES (1, ${cast.pupils.defne}, 1, 'wanted')`,
    )
    const marks = all(world.school, "SELECT * FROM marks")
    await undo()
    expect(all(world.school, "SELECT * FROM marks")).toEqual(marks)
  })

  it("gives keys back that changed hands", async () => {
    const before = state(world.school)
    const pupils = regenboog().pupils.map((one) => ({
      ...one,
      key: one.key === "P1" ? "P2" : one.key === "P2" ? "P1" : one.key,
    }))
    await bring(world.school, regenboog({ pupils }))
    expect((await undo())?.ok).toBe(true)
    expect(state(world.school)).toEqual(before)
  })

  it("leaves alone what the school did meanwhile with somebody else", async () => {
    await bring(world.school, regenboog())
    const grown = { pupils: [...regenboog().pupils, rosterPupil("P6", "Noah Smit", "G4A")] }
    await bring(world.school, regenboog(grown))
    await write(world.school, (tx) => tx.$client.run("UPDATE teachers SET host = 0 WHERE key = 'L2'"))
    await undo()
    expect(all(world.school, "SELECT host FROM teachers WHERE key = 'L2'")).toEqual([{ host: 0 }])
    expect(all(world.school, "SELECT id FROM pupils WHERE key = 'P6'")).toEqual([])
  })

  it("never uses a version of a page twice", async () => {
    const versions = () =>
      all<{ v: number }>(world.school, "SELECT version AS v FROM households").map(({ v }) => v)
    await bring(world.school, changed())
    const highest = Math.max(...versions())
    await undo()
    expect(Math.min(...versions())).toBeGreaterThan(highest)
  })

  it("is refused over the heads of parents who booked with somebody new", async () => {
    await bring(world.school, changed())
    const noah = all<{ pupil: number; household: number }>(
      world.school,
      "SELECT pupil_id AS pupil, household_id AS household FROM household_pupils JOIN pupils ON id = pupil_id WHERE key = 'P6'",
    )[0]
    bookFor(noah?.pupil ?? 0, noah?.household ?? 0)
    const before = state(world.school)
    expect(await undo()).toEqual({ ok: false, refusal: { kind: "talks-booked", count: 1 } })
    expect(state(world.school)).toEqual(before)
  })

  it("is refused when a round was made with a new group", async () => {
    await bring(world.school, changed())
    world.school.client.run(
      "INSERT INTO round_groups (round_id, group_id) SELECT 1, id FROM groups WHERE name = '7C'",
    )
    const before = state(world.school)
    expect(await undo()).toEqual({ ok: false, refusal: { kind: "in-use" } })
    expect(state(world.school)).toEqual(before)
  })

  it("begins with the newest, and ends after a day", async () => {
    await bring(world.school, changed())
    const first = lastImport(world.school)
    await bring(world.school, regenboog(), today.add({ hours: 1 }))
    expect(await undoImport(world.school, office, first, today.add({ hours: 2 }))).toMatchObject({
      refusal: { kind: "newer-import" },
    })
    await undo(today.add({ hours: 2 }))
    expect(await undoImport(world.school, office, first, today.add({ hours: 25 }))).toMatchObject({
      refusal: { kind: "too-late" },
    })
  })

  it("keeps no copy for longer than a day", async () => {
    await bring(world.school, changed())
    await forgetOldImports(world.school, today.add({ hours: 24 }))
    expect(all(world.school, "SELECT undo FROM imports WHERE undo IS NOT NULL")).toEqual([])
    expect(await undo()).toMatchObject({ refusal: { kind: "too-late" } })
  })
})

describe("what staff corrected by hand", () => {
  const mark = (sql: string) => world.school.client.run(sql)
  const defne = () =>
    world.school.client
      .query<{ last: string; marks: string; left: number }, []>(
        "SELECT last, by_hand AS marks, left_at IS NOT NULL AS left FROM pupils WHERE id = 1",
      )
      .get()

  it("stays as it is at the next file, and the comparison says what the file has", async () => {
    mark("UPDATE pupils SET last = 'Yıldız', folded_last = 'yildiz', by_hand = 'name' WHERE id = 1")
    const id = await waiting(regenboog())
    const comparison = comparisonOf(world.school, deWit, id, today)
    expect(comparison?.changes.byHand.map(({ what }) => what)).toEqual([
      [{ of: "name", was: "Defne Yıldız", is: "Defne Yilmaz" }],
    ])
    await bring(world.school, regenboog())
    expect(defne()).toEqual({ last: "Yıldız", marks: "name", left: 0 })
  })

  it("becomes what the file says when a person asks for that", async () => {
    mark("UPDATE pupils SET last = 'Yıldız', folded_last = 'yildiz', by_hand = 'name' WHERE id = 1")
    await bring(world.school, regenboog(), today, { ...everybody, overrule: true })
    expect(defne()).toEqual({ last: "Yilmaz", marks: "", left: 0 })
  })

  it("is no longer by hand as soon as the file says the same", async () => {
    mark("UPDATE pupils SET by_hand = 'name' WHERE id = 1")
    const pupils = regenboog().pupils.map((one, at) => (at === 1 ? { ...one, group: "G6B" } : one))
    await bring(world.school, regenboog({ pupils }))
    expect(defne()?.marks).toBe("")
  })

  it("keeps who was added away from the leavers, and knows them when the file brings them", async () => {
    mark("UPDATE pupils SET key = NULL, by_hand = 'added' WHERE id = 1")
    const without = regenboog({ pupils: regenboog().pupils.slice(1) })
    await bring(world.school, without)
    expect(defne()).toMatchObject({ left: 0, marks: "added" })
    await bring(world.school, regenboog())
    expect(all(world.school, "SELECT key, by_hand AS marks FROM pupils WHERE last = 'Yilmaz'")).toEqual([
      { key: "P1", marks: "" },
    ])
  })

  it("lets nobody come back whom staff marked as left", async () => {
    mark("UPDATE pupils SET left_at = '2026-10-01T00:00:00Z', by_hand = 'left' WHERE id = 1")
    const { changes } = await bring(world.school, regenboog({ pupils: regenboog().pupils.slice(0, 4) }))
    expect(changes.byHand).toHaveLength(1)
    expect(defne()).toMatchObject({ left: 1, marks: "left" })
  })
})
