import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { setTeachers, type TeacherLine, teachersToSet } from "../../../src/db/rounds/round-teachers.ts"
import { blockSlot, bookFor, moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { setOwnTimes } from "../../../src/db/talks/own-times.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { Parent, Staff } from "../../../src/domain/access/access.ts"
import type { BookingId, PupilId, StaffId, TeacherId, UpheavalId } from "../../../src/domain/ids.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { holdTogether } from "../../support/pairs.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"
import { bakker, choosing, deVries, round, yilmaz } from "../../support/talks.ts"

const noor = cast.teachers.noor as TeacherId
const { defne, sem, mila } = cast.pupils

let world: World
const { book, booked } = choosing(() => world)
/** Juf Noor has two times. Sem's came free and is held for Defne's family; the other is Mila's. */
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 2")
  const talk: BookingId = await booked(deVries, sem, 1)
  await book(bakker, mila, 2)
  await wait(yilmaz, defne)
  await cancelBooking(world.school, deVries, { booking: talk }, now())
  expect(offered()).toEqual([1])
  await written()
})
afterEach(() => world.close())

const now = () => world.clock.now
const later = (so: Temporal.DurationLike) => {
  world.clock.now = now().add(so)
}
const wait = (parent: Parent, pupil: number) =>
  waitFor(world.school, parent, { round, pupil: pupil as PupilId, teacher: noor }, now(), true)
const offered = () =>
  world.school.client
    .query<{ slot: number }, []>("SELECT slot_id AS slot FROM holds WHERE offer = 1 ORDER BY 1")
    .all()
    .map(({ slot }) => slot)
/** Everything that leaves now, for Defne's family. */
const written = async () => {
  const mails: string[] = []
  await deliverDue({
    registry: world.registry,
    origin: world.parts.origin,
    sendSms: null,
    sender: "noreply@tienminuten.example",
    now,
    tell: () => undefined,
    send: async (mail) => {
      if (mail.to === "yilmaz@post.example") mails.push(`${mail.subject} ${mail.text}`)
      return { delivered: true }
    },
  })
  return mails
}
/** What is done every two seconds. */
const soon = () => offerTimes(world.school, now())
const block = (slot: number, blocked: boolean) =>
  blockSlot(world.school, deWit, { round, ...shown(world.school, slot), blocked }, now())
const away = async (day: string | null = null, way: AwayWay = { kind: "cancel" }) => {
  const scope = { round, teacher: noor, day: day === null ? null : Temporal.PlainDate.from(day) }
  const seen = lookAhead(world.school, deWit, scope, way, now())?.seen ?? ""
  const outcome = await letTeacherBeAway(world.school, deWit, { ...scope, way, seen }, now())
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value
}
const talkOf = (pupil: number) =>
  world.school.client
    .query<{ id: BookingId }, [number]>("SELECT id FROM bookings WHERE pupil_id = ?")
    .get(pupil)?.id as BookingId
const undo = (upheaval: UpheavalId) => undoUpheaval(world.school, deWit, { round, upheaval }, now())
const pageOf = async () => (await world.yilmaz()).get("/de-regenboog/gesprekken/1").then((it) => it.text())

