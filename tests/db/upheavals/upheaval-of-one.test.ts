import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { cancelFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { moveBooking } from "../../../src/db/talks/bookings.ts"
import { setMarks } from "../../../src/db/talks/marks.ts"
import { stopWaiting, waitFor } from "../../../src/db/talks/waiting.ts"
import { lastDoneWith } from "../../../src/db/upheavals/upheaval-of-one.ts"
import { upheavalOfOne } from "../../../src/db/upheavals/upheaval-reading.ts"
import type { BookingId, PupilId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { holdTogether } from "../../support/pairs.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, deVries, jansen, round, yilmaz } from "../../support/talks.ts"
import { cancel, upheavals } from "../../support/upheavals.ts"

let world: World
const { begin, book, later, send, done, moved, undo, talks, everything } = upheavals(() => world)
beforeEach(async () => {
  world = await testWorld()
  await begin()
})
afterEach(() => world.close())

const talk = (booking: number) => shownTalk(world.school, booking)
const move = (booking: number, slot: number) =>
  moveFor(world.school, deWit, { round, talk: talk(booking), to: shown(world.school, slot) }, world.clock.now)
const swap = (one: number, other: number) =>
  swapFor(world.school, deWit, { round, one: talk(one), other: talk(other) }, world.clock.now)
const callOff = (booking: number) =>
  cancelFor(world.school, deWit, { round, talk: talk(booking) }, world.clock.now)
/** What was last done with the talk of Sem, or another. */
const act = (booking = 1) =>
  lastDoneWith(world.school, deWit, round, booking as BookingId) ?? (0 as UpheavalId)
/** To whom what is due leaves, as it is true by then. */
const sent = async () => {
  const to: string[] = []
  const send = async (mail: { to: string }) => {
    to.push(mail.to)
    return { delivered: true as const }
  }
  await deliverDue(deliveryOf(world, { send }))
  return to
}
const whyNot = (id: UpheavalId) =>
  upheavalOfOne(world.school, deWit, round, id)?.notBack.map(({ child, why }) => `${child}: ${why}`)

describe("what the office does with one talk", () => {
  const ways: [string, () => Promise<unknown>][] = [
    ["moves", () => move(1, slotOf("noor", 7))],
    ["moves to another teacher", () => move(1, slotOf("tim", 0))],
    ["swaps", () => swap(1, 2)],
    ["cancels", () => callOff(1)],
  ]
  for (const [what, press] of ways)
    it(`${what}, and takes it back within ten minutes: nobody hears of it`, async () => {
      world.school.client.run("UPDATE bookings SET note = 'Over rekenen', place = 'phone' WHERE id = 1")
      // Only what its entry in calendars counts is another: one may have looked meanwhile.
      const rows = () =>
        world.school.client
          .query<{ ahead: number; changed_at: string | null }, []>("SELECT * FROM bookings ORDER BY id")
          .all()
          .map(({ ahead, changed_at, ...row }) => row)
      const before = [everything(), rows()]
      await press()
      expect([everything(), rows()]).not.toEqual(before)
      later(9)
      expect(await send()).toEqual([])
      expect(await undo(act())).toEqual({ ok: true, value: true })
      expect([everything(), rows()]).toEqual(before)
      expect(whyNot(act())).toEqual([])
      later(60)
      expect(await send()).toEqual([])
      expect(await undo(act())).toMatchObject({ refusal: { kind: "undone-before" } })
    })

  it("is told after ten minutes, and stays then", async () => {
    await swap(1, 2)
    later(10)
    expect((await send()).toSorted()).toEqual([
      `booking-moved ${yilmaz.household}`,
      `booking-moved ${deVries.household}`,
    ])
    expect(await undo(act())).toEqual({ ok: false, refusal: { kind: "told" } })
  })

  it("is told at once when the talk is about to begin", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T17:57:00Z")
    await callOff(1)
    expect(await send()).toEqual([`booking-cancelled ${deVries.household}`])
  })

  it("goes back with as long a talk as it was", async () => {
    const marks = [{ pupil: cast.pupils.sem as PupilId, was: { mark: null, takes: 1 }, mark: null, takes: 2 }]
    await setMarks(
      world.school,
      deWit,
      { round, teacher: cast.teachers.noor as TeacherId, marks },
      world.clock.now,
    )
    await send()
    const before = everything()
    await move(1, slotOf("noor", 8))
    await undo(act())
    await callOff(1)
    await undo(act())
    expect(everything()).toEqual(before)
  })

  it("opens again what closed on the other list of two who hold talks together", async () => {
    await holdTogether(world, cast.teachers.tim, cast.teachers.noor, { now: world.clock.now })
    // Meester Tim was to be a substitute at a quarter past eight, and is not any more.
    world.school.client.run(
      "INSERT INTO slots (round_id, teacher_id, starts_at, ends_at) VALUES (1, 2, '2026-11-12T19:15:00Z', '2026-11-12T19:25:00Z')",
    )
    const before = everything()
    await move(1, slotOf("noor", 8))
    expect(rowsIn(world.school, "slots", "teacher_id = 2 AND blocked = 1")).toBe(1)
    await undo(act())
    expect(everything()).toEqual(before)
  })

  it("does not go back when its time was given away, its family went on, or the day was moved", async () => {
    await callOff(1)
    await book(jansen, cast.pupils.mila, slotOf("noor", 0))
    await undo(act())
    expect(whyNot(act())).toEqual(["Sem de Vries: taken"])

    await move(2, slotOf("noor", 7))
    const to = shown(world.school, slotOf("noor", 9))
    await moveBooking(world.school, yilmaz, { booking: 2 as BookingId, ...to }, world.clock.now)
    await undo(act(2))
    expect(whyNot(act(2))).toEqual(["Defne Yilmaz: changed"])

    await callOff(3)
    const day = await moved("2026-11-19")
    expect(await undo(act(3))).toMatchObject({ refusal: { kind: "not-the-last" } })
    await undo(day)
    expect(await undo(act(3))).toMatchObject({ ok: true })
    expect(whyNot(act(3))).toEqual([])
  })

  const mila = { round, pupil: cast.pupils.mila as PupilId, teacher: cast.teachers.noor as TeacherId }
  /** Three times are left with juf Noor, all chosen; family Jansen waits. */
  const jansenWaits = async (open = "1, 3, 5") => {
    world.school.client.run(`UPDATE slots SET blocked = id NOT IN (${open}) WHERE teacher_id = 1`)
    await waitFor(world.school, jansen, mila, world.clock.now, true)
  }
  const offered = () => rowsIn(world.school, "holds", "offer = 1")

  it("holds the time for who waits, who hears of it when the others do", async () => {
    await jansenWaits()
    await callOff(1)
    expect([offered(), await send()]).toEqual([1, []])
    expect(await book(bakker, cast.pupils.mila, slotOf("noor", 0))).toMatchObject({ ok: false })
    later(10)
    expect((await send()).toSorted()).toEqual([
      `booking-cancelled ${deVries.household}`,
      `time-offered ${jansen.household}`,
    ])
    const until = world.school.client.query("SELECT until FROM holds").get()
    expect(until).toEqual({ until: world.clock.now.add({ hours: 12 }).toString() })
  })

  it("goes back from who waits and was told nothing, who hears nothing then either", async () => {
    await jansenWaits()
    const before = everything()
    for (const press of [() => callOff(1), () => callOff(1)]) {
      await press()
      later(4)
      await undo(act())
      expect([everything(), offered(), rowsIn(world.school, "waits")]).toEqual([before, 0, 1])
    }
    later(20)
    expect(await sent()).toEqual([])
  })

  it("goes back where a longer talk left a time for who waits", async () => {
    const marks = [{ pupil: cast.pupils.sem as PupilId, was: { mark: null, takes: 1 }, mark: null, takes: 2 }]
    const noor = cast.teachers.noor as TeacherId
    await setMarks(world.school, deWit, { round, teacher: noor, marks }, world.clock.now)
    await sent()
    await jansenWaits()
    world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = 4")
    await swap(1, 2)
    expect(offered()).toBe(1)
    await undo(act())
    expect(whyNot(act())).toEqual([])
  })

  it("leaves the time to who waits and was told, and makes no time that is cut no more", async () => {
    world.school.client.run("DELETE FROM bookings WHERE id = 3")
    await jansenWaits("1, 3")
    await waitFor(world.school, bakker, mila, world.clock.now, true)
    await callOff(1)
    // The first lets it go by: the next one hears of it at once.
    await stopWaiting(world.school, bakker, mila, world.clock.now)
    expect(await send()).toEqual([`time-offered ${jansen.household}`])
    await undo(act())
    expect(whyNot(act())).toEqual(["Sem de Vries: taken"])
    expect(offered()).toBe(1)
    expect(rowsIn(world.school, "logbook", "act = 'upheaval-undone'")).toBe(0)
    // That family lets it go by: it is nobody's, and can go back.
    await stopWaiting(world.school, jansen, mila, world.clock.now)
    await undo(act())
    expect(whyNot(act())).toEqual([])
    later(10)
    expect(await sent()).toEqual([])
    expect(await undo(act())).toMatchObject({ refusal: { kind: "undone-before" } })

    await callOff(2)
    world.school.client.run("DELETE FROM slots WHERE id = 3")
    await undo(act(2))
    expect(whyNot(act(2))).toEqual(["Defne Yilmaz: changed"])
  })

  it("goes back after what took its place did: what brought nothing back can be tried again", async () => {
    const before = everything()
    await move(1, slotOf("noor", 7))
    await move(2, slotOf("noor", 0))
    await undo(act(1))
    expect(whyNot(act(1))).toEqual(["Sem de Vries: taken"])
    await undo(act(2))
    await undo(act(1))
    expect([whyNot(act(1)), whyNot(act(2))]).toEqual([[], []])
    expect(everything()).toEqual(before)
    later(60)
    expect(await send()).toEqual([])
  })

  it("keeps nothing that was done with many talks from going back", async () => {
    const before = everything()
    const away = await done(cancel)
    world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = 8")
    const noor = slotOf("noor", 7)
    expect(await book(deVries, cast.pupils.sem, noor)).toMatchObject({ ok: true })
    await callOff(4)
    expect(await undo(away)).toEqual({ ok: true, value: true })
    expect(talks()).toHaveLength(3)
    expect(everything()).toEqual(before)
  })

  it("is the same when pressed twice: one thing to take back", async () => {
    const shownBefore = talk(1)
    for (const _ of [1, 2])
      expect(await cancelFor(world.school, deWit, { round, talk: shownBefore }, world.clock.now)).toEqual({
        ok: true,
        value: true,
      })
    expect(rowsIn(world.school, "upheavals")).toBe(1)
  })
})
