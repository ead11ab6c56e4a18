import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { findInvitation, hashCode, hashLink, invitationOf } from "../../../src/db/access/invitations.ts"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { publishRound } from "../../../src/db/rounds/round-slots.ts"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import {
  changeRound,
  conversationsOf,
  discardRound,
  makeRound,
  roundsOf,
  roundToChange,
} from "../../../src/db/rounds/rounds.ts"
import { boardOf } from "../../../src/db/talks/boards.ts"
import type { GroupId, HouseholdId, RoundId, TeacherId } from "../../../src/domain/ids.ts"
import { type RoundDraft, writeRound } from "../../../src/domain/rounds/round-draft.ts"
import { testWorld, type World } from "../../support/app.ts"
import { choose, day, deWit, draftIn, rowsIn, spring } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const publish = (round: RoundId) => publishRound(world.school, deWit, round, today)
const published = async (draft?: RoundDraft) => {
  const round = await draftIn(world, draft)
  expect(await publish(round)).toEqual({ ok: true, value: true })
  return round
}
const startsOf = (round: RoundId, teacher = 1) =>
  world.school.client
    .query<{ at: string }, [number, number]>(
      "SELECT starts_at AS at FROM slots WHERE round_id = ? AND teacher_id = ? ORDER BY 1",
    )
    .all(round, teacher)
    .map((row) => row.at.slice(5, 16))
/** Changes what mevrouw de Wit sees now. */
const change = (round: RoundId, wish: (draft: RoundDraft) => Partial<RoundDraft>, seen?: string) => {
  const found = roundToChange(world.school, deWit, round)
  if (!found) throw new Error("no such round")
  const draft = writeRound(found.plan)
  return changeRound(
    world.school,
    deWit,
    { round, seen: seen ?? found.seen, draft: { ...draft, ...wish(draft) } },
    today,
  )
}
const kindOf = (outcome: { ok: boolean; refusal?: { kind: string } } | null) =>
  outcome?.refusal?.kind ?? outcome

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
    expect(kindOf(await discardRound(world.school, deWit, cast.round as RoundId, today))).toBe(
      "already-published",
    )
  })
})

describe("publishing", () => {
  it("cuts the slots and gives every household its own way in, separated parents each theirs", async () => {
    const round = await published()
    expect(startsOf(round)).toHaveLength(12)
    expect(roundToChange(world.school, deWit, round)?.round.endsAt?.toString()).toBe("2026-11-26T19:00:00Z")
    expect(rowsIn(world.school, "invitations", `round_id = ${round}`)).toBe(4)
    for (const household of Object.values(cast.households) as HouseholdId[]) {
      const { code, link } = invitationOf(world.school.keys, household, round, 1)
      expect(findInvitation(world.school, hashCode(world.school.keys, code), today)).toEqual({
        household,
        round,
      })
      expect(findInvitation(world.school, hashLink(world.school.keys, link), today)).toEqual({
        household,
        round,
      })
      const after = Temporal.Instant.from("2026-11-26T19:00:00Z")
      expect(findInvitation(world.school, hashCode(world.school.keys, code), after)).toBeNull()
    }
  })

  it("opens no door before it is done", async () => {
    const round = await draftIn(world)
    const { code } = invitationOf(world.school.keys, 1 as HouseholdId, round, 1)
    expect(findInvitation(world.school, hashCode(world.school.keys, code), today)).toBeNull()
  })

  it("cuts an evening across the change to winter time into real minutes", async () => {
    world.clock.now = Temporal.Instant.from("2026-10-01T09:00:00Z")
    const draft = spring({
      days: [day("2026-10-25", "01:30", "03:30")],
      opens: { date: "2026-10-10", time: "16:00" },
      closes: { date: "2026-10-22", time: "22:00" },
      change: { date: "2026-10-23", time: "12:00" },
    })
    const made = await makeRound(world.school, deWit, draft, world.clock.now)
    if (!made.ok) throw new Error(JSON.stringify(made.refusal))
    await publishRound(world.school, deWit, made.value, world.clock.now)
    const starts = startsOf(made.value)
    expect(starts).toHaveLength(18)
    expect([starts[0], starts.at(-1)]).toEqual(["10-24T23:30", "10-25T02:20"])
  })

  it("refuses a teacher who is promised to another round, and then writes nothing at all", async () => {
    const round = await draftIn(
      world,
      spring({
        days: [day("2026-11-12", "20:55", "21:30")],
        closes: { date: "2026-11-11", time: "22:00" },
        change: { date: "2026-11-11", time: "12:00" },
      }),
    )
    const outcome = await publish(round)
    expect(outcome?.ok === false && outcome.refusal).toMatchObject({
      kind: "teacher-elsewhere",
      teacher: "Noor Willems",
    })
    expect(rowsIn(world.school, "slots", `round_id = ${round}`)).toBe(0)
    expect(rowsIn(world.school, "invitations", `round_id = ${round}`)).toBe(0)
    expect(roundToChange(world.school, deWit, round)?.round.publishedAt).toBeNull()
  })

  it("refuses twice, without teachers, and when there is no such round", async () => {
    const round = await published()
    expect(kindOf(await publish(round))).toBe("already-published")
    world.school.client.run("UPDATE teachers SET host = 0")
    expect(kindOf(await publish(await draftIn(world)))).toBe("no-slots")
    expect(await publish(99 as RoundId)).toBeNull()
  })
})

