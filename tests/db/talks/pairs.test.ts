import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { talksOn } from "../../../src/db/evenings/evening-talks.ts"
import { teachersToday } from "../../../src/db/evenings/evening-teachers.ts"
import { eveningOf } from "../../../src/db/evenings/evenings.ts"
import { callIn } from "../../../src/db/evenings/turns.ts"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { onlineRound } from "../../../src/db/online/online-rounds.ts"
import { agendaOf } from "../../../src/db/rounds/agenda.ts"
import { feedBehind, feedOf, openFeed } from "../../../src/db/rounds/calendar-feeds.ts"
import { figuresOf } from "../../../src/db/rounds/figures.ts"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { papersOfRound } from "../../../src/db/rounds/round-papers.ts"
import { timetableOf } from "../../../src/db/rounds/timetable.ts"
import { marksOf, setMarks } from "../../../src/db/talks/marks.ts"
import { ownTimes, setOwnTimes } from "../../../src/db/talks/own-times.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import type { TeacherId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether, ofTim, pair, staffOf } from "../../support/pairs.ts"
import { deWit, shown } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { deVries, round, yilmaz } from "../../support/talks.ts"

let world: World
const { together, slotsOf, book } = pair(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { noor, tim } = cast.teachers
const thatNight = Temporal.Instant.from("2026-11-12T18:05:00Z")
const day = Temporal.PlainDate.from("2026-11-12")

describe("juf Noor and meester Tim, who hold their talks together,", () => {
  it("are one row with both names for parents of either, and have one talk with a child", async () => {
    await together()
    expect(slotsOf(tim)).toBe(0)
    const children = lookAtRound(world.school, deVries, round)?.family.children ?? []
    // Sem is in the group of juf Noor, Lotte and Daan in that of meester Tim.
    expect(
      children.map(({ name, teachers }) => [name, teachers.map((each) => [each.name, each.rooms.usual])]),
    ).toEqual(["Sem", "Lotte", "Daan"].map((name) => [name, [["Noor Willems & Tim Bos", "12"]]]))
    expect(await book(deVries, cast.pupils.lotte, 0)).toMatchObject({ ok: true })
    expect(await book(deVries, cast.pupils.lotte, 1)).toMatchObject({ refusal: { kind: "already-booked" } })
    const [, lotte] = lookAtRound(world.school, deVries, round)?.family.children ?? []
    expect(lotte?.teachers[0]?.talk?.teacher).toBe(noor)
  })

  it("are one row as well with a pupil that both of them teach", async () => {
    world.school.client.run("INSERT INTO teacher_groups VALUES (2, 1)")
    expect(lookAtRound(world.school, yilmaz, round)?.family.children[0]?.teachers.length).toBe(2)
    await together()
    expect(lookAtRound(world.school, yilmaz, round)?.family.children[0]?.teachers.length).toBe(1)
  })

  it("both stand in what a family is told", async () => {
    await together()
    await book(yilmaz, cast.pupils.defne, 0)
    const [message] = await claimDue(world.school, today.add({ minutes: 5 }), 10)
    if (!message) throw new Error("nothing was queued")
    const told = await addressMessage(world.school, message, today)
    expect(JSON.stringify(told)).toContain("Noor Willems & Tim Bos")
  })

  it("both have a talk in their agenda, their evening, their calendar and their links", async () => {
    await together()
    await book(yilmaz, cast.pupils.defne, 0)
    const ofNoor = staffOf(noor, 9)
    for (const staff of [ofNoor, ofTim]) {
      const [agenda] = agendaOf(world.school, staff, today) ?? []
      expect(agenda).toMatchObject({ together: "Noor Willems & Tim Bos", rooms: { usual: "12" } })
      expect(agenda?.slots.filter(({ talk }) => talk).map(({ talk }) => talk?.child)).toEqual([
        "Defne Yilmaz",
      ])
      const wish = { teacher: staff.teacher as TeacherId, day }
      const evening = eveningOf(world.school, staff, wish, today)
      expect(evening).toMatchObject({ name: "Noor Willems & Tim Bos", room: "12" })
      expect(evening?.lines.map(({ child }) => child)).toEqual(["Defne Yilmaz"])
      expect((await onlineRound(world.school, staff, round, today))?.mine?.length).toBe(12)
      expect(ownTimes(world.school, staff, round, today)?.times.length).toBe(12)
    }
    await openFeed(world.school, ofTim, today)
    expect(feedBehind(world.school, feedOf(world.school, ofTim) ?? "")?.talks.length).toBe(1)
  })

  it("both may call a family in, and the second tap changes nothing", async () => {
    await together()
    await book(yilmaz, cast.pupils.defne, 0)
    await book(deVries, cast.pupils.sem, 1)
    const [first, second] = talksOn(world.school, tim, day)
    const call = (teacher: number, booking: typeof first) =>
      callIn(
        world.school,
        staffOf(teacher, cast.staff.tim),
        { teacher: teacher as TeacherId, booking: booking?.booking as never },
        thatNight,
      )
    expect(await call(tim, first)).toMatchObject({ ok: true })
    expect(await call(noor, second)).toMatchObject({ ok: true })
    const [hall] = teachersToday(world.school, round, day, thatNight)
    expect(hall).toMatchObject({ name: { first: "Noor" }, along: [{ first: "Tim" }], talks: 2, came: 2 })
    expect(teachersToday(world.school, round, day, thatNight).length).toBe(1)
  })

  it("close a time for both, whoever of them ticks it", async () => {
    await together()
    const times = [shown(world.school, slotOf("noor", 3))]
    const wish = { round, shown: times, closed: times }
    expect(await setOwnTimes(world.school, ofTim, wish, today)).toMatchObject({ ok: true })
    expect(await book(yilmaz, cast.pupils.defne, 3)).toMatchObject({ refusal: { kind: "slot-blocked" } })
  })

  it("say once for both whom they wish to see, of pupils of either", async () => {
    await together()
    const wish = { round, teacher: tim, marks: [] }
    const pupils = marksOf(world.school, ofTim, round, tim)?.pupils.map(({ name }) => name)
    expect(pupils).toEqual([
      "Bakker, Mila",
      "Vries, Sem de",
      "Yilmaz, Defne",
      "Vries, Daan de",
      "Vries, Lotte de",
    ])
    const was = { mark: null, takes: 1 }
    const marks = [{ pupil: cast.pupils.defne, was, mark: "wanted" as const, takes: 1 }]
    expect(await setMarks(world.school, ofTim, { ...wish, marks }, today)).toMatchObject({ ok: true })
    expect(lookAtRound(world.school, yilmaz, round)?.family.children[0]?.teachers[0]?.mark).toBe("wanted")
  })

  it("count as one in the overview, the timetable, the papers and the figures", async () => {
    await together()
    await book(deVries, cast.pupils.lotte, 0)
    const overview = overviewOf(world.school, deWit, round)
    expect(overview?.teachers).toMatchObject([
      { name: { first: "Noor" }, along: [{ first: "Tim" }], pupils: 5, slots: 12 },
    ])
    expect(overview?.groupsWithoutTeacher).toEqual([])
    expect(timetableOf(world.school, deWit, round, day, world.clock.now)).toMatchObject([
      { name: "Noor Willems & Tim Bos" },
    ])
    expect(papersOfRound(world.school, deWit, round)?.days.map(({ teacher }) => teacher)).toMatchObject([
      {
        name: { first: "Noor", prefix: "", last: "Willems" },
        along: [{ first: "Tim", prefix: "", last: "Bos" }],
        room: "12",
        groups: ["4A", "6B"],
      },
    ])
    const figures = figuresOf(world.school, deWit, round)
    expect(figures?.teachers).toMatchObject([{ along: [{ first: "Tim" }], talks: 1 }])
    expect(figures?.groups.map(({ name, talks }) => [name, talks])).toEqual([
      ["4A", 0],
      ["6B", 1],
    ])
  })

  it("can be three", async () => {
    world.school.client.run(
      "INSERT INTO teachers (first, prefix, last, host) VALUES ('Sara', 'van', 'Dam', 1)",
    )
    world.school.client.run("INSERT INTO round_teachers (round_id, teacher_id) VALUES (1, 3)")
    world.school.client.run(
      "INSERT INTO presences (round_id, teacher_id, day_id, starts, ends) SELECT round_id, 3, day_id, starts, ends FROM presences WHERE teacher_id = 1",
    )
    await together()
    await holdTogether(world, 3, noor)
    expect(lookAtRound(world.school, yilmaz, round)?.family.children[0]?.teachers[0]?.name).toBe(
      "Noor Willems, Tim Bos & Sara van Dam",
    )
  })
})
