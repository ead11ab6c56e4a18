import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { blockHousehold } from "../../../src/db/households/household-access.ts"
import { mergeHouseholds, splitHousehold } from "../../../src/db/households/household-care.ts"
import { removeSeat } from "../../../src/db/people/pupil-seats.ts"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { declineTalk } from "../../../src/db/talks/declining.ts"
import { lookAtRound } from "../../../src/db/talks/talks.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { BookingId, GuardianId, HouseholdId, PupilId, TeacherId } from "../../../src/domain/ids.ts"
import { testWorld, type World } from "../../support/app.ts"
import { erase, pupil } from "../../support/erasing.ts"
import { deWit, rowsIn } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { bakker, choosing, deVries, jansen, parentOf, round, yilmaz } from "../../support/talks.ts"

const noor = cast.teachers.noor as TeacherId
const { defne, sem, lotte, mila } = cast.pupils

let world: World
let talk: BookingId
const { book, booked } = choosing(() => world)
/** Juf Noor has two times, one of them Mila's in her one home; Sem and then Mila's other home wait for the other. */
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 2")
  talk = await booked(yilmaz, defne, 1)
  await book(bakker, mila, 2)
  await wait(deVries, sem)
  later({ minutes: 5 })
  await wait(jansen, mila)
})
afterEach(() => world.close())

const now = () => world.clock.now
const later = (so: Temporal.DurationLike) => {
  world.clock.now = now().add(so)
}
const wait = (parent: Parent, pupil: number) =>
  waitFor(world.school, parent, { round, pupil: pupil as PupilId, teacher: noor }, now(), true)
/** Defne's time comes free. */
const free = () => cancelBooking(world.school, yilmaz, { booking: talk }, now())
/** Whom a time is held for. */
const offeredTo = () =>
  world.school.client
    .query<{ home: number }, []>("SELECT household_id AS home FROM holds WHERE offer = 1 ORDER BY slot_id")
    .all()
    .map(({ home }) => home)
const waiting = () =>
  world.school.client
    .query<{ home: number }, []>("SELECT household_id AS home FROM waits ORDER BY since, 1")
    .all()
    .map(({ home }) => home)
/** What a home sees of its place on juf Noor's list. */
const seenBy = (parent: Parent, pupil: number) =>
  lookAtRound(world.school, parent, round)
    ?.family.children.find((child) => child.pupil === pupil)
    ?.teachers.find(({ teacher }) => teacher === noor)?.waiting
const split = (pupils: number[], guardians: number[]) =>
  splitHousehold(
    world.school,
    deWit,
    {
      household: deVries.household,
      pupils: pupils as PupilId[],
      guardians: guardians as GuardianId[],
    },
    now(),
  )

describe("who cannot take a time", () => {
  it("is not offered one, having said that no talk is needed, and gives on what it was offered", async () => {
    const decline = () =>
      declineTalk(world.school, deVries, { round, pupil: sem as PupilId, declined: true }, now())
    await free()
    expect(offeredTo()).toEqual([deVries.household])
    expect((await decline())?.ok).toBe(true)
    expect([offeredTo(), waiting()]).toEqual([[jansen.household], [jansen.household]])
  })

  it("is off the list with another talk when a child has one talk only, and the next family has its offer", async () => {
    world.school.client.run("UPDATE rounds SET talks_per_pupil = 1")
    world.school.client.run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (?, ?)", [sem, 2])
    await free()
    expect((await book(deVries, sem, slotOf("tim", 0)))?.ok).toBe(true)
    expect([offeredTo(), waiting()]).toEqual([[jansen.household], [jansen.household]])
  })

  it("is nobody whom the school lets in no more", async () => {
    const block = { household: deVries.household, blocked: true }
    await free()
    await blockHousehold(world.school, deWit, block, now())
    expect([offeredTo(), waiting()]).toEqual([[jansen.household], [jansen.household]])
    expect(await wait(deVries, sem)).toBeNull()
  })

  it("is no home that the child left", async () => {
    world.school.client.run("DELETE FROM waits WHERE household_id = ?", [deVries.household])
    await free()
    expect(offeredTo()).toEqual([jansen.household])
    await removeSeat(world.school, deWit, { pupil: mila as PupilId, household: jansen.household }, now())
    expect([offeredTo(), waiting()]).toEqual([[], []])
    expect((await book(deVries, sem, 1))?.ok).toBe(true)
  })

  it("is no child that was erased: the next family has its time in the same write", async () => {
    await free()
    expect((await erase(world, pupil(sem)))?.ok).toBe(true)
    expect([offeredTo(), waiting()]).toEqual([[jansen.household], [jansen.household]])
  })

  it("is found whatever changed, within moments", async () => {
    await free()
    world.school.client.run("UPDATE pupils SET group_id = NULL WHERE id = ?", [sem])
    expect(await offerTimes(world.school, now())).toBe(1)
    expect(offeredTo()).toEqual([jansen.household])
    expect(await offerTimes(world.school, now())).toBe(0)
  })
})

describe("a child that waits, in another home", () => {
  it("takes its place and its offer along when its household is split, and the new home can take it", async () => {
    await free()
    const outcome = await split([sem], [2])
    if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
    const made = parentOf(outcome.value.made)
    expect([offeredTo(), waiting()]).toEqual([[made.household], [made.household, jansen.household]])
    expect(seenBy(made, sem)?.offer?.id).toBe(1 as never)
    expect((await book(made, sem, 1))?.ok).toBe(true)
    expect([offeredTo(), waiting()]).toEqual([[], [jansen.household]])
  })

  it("stays where it was when only its sister goes", async () => {
    await free()
    expect((await split([lotte], []))?.ok).toBe(true)
    expect(seenBy(deVries, sem)?.offer?.id).toBe(1 as never)
  })

  it("takes along that no talk is needed", async () => {
    const said = { round, pupil: lotte as PupilId, declined: true }
    await declineTalk(world.school, deVries, said, now())
    const outcome = await split([lotte], [])
    const made = outcome?.ok ? outcome.value.made : 0
    expect(rowsIn(world.school, "declines", `household_id = ${made}`)).toBe(1)
    expect(rowsIn(world.school, "declines")).toBe(1)
  })

  it("keeps the earlier of two places when two homes become one", async () => {
    world.school.client.run("DELETE FROM bookings WHERE household_id = ?", [bakker.household])
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE id = 2")
    world.school.client.run("UPDATE waits SET since = '2026-11-03T10:00:00Z' WHERE household_id = ?", [
      deVries.household,
    ])
    later({ hours: 2 })
    await wait(bakker, mila)
    expect(waiting()).toEqual([jansen.household, deVries.household, bakker.household])
    await merge(bakker.household, jansen.household)
    expect(waiting()).toEqual([bakker.household, deVries.household])
    expect(seenBy(bakker, mila)?.place).toBe(1)
    await free()
    expect(seenBy(bakker, mila)?.offer?.id).toBe(1 as never)
  })

  it("waits no more when the other half of its home has the talk, nor needs none", async () => {
    await declineTalk(world.school, deVries, { round, pupil: sem as PupilId, declined: true }, now())
    await free()
    expect(offeredTo()).toEqual([jansen.household])
    await merge(jansen.household, bakker.household)
    expect([offeredTo(), waiting()]).toEqual([[], []])
  })

  const merge = async (household: HouseholdId, other: HouseholdId) =>
    expect((await mergeHouseholds(world.school, deWit, { household, other }, now()))?.ok).toBe(true)
})
