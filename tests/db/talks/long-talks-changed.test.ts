import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { write } from "../../../src/db/open.ts"
import { eraseRound } from "../../../src/db/rounds/round-erasing.ts"
import { moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { answerSwap } from "../../../src/db/talks/swap-questions.ts"
import { askSwap } from "../../../src/db/talks/swaps.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { BookingId, SlotId } from "../../../src/domain/ids.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, pupil } from "../../support/erasing.ts"
import { at, longTalks, noor } from "../../support/long-talks.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, choosing, deVries, jansen, round, yilmaz } from "../../support/talks.ts"

let world: World
const { booked } = choosing(() => world)
const { longer, times, talks, talkOf } = longTalks(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { defne, sem, lotte, mila } = cast.pupils
const now = () => world.clock.now

describe("a longer talk that changes", () => {
  it("is as long after it moved, and leaves all its old times free", async () => {
    await longer(defne, 2)
    const booking = await booked(yilmaz, defne, at(0))
    await moveBooking(world.school, yilmaz, { booking, ...shown(world.school, at(40)) }, now())
    expect(times().slice(0, 5)).toEqual(["0-10", "10-20", "20-30", "30-40", "40-60 defne"])
    // The office may move it to another teacher; it stays as long as it is.
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, booking), to: shown(world.school, slotOf("tim", 3)) },
      now(),
    )
    expect([talks(), talks(2)]).toEqual([[], ["30-50 defne"]])
  })

  it("changes places with a shorter one where each fits, and else neither moves", async () => {
    await longer(defne, 2)
    const long = await booked(yilmaz, defne, at(0))
    const short = await booked(deVries, sem, at(20))
    const other = await booked(bakker, mila, at(30))
    const swap = (one: BookingId, two: BookingId) =>
      swapFor(
        world.school,
        deWit,
        { round, one: shownTalk(world.school, one), other: shownTalk(world.school, two) },
        now(),
      )
    const stood = ["0-20 defne", "20-30 sem", "30-40 mila"]
    expect(await swap(long, short)).toMatchObject({
      ok: false,
      refusal: { why: { kind: "does-not-fit", minutes: 20 } },
    })
    expect(talks()).toEqual(stood)
    expect(await swap(long, other)).toEqual({ ok: true, value: true })
    expect(talks()).toEqual(["0-10 mila", "20-30 sem", "30-50 defne"])
  })

  it("is no time for a family that asks to change places with a shorter talk, and is for one that is as long", async () => {
    await longer(defne, 2)
    await longer(mila, 2)
    const booking = await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(20))
    await booked(bakker, mila, at(40))
    const ask = (slot: SlotId) =>
      askSwap(world.school, yilmaz, { booking, ...shown(world.school, slot) }, now(), world.parts.sms)
    expect(await ask(at(20))).toMatchObject({ ok: false, refusal: { kind: "cannot-swap" } })
    expect(await ask(at(40))).toEqual({ ok: true, value: "asked" })
    const theirs = { booking: talkOf(mila), ...shown(world.school, at(0)), yes: true }
    expect(await answerSwap(world.school, bakker, theirs, now())).toEqual({ ok: true, value: true })
    expect(talks()).toEqual(["0-20 mila", "20-30 sem", "40-60 defne"])
  })

  it("becomes longer or shorter where it stands, and its family hears of it", async () => {
    await booked(yilmaz, defne, at(0))
    world.school.client.run("DELETE FROM messages")
    expect(await longer(defne, 3)).toEqual({ ok: true, value: { changed: 1, stuck: [] } })
    expect(talks()).toEqual(["0-30 defne"])
    await longer(defne, 2, 3)
    expect(times().slice(0, 2)).toEqual(["0-20 defne", "20-30"])
    await longer(defne, 1, 2)
    expect(times().slice(0, 2)).toEqual(["0-10 defne", "10-20"])
    const told = world.school.client
      .query<{ facts: string }, []>("SELECT facts FROM messages WHERE kind = 'booking-moved' ORDER BY id")
      .all()
      .map(({ facts }) => JSON.parse(facts))
    expect(
      told.map(({ endsAt, wasUntil, bySchool }) => [endsAt.slice(14, 16), wasUntil.slice(14, 16), bySchool]),
    ).toEqual([
      ["30", "10", true],
      ["20", "30", true],
      ["10", "20", true],
    ])
  })

  it("stays as long as it is where the time behind it is taken, held or closed, or its family elsewhere", async () => {
    await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(10))
    expect(await longer(defne, 2)).toEqual({ ok: true, value: { changed: 0, stuck: [defne] } })
    await booked(deVries, lotte, slotOf("tim", 2) as SlotId)
    expect(await longer(sem, 2)).toMatchObject({ value: { stuck: [sem] } })
    expect([talks(), rowsIn(world.school, "long_talks")]).toEqual([["0-10 defne", "10-20 sem"], 0])
  })

  it("has the same length for both homes of a child, or for none", async () => {
    await booked(bakker, mila, at(0))
    await booked(jansen, mila, at(50))
    await booked(deVries, sem, at(60))
    expect(await longer(mila, 2)).toMatchObject({ value: { stuck: [mila] } })
    expect(talks()).toEqual(["0-10 mila", "50-60 mila", "60-70 sem"])
  })
})