describe("a time that was promised to who waits", () => {
  it("is not closed without a word: the family is told and keeps its place", async () => {
    await block(1, true)
    expect([offered(), rowsIn(world.school, "waits")]).toEqual([[], 1])
    await soon()
    const [mail = "", ...more] = await written()
    expect(more).toEqual([])
    expect(mail).toStartWith("Over uw plek op de wachtlijst")
    expect(mail).toContain("donderdag 12 november 2026, 19:00")
    expect(mail).toContain("Wij hielden deze tijd voor u vast. Dat kan niet meer")
    expect(mail).toContain("U blijft op de wachtlijst.")
    await block(1, false)
    expect(offered()).toEqual([1])
  })

  it("is not closed by the teacher without a word either", async () => {
    const staff: Staff = { ...tim, teacher: noor }
    const wish = { round, shown: [shown(world.school, 1)], closed: [shown(world.school, 1)] }
    expect((await setOwnTimes(world.school, staff, wish, now()))?.ok).toBe(true)
    expect(await written()).toEqual([expect.stringContaining("U blijft op de wachtlijst.")])
  })

  it("is told of once, with the end of the list, when the teacher falls ill", async () => {
    await away()
    await soon()
    expect([offered(), rowsIn(world.school, "waits")]).toEqual([[], 1])
    expect(await written()).toEqual([])
    expect(await pageOf()).toContain("Er zijn geen gesprekken meer bij deze leraar.")
    later({ minutes: 10 })
    await soon()
    const mails = await written()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain("Wij hielden deze tijd voor u vast. Dat kan niet meer")
    expect(mails[0]).toContain("U staat niet meer op de wachtlijst.")
    expect(rowsIn(world.school, "waits")).toBe(0)
    expect(await wait(yilmaz, defne)).toEqual({ ok: false, refusal: { kind: "teacher-away" } })
    const page = await pageOf()
    expect(page).not.toContain("Zet ons op de wachtlijst")
    expect(page).not.toContain("U bent de eerste")
  })

  it("is told of once, with the end of the list, while the office is busy with one talk after the other", async () => {
    const lotte = await booked(deVries, cast.pupils.lotte, 15)
    await away()
    later({ minutes: 8 })
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, lotte), to: shown(world.school, 16) },
      now(),
    )
    later({ minutes: 2 })
    await soon()
    expect(await written()).toEqual([expect.stringContaining("U staat niet meer op de wachtlijst.")])
  })

  it("is held again as it was when the illness is undone, and nothing is told", async () => {
    const until = () => world.school.client.query("SELECT until FROM holds WHERE offer = 1").get()
    const was = until()
    const upheaval = await away()
    later({ minutes: 5 })
    await soon()
    expect((await undo(upheaval))?.ok).toBe(true)
    expect([offered(), until()]).toEqual([[1], was])
    later({ minutes: 10 })
    await soon()
    expect(await written()).toEqual([])
    expect((await book(yilmaz, defne, 1))?.ok).toBe(true)
  })

  it("is held again as it was when the office opens it by hand after the illness, and nothing is told", async () => {
    const until = () => world.school.client.query("SELECT until FROM holds WHERE offer = 1").get()
    const was = until()
    await away()
    later({ minutes: 3 })
    await block(1, false)
    expect([offered(), until()]).toEqual([[1], was])
    later({ minutes: 8 })
    await soon()
    expect(await written()).toEqual([])
  })

  it("is offered afresh when it ran out while the teacher was ill, and nobody says that it is gone", async () => {
    later({ hours: 11, minutes: 55 })
    const upheaval = await away()
    later({ minutes: 8 })
    await undo(upheaval)
    expect(offered()).toEqual([1])
    expect(await written()).toEqual([expect.stringContaining("Wij houden de tijd voor u vast tot")])
    later({ minutes: 3 })
    expect(await written()).toEqual([])
  })

  it("is told of once when it is offered again and taken back again", async () => {
    later({ hours: 11, minutes: 55 })
    const upheaval = await away()
    later({ minutes: 8 })
    await undo(upheaval)
    expect(await written()).toHaveLength(1)
    await away()
    later({ minutes: 3 })
    expect(await written()).toEqual([])
    later({ minutes: 7 })
    expect(await written()).toEqual([expect.stringContaining("Dat kan niet meer")])
  })

  it("is offered anew when it came back before its last offer left", async () => {
    await away()
    later({ minutes: 11 })
    expect(await written()).toHaveLength(1)
    await block(1, false)
    const upheaval = await away()
    expect(await written()).toEqual([])
    await undo(upheaval)
    expect(offered()).toEqual([1])
    expect(await written()).toEqual([expect.stringContaining("Wij houden de tijd voor u vast tot")])
  })

  it("is told of beside the other time that the family has by then", async () => {
    await block(2, true)
    world.school.client.run("DELETE FROM bookings")
    await away()
    later({ minutes: 3 })
    await block(2, false)
    expect(await written()).toEqual([expect.stringContaining("19:10")])
    later({ minutes: 8 })
    const [mail = "", ...more] = await written()
    expect(more).toEqual([])
    expect(mail).toContain("19:00")
    expect(mail).toContain("Er is een andere tijd voor u vrij.")
    expect(mail).not.toContain("U blijft op de wachtlijst")
  })

  it("is not told of to who never heard of the promise", async () => {
    await block(1, true)
    expect(await written()).toHaveLength(1)
    await block(1, false)
    await block(1, true)
    expect(await written()).toEqual([])
  })

  it("leaves the family on the list of who will be there another day", async () => {
    world.school.client.run(
      "INSERT INTO slots (id, round_id, teacher_id, starts_at, ends_at) VALUES (40, 1, 1, '2026-11-13T18:00:00Z', '2026-11-13T18:10:00Z')",
    )
    await book(deVries, sem, 40)
    await away("2026-11-12")
    later({ minutes: 10 })
    await soon()
    expect(await written()).toEqual([expect.stringContaining("U blijft op de wachtlijst.")])
    expect(rowsIn(world.school, "waits")).toBe(1)
  })

  it("is told of, with the end of the list, when the office takes the teacher out of the round", async () => {
    world.school.client.run("DELETE FROM bookings")
    const setting = teachersToSet(world.school, deWit, round)
    const hers = setting?.teachers.find(({ id }) => id === noor) as TeacherLine
    const days = hers.written.days.map((day) => ({ ...day, there: false }))
    const teachers = [{ ...hers.written, days }]
    const wish = { round, seen: setting?.seen ?? "", teachers }
    expect(await setTeachers(world.school, deWit, wish, now())).toEqual({ ok: true, value: true })
    expect(rowsIn(world.school, "waits")).toBe(0)
    expect(await written()).toEqual([
      expect.stringMatching(/kan niet meer.*U staat niet meer op de wachtlijst/s),
    ])
  })

  it("is told of, with the end of the list, when it was a time of two who hold no talks together any more", async () => {
    world.school.client.run("DELETE FROM holds")
    world.school.client.run("DELETE FROM waits")
    world.school.client.run("UPDATE pupils SET group_id = 2 WHERE id = ?", [defne])
    await holdTogether(world, cast.teachers.tim, noor, { now: now() })
    world.school.client.run("DELETE FROM slots WHERE id > 2")
    const talk = await booked(deVries, sem, 1)
    await written()
    await wait(yilmaz, defne)
    await cancelBooking(world.school, deVries, { booking: talk }, now())
    expect([offered(), (await written()).length]).toEqual([[1], 1])
    await holdTogether(world, cast.teachers.tim, null, { now: now() })
    // Others have talks with juf Noor: it is not said that there are none.
    expect(await written()).toEqual([
      expect.stringMatching(
        /Een gesprek met deze leraar kan niet meer\. U staat niet meer op de wachtlijst/s,
      ),
    ])
  })

  it("is told of when somebody who holds that list has another talk then", async () => {
    await holdTogether(world, cast.teachers.tim, noor, { now: now() })
    // A time that is left of a talk that meester Tim took over once.
    world.school.client.run(
      "INSERT INTO slots (id, round_id, teacher_id, starts_at, ends_at) SELECT 99, round_id, 2, starts_at, ends_at FROM slots WHERE id = 1",
    )
    const { deVries: household } = cast.households
    await bookFor(world.school, deWit, { round, household, pupil: sem, ...shown(world.school, 99) }, now())
    expect(await written()).toEqual([expect.stringContaining("Dat kan niet meer")])
  })

  it("is told of when it was made by an act that is taken back", async () => {
    const later = Temporal.PlainDate.from("2026-11-26")
    const upheaval = await away(null, { kind: "later", date: later, from: Temporal.PlainTime.from("14:00") })
    const talk = talkOf(mila)
    await cancelBooking(world.school, bakker, { booking: talk }, now())
    expect(await written()).toEqual([expect.stringContaining("26 november 2026, 14:00")])
    await undo(upheaval)
    expect(offered()).toEqual([1])
    const [mail = "", ...more] = await written()
    expect(more).toEqual([])
    expect(mail).toContain("26 november 2026, 14:00")
    expect(mail).toContain("Dat kan niet meer")
    expect(mail).toContain("Er is een andere tijd voor u vrij.")
  })

  it("is told of when its whole day goes to another date, and is held again when that is undone", async () => {
    const wish = { round, day: 1, to: Temporal.PlainDate.from("2026-11-19") }
    const seen = lookAtDay(world.school, deWit, wish, now())?.seen ?? ""
    const moved = await moveDay(world.school, deWit, { ...wish, seen }, now())
    if (!moved?.ok) throw new Error(JSON.stringify(moved))
    const changed = "kind = 'waiting-changed'"
    expect(rowsIn(world.school, "messages", changed)).toBe(1)
    expect((await undo(moved.value))?.ok).toBe(true)
    expect(offered()).toEqual([1])
    later({ minutes: 10 })
    await soon()
    expect((await written()).join()).not.toContain("12 november")
  })
})

const tim: Staff = { role: "teacher", staff: 2 as StaffId, name: "Tim", teacher: noor, fresh: true }
