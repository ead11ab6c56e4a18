import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { write } from "../../../src/db/open.ts"
import { erasePerson } from "../../../src/db/privacy/erasing.ts"
import { planErasing } from "../../../src/db/privacy/erasing-plan.ts"
import { eraseRound } from "../../../src/db/rounds/round-erasing.ts"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import { blockSlot, bookFor, moveFor, swapFor } from "../../../src/db/talks/arranged-talks.ts"
import { bookSet, bookSlot, cancelBooking, moveBooking } from "../../../src/db/talks/bookings.ts"
import { heldBy, holdSet, releaseExpired } from "../../../src/db/talks/holds.ts"
import { setMarks } from "../../../src/db/talks/marks.ts"
import { setOwnTimes } from "../../../src/db/talks/own-times.ts"
import { answerSwap } from "../../../src/db/talks/swap-questions.ts"
import { askSwap } from "../../../src/db/talks/swaps.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { Parent, Staff } from "../../../src/domain/access/access.ts"
import type {
  BookingId,
  HouseholdId,
  PupilId,
  RoundId,
  SlotId,
  StaffId,
  TeacherId,
} from "../../../src/domain/ids.ts"
import type { AwayWay } from "../../../src/domain/upheavals/upheaval.ts"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const round = cast.round as RoundId
const noor = cast.teachers.noor as TeacherId
const { defne, sem, lotte, mila } = cast.pupils
const parentOf = (household: number): Parent => ({ role: "parent", household: household as HouseholdId })
const [yilmaz, deVries, bakker, jansen] = [
  parentOf(cast.households.yilmaz),
  parentOf(cast.households.deVries),
  parentOf(cast.households.bakker),
  parentOf(cast.households.jansen),
] as const
const now = () => world.clock.now
const at = (minutes: number) => slotOf("noor", minutes / 10) as SlotId

/** The office says that the talk about this child takes so many times in a row; it was one until now. */
const longer = (pupil: number, takes: number, was = 1) =>
  setMarks(
    world.school,
    deWit,
    {
      round,
      teacher: (pupil === lotte ? cast.teachers.tim : noor) as TeacherId,
      marks: [{ pupil: pupil as PupilId, was: { mark: null, takes: was }, mark: null, takes }],
    },
    now(),
  )
const book = (parent: Parent, pupil: number, slot: SlotId) =>
  bookSlot(world.school, parent, { round, pupil: pupil as PupilId, ...shown(world.school, slot) }, now())
const booked = async (parent: Parent, pupil: number, slot: SlotId): Promise<BookingId> => {
  const outcome = await book(parent, pupil, slot)
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome))
  return outcome.value
}

type Row = { starts: string; ends: string; pupil: number | null }
/** The times of juf Noor as "0-20 Defne", in minutes after seven; those without a talk as "40-50". */
const times = (teacher = 1): string[] =>
  world.school.client
    .query<Row, [number]>(
      "SELECT s.starts_at AS starts, s.ends_at AS ends, b.pupil_id AS pupil FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id WHERE s.teacher_id = ? ORDER BY s.starts_at",
    )
    .all(teacher)
    .map(({ starts, ends, pupil }) => {
      const minutes = (text: string) => (Date.parse(text) - Date.parse("2026-11-12T18:00:00Z")) / 60_000
      return [`${minutes(starts)}-${minutes(ends)}`, ...(pupil === null ? [] : [nameOf(pupil)])].join(" ")
    })