describe("a teacher who was away for a while", () => {
  it("has the times of now on every page, and none that were taken away", async () => {
    const round = await published()
    const shown = () => {
      const { version } = world.school.client
        .query<{ version: number }, [number]>(
          "SELECT version FROM round_teachers WHERE round_id = ? AND teacher_id = 1",
        )
        .get(round) as { version: number }
      return boardOf(world.school, round, 1 as TeacherId, version).free.map(({ id }) => id as number)
    }
    const kept = () =>
      world.school.client
        .query<{ id: number }, [number]>(
          "SELECT id FROM slots WHERE round_id = ? AND teacher_id = 1 ORDER BY starts_at",
        )
        .all(round)
        .map(({ id }) => id)
    const set = async (there: boolean) => {
      const setting = teachersToSet(world.school, deWit, round)
      const noor = setting?.teachers.find((each) => each.id === cast.teachers.noor)?.written
      if (!setting || !noor) throw new Error("no juf Noor")
      const teachers = [{ ...noor, days: noor.days.map((each) => ({ ...each, there })) }]
      expect(
        await setTeachers(world.school, deWit, { round, seen: setting.seen, teachers }, today),
      ).toMatchObject({ ok: true })
    }
    for (let time = 0; time < 12; time++) {
      expect(shown()).toEqual(kept())
      await set(false)
      await set(true)
    }
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
      groups: [cast.groups.g4a as GroupId],
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

describe("changing a round that parents can see", () => {
  // Defne Yilmaz at juf Noor, on the first evening at 19:50.
  const defne = { household: 1, pupil: 1, teacher: 1, at: "2026-11-24T18:50:00Z" }

  it("adds slots when an evening gets longer, and leaves the others alone", async () => {
    const round = await published()
    choose(world.school, defne)
    const before = world.school.client.query("SELECT id FROM slots WHERE round_id = ?").all(round)
    const outcome = await change(round, ({ days }) => ({
      days: days.map((each) => ({ ...each, ends: "20:30" })),
    }))
    expect(outcome?.ok).toBe(true)
    expect(startsOf(round)).toHaveLength(18)
    const after = world.school.client.query("SELECT id FROM slots WHERE round_id = ?").all(round)
    expect(after).toEqual(expect.arrayContaining(before))
    expect(roundToChange(world.school, deWit, round)?.round.endsAt?.toString()).toBe("2026-11-26T19:30:00Z")
  })

  it("refuses to lose a talk, by day, by pause and by teacher, and changes nothing", async () => {
    const round = await published()
    choose(world.school, defne)
    const before = startsOf(round)
    const lost = { kind: "talks-in-the-way", teacher: "Noor Willems", id: cast.teachers.noor }
    const narrower = await change(round, ({ days }) => ({
      title: "X",
      days: days.map((each) => ({ ...each, ends: "19:50" })),
    }))
    expect(narrower?.ok === false && narrower.refusal).toMatchObject(lost)
    const pause = await change(round, ({ days }) => ({
      days: days.map((each) => ({ ...each, pauseStarts: "19:45", pauseEnds: "19:55" })),
    }))
    expect(kindOf(pause)).toBe("talks-in-the-way")
    expect(kindOf(await change(round, ({ days }) => ({ days: days.slice(1) })))).toBe("talks-in-the-way")
    const setting = teachersToSet(world.school, deWit, round)
    const noor = setting?.teachers.find((each) => each.id === 1)?.written
    const gone = noor && { ...noor, days: noor.days.map((line) => ({ ...line, there: false })) }
    const wish = { round, seen: setting?.seen ?? "", teachers: gone ? [gone] : [] }
    expect(kindOf(await setTeachers(world.school, deWit, wish, today))).toBe("talks-in-the-way")
    expect(startsOf(round)).toEqual(before)
    expect(roundToChange(world.school, deWit, round)?.round.title).toBe("Rapportgesprekken")
  })

  it("drops free slots when an evening gets shorter, and a new version of every page is due", async () => {
    const round = await published()
    choose(world.school, defne)
    world.school.client.run("UPDATE round_teachers SET version = 2")
    const version = () => [
      rowsIn(world.school, "households", "version > 2"),
      rowsIn(world.school, "round_teachers", `round_id = ${round} AND version > 2`),
    ]
    expect(version()).toEqual([0, 0])
    const outcome = await change(round, ({ days: [first] }) => ({
      days: first ? [{ ...first, starts: "19:30" }] : [],
    }))
    expect(outcome?.ok).toBe(true)
    expect(startsOf(round)).toEqual(["11-24T18:30", "11-24T18:40", "11-24T18:50"])
    expect(version()).toEqual([4, 2])
  })

  it("invites the households of a group that joins, and takes no group away", async () => {
    world.school.client.run("INSERT INTO groups (name) VALUES ('7C')")
    world.school.client.run(
      "INSERT INTO pupils (first, last, folded_first, folded_last, group_id) VALUES ('Finn', 'Nieuw', 'finn', 'nieuw', 3)",
    )
    world.school.client.run("INSERT INTO households (origin) VALUES ('matched')")
    world.school.client.run("INSERT INTO household_pupils VALUES (5, 6)")
    const round = await published()
    expect(rowsIn(world.school, "invitations", `round_id = ${round}`)).toBe(4)
    await change(round, () => ({ groups: [3 as GroupId] }))
    expect(rowsIn(world.school, "invitations", `round_id = ${round}`)).toBe(5)
    expect(roundToChange(world.school, deWit, round)?.plan.groups).toEqual([1, 2, 3] as GroupId[])
    expect(overviewOf(world.school, deWit, round)?.groupsWithoutTeacher).toEqual(["7C"])
  })

  it("cannot be changed any more when it is over", async () => {
    const round = await published()
    const found = roundToChange(world.school, deWit, round)
    const after = Temporal.Instant.from("2026-11-27T09:00:00Z")
    const wish = { round, seen: found?.seen ?? "", draft: spring() }
    expect(kindOf(await changeRound(world.school, deWit, wish, after))).toBe("over")
  })
})

describe("who has talks with whom", () => {
  const talksOf = (household: number, round = cast.round) =>
    conversationsOf(world.school, household as HouseholdId, round as RoundId).map(
      (each) => `${each.pupil} ${each.name.first} ${each.room}`,
    )

  it("is each pupil with the teachers of its group", () => {
    expect(talksOf(cast.households.deVries)).toEqual(["2 Noor 12", "3 Tim 14", "4 Tim 14"])
    expect(talksOf(cast.households.bakker)).toEqual(talksOf(cast.households.jansen))
  })

  it("counts lesson groups, and a teacher once", () => {
    world.school.client.run("INSERT INTO groups (name, kind) VALUES ('wiskunde', 'combined')")
    world.school.client.run("INSERT INTO pupil_groups VALUES (1, 3), (1, 1)")
    world.school.client.run("INSERT INTO teacher_groups VALUES (2, 3), (1, 3)")
    expect(talksOf(cast.households.yilmaz)).toEqual(["1 Noor 12"])
    world.school.client.run("INSERT INTO round_groups VALUES (1, 3)")
    expect(talksOf(cast.households.yilmaz)).toEqual(["1 Tim 14", "1 Noor 12"])
  })

  it("leaves out pupils who left, groups and teachers that are not in the round", () => {
    world.school.client.run("UPDATE pupils SET left_at = '2026-10-01T00:00:00Z' WHERE id = 2")
    expect(talksOf(cast.households.deVries)).toEqual(["3 Tim 14", "4 Tim 14"])
    world.school.client.run("DELETE FROM round_groups WHERE group_id = 2")
    expect(talksOf(cast.households.deVries)).toEqual([])
    world.school.client.run("DELETE FROM round_teachers WHERE teacher_id = 1")
    expect(talksOf(cast.households.yilmaz)).toEqual([])
    expect(talksOf(cast.households.yilmaz, 2 as 1)).toEqual([])
  })
})

describe("the overview", () => {
  it("counts slots before they are cut, and what is expected of each teacher", async () => {
    world.school.client.run("INSERT INTO teachers (first, last) VALUES ('Ada', 'Duo')")
    world.school.client.run("INSERT INTO teacher_groups VALUES (3, 1)")
    const round = await draftIn(world)
    const overview = overviewOf(world.school, deWit, round)
    const figures = overview?.teachers.map((each) => [each.name.first, each.slots, each.pupils, each.talks])
    // Three pupils in 4A, who choose one of two teachers; two in 6B.
    expect(figures).toEqual([
      ["Noor", 12, 3, 2],
      ["Tim", 12, 2, 2],
      ["Ada", 12, 3, 2],
    ])
    await publish(round)
    choose(world.school, { household: 1, pupil: 1, teacher: 1, at: "2026-11-24T18:50:00Z" })
    const after = overviewOf(world.school, deWit, round)
    expect(after?.teachers.map((each) => [each.slots, each.taken])).toEqual([
      [12, 1],
      [12, 0],
      [12, 0],
    ])
    expect(after?.teachers[0]?.first?.toString()).toBe("2026-11-24T18:00:00Z")
  })
})
