import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { mergeHouseholds } from "../../../src/db/households/household-care.ts"
import { forgetExpired } from "../../../src/db/privacy/forgetting.ts"
import { moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import type { BookingId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, pupil } from "../../support/erasing.ts"
import { holdTogether } from "../../support/pairs.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, deVries, jansen, round, yilmaz } from "../../support/talks.ts"
import { afternoon, byTim, cancel, from, upheavals } from "../../support/upheavals.ts"

let world: World
const { begin, book, later, send, done, moved, undo, last, talks, everything } = upheavals(() => world)
beforeEach(async () => {
  world = await testWorld()
  await begin()
})
afterEach(() => world.close())

describe("taking back within ten minutes", () => {
  const ways: [string, AwayWay][] = [
    ["talks that were cancelled", cancel],
    ["talks that a substitute had", byTim],
    ["talks that went to another day", afternoon],
    ["talks that moved up half an hour", from("19:30")],
    ["talks that moved by five minutes", from("19:05")],
  ]
  for (const [what, way] of ways)
    it(`leaves nothing of ${what}, and nobody hears of it`, async () => {
      const before = everything()
      const upheaval = await done(way)
      expect(everything()).not.toEqual(before)
      later(9)
      expect(await undo(upheaval)).toEqual({ ok: true, value: true })
      expect(everything()).toEqual(before)
      later(60)
      expect(await send()).toEqual([])
      expect(last()?.notBack).toEqual([])
      expect(await undo(upheaval)).toMatchObject({ refusal: { kind: "undone-before" } })
    })

  it("is too late once the messages leave", async () => {
    const upheaval = await done(cancel)
    later(10)
    expect(await undo(upheaval)).toEqual({ ok: false, refusal: { kind: "told" } })
    expect(talks()).toEqual([])
  })

  it("names a talk whose time was taken, and one whose family chose again; they are told", async () => {
    world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
    const upheaval = await done(byTim)
    // Family Jansen has the time of Sem by now, because the office opened it; Defne's parents cancelled.
    world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = 1")
    await book(jansen, cast.pupils.mila, slotOf("noor", 0))
    await cancelBooking(world.school, yilmaz, { booking: 2 as BookingId }, world.clock.now)
    expect((await undo(upheaval))?.ok).toBe(true)
    expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual([
      "Sem de Vries: taken",
      "Defne Yilmaz: changed",
    ])
    expect(talks()[0]).toBe("1 Sem Tim 2026-11-12T18:00:00Z 1")
    later(10)
    const told = await send()
    expect(told).toContain(`booking-moved ${deVries.household}`)
    expect(told).not.toContain(`booking-moved ${bakker.household}`)
  })

  it("keeps the time that a family chose instead", async () => {
    world.school.client.run("INSERT INTO teacher_groups (teacher_id, group_id) VALUES (2, 1)")
    const upheaval = await done(cancel)
    await book(deVries, cast.pupils.sem, slotOf("tim", 0))
    await undo(upheaval)
    expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual(["Sem de Vries: family-busy"])
    expect(talks().map((line) => line.split(" ").slice(1, 3).join(" "))).toEqual([
      "Defne Noor",
      "Mila Noor",
      "Sem Tim",
    ])
  })

  it("tells a family of which the confirmation had not left yet that its talk stands, and nothing else", async () => {
    world.school.client.run(
      "UPDATE messages SET state = 'queued', attempts = 1, due_at = ? WHERE household_id = 1",
      [world.clock.now.add({ minutes: 2 }).toString()],
    )
    const upheaval = await done(cancel)
    later(3)
    expect(await send()).toEqual([]) // booked and off: that may still be taken back
    await undo(upheaval)
    expect(talks()[1]).toBe("2 Defne Noor 2026-11-12T18:20:00Z 0")
    expect(await send()).toEqual([`booking-confirmed ${yilmaz.household}`])
  })

  it("goes in order: what was done last goes back first", async () => {
    const before = everything()
    const first = await done(byTim)
    const second = await moved("2026-11-19")
    expect(await undo(first)).toMatchObject({ refusal: { kind: "not-the-last" } })
    await undo(second)
    await undo(first)
    expect(everything()).toEqual(before)
  })

  it("takes back a second chance, and not one that was there before", async () => {
    const first = await done(from("19:30"))
    later(11)
    expect(first).toBe(1 as UpheavalId)
    const until = () =>
      world.school.client.query("SELECT until FROM second_chances ORDER BY household_id").values().flat()
    const before = until()
    later(60 * 24)
    const second = await done(cancel)
    expect(until()).not.toEqual(before)
    await undo(second)
    expect(until()).toEqual(before)
  })
})

describe("an upheaval that may still be taken back", () => {
  it("is forgotten after a day, and second chances once they are over", async () => {
    await done(cancel)
    later(24 * 60 + 1)
    await forgetExpired(world.school, world.clock.now)
    expect([rowsIn(world.school, "upheavals"), rowsIn(world.school, "upheaval_talks")]).toEqual([0, 0])
    expect(rowsIn(world.school, "second_chances")).toBe(3)
    later(7 * 24 * 60)
    await forgetExpired(world.school, world.clock.now)
    expect(rowsIn(world.school, "second_chances")).toBe(0)
  })

  it("leaves at once when the first talk is about to begin, and is then not taken back", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T17:57:00Z")
    const upheaval = await done(cancel)
    expect((await send()).length).toBe(3)
    expect(await undo(upheaval)).toMatchObject({ refusal: { kind: "told" } })
  })

  it("follows a family into another household, and restores nothing for who is not in it any more", async () => {
    const upheaval = await done(cancel)
    const merge = { household: bakker.household, other: yilmaz.household }
    expect((await mergeHouseholds(world.school, deWit, merge, world.clock.now))?.ok).toBe(true)
    world.school.client.run("DELETE FROM household_pupils WHERE pupil_id = ?", [cast.pupils.sem])
    await undo(upheaval)
    expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual(["Sem de Vries: changed"])
    const homes = world.school.client.query("SELECT household_id FROM bookings ORDER BY id").values()
    expect(homes).toEqual([[bakker.household], [bakker.household]])
    expect(await book(bakker, cast.pupils.defne, slotOf("noor", 6))).toMatchObject({
      refusal: { kind: "already-booked" },
    })
  })

  it("gives a child whose two homes became one its first talk back, and says so of the other", async () => {
    await book(jansen, cast.pupils.mila, slotOf("noor", 7))
    await send()
    const upheaval = await done(cancel)
    const { household } = bakker
    const merged = await mergeHouseholds(
      world.school,
      deWit,
      { household, other: jansen.household },
      world.clock.now,
    )
    expect(merged?.ok).toBe(true)
    expect((await undo(upheaval))?.ok).toBe(true)
    expect(talks().filter((line) => line.includes("Mila"))).toHaveLength(1)
    expect(last()?.notBack.map(({ child, why }) => `${child}: ${why}`)).toEqual(["Mila Bakker: chosen-again"])
  })

  it("lets a family wait no longer when its talk comes back with one of two who hold their talks together meanwhile", async () => {
    const upheaval = await done(cancel)
    await holdTogether(world, cast.teachers.noor, cast.teachers.tim, { now: world.clock.now })
    const wish = { round, pupil: cast.pupils.mila, teacher: cast.teachers.tim as TeacherId }
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE teacher_id = ? AND id <> ?", [
      wish.teacher,
      slotOf("tim", 0),
    ])
    await book(deVries, cast.pupils.lotte, slotOf("tim", 0))
    expect((await waitFor(world.school, bakker, wish, world.clock.now, true))?.ok).toBe(true)
    await undo(upheaval)
    expect(talks().filter((line) => line.includes("Mila Noor"))).toHaveLength(1)
    expect(rowsIn(world.school, "waits", "1")).toBe(0)
  })

  it("forgets who is erased, and still takes back the others", async () => {
    const upheaval = await done(cancel)
    expect((await erase(world, pupil(cast.pupils.defne)))?.ok).toBe(true)
    expect(rowsIn(world.school, "upheaval_talks")).toBe(2)
    await undo(upheaval)
    expect(talks().map((line) => line.split(" ")[1])).toEqual(["Sem", "Mila"])
  })

  it("lets a teacher's talks be moved by hand before they leave, which is then not taken back", async () => {
    const upheaval = await done(byTim)
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, 1), to: shown(world.school, slotOf("tim", 8)) },
      world.clock.now,
    )
    await undo(upheaval)
    expect(talks()[0]).toBe("1 Sem Tim 2026-11-12T19:20:00Z 2")
    expect(last()?.notBack.map(({ why }) => why)).toEqual(["changed"])
    // One message with where it was when the family last knew of it.
    later(10)
    expect(await send()).toEqual([`booking-moved ${deVries.household}`])
  })
})
