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
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { makeRound, roundToCopy } from "../../../src/db/rounds/rounds.ts"
import { expectedAt, timetableOf } from "../../../src/db/rounds/timetable.ts"
import { blockSlot, bookFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSlot } from "../../../src/db/talks/bookings.ts"
import { holdSet } from "../../../src/db/talks/holds.ts"
import { marksOf, setMarks } from "../../../src/db/talks/marks.ts"
import { ownTimes, setOwnTimes } from "../../../src/db/talks/own-times.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { Parent, Staff } from "../../../src/domain/access/access.ts"
import type {
  HouseholdId,
  PupilId,
  RoundId,
  SlotId,
  StaffId,
  TeacherId,
  UpheavalId,
} from "../../../src/domain/ids.ts"
import { copyRound } from "../../../src/domain/rounds/round-copy.ts"
import { nameTogether } from "../../../src/domain/talks/pair.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether } from "../../support/pairs.ts"
import { choose, deWit, rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { noor, tim } = cast.teachers
const round = cast.round as RoundId
const thatNight = Temporal.Instant.from("2026-11-12T18:05:00Z")
const day = Temporal.PlainDate.from("2026-11-12")
const parent = (household: number): Parent => ({ role: "parent", household: household as HouseholdId })
const yilmaz = parent(cast.households.yilmaz)
const deVries = parent(cast.households.deVries)
const staffOf = (teacher: number, staff: number): Staff => ({
  role: "teacher",
  staff: staff as StaffId,
  name: "",
  teacher: teacher as TeacherId,
  fresh: true,
})
const ofTim = staffOf(tim, cast.staff.tim)
/** Meester Tim holds the talks with juf Noor, whose list it is. */
const together = async () => expect(await holdTogether(world, tim, noor)).toEqual({ ok: true, value: true })
const slotsOf = (teacher: number, where = "1") =>
  rowsIn(world.school, "slots", `round_id = 1 AND teacher_id = ${teacher} AND ${where}`)
const book = (who: Parent, pupil: number, at: number, teacher: "noor" | "tim" = "noor") =>
  bookSlot(
    world.school,
    who,
    { round, pupil: pupil as PupilId, ...shown(world.school, slotOf(teacher, at)) },
    today,
  )

describe("juf Noor and meester Tim, who hold their talks together,", () => {
  it("are one row with both names for parents of either, and have one talk with a child", async () => {
    await together()
    expect(slotsOf(tim)).toBe(0)
    const children = lookAtRound(world.school, deVries, round)?.family.children ?? []
    // Sem is in the group of juf Noor, Lotte and Daan in that of meester Tim.
    expect(
      children.map(({ name, teachers }) => [name, teachers.map((each) => [each.name, each.room])]),
    ).toEqual(["Sem", "Lotte", "Daan"].map((name) => [name, [["Noor Willems & Tim Bos", "12"]]]))
    expect(await book(deVries, cast.pupils.lotte, 0)).toMatchObject({ ok: true })
    expect(await book(deVries, cast.pupils.lotte, 1)).toMatchObject({ refusal: { kind: "already-booked" } })
    const [, lotte] = lookAtRound(world.school, deVries, round)?.family.children ?? []
    expect(lotte?.teachers[0]?.talk?.teacher).toBe(noor as TeacherId)
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
      expect(agenda).toMatchObject({ together: "Noor Willems & Tim Bos", room: "12" })
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
    const [first, second] = talksOn(world.school, tim as TeacherId, day)
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
    const slot = slotOf("noor", 3) as SlotId
    const wish = { round, shown: [shown(world.school, slot)], closed: [slot] }
    expect(await setOwnTimes(world.school, ofTim, wish, today)).toMatchObject({ ok: true })
    expect(await book(yilmaz, cast.pupils.defne, 3)).toMatchObject({ refusal: { kind: "slot-blocked" } })
  })

  it("say once for both whom they wish to see, of pupils of either", async () => {
    await together()
    const wish = { round, teacher: tim as TeacherId, marks: [] }
    const pupils = marksOf(world.school, ofTim, round, tim as TeacherId)?.pupils.map(({ name }) => name)
    expect(pupils).toEqual([
      "Bakker, Mila",
      "Vries, Sem de",
      "Yilmaz, Defne",
      "Vries, Daan de",
      "Vries, Lotte de",
    ])
    const was = { mark: null, takes: 1 }
    const marks = [{ pupil: cast.pupils.defne as PupilId, was, mark: "wanted" as const, takes: 1 }]
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
    expect(timetableOf(world.school, deWit, round, day)).toMatchObject([{ name: "Noor Willems & Tim Bos" }])
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
      "INSERT INTO presences SELECT round_id, 3, day_id, starts, ends FROM presences WHERE teacher_id = 1",
    )
    await together()
    await holdTogether(world, 3, noor)
    expect(lookAtRound(world.school, yilmaz, round)?.family.children[0]?.teachers[0]?.name).toBe(
      "Noor Willems, Tim Bos & Sara van Dam",
    )
  })
})

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
    const talks = [{ pupil: cast.pupils.lotte as PupilId, ...shown(world.school, slotOf("tim", 0)) }]
    await holdSet(world.school, deVries, { round, talks }, today)
    expect(await holdTogether(world, tim, noor)).toMatchObject({ refusal: { kind: "own-talks", held: 1 } })
    world.school.client.run("DELETE FROM holds")
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE teacher_id = 2")
    const wish = { round, pupil: cast.pupils.lotte as PupilId, teacher: tim as TeacherId }
    expect(await waitFor(world.school, deVries, wish, today)).toMatchObject({ ok: true })
    expect(await holdTogether(world, tim, noor)).toMatchObject({ refusal: { waiting: 1 } })
  })

  it("is there, with somebody who is there too and with nobody else", async () => {
    const refusalOf = async (teacher: number, other: number) => {
      const outcome = await holdTogether(world, teacher, other)
      return outcome?.ok === false && outcome.refusal.kind === "not-right"
        ? outcome.refusal.problems
        : outcome
    }
    expect(await refusalOf(tim, 99)).toEqual([{ teacher: tim as TeacherId, kind: "not-there" }])
    expect(await refusalOf(tim, tim)).toEqual([{ teacher: tim as TeacherId, kind: "with-self" }])
    await together()
    expect(await refusalOf(noor, tim)).toEqual([
      { teacher: noor as TeacherId, kind: "with-another" },
      { teacher: tim as TeacherId, kind: "with-another" },
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
    const marks = marksOf(world.school, ofTim, round, tim as TeacherId)?.pupils ?? []
    expect(marks.filter(({ mark }) => mark).map(({ pupil, mark }) => [pupil, mark])).toEqual([
      [cast.pupils.lotte as PupilId, "wanted"],
    ])
  })

  it("has times of their own again when they stop, and the talks stay with the other", async () => {
    await together()
    await book(deVries, cast.pupils.lotte, 0)
    expect(await holdTogether(world, tim, null)).toMatchObject({ ok: true })
    expect(slotsOf(tim)).toBe(12)
    expect(agendaOf(world.school, ofTim, today)?.[0]).toMatchObject({ together: null, room: "12" })
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
      refusal: { problems: [{ teacher: tim as TeacherId, kind: "not-there" }] },
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
    expect(await copy()).toBe(noor as TeacherId)
    world.school.client.run("UPDATE teachers SET left_at = '2026-11-01' WHERE id = 1")
    expect(await copy()).toBe(null)
  })
})

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
      "INSERT INTO presences SELECT round_id, 3, day_id, starts, ends FROM presences WHERE teacher_id = 1",
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
    const way = { kind: "substitute", teacher: tim as TeacherId } as const
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
      pupil: cast.pupils.defne as PupilId,
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
    const wish = { round, pupil: cast.pupils.lotte as PupilId, ...shown(world.school, 99) }
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
    expect(sem?.teachers.map(({ name, room, talk }) => [name, room, talk !== null])).toEqual([
      ["Tim Bos", "12", true],
    ])
    expect(expectedAt(world.school, deWit, round, noor as TeacherId).map(({ child }) => child)).not.toContain(
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

it("names who hold a talk together with the carrier first", () => {
  const name = (first: string) => ({ first, prefix: "", last: "" })
  expect(nameTogether(name("Noor"), [])).toBe("Noor")
  expect(nameTogether(name("Noor"), [name("Tim"), name("Sara")])).toBe("Noor, Tim & Sara")
})
