import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { removeSeat } from "../../../src/db/people/pupil-seats.ts"
import { blockSlot } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { holdSet, releaseExpired } from "../../../src/db/talks/holds.ts"
import { passOffer, stopWaiting, waitFor } from "../../../src/db/talks/waiting.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { BookingId, PupilId } from "../../../src/domain/ids.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { deWit, rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, choosing, deVries, jansen, round, yilmaz } from "../../support/talks.ts"

let world: World
const { book } = choosing(() => world)
/** Juf Noor has two times only: both are taken, by Sem and by Mila's one home. */
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 2")
  await book(deVries, cast.pupils.sem, 1)
  await book(bakker, cast.pupils.mila, 2)
})
afterEach(() => world.close())

const teacher = cast.teachers.noor
const now = () => world.clock.now
const wish = (pupil: number) => ({ round, pupil: pupil as PupilId, teacher })
const wait = (parent: Parent, pupil: number) => waitFor(world.school, parent, wish(pupil), now(), true)
const { defne, mila } = cast.pupils
const bookingAt = (slot: number) =>
  (world.school.client.query<{ id: number }, [number]>("SELECT id FROM bookings WHERE slot_id = ?").get(slot)
    ?.id ?? 0) as BookingId
const cancel = (parent: Parent, slot: number) =>
  cancelBooking(world.school, parent, { booking: bookingAt(slot) }, now())
/** For whom a time is held, and until when. */
const offers = () =>
  world.school.client
    .query<{ slot: number; home: number; until: string }, []>(
      "SELECT slot_id AS slot, household_id AS home, until FROM holds WHERE offer = 1 ORDER BY 1",
    )
    .all()
const sent = async () => {
  const mails: string[] = []
  await deliverDue(
    deliveryOf(world, {
      send: async (mail) => {
        mails.push(`${mail.to} ${mail.subject} ${mail.text}`)
        return { delivered: true }
      },
    }),
  )
  return mails.filter((mail) => mail.includes("Er is een tijd vrij"))
}

