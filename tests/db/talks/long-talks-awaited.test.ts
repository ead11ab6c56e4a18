import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { cancelFor } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { holdSet } from "../../../src/db/talks/holds.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { at, longTalks, noor } from "../../support/long-talks.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"
import { bakker, choosing, deVries, round, yilmaz } from "../../support/talks.ts"

let world: World
const { booked } = choosing(() => world)
const { longer, times, talks, talkOf } = longTalks(() => world)
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { defne, sem, mila } = cast.pupils
const now = () => world.clock.now

describe("who waits for a longer talk", () => {
  /** Juf Noor has three times: Sem has the second one. */
  const few = async () => {
    world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 3")
    await longer(defne, 2)
    return booked(deVries, sem, at(10))
  }
  const wait = () => waitFor(world.school, yilmaz, { round, pupil: defne, teacher: noor }, now(), true)
  const offered = () =>
    world.school.client
      .query<{ slot: number }, []>("SELECT slot_id AS slot FROM holds WHERE offer = 1 ORDER BY 1")
      .all()
      .map(({ slot }) => slot)

  it("may wait though single times are free, and is offered enough of them in a row", async () => {
    const booking = await few()
    expect(await wait()).toEqual({ ok: true, value: true })
    expect(offered()).toEqual([])
    await cancelBooking(world.school, deVries, { booking }, now())
    expect(offered()).toEqual([1, 2])
    const page = await (await (await world.yilmaz()).get("/de-regenboog/gesprekken/1")).text()
    expect(page).toContain("Dit gesprek duurt 20 minuten.")
    await booked(yilmaz, defne, at(0))
    expect([talks(), offered(), rowsIn(world.school, "waits")]).toEqual([["0-20 defne"], [], 0])
  })

  it("loses an offer that ran out as a whole, when another family takes or holds a part of it", async () => {
    const booking = await few()
    await wait()
    await cancelBooking(world.school, deVries, { booking }, now())
    world.clock.now = now().add({ hours: 12 })
    await booked(bakker, mila, at(10))
    expect(offered()).toEqual([])
    expect(times().slice(0, 3)).toEqual(["0-10", "10-20 mila", "20-30"])
    await cancelBooking(world.school, bakker, { booking: talkOf(mila) }, now())
    expect(offered()).toEqual([1, 2])
    world.clock.now = now().add({ hours: 12 })
    await holdSet(
      world.school,
      bakker,
      { round, talks: [{ pupil: mila, ...shown(world.school, at(10)) }] },
      now(),
    )
    expect(offered()).toEqual([])
  })

  it("is offered another time when the talk becomes longer still", async () => {
    const booking = await few()
    await wait()
    await cancelBooking(world.school, deVries, { booking }, now())
    await longer(defne, 3, 2)
    expect(offered()).toEqual([1, 2, 3])
  })

  it("hears once of what is held, as it is by then, when the talk becomes longer before the first offer left", async () => {
    world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 2")
    const free = await booked(bakker, mila, at(0))
    const talk = await booked(deVries, sem, at(10))
    await wait()
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, talk) }, now())
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, free) }, now())
    expect(offered()).toEqual([2])
    await longer(defne, 2)
    expect(offered()).toEqual([1, 2])
    world.clock.now = now().add({ minutes: 10 })
    const offers: string[] = []
    const send = async ({ subject }: { subject: string }) => {
      if (subject.startsWith("Er is een tijd vrij")) offers.push(subject)
      return { delivered: true } as const
    }
    await deliverDue(deliveryOf(world, { send }))
    expect(offers).toEqual(["Er is een tijd vrij: donderdag 12 november, 19:00"])
  })

  it("hears that the time is held no more when the talk becomes longer than it", async () => {
    const booking = await few()
    await wait()
    await cancelBooking(world.school, deVries, { booking }, now())
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE id = 3")
    await longer(defne, 3, 2)
    const changed = () => rowsIn(world.school, "messages", "kind = 'waiting-changed'")
    expect([offered(), changed()]).toEqual([[], 1])
    await longer(defne, 2, 3)
    expect([offered(), changed()]).toEqual([[1, 2], 0])
  })

  it("has a time as long as the talk is by then, when what closed it is taken back", async () => {
    const booking = await few()
    await wait()
    await cancelBooking(world.school, deVries, { booking }, now())
    const scope = { round, teacher: noor, day: null }
    const way = { kind: "cancel" } as const
    const seen = lookAhead(world.school, deWit, scope, way, now())?.seen ?? ""
    const away = await letTeacherBeAway(world.school, deWit, { ...scope, way, seen }, now())
    await longer(defne, 3, 2)
    if (away?.ok) await undoUpheaval(world.school, deWit, { round, upheaval: away.value }, now())
    expect(offered()).toEqual([1, 2, 3])
  })
})
