import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { answerSwap, questionOf } from "../../../src/db/talks/swap-questions.ts"
import { sayAlsoTimes } from "../../../src/db/talks/swap-times.ts"
import { askSwap, takenTimes } from "../../../src/db/talks/swaps.ts"
import type { BookingId } from "../../../src/domain/ids.ts"
import { deliverDue } from "../../../src/jobs/delivering.ts"
import { testWorld, type World } from "../../support/app.ts"
import { deliveryOf } from "../../support/delivery.ts"
import { shown } from "../../support/rounds.ts"
import { cast, shownAs } from "../../support/school.ts"
import { choosing, deVries, yilmaz } from "../../support/talks.ts"

let world: World
const { book } = choosing(() => world)
/** Mevrouw Yilmaz has juf Noor at 19:00 (talk 1, slot 1). Family De Vries, with only a mobile phone, at 19:20 (talk 2, slot 3). */
beforeEach(async () => {
  world = await testWorld("http://localhost:3000", { sms: true })
  world.school.client.run("UPDATE guardians SET email = NULL, phone = '06 12345678' WHERE household_id = 2")
  world.clock.now = at("2026-11-05T14:00")
  await book(yilmaz, cast.pupils.defne, 1)
  await book(deVries, cast.pupils.sem, 3)
  world.school.client.run("DELETE FROM messages")
})
afterEach(() => world.close())

const at = (time: string) => Temporal.PlainDateTime.from(time).toZonedDateTime("Europe/Amsterdam").toInstant()
const [ofYilmaz, ofDeVries] = [1 as BookingId, 2 as BookingId]
const ask = (sms = true) =>
  askSwap(world.school, yilmaz, { booking: ofYilmaz, ...shown(world.school, 3) }, world.clock.now, sms)
const tick = (sms = true) =>
  sayAlsoTimes(
    world.school,
    deVries,
    { booking: ofDeVries, times: [shown(world.school, 1)] },
    world.clock.now,
    sms,
  )
const taken = (sms = true) => {
  const times = takenTimes(world.school, yilmaz, ofYilmaz, world.clock.now, sms)
  return { atOnce: times?.atOnce.length, onAsking: times?.onAsking.length }
}
const question = () => questionOf(world.school, deVries, ofDeVries, world.clock.now)
const slots = () =>
  world.school.client.query<{ slot: number }, []>("SELECT slot_id AS slot FROM bookings ORDER BY id").values()
const sent = async () => {
  const texts: string[] = []
  await deliverDue(
    deliveryOf(world, {
      sendSms: async ({ text }) => {
        texts.push(text)
        return { delivered: true }
      },
    }),
  )
  return texts
}

describe("a family with only a mobile number", () => {
  it("is asked by SMS with the way to its page, and its yes moves both talks", async () => {
    expect(taken()).toEqual({ atOnce: 0, onAsking: 1 })
    expect(await ask()).toEqual({ ok: true, value: "asked" })
    const [text, ...more] = await sent()
    expect(more).toEqual([])
    expect(text).toBe(
      "De Regenboog: een ander gezin wil ruilen. Uw tijd is do 12 nov 19:20. Kunt u ook om 19:00? Zegt u geen ja, dan verandert er niets. Antwoord niet per sms, maar hier, tot vr 6 nov 14:00: http://localhost:3000/de-regenboog/afspraak/2",
    )
    const page = await (await (await world.deVries()).get("/de-regenboog/afspraak/2")).text()
    expect(page).toContain("Ja, ik kom om 19:00")
    const yes = { booking: ofDeVries, ...shown(world.school, 1), yes: true }
    expect(await answerSwap(world.school, deVries, yes, world.clock.now)).toEqual({ ok: true, value: true })
    expect(slots()).toEqual([[3], [1]])
  })

  it("that is asked at night hears of it in the morning, and has a day from then", async () => {
    world.clock.now = at("2026-11-05T22:00")
    await ask()
    expect(await sent()).toEqual([])
    expect(question()?.until).toEqual(at("2026-11-07T08:00"))
    world.clock.now = at("2026-11-06T08:00")
    expect(await sent()).toHaveLength(1)
  })

  it("is not asked at night when the time to answer would be over before the SMS comes", async () => {
    world.school.client.run("UPDATE rounds SET change_until = '2026-11-11T07:30:00Z'")
    world.clock.now = at("2026-11-10T20:00")
    expect(taken()).toEqual({ atOnce: 0, onAsking: 1 })
    world.clock.now = at("2026-11-10T22:00")
    expect(taken()).toEqual({ atOnce: 0, onAsking: 0 })
    expect(await ask()).toEqual({ ok: false, refusal: { kind: "cannot-swap" } })
  })

  it("ticks when it can also come, and reads in an SMS that its talk went there", async () => {
    expect(await tick()).toEqual({ ok: true, value: true })
    world.clock.now = at("2026-11-11T04:00")
    expect(taken().atOnce).toBe(1)
    expect(await ask()).toEqual({ ok: true, value: "swapped" })
    expect(slots()).toEqual([[3], [1]])
    world.clock.now = at("2026-11-11T08:00")
    expect((await sent()).join()).toContain("Do 12 nov 19:00. Was 19:20.")
  })

  it("asks as well, and reads when the answer comes at the latest: not at night", async () => {
    world.school.client.run("UPDATE guardians SET email = NULL, phone = '06 87654321' WHERE household_id = 1")
    world.clock.now = at("2026-11-05T20:30")
    // The other family can answer until the deadline, at eleven at night.
    world.school.client.run("UPDATE rounds SET change_until = '2026-11-05T22:00:00Z'")
    const browser = await world.yilmaz()
    await browser.post("/de-regenboog/afspraak/1/ruilen", { slot: shownAs(3) })
    const page = await (await browser.get("/de-regenboog/afspraak/1")).text()
    expect(page).toContain("uiterlijk vrijdag 6 november, 08:00")
  })

  it("takes no part where the service sends no SMS, or the number is wrong", async () => {
    expect(taken(false)).toEqual({ atOnce: 0, onAsking: 0 })
    expect(await ask(false)).toEqual({ ok: false, refusal: { kind: "cannot-swap" } })
    expect(await tick(false)).toEqual({ ok: false, refusal: { kind: "nobody-to-tell" } })
    world.school.client.run("UPDATE guardians SET refused_phone = phone WHERE household_id = 2")
    expect(taken()).toEqual({ atOnce: 0, onAsking: 0 })
    expect(await tick()).toEqual({ ok: false, refusal: { kind: "nobody-to-tell" } })
  })
})
