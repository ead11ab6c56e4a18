import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { lookAtDay } from "../../../src/db/upheavals/day-moves.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { deVries, jansen, round } from "../../support/talks.ts"
import { upheavals } from "../../support/upheavals.ts"

let world: World
const { begin, book, later, send, moved, undo, last, talks, everything } = upheavals(() => world)
beforeEach(async () => {
  world = await testWorld()
  await begin()
})
afterEach(() => world.close())

describe("a day of a round", () => {
  it("goes to another date with every talk at its own hour, and back", async () => {
    await book(deVries, cast.pupils.lotte, slotOf("tim", 2))
    await send()
    const before = everything()
    const upheaval = await moved("2026-11-19")
    expect(talks()).toEqual([
      "1 Sem Noor 2026-11-19T18:00:00Z 1",
      "2 Defne Noor 2026-11-19T18:20:00Z 1",
      "3 Mila Noor 2026-11-19T18:40:00Z 1",
      "4 Lotte Tim 2026-11-19T18:20:00Z 1",
    ])
    expect(last()).toMatchObject({ talks: 4, families: 3, from: "2026-11-12", to: "2026-11-19" })
    expect(await send()).toEqual([])
    await undo(upheaval)
    expect(everything()).toEqual(before)
    later(60)
    expect(await send()).toEqual([])
  })

  it("keeps the hours on the clock across the change to summer time", async () => {
    await moved("2027-04-08")
    expect(talks()[0]).toBe("1 Sem Noor 2027-04-08T17:00:00Z 1")
  })

  it("takes along, when it goes back, who chose meanwhile, and tells them", async () => {
    const upheaval = await moved("2026-11-19")
    await book(jansen, cast.pupils.mila, slotOf("noor", 6))
    await send()
    await undo(upheaval)
    expect(talks()[3]).toBe("4 Mila Noor 2026-11-12T19:00:00Z 1")
    later(30)
    expect(await send()).toEqual([`booking-moved ${jansen.household}`])
  })

  it("draws until when one chooses and changes along, and puts that back", async () => {
    const upheaval = await moved("2026-11-05")
    const window = () =>
      world.school.client.query("SELECT closes_at, change_until, ends_at FROM rounds").values()
    expect(window()).toEqual([["2026-11-05T20:00:00Z", "2026-11-05T18:00:00Z", "2026-11-05T20:00:00Z"]])
    await undo(upheaval)
    expect(window()).toEqual([["2026-11-10T22:00:00Z", "2026-11-11T11:00:00Z", "2026-11-12T20:00:00Z"]])
  })

  it("does not move where a family or a teacher is elsewhere", async () => {
    world.school.client.run(
      `INSERT INTO rounds (title, slot_minutes, opens_at, closes_at, change_until, published_at, ends_at, created_at)
         SELECT 'Anders', 10, opens_at, closes_at, change_until, published_at, '2026-11-19T20:00:00Z', created_at FROM rounds`,
    )
    world.school.client.run("INSERT INTO teachers (first, last) VALUES ('Ada', 'Smit')")
    world.school.client.run(
      "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (2, 3, '2026-11-19T18:00:00Z', '2026-11-19T18:10:00Z')",
    )
    world.school.client.run(
      `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
         SELECT id, 2, 3, 2, 2, starts_at, ends_at, 'x', starts_at FROM slots WHERE round_id = 2`,
    )
    const look = () =>
      lookAtDay(
        world.school,
        deWit,
        { round, day: 1, to: Temporal.PlainDate.from("2026-11-19") },
        world.clock.now,
      )
    expect(look()?.refusal).toEqual({ kind: "families-elsewhere", children: ["Sem de Vries"] })
    world.school.client.run("UPDATE slots SET teacher_id = 1 WHERE round_id = 2")
    expect(look()?.refusal).toMatchObject({ kind: "teacher-elsewhere", teacher: "Noor Willems" })
  })
})
