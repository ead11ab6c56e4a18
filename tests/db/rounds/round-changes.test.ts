import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { changeRound, roundToChange } from "../../../src/db/rounds/rounds.ts"
import type { GroupId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arranging, kindOf } from "../../support/arranging.ts"
import { choose, deWit, rowsIn, spring } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
const { published, change, startsOf } = arranging(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

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
