import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { boardOf } from "../../../src/db/talks/boards.ts"
import { bookSet, bookSlot } from "../../../src/db/talks/bookings.ts"
import { heldBy, holdSet, releaseExpired, releaseHold } from "../../../src/db/talks/holds.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { PupilId, SlotId, TeacherId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { deVries, round, yilmaz } from "../../support/talks.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const talk = (pupil: number, slot: number) => ({ pupil: pupil as PupilId, ...shown(world.school, slot) })
const three = (at: number) => ({
  round,
  talks: [
    talk(cast.pupils.sem, slotOf("noor", at)),
    talk(cast.pupils.lotte, slotOf("tim", at + 1)),
    talk(cast.pupils.daan, slotOf("tim", at + 2)),
  ],
})
const later = (minutes: number) => today.add({ minutes })
const book = (parent: Parent, pupil: number, slot: number, now = today) =>
  bookSlot(world.school, parent, { round, ...talk(pupil, slot) }, now)
const version = (teacher: number) =>
  world.school.client
    .query<{ version: number }, [number]>("SELECT version FROM round_teachers WHERE teacher_id = ?")
    .get(teacher)?.version ?? 0
const isFree = (slot: number) =>
  boardOf(world.school, round, (slot < 13 ? 1 : 2) as TeacherId, version(slot < 13 ? 1 : 2)).free.some(
    ({ id }) => id === slot,
  )
const why = (outcome: { ok: boolean; refusal?: unknown } | null) => {
  const refusal = outcome?.refusal as { kind?: string; why?: { kind: string } } | undefined
  return outcome?.ok ? "yes" : (refusal?.why?.kind ?? refusal?.kind ?? null)
}

describe("times that a family holds", () => {
  it("are taken for everybody else and free for the family itself", async () => {
    expect(why(await holdSet(world.school, deVries, three(2), today))).toBe("yes")
    expect(isFree(slotOf("noor", 2))).toBe(false)
    expect(why(await book(yilmaz, cast.pupils.defne, slotOf("noor", 2)))).toBe("slot-taken")
    expect(why(await bookSet(world.school, deVries, three(2), today))).toBe("yes")
    expect([rowsIn(world.school, "bookings"), rowsIn(world.school, "holds")]).toEqual([3, 0])
  })

  it("are let go when the family books others for these talks, in another window", async () => {
    expect(why(await holdSet(world.school, deVries, three(2), today))).toBe("yes")
    expect(why(await bookSet(world.school, deVries, three(6), today))).toBe("yes")
    expect(rowsIn(world.school, "holds")).toBe(0)
    expect(isFree(slotOf("noor", 2))).toBe(true)
  })

  it("are let go after five minutes, unless they are asked for again, and never longer than fifteen", async () => {
    await holdSet(world.school, deVries, three(2), today)
    const until = (now: Temporal.Instant) => heldBy(world.school, deVries, round, now)?.until.toString()
    expect(until(today)).toBe(later(5).toString())
    expect(heldBy(world.school, deVries, round, today)?.extendable).toBe(true)
    await holdSet(world.school, deVries, three(2), later(4))
    expect(until(later(4))).toBe(later(9).toString())
    await holdSet(world.school, deVries, three(2), later(8))
    await holdSet(world.school, deVries, three(2), later(12))
    expect(until(later(12))).toBe(later(15).toString())
    expect(heldBy(world.school, deVries, round, later(13))?.extendable).toBe(false)
    expect(heldBy(world.school, deVries, round, later(15))).toBeNull()
  })

  it("cannot be kept longer by holding others", async () => {
    await holdSet(world.school, deVries, three(2), today)
    await holdSet(world.school, deVries, three(5), later(4))
    await holdSet(world.school, deVries, three(2), later(8))
    await holdSet(world.school, deVries, three(5), later(12))
    expect(heldBy(world.school, deVries, round, later(12))?.until.toString()).toBe(later(15).toString())
  })

  it("are on everybody's page again when they ran out, and can be booked even before that is seen", async () => {
    await holdSet(world.school, deVries, three(2), today)
    expect(why(await book(yilmaz, cast.pupils.defne, slotOf("noor", 2), later(6)))).toBe("yes")
    expect(await releaseExpired(world.school, later(6))).toBe(2)
    expect(await releaseExpired(world.school, later(6))).toBe(0)
    expect(isFree(slotOf("tim", 3))).toBe(true)
  })

  it("make room for another set of the same family, and for nobody's twice", async () => {
    await holdSet(world.school, deVries, three(2), today)
    await holdSet(world.school, deVries, three(6), today)
    expect([isFree(slotOf("noor", 2)), isFree(slotOf("noor", 6))]).toEqual([true, false])
    await book(yilmaz, cast.pupils.defne, slotOf("noor", 2))
    expect(why(await holdSet(world.school, deVries, three(2), today))).toBe("slot-taken")
    expect(heldBy(world.school, deVries, round, today)?.talks.length).toBe(3)
    await releaseHold(world.school, deVries, round, today)
    expect(isFree(slotOf("noor", 6))).toBe(true)
  })

  it("are only their own children's", async () => {
    expect(await holdSet(world.school, yilmaz, three(2), today)).toBeNull()
    expect(rowsIn(world.school, "holds")).toBe(0)
  })
})

describe("a whole set", () => {
  it("is booked altogether or not at all", async () => {
    await book(yilmaz, cast.pupils.defne, slotOf("noor", 2))
    const outcome = await bookSet(world.school, deVries, three(2), today)
    expect(outcome).toEqual({
      ok: false,
      refusal: { slot: slotOf("noor", 2) as SlotId, why: { kind: "slot-taken" } },
    })
    expect(rowsIn(world.school, "bookings")).toBe(1)
    expect(rowsIn(world.school, "messages")).toBe(1)
  })

  it("never puts a family in two places, also within the set", async () => {
    const twice = {
      round,
      talks: [talk(cast.pupils.sem, slotOf("noor", 2)), talk(cast.pupils.lotte, slotOf("tim", 2))],
    }
    expect(why(await bookSet(world.school, deVries, twice, today))).toBe("household-busy")
    expect(rowsIn(world.school, "bookings")).toBe(0)
  })

  it("asked twice is booked once", async () => {
    const first = await bookSet(world.school, deVries, three(2), today)
    expect(await bookSet(world.school, deVries, three(2), today)).toEqual(first)
    expect([rowsIn(world.school, "bookings"), rowsIn(world.school, "messages")]).toEqual([3, 3])
  })
})
