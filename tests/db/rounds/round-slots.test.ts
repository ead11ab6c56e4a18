import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { findInvitation, hashCode, hashLink, invitationOf } from "../../../src/db/access/invitations.ts"
import { publishRound } from "../../../src/db/rounds/round-slots.ts"
import { setTeachers, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { makeRound, roundToChange } from "../../../src/db/rounds/rounds.ts"
import { boardOf } from "../../../src/db/talks/boards.ts"
import type { HouseholdId, RoundId, TeacherId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { arranging, kindOf } from "../../support/arranging.ts"
import { day, deWit, draftIn, rowsIn, spring } from "../../support/rounds.ts"
import { cast, today } from "../../support/school.ts"

let world: World
const { publish, published, startsOf } = arranging(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

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

  it("cuts the evenings before and after the change to winter time at the same times on the clock", async () => {
    world.clock.now = Temporal.Instant.from("2026-10-01T09:00:00Z")
    const draft = spring({
      days: [day("2026-10-24"), day("2026-10-25")],
      opens: { date: "2026-10-10", time: "16:00" },
      closes: { date: "2026-10-22", time: "22:00" },
      change: { date: "2026-10-23", time: "12:00" },
    })
    const made = await makeRound(world.school, deWit, draft, world.clock.now)
    if (!made.ok) throw new Error(JSON.stringify(made.refusal))
    await publishRound(world.school, deWit, made.value, world.clock.now)
    const starts = startsOf(made.value)
    expect(starts).toHaveLength(12)
    expect([starts[0], starts.at(-1)]).toEqual(["10-24T17:00", "10-25T18:50"])
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