describe("a teacher who is full", () => {
  it("is waited for, in the order in which families came", async () => {
    expect(await wait(yilmaz, defne)).toEqual({ ok: true, value: true })
    world.clock.now = now().add({ minutes: 5 })
    expect(await wait(jansen, mila)).toEqual({ ok: true, value: true })
    expect(await wait(yilmaz, defne)).toEqual({ ok: true, value: true })
    expect(rowsIn(world.school, "waits")).toBe(2)
    const page = await (await (await world.jansen()).get("/de-regenboog/gesprekken/1")).text()
    expect(page).toContain("U bent nummer 2.")
  })

  it("offers a time that comes free to the next family before anybody else sees it", async () => {
    await wait(yilmaz, defne)
    world.clock.now = now().add({ minutes: 5 })
    await wait(jansen, mila)
    await cancel(deVries, 1)
    expect(offers()).toEqual([
      { slot: 1, home: cast.households.yilmaz, until: now().add({ hours: 12 }).toString() },
    ])
    expect(await book(jansen, mila, 1)).toEqual({ ok: false, refusal: { kind: "slot-taken" } })
    const [mail] = await sent()
    expect(mail).toContain("yilmaz@post.example Er is een tijd vrij: donderdag 12 november, 19:00")
    expect(mail).toContain("dinsdag 3 november, 22:05")
    expect(mail).not.toContain("Sem")
    expect((await book(yilmaz, defne, 1))?.ok).toBe(true)
    expect([rowsIn(world.school, "waits"), rowsIn(world.school, "holds")]).toEqual([1, 0])
  })

  it("goes to the next when nobody answers in time, and to everybody when nobody waits", async () => {
    await wait(yilmaz, defne)
    world.clock.now = now().add({ minutes: 5 })
    await wait(jansen, mila)
    await cancel(deVries, 1)
    world.clock.now = now().add({ hours: 12 })
    expect(await releaseExpired(world.school, now())).toBe(0)
    expect(await offerTimes(world.school, now())).toBe(1)
    expect(offers().map(({ home }) => home)).toEqual([cast.households.jansen])
    expect(rowsIn(world.school, "waits", `household_id = ${cast.households.yilmaz}`)).toBe(0)
    world.clock.now = now().add({ hours: 12 })
    expect(await offerTimes(world.school, now())).toBe(0)
    expect([rowsIn(world.school, "waits"), rowsIn(world.school, "holds")]).toEqual([0, 0])
    expect((await book(yilmaz, defne, 1))?.ok).toBe(true)
  })

  it("asks who let a time go by about another one, not about that one again", async () => {
    await wait(yilmaz, defne)
    await cancel(deVries, 1)
    expect(await passOffer(world.school, yilmaz, wish(defne), now())).toBe(true)
    expect(offers()).toEqual([])
    expect(await passOffer(world.school, yilmaz, wish(defne), now())).toBeNull()
    await cancel(bakker, 2)
    expect(offers().map(({ slot }) => slot)).toEqual([2])
  })

  it("holds nothing for who leaves the list", async () => {
    await wait(yilmaz, defne)
    await cancel(deVries, 1)
    expect(await stopWaiting(world.school, yilmaz, wish(defne), now())).toBe(true)
    expect([rowsIn(world.school, "waits"), rowsIn(world.school, "holds")]).toEqual([0, 0])
    expect(await sent()).toEqual([]) // told of nothing that is not there any more
  })

  it("offers a time that moved away, and one that the school opens", async () => {
    await wait(yilmaz, defne)
    world.clock.now = now().add({ minutes: 5 })
    await wait(jansen, mila)
    world.school.client.run(
      "INSERT INTO slots (id, round_id, teacher_id, starts_at, ends_at, blocked) VALUES (3, 1, 1, '2026-11-12T18:20:00Z', '2026-11-12T18:30:00Z', 1)",
    )
    await blockSlot(
      world.school,
      deWit,
      { round, ...shown(world.school, slotOf("noor", 2)), blocked: false },
      now(),
    )
    expect(offers().map(({ slot, home }) => [slot, home])).toEqual([[3, cast.households.yilmaz]])
    world.school.client.run(
      "INSERT INTO slots (id, round_id, teacher_id, starts_at, ends_at) VALUES (30, 1, 1, '2026-11-12T18:30:00Z', '2026-11-12T18:40:00Z')",
    )
    const booking = bookingAt(2)
    await moveBooking(world.school, bakker, { booking, ...shown(world.school, 30) }, now())
    expect(offers().map(({ slot, home }) => [slot, home])).toEqual([
      [2, cast.households.jansen],
      [3, cast.households.yilmaz],
    ])
  })

  it("offers nothing about a child that is no longer of this home, and tells that home nothing of it any more", async () => {
    const leave = () => removeSeat(world.school, deWit, { pupil: mila, household: jansen.household }, now())
    await wait(jansen, mila)
    world.clock.now = now().add({ minutes: 5 })
    await wait(yilmaz, defne)
    await cancel(deVries, 1)
    expect(offers().map(({ home }) => home)).toEqual([cast.households.jansen])
    expect(await leave()).toMatchObject({ ok: true })
    expect(offers().map(({ home }) => home)).toEqual([cast.households.yilmaz])
    expect((await sent()).map((mail) => mail.split(" ")[0])).toEqual(["yilmaz@post.example"])
    await cancel(bakker, 2)
    expect(offers()).toHaveLength(1)
  })

  it("offers nothing about a child that left school or went to another class", async () => {
    await wait(yilmaz, defne)
    world.school.client.run("UPDATE pupils SET group_id = NULL WHERE id = ?", [defne])
    await cancel(deVries, 1)
    expect(offers()).toEqual([])
  })

  it("never offers a time at which the family has another talk or another offer", async () => {
    // Lotte has seven o'clock with meester Tim; her brother waits for juf Noor.
    await cancel(deVries, 1)
    await book(deVries, cast.pupils.lotte, slotOf("tim", 0))
    await book(yilmaz, defne, 1)
    await wait(deVries, cast.pupils.sem)
    await cancel(yilmaz, 1)
    expect(offers()).toEqual([])
    await cancel(bakker, 2)
    expect(offers().map(({ slot, home }) => [slot, home])).toEqual([[2, cast.households.deVries]])
  })

  it("keeps an offer while the family looks at other times, and is not waited for when a time is free", async () => {
    await wait(yilmaz, defne)
    await cancel(deVries, 1)
    const look = {
      round,
      talks: [{ pupil: cast.pupils.lotte, ...shown(world.school, slotOf("tim", 0)) }],
    }
    await holdSet(world.school, deVries, look, now())
    expect(offers()).toHaveLength(1)
    await cancel(bakker, 2)
    expect(await wait(jansen, mila)).toEqual({ ok: false, refusal: { kind: "times-free" } })
    expect(await wait(yilmaz, cast.pupils.sem)).toBeNull()
  })
})
