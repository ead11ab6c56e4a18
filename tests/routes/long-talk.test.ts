import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { htmx, testWorld, type World } from "../support/app.ts"
import { deliveryOf } from "../support/delivery.ts"
import { cast, shownAs, slotOf } from "../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const { defne, sem } = cast.pupils
const page = "/de-regenboog/gesprekken/1"
const marks = "/de-regenboog/team/mijn-gesprekken/1/wie"

/** Juf Noor says that her talks with these children take so many times in a row. */
const takes = async (wanted: Record<number, number>, was = 1) => {
  const noor = await world.noor()
  const pupils = Object.keys(wanted)
  return noor.post(marks, {
    pupil: pupils,
    was: pupils.map(() => ""),
    mark: pupils.map(() => ""),
    took: pupils.map(() => String(was)),
    takes: Object.values(wanted).map(String),
  })
}
const choose = async (pupil: number, at: number) =>
  (pupil === defne ? await world.yilmaz() : await world.deVries()).post(`${page}/kies`, {
    pupil: String(pupil),
    slot: shownAs(slotOf("noor", at)),
  })
const mails = async () => {
  const sent: string[] = []
  world.clock.now = world.clock.now.add({ minutes: 11 })
  await deliverDue(
    deliveryOf(world, {
      send: async (mail) => {
        sent.push(mail.text)
        return { delivered: true }
      },
    }),
  )
  return sent.join("\n")
}

describe("a longer talk", () => {
  it("is arranged by the teacher, and parents see how long it is and only times at which it fits", async () => {
    expect((await takes({ [defne]: 2 })).headers.get("Location")).toBe(`${marks}?bewaard`)
    expect(await (await (await world.noor()).get(marks)).text()).toContain("samen goed voor 4 tijden")
    await choose(sem, 1)
    const yilmaz = await world.yilmaz()
    const text = await (await yilmaz.get(page)).text()
    expect(text).toContain("Dit gesprek duurt 20 minuten.")
    // Not at 19:00, for Sem comes at 19:10; nor at the last time of the evening.
    expect([
      text.includes("19:00"),
      text.includes("19:20"),
      text.includes("20:40"),
      text.includes("20:50"),
    ]).toEqual([false, true, true, false])
    // Sem's talk is as long as any.
    expect(await (await (await world.deVries()).get(page)).text()).not.toContain("20 minuten")
  })

  it("is the same length on every page and in every message", async () => {
    await takes({ [defne]: 2 })
    await choose(defne, 0)
    const yilmaz = await world.yilmaz()
    expect(await (await yilmaz.get(page)).text()).toContain("19:00 uur (20 minuten)")
    expect(await (await yilmaz.get("/de-regenboog/afspraak/1")).text()).toContain(
      "19:00 tot 19:20 uur (20 minuten)",
    )
    expect(await (await yilmaz.get("/de-regenboog/afspraak/1/verzetten")).text()).toContain(
      "Dit gesprek duurt 20 minuten.",
    )
    const file = await (await yilmaz.get("/de-regenboog/afspraak/1/agenda.ics")).text()
    expect(file).toContain("DTEND:20261112T182000Z")
    expect(await mails()).toContain("19:00 tot 19:20 (20 minuten)")
    const desk = await world.deWit()
    for (const address of ["rooster", "daglijsten"]) {
      const text = await (await desk.get(`/de-regenboog/team/rondes/1/${address}`)).text()
      expect([address, text.includes("20 minuten")]).toEqual([address, true])
    }
    expect(await (await (await world.noor()).get("/de-regenboog/team/mijn-gesprekken")).text()).toContain(
      "20 minuten",
    )
  })

  it("leaves the open pages of others at once", async () => {
    await takes({ [defne]: 2 })
    const deVries = await world.deVries()
    const left = async () => (await (await deVries.get(`${page}/vrij`)).text()).split(" ")
    expect(await left()).toContain(shownAs(2))
    await choose(defne, 0)
    const after = await left()
    expect([1, 2, 3].map((slot) => after.includes(shownAs(slot)))).toEqual([false, false, true])
    // And the other way round: a longer talk does not fit any more where one of its times went.
    const yilmaz = await world.yilmaz()
    await yilmaz.post("/de-regenboog/afspraak/1/afzeggen")
    await choose(sem, 5)
    const free = (await (await yilmaz.get(`${page}/vrij`)).text()).split(" ")
    expect([5, 6, 7].map((slot) => free.includes(`2x${shownAs(slot)}`))).toEqual([false, false, true])
    expect(await (await yilmaz.get(page)).text()).toContain('data-takes="2x"')
  })

  it("says to who was too late that it does not fit there any more, with the nearest times", async () => {
    await takes({ [defne]: 2 })
    await choose(sem, 5)
    const yilmaz = await world.yilmaz()
    const answer = await yilmaz.post(
      `${page}/kies`,
      { pupil: String(defne), slot: shownAs(slotOf("noor", 4)) },
      htmx,
    )
    const text = await answer.text()
    expect([
      answer.status,
      text.includes("Dit gesprek duurt 20 minuten"),
      text.includes("Deze tijden"),
    ]).toEqual([409, true, true])
  })

  it("becomes longer while it stands, and the family is told of the new length", async () => {
    await choose(defne, 0)
    await mails()
    await takes({ [defne]: 3 })
    const told = await mails()
    expect(told).toContain("Let op: het gesprek duurt nu 30 minuten.")
    expect(told).toContain("19:00 tot 19:30 (30 minuten)")
    expect(told).toContain("Was: donderdag 12 november, 19:00 (10 minuten)")
  })

  it("stays as it is where there is no room, which the teacher is told by name; all else is kept", async () => {
    await choose(defne, 0)
    await choose(sem, 1)
    const answer = await takes({ [defne]: 2, [sem]: 2 })
    const address = answer.headers.get("Location") ?? ""
    expect(address).toBe(`${marks}?bewaard&blijft=${defne}`)
    const text = await (await (await world.noor()).get(address)).text()
    expect(text).toContain("Yilmaz, Defne, donderdag 12 november, 19:00: dit gesprek staat al")
    expect(text).not.toContain("Vries, Sem de, donderdag")
    const length = world.school.client
      .query("SELECT unixepoch(ends_at) - unixepoch(starts_at) AS s FROM bookings WHERE pupil_id = 2")
      .get()
    expect(length).toEqual({ s: 1200 })
  })

  it("is found by 'all talks in one go', with its length", async () => {
    await takes({ [sem]: 2 })
    const text = await (await (await world.deVries()).get(`${page}/samen?gesprek=2-1&gesprek=3-2`)).text()
    expect(text).toContain("Sem, Noor Willems, lokaal 12, 20 minuten")
    expect(text).not.toContain("Lotte, Tim Bos, lokaal 14, 20 minuten")
  })
})