const nameOf = (pupil: number) => Object.entries(cast.pupils).find(([, id]) => id === pupil)?.[0] ?? ""
/** What is left of a list: only the talks, or the first few times. */
const talks = (teacher = 1) => times(teacher).filter((time) => time.includes(" "))
const talkOf = (pupil: number) =>
  (world.school.client
    .query<{ id: number }, [number]>("SELECT id FROM bookings WHERE pupil_id = ?")
    .get(pupil)?.id ?? 0) as BookingId
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
        { pupil: sem as PupilId, ...shown(world.school, at(0)) },
        { pupil: lotte as PupilId, ...shown(world.school, slotOf("tim", 2)) },
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
      { round, talks: [{ pupil: sem as PupilId, ...shown(world.school, at(0)) }] },
      now(),
    )
    await blockSlot(world.school, deWit, { round, ...shown(world.school, at(10)), blocked: true }, now())
    expect(heldBy(world.school, deVries, round, now())).toBeNull()
    expect(await releaseExpired(world.school, now())).toBe(0)
  })
})

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
    expect(await longer(defne, 2)).toEqual({ ok: true, value: { changed: 0, stuck: [defne as PupilId] } })
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
    const upheaval = await way({ kind: "substitute", teacher: cast.teachers.tim as TeacherId })
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
    const person = { kind: "pupil", id: defne } as const
    const seen = planErasing(world.school, deWit, person, now())?.fingerprint ?? ""
    await erasePerson(world.registry, world.school, deWit, { person, seen, sure: true }, now())
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

describe("who waits for a longer talk", () => {
  /** Juf Noor has three times: Sem has the second one. */
  const few = async () => {
    world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 3")
    await longer(defne, 2)
    return booked(deVries, sem, at(10))
  }
  const wait = () => waitFor(world.school, yilmaz, { round, pupil: defne as PupilId, teacher: noor }, now())
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
      { round, talks: [{ pupil: mila as PupilId, ...shown(world.school, at(10)) }] },
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
})

describe("the school's own pages", () => {
  it("count a longer talk for all its times, also while nobody chose yet", async () => {
    const noorIn = () => overviewOf(world.school, deWit, round)?.teachers.find(({ id }) => id === noor)
    const before = noorIn()
    await longer(defne, 3)
    expect(noorIn()).toMatchObject({ slots: 12, waiting: before?.waiting, needs: (before?.needs ?? 0) + 2 })
    await booked(yilmaz, defne, at(0))
    expect(noorIn()).toMatchObject({ slots: 12, taken: 3, needs: (before?.needs ?? 0) - 1 })
  })

  const shownTo = async (browser: Browser, page: string) =>
    (await (await browser.get(`/de-regenboog/team/${page}`)).text())
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")

  it("say in the figures that it is one talk, and how many times it took", async () => {
    await longer(defne, 3)
    await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(40))
    const figures = await shownTo(await world.planner(), `rondes/${round}/cijfers`)
    expect(figures).toContain("2 gesprekken gekozen")
    expect(figures).toContain("17% van de tijden bezet")
    expect(figures).toContain("Noor Willems 4 van 12")
    expect(figures).toContain("Een langer gesprek telt als alle tijden die het duurt.")
  })

  it("show the teacher who says when she is not there how long it is", async () => {
    await longer(defne, 3)
    await booked(yilmaz, defne, at(0))
    await booked(deVries, sem, at(40))
    const times = await shownTo(await world.noor(), `mijn-gesprekken/${round}/tijden`)
    expect(times).toContain("19:00 gekozen, 30 minuten 19:30")
    expect(times).toContain("19:40 gekozen 19:50")
  })

  it("say that a time was chosen when a longer talk took it along meanwhile", async () => {
    const tim: Staff = {
      role: "teacher",
      staff: cast.staff.tim as StaffId,
      name: "Tim",
      teacher: cast.teachers.tim as TeacherId,
      fresh: true,
    }
    await longer(lotte, 2)
    await booked(deVries, lotte, slotOf("tim", 0) as SlotId)
    const along = slotOf("tim", 1) as SlotId
    const wish = { round, shown: [shown(world.school, along)], closed: [along] }
    const outcome = await setOwnTimes(world.school, tim, wish, now())
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: "chosen-meanwhile" } })
  })

  it("book it for a family with all its times", async () => {
    await longer(defne, 2)
    const { household } = yilmaz
    const wish = { round, household, pupil: defne as PupilId }
    await booked(deVries, sem, at(20))
    expect(
      await bookFor(world.school, deWit, { ...wish, ...shown(world.school, at(10)) }, now()),
    ).toMatchObject({
      refusal: { why: { kind: "does-not-fit", minutes: 20 } },
    })
    await bookFor(world.school, deWit, { ...wish, ...shown(world.school, at(0)) }, now())
    expect(talks()).toEqual(["0-20 defne", "20-30 sem"])
  })
})