describe("a longer talk when life happens", () => {
  const way = async (kind: AwayWay) => {
    const scope = { round, teacher: noor, day: null }
    const seen = lookAhead(world.school, deWit, scope, kind, now())?.seen ?? ""
    const outcome = await letTeacherBeAway(world.school, deWit, { ...scope, way: kind, seen }, now())
    if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
    return outcome.value
  }
  const standing = async () => {
    await longer(defne, 2)
    await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(20))
  }

  it("comes back whole when the teacher can be there after all", async () => {
    await standing()
    const before = times()
    const upheaval = await way({ kind: "cancel" })
    expect([talks(), times()[1]]).toEqual([[], "10-20"])
    await undoUpheaval(world.school, deWit, { round, upheaval }, now())
    expect(times()).toEqual(before)
  })

  it("is as long with a substitute, and gives that teacher's times back", async () => {
    await standing()
    const [before, theirs] = [times(), times(2)]
    const upheaval = await way({ kind: "substitute", teacher: cast.teachers.tim })
    expect(talks(2)).toEqual(["0-20 defne", "20-30 sem"])
    await undoUpheaval(world.school, deWit, { round, upheaval }, now())
    expect([times(), times(2)]).toEqual([before, theirs])
  })

  it("takes its time in a row that begins later", async () => {
    await standing()
    const from = Temporal.PlainTime.from("19:05")
    const upheaval = await way({ kind: "later", date: Temporal.PlainDate.from("2026-11-12"), from })
    expect(talks()).toEqual(["5-25 defne", "25-35 sem"])
    await undoUpheaval(world.school, deWit, { round, upheaval }, now())
    expect(talks()).toEqual(["0-20 defne", "20-30 sem"])
  })

  it("goes along with its day, and still comes apart into the times of that day", async () => {
    await standing()
    const wish = { round, day: 1, to: Temporal.PlainDate.from("2026-11-19") }
    const seen = lookAtDay(world.school, deWit, wish, now())?.seen ?? ""
    expect((await moveDay(world.school, deWit, { ...wish, seen }, now()))?.ok).toBe(true)
    const booking = world.school.client
      .query<{ id: BookingId }, []>("SELECT id FROM bookings WHERE pupil_id = 1")
      .get()?.id as BookingId
    await cancelBooking(world.school, yilmaz, { booking }, now())
    const day = 7 * 24 * 60
    expect(times().slice(0, 3)).toEqual([
      `${day}-${day + 10}`,
      `${day + 10}-${day + 20}`,
      `${day + 20}-${day + 30} sem`,
    ])
  })

  it("comes apart when its child is erased", async () => {
    await standing()
    await erase(world, pupil(defne))
    expect(times().slice(0, 3)).toEqual(["0-10", "10-20", "20-30 sem"])
    expect(rowsIn(world.school, "joined_slots") + rowsIn(world.school, "long_talks")).toBe(0)
  })

  it("leaves nothing behind when its round is erased", async () => {
    await standing()
    await write(world.school, (tx) => eraseRound(world.school, tx, round, now()))
    for (const table of ["slots", "joined_slots", "long_talks", "bookings"])
      expect([table, rowsIn(world.school, table)]).toEqual([table, 0])
  })
})
