import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { moveFor } from "../../../src/db/talks/arranged-talks.ts"
import { moveBooking } from "../../../src/db/talks/bookings.ts"
import { holdSet } from "../../../src/db/talks/holds.ts"
import {
  answerSwap,
  endQuestions,
  questionOf,
  withdrawQuestion,
} from "../../../src/db/talks/swap-questions.ts"
import { alsoTimes, makeRoom, sayAlsoTimes } from "../../../src/db/talks/swap-times.ts"
import { askSwap, takenTimes } from "../../../src/db/talks/swaps.ts"
import { waitFor } from "../../../src/db/talks/waiting.ts"
import { lookAtDay, moveDay } from "../../../src/db/upheavals/day-moves.ts"
import { lookAhead } from "../../../src/db/upheavals/upheaval-facts.ts"
import { undoUpheaval } from "../../../src/db/upheavals/upheaval-undo.ts"
import { letTeacherBeAway } from "../../../src/db/upheavals/upheavals.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { BookingId } from "../../../src/domain/ids.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { deWit, rowsIn, shown, shownTalk } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"
import { bakker, choosing, deVries, jansen, round, yilmaz } from "../../support/talks.ts"

let world: World
const { book } = choosing(() => world)
/** Mevrouw Yilmaz has juf Noor at 19:00 (slot 1), family De Vries at 19:20 (slot 3). */
beforeEach(async () => {
  world = await testWorld()
  await book(yilmaz, cast.pupils.defne, 1)
  await book(deVries, cast.pupils.sem, 3)
})
afterEach(() => world.close())

const now = () => world.clock.now
const sms = () => world.parts.sms
const talkOf = ({ household }: Parent, teacher: number = cast.teachers.noor) =>
  (world.school.client
    .query<{ id: number }, [number, number]>(
      "SELECT id FROM bookings WHERE household_id = ? AND teacher_id = ? ORDER BY id",
    )
    .get(household, teacher)?.id ?? 0) as BookingId
const at = (parent: Parent) =>
  world.school.client
    .query<{ slot: number }, [number]>("SELECT slot_id AS slot FROM bookings WHERE id = ?")
    .get(talkOf(parent))?.slot
const also = (parent: Parent, ...slots: number[]) =>
  sayAlsoTimes(
    world.school,
    parent,
    { booking: talkOf(parent), times: slots.map((slot) => shown(world.school, slot)) },
    now(),
    sms(),
  )
const ask = (parent: Parent, slot: number) =>
  askSwap(world.school, parent, { booking: talkOf(parent), ...shown(world.school, slot) }, now(), sms())
const answer = (parent: Parent, slot: number, yes: boolean) =>
  answerSwap(world.school, parent, { booking: talkOf(parent), ...shown(world.school, slot), yes }, now())
const question = (parent: Parent) => questionOf(world.school, parent, talkOf(parent), now())
const taken = (parent: Parent) => {
  const times = takenTimes(world.school, parent, talkOf(parent), now(), sms())
  return {
    atOnce: times?.atOnce.map(({ id }) => Number(id)),
    onAsking: times?.onAsking.map(({ id }) => Number(id)),
  }
}
const sent = async () => {
  const mails: { to: string; subject: string; text: string; calendar: string }[] = []
  await deliverDue(
    deliveryOf(world, {
      send: async ({ to, subject, text, calendar }) => {
        mails.push({ to, subject, text, calendar: calendar?.content ?? "" })
        return { delivered: true }
      },
    }),
  )
  return mails
}
/** Nobody hears of the other family. */
const names = /Yilmaz|Defne|Vries|Sem|Bakker|Jansen|Mila/g

