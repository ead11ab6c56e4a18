import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { agendaOf } from "../../../src/db/rounds/agenda.ts"
import { feedBehind, feedOf, openFeed } from "../../../src/db/rounds/calendar-feeds.ts"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { makeRound, roundToCopy } from "../../../src/db/rounds/rounds.ts"
import { holdSet } from "../../../src/db/talks/holds.ts"
import { marksOf } from "../../../src/db/talks/marks.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { copyRound } from "../../../src/domain/rounds/round-copy.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether, ofTim, pair } from "../../support/pairs.ts"
import { deWit, rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { deVries, round } from "../../support/talks.ts"

let world: World
const { together, slotsOf, book } = pair(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { noor, tim } = cast.teachers

describe("who begins to hold talks with another", () => {
  it("leaves no talk of their own behind: it is said how many there are", async () => {
    await book(deVries, cast.pupils.lotte, 0, "tim")
    const refused = { kind: "own-talks", teacher: "Tim Bos", talks: 1, held: 0, waiting: 0 }
    expect(await holdTogether(world, tim, noor)).toMatchObject({ refusal: refused })
    expect(slotsOf(tim)).toBe(12)
    // The other way round it can be: the talk stays where it is, and has two teachers.
    expect(await holdTogether(world, noor, tim)).toMatchObject({ ok: true })
    expect(rowsIn(world.school, "bookings", "teacher_id = 2")).toBe(1)
  })

  it("waits while a family looks at a time of theirs, or is on their list", async () => {
    const talks = [{ pupil: cast.pupils.lotte, ...shown(world.school, slotOf("tim", 0)) }]
    await holdSet(world.school, deVries, { round, talks }, today)
    expect(await holdTogether(world, tim, noor)).toMatchObject({ refusal: { kind: "own-talks", held: 1 } })
    world.school.client.run("DELETE FROM holds")
    // Meester Tim has one time, which another family looks at.
    world.school.client.run("DELETE FROM slots WHERE teacher_id = 2 AND id > 13")
    world.school.client.run(
      "INSERT INTO holds (slot_id, round_id, household_id, pupil_id, since, until) VALUES (13, 1, 1, 1, ?1, ?2)",
      [today.toString(), today.add({ minutes: 5 }).toString()],
    )
    const wish = { round, pupil: cast.pupils.lotte, teacher: tim }
    expect(await waitFor(world.school, deVries, wish, today, true)).toMatchObject({ ok: true })
    expect(await holdTogether(world, tim, noor)).toMatchObject({ refusal: { waiting: 1 } })
  })

  it("is there, with somebody who is there too and with nobody else", async () => {
    const refusalOf = async (teacher: number, other: number) => {
      const outcome = await holdTogether(world, teacher, other)
      return outcome?.ok === false && outcome.refusal.kind === "not-right"
        ? outcome.refusal.problems
        : outcome
    }
    expect(await refusalOf(tim, 99)).toEqual([{ teacher: tim, kind: "not-there" }])
    expect(await refusalOf(tim, tim)).toEqual([{ teacher: tim, kind: "with-self" }])
    await together()
    expect(await refusalOf(noor, tim)).toEqual([
      { teacher: noor, kind: "with-another" },
      { teacher: tim, kind: "with-another" },
    ])
  })

  it("is told that a colleague changed it meanwhile", async () => {
    const setting = teachersToSet(world.school, deWit, round)
    await together()
    const teachers = setting?.teachers.map(({ written }) => written) ?? []
    expect(
      await setTeachers(world.school, deWit, { round, seen: setting?.seen ?? "", teachers }, today),
    ).toMatchObject({ refusal: { kind: "changed-meanwhile" } })
  })

  it("brings along whom they wished to see", async () => {
    world.school.client.run("INSERT INTO marks VALUES (1, 2, 3, 'wanted'), (1, 2, 4, 'not-needed')")
    await together()
    const marks = marksOf(world.school, ofTim, round, tim)?.pupils ?? []
    expect(marks.filter(({ mark }) => mark).map(({ pupil, mark }) => [pupil, mark])).toEqual([
      [cast.pupils.lotte, "wanted"],
    ])
  })

  it("has times of their own again when they stop, and the talks stay with the other", async () => {
    await together()
    await book(deVries, cast.pupils.lotte, 0)
    expect(await holdTogether(world, tim, null)).toMatchObject({ ok: true })
    expect(slotsOf(tim)).toBe(12)
    expect(agendaOf(world.school, ofTim, today)?.[0]).toMatchObject({
      together: null,
      rooms: { usual: "12" },
    })
    // Lotte is no pupil of juf Noor: her talk stands until somebody cancels it.
    const [, lotte] = lookAtRound(world.school, deVries, round)?.family.children ?? []
    expect(lotte?.teachers.map(({ name, talk }) => [name, talk !== null])).toEqual([
      ["Tim Bos", false],
      ["Noor Willems", true],
    ])
  })

  it("finds what they hold no more struck out in their calendar, until they hold it again", async () => {
    await together()
    await book(deVries, cast.pupils.lotte, 0)
    await openFeed(world.school, ofTim, today)
    const entries = () =>
      feedBehind(world.school, feedOf(world.school, ofTim) ?? "")?.talks.map(({ isOff }) => isOff)
    expect(entries()).toEqual([false])
    await holdTogether(world, tim, null)
    expect(entries()).toEqual([true])
    await together()
    expect(entries()).toEqual([false])
  })

  it("holds their own talks again when the other takes part no more", async () => {
    await together()
    const setting = teachersToSet(world.school, deWit, round)
    const lines = setting?.teachers.map(({ written }) => written) ?? []
    const without = lines.map((line) =>
      line.teacher === noor ? { ...line, days: line.days.map((each) => ({ ...each, there: false })) } : line,
    )
    const wish = { round, seen: setting?.seen ?? "", teachers: without }
    expect(await setTeachers(world.school, deWit, wish, today)).toMatchObject({
      refusal: { problems: [{ teacher: tim, kind: "not-there" }] },
    })
    // Nor can the database be left with somebody who is with nobody.
    world.school.client.run("DELETE FROM slots WHERE teacher_id = 1")
    world.school.client.run("DELETE FROM round_teachers WHERE teacher_id = 1")
    expect(rowsIn(world.school, "round_teachers", "with_teacher_id IS NOT NULL")).toBe(0)
  })

  it("does so in a copy of the round as well, unless the other left school", async () => {
    await together()
    const copy = async () => {
      const source = roundToCopy(world.school, deWit, round)
      if (!source) throw new Error("no round")
      const made = await makeRound(world.school, deWit, copyRound(source.plan, 2), today, round)
      if (!made.ok) throw new Error(JSON.stringify(made.refusal))
      return teachersToSet(world.school, deWit, made.value)?.teachers.find(({ id }) => id === tim)?.written
        .with
    }
    expect(await copy()).toBe(noor)
    world.school.client.run("UPDATE teachers SET left_at = '2026-11-01' WHERE id = 1")
    expect(await copy()).toBe(null)
  })
})
