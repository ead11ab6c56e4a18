import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { talksOf } from "../../../src/db/talks/booking-facts.ts"
import { cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { BookingId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { rowsIn, shown } from "../../support/rounds.ts"
import { cast, slotOf, today } from "../../support/school.ts"
import { bakker, choosing, deVries, jansen, yilmaz } from "../../support/talks.ts"

const { defne, sem, lotte, mila } = cast.pupils

const said = (outcome: { ok: boolean; refusal?: { kind: string } } | null) =>
  outcome === null ? null : outcome.ok ? "yes" : outcome.refusal?.kind
describe("choosing a time", () => {
  let world: World
  const { book, booked } = choosing(() => world)
  beforeEach(async () => {
    world = await testWorld()
  })
  afterEach(() => world.close())
  const move = (parent: Parent, booking: BookingId, slot: number) =>
    moveBooking(world.school, parent, { booking, ...shown(world.school, slot) }, today)
  const cancel = (parent: Parent, booking: BookingId) =>
    cancelBooking(world.school, parent, { booking }, today)
  const kinds = () =>
    world.school.client.query<{ kind: string }, []>("SELECT kind FROM messages ORDER BY id").values().flat()
  const acts = () =>
    world.school.client.query<{ act: string }, []>("SELECT act FROM logbook ORDER BY id").values().flat()

  it("leaves a talk, a message and a line in the logbook, or nothing at all", async () => {
    expect(said(await book(yilmaz, defne, slotOf("noor", 1)))).toBe("yes")
    expect([talksOf(world.school, yilmaz.household).length, kinds(), acts()]).toEqual([
      1,
      ["booking-confirmed"],
      ["talk-booked"],
    ])
    expect(said(await book(deVries, sem, slotOf("noor", 1)))).toBe("slot-taken")
    expect([rowsIn(world.school, "bookings"), kinds().length, acts().length]).toEqual([1, 1, 1])
  })

  it("asked twice is done once", async () => {
    const first = await book(yilmaz, defne, slotOf("noor", 1))
    expect(await book(yilmaz, defne, slotOf("noor", 1))).toEqual(first)
    expect([rowsIn(world.school, "bookings"), kinds().length]).toEqual([1, 1])
  })

  it("is nothing to a parent for another's child, a slot of another round, or a child that left", async () => {
    expect(await book(yilmaz, sem, slotOf("noor", 1))).toBeNull()
    expect(await book(yilmaz, defne, 999)).toBeNull()
    world.school.client.run("UPDATE pupils SET left_at = '2026-10-01' WHERE id = ?", [defne])
    expect(await book(yilmaz, defne, slotOf("noor", 1))).toBeNull()
    expect(said(await book(deVries, sem, slotOf("tim", 1)))).toBe("not-your-teacher")
  })

  it("gives each of two homes of one child a talk of its own, never the same slot", async () => {
    expect(said(await book(bakker, mila, slotOf("noor", 1)))).toBe("yes")
    expect(said(await book(jansen, mila, slotOf("noor", 1)))).toBe("slot-taken")
    expect(said(await book(jansen, mila, slotOf("noor", 2)))).toBe("yes")
  })

  it("has one winner when a whole school wants one slot in the same moment", async () => {
    const wishes = Array.from({ length: 60 }, (_, at) =>
      [yilmaz, bakker, jansen, deVries].map((parent, who) =>
        book(parent, [defne, mila, mila, sem][who] as number, slotOf("noor", at % 3)),
      ),
    ).flat()
    const outcomes = await Promise.all(wishes)
    expect(new Set(outcomes.map(said))).toEqual(new Set(["yes", "slot-taken", "already-booked"]))
    expect(rowsIn(world.school, "bookings")).toBe(3)
    expect(kinds().length).toBe(3)
  })

  it("is refused by the table itself when two rules ever disagree", () => {
    const insert = (slot: number, pupil: number, home: Parent, starts: string) => () =>
      world.school.client.run(
        `INSERT INTO bookings (slot_id, round_id, teacher_id, pupil_id, household_id, starts_at, ends_at, uid, booked_at)
           SELECT id, 1, teacher_id, ?, ?, ?, ends_at, 'u' || ? || ?, '' FROM slots WHERE id = ?`,
        [pupil, home.household, starts, pupil, starts, slot],
      )
    insert(slotOf("noor", 0), sem, deVries, "2026-11-12T18:00:00Z")()
    expect(insert(slotOf("noor", 0), defne, yilmaz, "2026-11-12T18:00:00Z")).toThrow("slot_id")
    expect(insert(slotOf("tim", 0), lotte, deVries, "2026-11-12T18:05:00Z")).toThrow("household-busy")
  })

  it("moves in one step: the old time is free in the same moment, and the calendar entry is the same", async () => {
    const talk = await booked(yilmaz, defne, slotOf("noor", 1))
    const uid = talksOf(world.school, yilmaz.household)[0]?.uid
    expect(said(await move(yilmaz, talk, slotOf("noor", 5)))).toBe("yes")
    expect(talksOf(world.school, yilmaz.household)[0]).toMatchObject({ id: talk, sequence: 1, uid })
    expect(said(await book(deVries, sem, slotOf("noor", 1)))).toBe("yes")
    expect(said(await move(yilmaz, talk, slotOf("noor", 1)))).toBe("slot-taken")
    expect(kinds()).toEqual(["booking-confirmed", "booking-moved", "booking-confirmed"])
  })

  it("never moves to another teacher, and never a talk of somebody else", async () => {
    const talk = await booked(yilmaz, defne, slotOf("noor", 1))
    expect(await move(yilmaz, talk, slotOf("tim", 1))).toBeNull()
    expect(await move(deVries, talk, slotOf("noor", 2))).toBeNull()
    expect(await cancel(deVries, talk)).toBeNull()
    expect(await cancel(bakker, talk)).toBeNull()
    expect(rowsIn(world.school, "bookings")).toBe(1)
  })

  it("cancels for good: the slot is free and the logbook remembers", async () => {
    const talk = await booked(yilmaz, defne, slotOf("noor", 1))
    expect(said(await cancel(yilmaz, talk))).toBe("yes")
    expect(said(await cancel(yilmaz, talk))).toBe("yes")
    expect(await cancel(deVries, talk)).toBeNull()
    expect([rowsIn(world.school, "bookings"), acts()]).toEqual([0, ["talk-booked", "talk-cancelled"]])
  })
})
