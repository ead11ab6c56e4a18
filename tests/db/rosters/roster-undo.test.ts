import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { splitHousehold } from "../../../src/db/households/household-care.ts"
import { addGuardian } from "../../../src/db/households/household-parents.ts"
import { write } from "../../../src/db/open.ts"
import { addPupil, correctPupil } from "../../../src/db/people/pupils.ts"
import { forgetOldImports, importOf } from "../../../src/db/rosters/imports.ts"
import { undoImport, undoOutlook } from "../../../src/db/rosters/roster-undo.ts"
import type { GroupId, PupilId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import {
  all,
  bring,
  haveTalk,
  homesOf,
  lastImport,
  office,
  regenboog,
  state,
} from "../../support/bringing-in.ts"
import { guardian } from "../../support/households.ts"
import { rosterGroup, rosterPupil, rosterTeacher } from "../../support/roster.ts"
import { deWit } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("taking an import back", () => {
  const changed = () =>
    regenboog({
      groups: [rosterGroup("G4A", "4A (juf Noor)"), rosterGroup("G7", "7C")],
      pupils: [
        rosterPupil("P1", "Defne Yılmaz", "G7"),
        rosterPupil("P6", "Noah Smit", "G7", {
          guardians: [guardian("smit@post.example", { last: "Smit" })],
        }),
      ],
      teachers: [rosterTeacher("L3", "Wim Mus", ["G7"])],
    })
  const undo = (now = today) => undoImport(world.school, office, lastImport(world.school), now)

  it("gives everything back as it was", async () => {
    haveTalk(world.school, cast.pupils.mila, cast.households.bakker)
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
    await correct(cast.pupils.defne, "Yıldız-Kaya", seven)
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
    const { yilmaz, deVries } = cast.households
    const elsewhere = regenboog().pupils.map((one, at) => (at === 0 ? { ...one, group: "G6B" } : one))
    await bring(world.school, regenboog({ pupils: [...elsewhere, rosterPupil("P6", "Noah Smit", "G4A")] }))
    await addGuardian(
      world.school,
      deWit,
      { household: yilmaz, prefix: "", last: "Kaya", email: "kaya@post.example", phone: "" },
      today,
    )
    const going = [cast.pupils.daan]
    await splitHousehold(world.school, deWit, { household: deVries, pupils: going, guardians: [] }, today)
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
    const { yilmaz, deVries } = cast.households
    const parents: Record<string, [string, string]> = {
      P1: ["Yilmaz", "yilmaz@post.example"],
      P2: ["de Vries", "devries@post.example"],
      P3: ["de Vries", "devries@post.example"],
      P4: ["Kok", "kok@post.example"],
      P5: ["Bakker", "bakker@post.example"],
    }
    const told = regenboog().pupils.map((one) => {
      const [last, email] = parents[one.key ?? ""] ?? ["", ""]
      return { ...one, guardians: [guardian(email, { last })] }
    })
    await bring(world.school, regenboog({ pupils: told }))
    const apart = seats(cast.pupils.daan)
    expect(apart).not.toEqual([deVries as number])
    const kaya = { household: deVries, prefix: "", last: "Kaya", email: "kaya@post.example" }
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
    haveTalk(world.school, noah?.pupil ?? 0, noah?.household ?? 0)
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
