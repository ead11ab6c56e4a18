import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import type { BookingId, TeacherId } from "../../../src/domain/ids.ts"
import { progressOf } from "../../../src/domain/talks/family-round.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deWit, rowsIn } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, deVries, jansen, round, yilmaz } from "../../support/talks.ts"
import { afternoon, byTim, cancel, evening, upheavals } from "../../support/upheavals.ts"

let world: World
const { begin, book, later, send, away, done, undo, talks, everything } = upheavals(() => world)
beforeEach(async () => {
  world = await testWorld()
  await begin()
})
afterEach(() => world.close())

describe("a teacher who cannot be there", () => {
  it("is no talk to choose for a family that has its talk with a substitute", async () => {
    const seen = () => {
      const family = lookAtRound(world.school, yilmaz, round)?.family
      const names = family?.children[0]?.teachers.map(({ name }) => name)
      return [names, family && progressOf(family)]
    }
    const upheaval = await done(byTim)
    expect(seen()).toEqual([["Tim Bos"], { chosen: 1, wanted: 1 }])
    world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = ?", [slotOf("noor", 5)])
    expect(seen()).toEqual([["Noor Willems", "Tim Bos"], { chosen: 1, wanted: 2 }])
    await undo(upheaval)
    expect(seen()).toEqual([["Noor Willems"], { chosen: 1, wanted: 1 }])
  })

  it("has no talks any more, and no time that can be chosen", async () => {
    await done(cancel)
    expect(talks()).toEqual([])
    expect(rowsIn(world.school, "slots", "teacher_id = 1 AND blocked = 0")).toBe(0)
    expect(await book(jansen, cast.pupils.mila, slotOf("noor", 1))).toMatchObject({
      refusal: { kind: "slot-blocked" },
    })
  })

  it("lets the families choose again after booking closed, and nobody else", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T11:00:00Z")
    world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
    expect(await book(yilmaz, cast.pupils.defne, slotOf("tim", 0))).toMatchObject({
      refusal: { kind: "round-not-open" },
    })
    await done(cancel)
    expect((await book(yilmaz, cast.pupils.defne, slotOf("tim", 0)))?.ok).toBe(true)
    expect(await book(jansen, cast.pupils.mila, slotOf("tim", 1))).toMatchObject({
      refusal: { kind: "round-not-open", phase: "closed" },
    })
    // And they may change their minds.
    const [line] = talks()
    const booking = Number(line?.split(" ")[0]) as BookingId
    expect((await cancelBooking(world.school, yilmaz, { booking }, world.clock.now))?.ok).toBe(true)
  })

  it("is replaced at the same times, except where the substitute is taken", async () => {
    await book(deVries, cast.pupils.lotte, slotOf("tim", 2))
    await done(byTim)
    expect(talks().slice(0, 3)).toEqual([
      "1 Sem Tim 2026-11-12T18:00:00Z 1",
      "2 Defne Noor 2026-11-12T18:20:00Z 0",
      "3 Mila Tim 2026-11-12T18:40:00Z 1",
    ])
  })

  it("is replaced by somebody who was not in the round, and a later change of the round keeps those times", async () => {
    world.school.client.run("INSERT INTO teachers (first, last) VALUES ('Ada', 'Smit')")
    await done({ kind: "substitute", teacher: 3 as TeacherId })
    expect(talks().map((line) => line.split(" ")[2])).toEqual(["Ada", "Ada", "Ada"])
    expect(
      world.school.client.query("SELECT room FROM round_teachers WHERE teacher_id = 3").values(),
    ).toEqual([["12"]])
    expect(
      world.school.client.query("SELECT starts, ends FROM presences WHERE teacher_id = 3").values(),
    ).toEqual([["19:00", "19:50"]])
  })

  it("has the same talks in the same order on another day, which is made", async () => {
    await done(afternoon)
    expect(talks()).toEqual([
      "1 Sem Noor 2026-11-26T13:00:00Z 1",
      "2 Defne Noor 2026-11-26T13:10:00Z 1",
      "3 Mila Noor 2026-11-26T13:20:00Z 1",
    ])
    expect(
      world.school.client.query("SELECT date, starts, ends FROM round_days WHERE id = 2").values(),
    ).toEqual([["2026-11-26", "14:00", "14:30"]])
  })

  it("is told of once to each family, after ten minutes and not before", async () => {
    await done(cancel)
    later(9)
    expect(await send()).toEqual([])
    later(1)
    expect((await send()).toSorted()).toEqual([
      `booking-cancelled ${yilmaz.household}`,
      `booking-cancelled ${deVries.household}`,
      `booking-cancelled ${bakker.household}`,
    ])
  })

  it("is not done when something changed since it was looked at", async () => {
    const scope = { round, teacher: cast.teachers.noor, day: evening }
    const seen = lookAhead(world.school, deWit, scope, cancel, world.clock.now)?.seen ?? ""
    await book(jansen, cast.pupils.mila, slotOf("noor", 6))
    const before = everything()
    expect(await away(cancel, seen)).toEqual({ ok: false, refusal: { kind: "changed-meanwhile" } })
    expect(everything()).toEqual(before)
  })
})
