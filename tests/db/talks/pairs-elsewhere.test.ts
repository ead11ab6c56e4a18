import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { agendaOf } from "../../../src/db/rounds/agenda.ts"
import { expectedAt } from "../../../src/db/rounds/timetable.ts"
import { blockSlot, bookFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot } from "../../../src/db/talks/bookings.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { HouseholdId, PupilId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether, ofTim, pair } from "../../support/pairs.ts"
import { choose, deWit, rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { deVries, round, yilmaz } from "../../support/talks.ts"

let world: World
const { together, slotsOf, book } = pair(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { noor, tim } = cast.teachers

describe("nobody is in two places", () => {
  const away = async (teacher: number, substitute: number) => {
    const scope = { round, teacher: teacher as TeacherId, day: null }
    const way = { kind: "substitute", teacher: substitute as TeacherId } as const
    const seen = lookAhead(world.school, deWit, scope, way, today)?.seen ?? ""
    return letTeacherBeAway(world.school, deWit, { ...scope, way, seen }, today)
  }
  /** Sara van Dam has a list of her own, and a talk at the same time as the pair. */
  const withSara = async () => {
    world.school.client.run(
      "INSERT INTO teachers (first, prefix, last, host) VALUES ('Sara', 'van', 'Dam', 1)",
    )
    world.school.client.run("INSERT INTO teacher_groups VALUES (3, 1)")
    world.school.client.run("INSERT INTO round_teachers (round_id, teacher_id) VALUES (1, 3)")
    world.school.client.run(
      "INSERT INTO presences (round_id, teacher_id, day_id, starts, ends) SELECT round_id, 3, day_id, starts, ends FROM presences WHERE teacher_id = 1",
    )
    world.school.client.run(
      "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) SELECT round_id, 3, starts_at, ends_at FROM slots WHERE teacher_id = 1",
    )
  }
  const choosing = (household: number, pupil: number, teacher: number, at: string) =>
    choose(world.school, { household, pupil, teacher, at: `2026-11-12T${at}:00Z` })

  /** A time of meester Tim's own, from a talk that he took over and that is off by now. */
  const leftOver = () =>
    world.school.client.run(
      "INSERT INTO slots (id, round_id, teacher_id, starts_at, ends_at) VALUES (99, 1, 2, '2026-11-12T18:00:00Z', '2026-11-12T18:10:00Z')",
    )

  it("who holds talks along is no substitute at the time of one of them", async () => {
    await withSara()
    await together()
    choosing(cast.households.yilmaz, cast.pupils.defne, 3, "18:00")
    choosing(cast.households.bakker, cast.pupils.mila, 3, "18:10")
    choosing(cast.households.deVries, cast.pupils.sem, noor, "18:00")
    const scope = { round, teacher: 3 as TeacherId, day: null }
    const way = { kind: "substitute", teacher: tim } as const
    const plan = lookAhead(world.school, deWit, scope, way, today)?.plan
    expect(plan?.stuck.map(({ why, talk }) => [why, talk.child])).toEqual([["teacher-busy", "Defne Yilmaz"]])
    expect(plan?.going.map(({ talk }) => talk.child)).toEqual(["Mila Bakker"])
  })

  it("what is free on the list closes while who holds it along takes over another talk, and opens when that is taken back", async () => {
    await withSara()
    await together()
    choosing(cast.households.yilmaz, cast.pupils.defne, 3, "18:00")
    const done = await away(3, tim)
    if (!done?.ok) throw new Error(JSON.stringify(done))
    const shut = "blocked = 1 AND starts_at = '2026-11-12T18:00:00Z'"
    expect(slotsOf(noor, shut)).toBe(1)
    expect(await book(deVries, cast.pupils.sem, 0)).toMatchObject({ refusal: { kind: "slot-blocked" } })
    const opened = { round, ...shown(world.school, slotOf("noor", 0)), blocked: false }
    expect(await blockSlot(world.school, deWit, opened, today)).toMatchObject({
      refusal: { why: { kind: "teacher-elsewhere" } },
    })
    // Both of his lists are in his agenda.
    expect(agendaOf(world.school, ofTim, today)?.[0]?.slots.filter(({ talk }) => talk).length).toBe(1)
    await undoUpheaval(world.school, deWit, { round, upheaval: done.value as UpheavalId }, today)
    expect(slotsOf(noor, shut)).toBe(0)
    expect(slotsOf(tim)).toBe(0)
  })

  it("what is free on the list closes as well when the office plans a talk at a time that is left of their own", async () => {
    await together()
    leftOver()
    const wish = {
      round,
      household: yilmaz.household,
      pupil: cast.pupils.defne,
      ...shown(world.school, 99),
    }
    expect(await bookFor(world.school, deWit, wish, today)).toMatchObject({ ok: true })
    expect(slotsOf(noor, "blocked = 1 AND starts_at = '2026-11-12T18:00:00Z'")).toBe(1)
  })

  it("what cannot go back with the rest keeps its time closed on the list", async () => {
    await withSara()
    await together()
    choosing(cast.households.yilmaz, cast.pupils.defne, 3, "18:00")
    const done = await away(3, tim)
    if (!done?.ok) throw new Error(JSON.stringify(done))
    world.school.client.run("UPDATE bookings SET sequence = sequence + 1")
    await undoUpheaval(world.school, deWit, { round, upheaval: done.value as UpheavalId }, today)
    expect(rowsIn(world.school, "bookings", "teacher_id = 2")).toBe(1)
    expect(slotsOf(noor, "blocked = 1 AND starts_at = '2026-11-12T18:00:00Z'")).toBe(1)
  })

  it("nor is what is left of their own for parents to choose", async () => {
    await together()
    leftOver()
    const wish = { round, pupil: cast.pupils.lotte, ...shown(world.school, 99) }
    expect(await bookSlot(world.school, deVries, wish, today)).toMatchObject({
      refusal: { kind: "not-your-teacher" },
    })
  })

  it("the talks go on at the same time with the other when one is ill, and go back", async () => {
    await together()
    await book(deVries, cast.pupils.sem, 0)
    await book(yilmaz, cast.pupils.defne, 1)
    const done = await away(noor, tim)
    if (!done?.ok) throw new Error(JSON.stringify(done))
    const talks = () =>
      world.school.client
        .query<{ teacher: number; at: string }, []>(
          "SELECT teacher_id AS teacher, starts_at AS at FROM bookings ORDER BY 2",
        )
        .all()
    const at = ["2026-11-12T18:00:00Z", "2026-11-12T18:10:00Z"]
    expect(talks()).toEqual(at.map((at) => ({ teacher: tim, at })))
    expect(slotsOf(noor, "blocked = 0")).toBe(0)
    // For the family it is the same talk, with who is there: nothing is left to choose.
    const [sem] = lookAtRound(world.school, deVries, round)?.family.children ?? []
    expect(sem?.teachers.map(({ name, rooms, talk }) => [name, rooms.usual, talk !== null])).toEqual([
      ["Tim Bos", "12", true],
    ])
    expect(expectedAt(world.school, deWit, round, noor).map(({ child }) => child)).not.toContain(
      "Vries, Sem de",
    )
    await undoUpheaval(world.school, deWit, { round, upheaval: done.value as UpheavalId }, today)
    expect(talks()).toEqual(at.map((at) => ({ teacher: noor, at })))
    expect(slotsOf(noor, "blocked = 0")).toBe(12)
  })

  it("nor in two rounds: who is promised elsewhere does not begin", async () => {
    world.school.client.run(
      "INSERT INTO rounds (title, slot_minutes, opens_at, closes_at, change_until, created_at) SELECT title, slot_minutes, opens_at, closes_at, change_until, created_at FROM rounds",
    )
    world.school.client.run(
      "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (2, 2, '2026-11-12T18:05:00Z', '2026-11-12T18:15:00Z')",
    )
    world.school.client.run("DELETE FROM slots WHERE round_id = 1 AND teacher_id = 2")
    expect(await holdTogether(world, tim, noor)).toMatchObject({
      refusal: { kind: "teacher-elsewhere", teacher: "Tim Bos" },
    })
  })

  it("and the table has the last word", async () => {
    await together()
    choosing(cast.households.yilmaz, cast.pupils.defne, noor, "18:00")
    world.school.client.run(
      "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, 2, '2026-11-12T18:05:00Z', '2026-11-12T18:15:00Z')",
    )
    expect(() => choosing(cast.households.deVries, cast.pupils.lotte, tim, "18:05")).toThrow("teacher-busy")
    const slot = world.school.client.query<{ id: number }, []>("SELECT max(id) AS id FROM slots").get()?.id
    const wish = {
      round,
      household: 2 as HouseholdId,
      pupil: 3 as PupilId,
      ...shown(world.school, slot ?? 0),
    }
    expect(await bookFor(world.school, deWit, wish, today)).toMatchObject({
      refusal: { why: { kind: "slot-taken" } },
    })
  })
})