describe("a family that ticked when it can also come", () => {
  it("changes places at once with who wants its time, and both hear of it with a new entry in their calendar", async () => {
    await sent()
    await also(deVries, 1, 5)
    expect(taken(yilmaz)).toEqual({ atOnce: [3], onAsking: [] })
    expect(await ask(yilmaz, 3)).toEqual({ ok: true, value: "swapped" })
    expect([at(yilmaz), at(deVries)]).toEqual([3, 1])
    const mails = await sent()
    expect(mails.map(({ to, subject }) => `${to} ${subject}`).sort()).toEqual([
      "devries@post.example Uw afspraak is nu donderdag 12 november, 19:00",
      "yilmaz@post.example Uw afspraak is nu donderdag 12 november, 19:20",
    ])
    for (const { calendar, text } of mails) {
      expect(calendar).toContain("SEQUENCE:1")
      expect(text).toContain("U had gezegd dat u op deze tijd kunt.")
    }
    const [theirs] = mails.filter(({ to }) => to.startsWith("devries"))
    expect(theirs?.text.match(names)).toEqual(["Sem"])
  })

  it("steps aside to a free time that it ticked", async () => {
    await also(deVries, 5, 12)
    expect(await ask(yilmaz, 3)).toEqual({ ok: true, value: "swapped" })
    expect([at(yilmaz), at(deVries)]).toEqual([3, 5])
    expect(rowsIn(world.school, "bookings")).toBe(2)
  })

  it("is asked for a yes when the ticked time is held for somebody by now", async () => {
    await also(deVries, 5)
    await holdSet(
      world.school,
      bakker,
      { round, talks: [{ pupil: cast.pupils.mila, ...shown(world.school, 5) }] },
      now(),
    )
    expect(taken(yilmaz)).toEqual({ atOnce: [], onAsking: [3] })
  })

  it("moves once: after that it is asked anew", async () => {
    await also(deVries, 1, 5)
    await ask(yilmaz, 3)
    await book(bakker, cast.pupils.mila, 7)
    expect(taken(bakker)).toEqual({ atOnce: [], onAsking: [1, 3] })
  })

  it("stays where it is when it takes the ticks back", async () => {
    await also(deVries, 1, 5)
    await also(deVries)
    expect(taken(yilmaz)).toEqual({ atOnce: [], onAsking: [3] })
    expect(await ask(yilmaz, 3)).toEqual({ ok: true, value: "asked" })
    expect([at(yilmaz), at(deVries)]).toEqual([1, 3])
  })

  it("is not moved any more in the last day before the talk", async () => {
    await also(deVries, 1)
    world.school.client.run("UPDATE rounds SET change_until = '2026-11-12T12:00:00Z'")
    world.clock.now = Temporal.Instant.from("2026-11-11T18:30:00Z")
    expect(taken(yilmaz)).toEqual({ atOnce: [], onAsking: [3] })
  })

  it("said nothing about the time that a slot is moved to later", async () => {
    await also(deVries, 1, 5)
    const day = { round, day: 1, to: Temporal.PlainDate.from("2026-11-19") }
    const seen = lookAtDay(world.school, deWit, day, now())?.seen ?? ""
    await moveDay(world.school, deWit, { ...day, seen }, now())
    expect(taken(yilmaz).atOnce).toEqual([])
  })

  it("said nothing for the home that its talk goes to", async () => {
    await also(deVries, 1)
    world.school.client.run("UPDATE bookings SET household_id = 3, pupil_id = 5 WHERE id = ?", [
      talkOf(deVries),
    ])
    expect(taken(yilmaz).atOnce).toEqual([])
  })

  const cancelNoor = async () => {
    const scope = { round, teacher: cast.teachers.noor, day: null }
    const way = { kind: "cancel" } as const
    const seen = lookAhead(world.school, deWit, scope, way, now())?.seen ?? ""
    const away = await letTeacherBeAway(world.school, deWit, { ...scope, way, seen }, now())
    return away?.ok ? away.value : expect.unreachable()
  }

  it("has its ticks again when the school takes back that the teacher's talks are off", async () => {
    await also(deVries, 1, 5)
    const upheaval = await cancelNoor()
    expect(rowsIn(world.school, "swap_times")).toBe(0)
    expect(await undoUpheaval(world.school, deWit, { round, upheaval }, now())).toMatchObject({ ok: true })
    const ticked = alsoTimes(world.school, deVries, talkOf(deVries), now())?.filter((time) => time.ticked)
    expect(ticked?.map(({ slot }) => Number(slot))).toEqual([1, 5])
    expect(await ask(yilmaz, 3)).toEqual({ ok: true, value: "swapped" })
    expect([at(yilmaz), at(deVries)]).toEqual([3, 1])
  })

  it("is asked anew when it heard already that its talk was off", async () => {
    await also(deVries, 1, 5)
    const upheaval = await cancelNoor()
    world.school.client.run("UPDATE messages SET state = 'sent' WHERE kind = 'booking-cancelled'")
    expect(await undoUpheaval(world.school, deWit, { round, upheaval }, now())).toMatchObject({ ok: true })
    expect(at(deVries)).toBe(3 as never)
    expect(rowsIn(world.school, "swap_times")).toBe(0)
  })

  it("is not in two places: a time at which it is elsewhere cannot be ticked", async () => {
    await book(deVries, cast.pupils.lotte, 17)
    const times = alsoTimes(world.school, deVries, talkOf(deVries), now())?.map(({ slot }) => Number(slot))
    expect(times).toEqual([1, 2, 4, 6, 7, 8, 9, 10, 11, 12])
    await also(deVries, 5)
    expect(rowsIn(world.school, "swap_times")).toBe(0)
  })

  it("must have a mail address, or nobody could tell it that it moved", async () => {
    world.school.client.run("UPDATE guardians SET refused_email = email WHERE household_id = 2")
    expect(await also(deVries, 1)).toEqual({ ok: false, refusal: { kind: "nobody-to-tell" } })
    expect(taken(yilmaz)).toEqual({ atOnce: [], onAsking: [] })
  })

  it("makes room for who waits and could take none of the free times", async () => {
    // Juf Noor has two times left that are free, when family Bakker talks elsewhere.
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE teacher_id = 1 AND id NOT IN (1, 3, 5)")
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE id = 1")
    await moveFor(
      world.school,
      deWit,
      { round, talk: shownTalk(world.school, talkOf(yilmaz)), to: shown(world.school, 5) },
      now(),
    )
    expect(at(yilmaz)).toBe(5 as never)
    world.school.client.run("UPDATE slots SET blocked = 0 WHERE id = 1")
    // Mila's one home has a talk about another child at 19:00.
    world.school.client.run("INSERT INTO household_pupils VALUES (3, 3)")
    await book(bakker, cast.pupils.lotte, 13)
    const wish = { round, pupil: cast.pupils.mila, teacher: cast.teachers.noor }
    expect((await waitFor(world.school, bakker, wish, now(), true))?.ok).toBe(true)
    expect(await makeRoom(world.school, now(), sms())).toBe(0)
    await also(deVries, 1)
    // Not while the school wants no swaps in this round.
    world.school.client.run("UPDATE rounds SET swaps = 0")
    expect(await makeRoom(world.school, now(), sms())).toBe(0)
    world.school.client.run("UPDATE rounds SET swaps = 1")
    expect(await makeRoom(world.school, now(), sms())).toBe(1)
    expect(at(deVries)).toBe(1 as never)
    const mails = await sent()
    expect(mails.map(({ to, subject }) => `${to} ${subject}`)).toContain(
      "bakker@post.example Er is een tijd vrij: donderdag 12 november, 19:20",
    )
  })
})

