import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { blockSlot } from "../../../src/db/talks/arranged-talks.ts"
import { bookSet, cancelBooking } from "../../../src/db/talks/bookings.ts"
import { heldBy, holdSet, releaseExpired } from "../../../src/db/talks/holds.ts"
import type { SlotId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { at, longTalks } from "../../support/long-talks.ts"
import { deWit, rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, choosing, deVries, round, yilmaz } from "../../support/talks.ts"

let world: World
const { book, booked } = choosing(() => world)
const { longer, times, talks } = longTalks(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { defne, sem, lotte, mila } = cast.pupils
const now = () => world.clock.now
const numbers = () =>
  world.school.client
    .query<{ id: number }, []>("SELECT id FROM slots WHERE teacher_id = 1 ORDER BY starts_at")
    .all()
    .map(({ id }) => id)

describe("a talk that takes longer", () => {
  it("takes all its times at once, and gives each of them back under its own number", async () => {
    const before = numbers()
    await longer(defne, 3)
    const booking = await booked(yilmaz, defne, at(20))
    expect(times().slice(0, 4)).toEqual(["0-10", "10-20", "20-50 defne", "50-60"])
    await cancelBooking(world.school, yilmaz, { booking }, now())
    expect(times().slice(0, 6)).toEqual(["0-10", "10-20", "20-30", "30-40", "40-50", "50-60"])
    expect(numbers()).toEqual(before)
    expect(rowsIn(world.school, "joined_slots")).toBe(0)
  })

  it("is only had where enough times in a row are free", async () => {
    await longer(defne, 2)
    await booked(deVries, sem, at(30))
    await blockSlot(world.school, deWit, { round, ...shown(world.school, at(60)), blocked: true }, now())
    const no = { ok: false, refusal: { kind: "does-not-fit", minutes: 20 } } as const
    expect(await book(yilmaz, defne, at(20))).toEqual(no)
    expect(await book(yilmaz, defne, at(50))).toEqual(no)
    expect(await book(yilmaz, defne, at(110))).toEqual(no)
    expect((await book(yilmaz, defne, at(10)))?.ok).toBe(true)
  })

  it("leaves none of its times to another family, whose page may still show them", async () => {
    await longer(defne, 2)
    await booked(yilmaz, defne, at(0))
    expect(await book(deVries, sem, at(10))).toEqual({ ok: false, refusal: { kind: "slot-taken" } })
    const closed = await blockSlot(
      world.school,
      deWit,
      { round, ...shown(world.school, at(10)), blocked: true },
      now(),
    )
    expect(closed).toMatchObject({ ok: false, refusal: { why: { kind: "slot-has-talk" } } })
  })

  it("goes to one of two who want a part of it at the same moment", async () => {
    await longer(defne, 2)
    const [one, other] = await Promise.all([book(yilmaz, defne, at(0)), book(deVries, sem, at(10))])
    expect([one?.ok, other?.ok]).toEqual([true, false])
    const [first, second] = await Promise.all([book(deVries, sem, at(50)), book(bakker, mila, at(50))])
    expect([first?.ok, second?.ok]).toEqual([true, false])
  })

  it("keeps its family in one place for as long as it is", async () => {
    await longer(sem, 2)
    await booked(deVries, sem, at(0))
    expect(await book(deVries, lotte, slotOf("tim", 1) as SlotId)).toMatchObject({
      refusal: { kind: "household-busy" },
    })
    expect((await book(deVries, lotte, slotOf("tim", 2) as SlotId))?.ok).toBe(true)
  })

  it("is held with all its times while a family looks, and free again afterwards", async () => {
    await longer(sem, 2)
    const wish = {
      round,
      talks: [
        { pupil: sem, ...shown(world.school, at(0)) },
        { pupil: lotte, ...shown(world.school, slotOf("tim", 2)) },
      ],
    }
    expect((await holdSet(world.school, deVries, wish, now()))?.ok).toBe(true)
    const held = heldBy(world.school, deVries, round, now())
    expect(
      held?.talks.map(({ slot, startsAt, endsAt }) => [
        Number(slot),
        startsAt.until(endsAt).total("minutes"),
      ]),
    ).toEqual([
      [1, 20],
      [15, 10],
    ])
    expect(await book(yilmaz, defne, at(10))).toMatchObject({ refusal: { kind: "slot-taken" } })
    expect((await bookSet(world.school, deVries, wish, now()))?.ok).toBe(true)
    expect([talks(), talks(2), rowsIn(world.school, "holds")]).toEqual([["0-20 sem"], ["20-30 lotte"], 0])
  })

  it("is held no longer as soon as one of its times is closed", async () => {
    await longer(sem, 2)
    await holdSet(
      world.school,
      deVries,
      { round, talks: [{ pupil: sem, ...shown(world.school, at(0)) }] },
      now(),
    )
    await blockSlot(world.school, deWit, { round, ...shown(world.school, at(10)), blocked: true }, now())
    expect(heldBy(world.school, deVries, round, now())).toBeNull()
    expect(await releaseExpired(world.school, now())).toBe(0)
  })
})
