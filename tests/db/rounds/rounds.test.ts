import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import {
  conversationsOf,
  discardRound,
  makeRound,
  roundsOf,
  roundToChange,
} from "../../../src/db/rounds/rounds.ts"
import type { GroupId, HouseholdId, RoundId, TeacherId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arranging, kindOf } from "../../support/arranging.ts"
import { day, deWit, draftIn, rowsIn, spring } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
const { change } = arranging(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

describe("a new round", () => {
  it("finds every teacher of its groups present, and nobody else", async () => {
    world.school.client.run(
      "INSERT INTO teachers (first, last, host, left_at) VALUES ('Oud', 'Collega', 1, '2026-01-01'), ('Kees', 'Conciërge', 0, NULL)",
    )
    world.school.client.run("INSERT INTO teacher_groups VALUES (3, 1), (4, 1)")
    const round = await draftIn(world)
    const teachers = teachersToSet(world.school, deWit, round)?.teachers ?? []
    expect(
      teachers.filter((each) => each.written.days.every((line) => line.there)).map((each) => each.id),
    ).toEqual([cast.teachers.noor, cast.teachers.tim] as TeacherId[])
    expect(teachers.find((each) => each.id === 3)).toBeUndefined()
    expect(teachers.find((each) => each.id === 4)?.written.days.some((line) => line.there)).toBe(false)
  })

  it("knows only groups of its own school", async () => {
    const made = await makeRound(world.school, deWit, spring({ groups: [99 as GroupId] }), today)
    expect(made).toEqual({ ok: false, refusal: [{ at: "groups", kind: "no-group" }] })
    expect(rowsIn(world.school, "rounds")).toBe(1)
  })

  it("stands on the list, and is gone when it is thrown away", async () => {
    const round = await draftIn(world)
    expect(
      roundsOf(world.school, deWit).map((line) => [line.round.title, line.firstDay, line.lastDay]),
    ).toEqual([
      ["Rapportgesprekken", "2026-11-24", "2026-11-26"],
      ["Herfstgesprekken", "2026-11-12", "2026-11-12"],
    ])
    expect(await discardRound(world.school, deWit, round, today)).toEqual({ ok: true, value: true })
    for (const table of ["round_days", "round_groups", "round_teachers", "presences"])
      expect(rowsIn(world.school, table, `round_id = ${round}`)).toBe(0)
    expect(await discardRound(world.school, deWit, round, today)).toBeNull()
    expect(kindOf(await discardRound(world.school, deWit, cast.round, today))).toBe("already-published")
  })
})

describe("changing a draft", () => {
  it("keeps who is there when, and follows days and groups", async () => {
    const round = await draftIn(world)
    const setting = teachersToSet(world.school, deWit, round)
    const noor = setting?.teachers.find((each) => each.id === cast.teachers.noor)?.written
    if (!setting || !noor) throw new Error("no juf Noor")
    const [first, second] = noor.days
    if (!first || !second) throw new Error("no days")
    const part = {
      ...noor,
      room: "12",
      days: [
        { ...first, from: "19:30" },
        { ...second, there: false },
      ],
    }
    await setTeachers(world.school, deWit, { round, seen: setting.seen, teachers: [part] }, today)
    // Both days move: the dates change places, and an afternoon comes along.
    const outcome = await change(round, ({ days: [one, two] }) => ({
      days: [
        { ...day("2026-11-26"), id: one?.id ?? null },
        { ...day("2026-11-24"), id: two?.id ?? null },
        day("2026-11-24", "15:00", "16:00"),
      ],
      groups: [cast.groups.g4a],
    }))
    expect(outcome?.ok).toBe(true)
    const after = teachersToSet(world.school, deWit, round)
    const lineOf = (id: number) => after?.teachers.find((each) => each.id === id)?.written
    expect(after?.days.map((each) => `${each.date} ${each.starts}`)).toEqual([
      "2026-11-24 15:00:00",
      "2026-11-24 19:00:00",
      "2026-11-26 19:00:00",
    ])
    expect(lineOf(cast.teachers.noor)?.days.map((line) => (line.there ? line.from : "weg"))).toEqual([
      "15:00",
      "weg",
      "19:30",
    ])
    expect(lineOf(cast.teachers.noor)?.room).toBe("12")
    expect(lineOf(cast.teachers.tim)?.days.some((line) => line.there)).toBe(false)
  })

  it("says that a colleague was faster, and keeps the colleague's version", async () => {
    const round = await draftIn(world)
    const seen = roundToChange(world.school, deWit, round)?.seen ?? ""
    await change(round, () => ({ title: "Kennismaking" }))
    const late = await change(round, () => ({ title: "Adviesgesprekken" }), seen)
    expect(kindOf(late)).toBe("changed-meanwhile")
    expect(roundToChange(world.school, deWit, round)?.round.title).toBe("Kennismaking")
    // The answer says what is there now; with it the same wish may be saved after all.
    const now = late?.ok === false && late.refusal.kind === "changed-meanwhile" ? late.refusal.seen : ""
    expect((await change(round, () => ({ title: "Adviesgesprekken" }), now))?.ok).toBe(true)
  })
})

describe("who has talks with whom", () => {
  const talksOf = (household: number, round = cast.round) =>
    conversationsOf(world.school, household as HouseholdId, round as RoundId).map(
      (each) => `${each.pupil} ${each.name.first}`,
    )

  it("is each pupil with the teachers of its group", () => {
    expect(talksOf(cast.households.deVries)).toEqual(["2 Noor", "3 Tim", "4 Tim"])
    expect(talksOf(cast.households.bakker)).toEqual(talksOf(cast.households.jansen))
  })

  it("counts lesson groups, and a teacher once", () => {
    world.school.client.run("INSERT INTO groups (name, kind) VALUES ('wiskunde', 'combined')")
    world.school.client.run("INSERT INTO pupil_groups VALUES (1, 3), (1, 1)")
    world.school.client.run("INSERT INTO teacher_groups VALUES (2, 3), (1, 3)")
    expect(talksOf(cast.households.yilmaz)).toEqual(["1 Noor"])
    world.school.client.run("INSERT INTO round_groups VALUES (1, 3)")
    expect(talksOf(cast.households.yilmaz)).toEqual(["1 Tim", "1 Noor"])
  })

  it("leaves out pupils who left, groups and teachers that are not in the round", () => {
    world.school.client.run("UPDATE pupils SET left_at = '2026-10-01T00:00:00Z' WHERE id = 2")
    expect(talksOf(cast.households.deVries)).toEqual(["3 Tim", "4 Tim"])
    world.school.client.run("DELETE FROM round_groups WHERE group_id = 2")
    expect(talksOf(cast.households.deVries)).toEqual([])
    world.school.client.run("DELETE FROM round_teachers WHERE teacher_id = 1")
    expect(talksOf(cast.households.yilmaz)).toEqual([])
    expect(talksOf(cast.households.yilmaz, 2 as RoundId)).toEqual([])
  })
})