describe("a family that ticked nothing", () => {
  it("is asked, and only its yes moves the two talks", async () => {
    await sent()
    expect(await ask(yilmaz, 3)).toEqual({ ok: true, value: "asked" })
    const [mail] = await sent()
    expect(mail?.to).toBe("devries@post.example")
    expect(mail?.text).toContain("Zegt u geen ja, dan verandert er niets.")
    expect(mail?.text.match(names)).toEqual(["Sem"])
    expect(question(deVries)).toMatchObject({ by: "them", slot: 1 })
    expect(question(yilmaz)).toMatchObject({ by: "us", slot: 3 })
    expect(await answer(deVries, 1, true)).toEqual({ ok: true, value: true })
    expect([at(yilmaz), at(deVries)]).toEqual([3, 1])
    expect((await sent()).map(({ to }) => to).sort()).toEqual(["devries@post.example", "yilmaz@post.example"])
    expect(question(yilmaz)).toBeNull()
  })

  it("says no: everything stays, who asked hears that, and the talk is not asked about again", async () => {
    await ask(yilmaz, 3)
    await sent()
    await answer(deVries, 1, false)
    expect([at(yilmaz), at(deVries)]).toEqual([1, 3])
    expect((await sent()).map(({ to, subject }) => `${to} ${subject}`)).toEqual([
      "yilmaz@post.example Niet geruild: uw afspraak blijft donderdag 12 november, 19:00",
    ])
    await book(bakker, cast.pupils.mila, 7)
    expect(taken(bakker).onAsking).toEqual([1])
    expect(await ask(bakker, 3)).toEqual({ ok: false, refusal: { kind: "cannot-swap" } })
  })

  it("says nothing: after a day everything stays", async () => {
    await ask(yilmaz, 3)
    await sent()
    world.clock.now = world.clock.now.add({ hours: 25 })
    expect(await answer(deVries, 1, true)).toEqual({ ok: false, refusal: { kind: "question-over" } })
    expect(await endQuestions(world.school, now())).toBe(1)
    expect((await sent()).map(({ to }) => to)).toEqual(["yilmaz@post.example"])
    expect([at(yilmaz), at(deVries)]).toEqual([1, 3])
  })

  it("never says yes to another time than the one it read", async () => {
    await ask(yilmaz, 3)
    await moveBooking(world.school, yilmaz, { booking: talkOf(yilmaz), ...shown(world.school, 8) }, now())
    expect(await answer(deVries, 1, true)).toEqual({ ok: false, refusal: { kind: "question-over" } })
    await endQuestions(world.school, now())
    expect([at(yilmaz), at(deVries)]).toEqual([8, 3])
  })

  it("never says yes to the time that it became in that moment", async () => {
    await ask(yilmaz, 3)
    const booking = talkOf(deVries)
    const read = { booking, ...shown(world.school, 1), yes: true }
    for (const table of ["slots", "bookings"])
      world.school.client.run(
        `UPDATE ${table} SET starts_at = replace(starts_at, '11-12', '11-13'), ends_at = replace(ends_at, '11-12', '11-13')`,
      )
    const over = { ok: false, refusal: { kind: "question-over" } } as const
    expect(await answerSwap(world.school, deVries, read, now())).toEqual(over)
    expect(await answer(deVries, 1, true)).toEqual({ ok: true, value: true })
  })

  it("is asked no more once the school took back what it did, whatever the school does next", async () => {
    const move = async (to: string) => {
      const day = { round, day: 1, to: Temporal.PlainDate.from(to) }
      const seen = lookAtDay(world.school, deWit, day, now())?.seen ?? ""
      const moved = await moveDay(world.school, deWit, { ...day, seen }, now())
      return moved?.ok ? moved.value : expect.unreachable()
    }
    const upheaval = await move("2026-11-13")
    await ask(yilmaz, 3)
    expect(question(deVries)).not.toBeNull()
    await undoUpheaval(world.school, deWit, { round, upheaval }, now())
    await move("2026-11-19")
    expect(question(deVries)).toBeNull()
    expect(await answer(deVries, 1, true)).toEqual({ ok: false, refusal: { kind: "question-over" } })
  })

  it("hears nothing more of a question that was taken back", async () => {
    await sent()
    await ask(yilmaz, 3)
    await withdrawQuestion(world.school, yilmaz, { booking: talkOf(yilmaz) }, now())
    expect(await sent()).toEqual([])
    expect(question(deVries)).toBeNull()
    expect(await answer(deVries, 1, true)).toEqual({ ok: false, refusal: { kind: "question-over" } })
  })

  it("is not asked for a time at which it is elsewhere, and nobody learns why", async () => {
    await book(deVries, cast.pupils.lotte, 13)
    expect(taken(yilmaz)).toEqual({ atOnce: [], onAsking: [] })
    expect(await ask(yilmaz, 3)).toEqual({ ok: false, refusal: { kind: "cannot-swap" } })
  })

  it("is not asked after the deadline", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-11T11:00:00Z")
    expect(taken(yilmaz)).toEqual({ atOnce: [], onAsking: [] })
    expect(await ask(yilmaz, 3)).toEqual({ ok: false, refusal: { kind: "too-late" } })
  })
})

describe("who asks", () => {
  it("asks one family at a time, and three in all", async () => {
    await book(bakker, cast.pupils.mila, 7)
    await book(jansen, cast.pupils.mila, 9)
    await ask(yilmaz, 3)
    expect(await ask(yilmaz, 7)).toEqual({ ok: false, refusal: { kind: "asking-already" } })
    for (const [slot, other] of [
      [3, deVries],
      [7, bakker],
      [9, jansen],
    ] as const) {
      await ask(yilmaz, slot)
      await answer(other, 1, false)
    }
    await moveBooking(world.school, deVries, { booking: talkOf(deVries), ...shown(world.school, 4) }, now())
    expect(await ask(yilmaz, 4)).toEqual({ ok: false, refusal: { kind: "asked-enough" } })
  })

  it("asks nothing for a talk that is not theirs", async () => {
    const wish = { booking: talkOf(deVries), ...shown(world.school, 1) }
    expect(await askSwap(world.school, yilmaz, wish, now(), sms())).toBeNull()
    expect(await answerSwap(world.school, yilmaz, { ...wish, yes: true }, now())).toBeNull()
    expect(await sayAlsoTimes(world.school, yilmaz, { ...wish, times: [] }, now(), sms())).toBeNull()
  })
})
