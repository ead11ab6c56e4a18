import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"
import { timetableFor, timetablePage, twoWithNoor } from "../../support/timetable.ts"

let world: World
let deWit: Browser
const { at, look, press, talk, talks, told } = timetableFor(
  () => world,
  () => deWit,
)
beforeEach(async () => {
  world = await testWorld()
  deWit = await twoWithNoor(world)
})
afterEach(() => world.close())

const { sem, defne, mila } = cast.pupils

describe("the office", () => {
  it("sees all teachers side by side, with who comes when", async () => {
    const text = await look()
    for (const word of ["Noor Willems", "Tim Bos", "Sem de Vries", "Defne Yilmaz", "20:50"])
      expect(text).toContain(word)
    expect(await look("?dag=2026-11-12&pagina=99")).toContain("Sem de Vries")
  })

  it("books a free time for a family, after booking closed too, and tells them", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T12:00:00Z")
    deWit = await world.deWit()
    expect(await look(`?tijd=${slotOf("noor", 5)}`)).toContain("Bakker, Mila")
    const done = await press("plannen", {
      who: `${cast.households.bakker}-${mila}`,
      slot: at(slotOf("noor", 5)),
    })
    expect(done.headers.get("Location")).toContain("gedaan=booked")
    expect(talks()).toContainEqual([mila, slotOf("noor", 5)])
    expect(told()).toEqual([["booking-confirmed", cast.households.bakker, 1]])
  })

  it("is not shown who said that they need no talk, and plans one all the same when they call", async () => {
    const decline = "INSERT INTO declines (round_id, household_id, pupil_id, said_at) VALUES (?, ?, ?, ?)"
    world.school.client.run(decline, [cast.round, cast.households.bakker, mila, "2026-11-05T10:00:00Z"])
    const time = await look(`?tijd=${slotOf("noor", 5)}`)
    // Her other home said nothing of the kind.
    expect(time).toContain(`value="${cast.households.jansen}-${mila}"`)
    expect(time).not.toContain(`value="${cast.households.bakker}-${mila}"`)
    expect(await look(`?kind=${cast.households.bakker}-${mila}`)).toContain("Bakker, Mila")
  })

  it("comes with a child from the list of who has not answered: one tap at one of its teachers plans it", async () => {
    const list = await (
      await deWit.get(`/de-regenboog/team/rondes/${cast.round}/antwoorden?toon=open`)
    ).text()
    const child = `${cast.households.jansen}-${mila}`
    expect(list).toContain(`/rooster?kind=${child}`)
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE teacher_id = 1 AND id < 5")
    const text = await look(`?kind=${child}`)
    expect(text).toContain("Je plant in: Bakker, Mila · 4A · Jansen")
    expect(text).not.toContain("Tim Bos")
    expect(text).toContain(
      `value="${at(slotOf("noor", 4))}" aria-label="vrij, plan in, 19:40 bij Noor Willems"`,
    )
    const late = await press("plannen", { who: child, slot: at(slotOf("noor", 2)) })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Je plant in: Bakker, Mila")
    await press("plannen", { who: child, slot: at(slotOf("noor", 4)) })
    expect(talks()).toContainEqual([mila, slotOf("noor", 4)])
    expect(await look(`?kind=${child}`)).not.toContain("Je plant in")
  })

  it("moves a talk to any free time, with another teacher too", async () => {
    expect(await look("?verzet=1")).toContain("Waar moet het gesprek over Sem de Vries heen?")
    await press("verzetten", { booking: talk(1), slot: at(slotOf("tim", 4)) })
    expect(talks()).toEqual([
      [defne, slotOf("noor", 2)],
      [sem, slotOf("tim", 4)],
    ])
    expect(told()).toEqual([["booking-moved", cast.households.deVries, 1]])
  })

  it("lets two families change places, and tells both", async () => {
    const done = await press("verzetten", { booking: talk(1), other: talk(2) }, htmx)
    const text = await done.text()
    expect(text).toContain("Gewisseld.")
    expect(text).toContain("Bericht aan 2 gezinnen gaat om 10:10 de deur uit.")
    expect(talks()).toEqual([
      [defne, slotOf("noor", 0)],
      [sem, slotOf("noor", 2)],
    ])
    expect(told().map(([kind, home]) => [kind, home])).toEqual([
      ["booking-moved", cast.households.deVries],
      ["booking-moved", cast.households.yilmaz],
    ])
  })

  it("is not offered to let two talks of one child change places: nothing would be another", async () => {
    await press("plannen", { who: `${cast.households.deVries}-${sem}`, slot: at(slotOf("tim", 4)) })
    const before = talks()
    const text = await look("?verzet=1")
    expect(text).toContain("wissel, 19:20 bij Noor Willems")
    expect(text).not.toContain("wissel, 19:40 bij Tim Bos")
    const done = await press("verzetten", { booking: talk(1), other: talk(3) })
    expect(done.status).toBe(409)
    expect(await done.text()).toContain("wisselen verandert niets. Kies een vrije tijd.")
    expect(talks()).toEqual(before)
  })

  it("cancels for a family, and tells them", async () => {
    await press("afzeggen", { booking: talk(1) })
    expect(talks()).toEqual([[defne, slotOf("noor", 2)]])
    expect(told()).toEqual([["booking-cancelled", cast.households.deVries, 1]])
  })

  it("cancels nothing that has begun or been, and who came stays noted", async () => {
    const [ofSem, ofDefne] = [talk(1), talk(2)]
    expect(await look("?gesprek=1")).toContain("Zeg af")
    world.school.client.run("INSERT INTO turns (booking_id, slot_id, came) VALUES (1, ?, 1)", [
      slotOf("noor", 0),
    ])
    const begun = "Dat gesprek is al begonnen of geweest. Verzetten of afzeggen kan niet meer."
    for (const at of ["2026-11-12T18:00:00Z", "2026-11-12T18:25:00Z", "2026-11-20T12:00:00Z"]) {
      world.clock.now = Temporal.Instant.from(at)
      deWit = await world.deWit()
      const no = await press("afzeggen", { booking: ofSem }, htmx)
      expect([at, no.status, await no.text()]).toEqual([at, 409, expect.stringContaining(begun)])
      expect(await look("?gesprek=1")).not.toContain("Zeg af")
    }
    expect((await press("afzeggen", { booking: ofDefne })).status).toBe(409)
    world.clock.now = Temporal.Instant.from("2026-11-12T18:25:00Z")
    deWit = await world.deWit()
    // Who was not there may come at another time; a talk that was held stays where it was held.
    const held = await press("verzetten", { booking: ofSem, slot: at(slotOf("noor", 8)) }, htmx)
    expect([held.status, await held.text()]).toEqual([409, expect.stringContaining(begun)])
    expect((await press("verzetten", { booking: ofDefne, slot: at(slotOf("noor", 8)) })).status).toBe(303)
    expect(rowsIn(world.school, "turns", "came = 1")).toBe(1)
    expect(rowsIn(world.school, "bookings")).toBe(2)
  })

  it("closes a time, which nobody can choose then, and opens it again", async () => {
    await press("sluiten", { slot: at(slotOf("noor", 7)), blocked: "ja" })
    const round = `/de-regenboog/gesprekken/${cast.round}`
    const free = async () => (await (await (await world.jansen()).get(`${round}/vrij`)).text()).split(" ")
    expect(await free()).not.toContain(shownAs(slotOf("noor", 7)))
    await press("sluiten", { slot: at(slotOf("noor", 7)), blocked: "" })
    expect(await free()).toContain(shownAs(slotOf("noor", 7)))
  })

  it("hears why it cannot be, and nothing has changed", async () => {
    const before = talks()
    for (const [step, fields, sentence] of [
      ["sluiten", { slot: at(slotOf("noor", 0)), blocked: "ja" }, "Er is een gesprek op deze tijd"],
      ["verzetten", { booking: talk(1), slot: at(slotOf("noor", 2)) }, "Die tijd is net gekozen"],
      ["verzetten", { booking: talk(1), other: talk(1) }, "Dat is hetzelfde gesprek"],
      [
        "plannen",
        { who: `${cast.households.deVries}-${sem}`, slot: at(slotOf("noor", 4)) },
        "heeft al een gesprek met deze leraar",
      ],
      [
        "plannen",
        { who: `${cast.households.deVries}-${cast.pupils.lotte}`, slot: at(slotOf("tim", 0)) },
        "Dit gezin heeft om 19:00 al een ander gesprek",
      ],
    ] as const) {
      const answer = await press(step, fields, htmx)
      expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining(sentence)])
    }
    expect([talks(), rowsIn(world.school, "messages")]).toEqual([before, 0])
  })

  it("sees which free times are promised, to whom and until when, and gives those to nobody else", async () => {
    const hold =
      "INSERT INTO holds (slot_id, round_id, household_id, pupil_id, since, until, offer) VALUES (?, 1, ?, ?, '2026-11-03T09:00:00Z', ?, ?)"
    const { jansen, deVries, bakker } = cast.households
    world.school.client.run(hold, [slotOf("noor", 5), jansen, mila, "2026-11-03T21:00:00Z", 1])
    world.school.client.run(hold, [slotOf("noor", 6), deVries, cast.pupils.lotte, "2026-11-03T09:05:00Z", 0])
    const grid = await look()
    expect(grid).toContain('aria-label="aangeboden tot 22:00, 19:50 bij Noor Willems"')
    expect(grid).toContain('aria-label="wordt gekozen tot 10:05, 20:00 bij Noor Willems"')
    const time = await look(`?tijd=${slotOf("noor", 5)}`)
    expect(time).toContain("19:50 bij Noor Willems is aangeboden van de wachtlijst")
    expect(time).toContain("Deze tijd is voor het gezin van Mila Bakker, tot dinsdag 3 november, 22:00.")
    expect(time).toContain(`value="${jansen}-${mila}"`)
    expect(time).not.toContain(`value="${bakker}-${mila}"`)
    const before = [talks(), rowsIn(world.school, "holds")]
    const [offered, held] = [at(slotOf("noor", 5)), at(slotOf("noor", 6))]
    const offer = "Die tijd is aangeboden aan een gezin op de wachtlijst, tot dinsdag 3 november, 22:00."
    const choosing = "Een ander gezin is die tijd nu aan het kiezen, tot 10:05."
    for (const [step, fields, sentence] of [
      ["plannen", { who: `${bakker}-${mila}`, slot: offered }, offer],
      ["plannen", { who: `${bakker}-${mila}`, slot: held }, choosing],
      ["verzetten", { booking: talk(2), slot: offered }, offer],
      ["verzetten", { booking: talk(2), slot: held }, choosing],
    ] as const) {
      const answer = await press(step, fields, htmx)
      expect([step, answer.status, await answer.text()]).toEqual([
        step,
        409,
        expect.stringContaining(sentence),
      ])
    }
    // No button puts another family there.
    for (const search of ["?verzet=2", `?kind=${bakker}-${mila}`]) {
      const text = await look(search)
      expect([search, text.includes(`value="${offered}"`)]).toEqual([search, false])
      expect([search, text.includes(`value="${at(slotOf("noor", 8))}"`)]).toEqual([search, true])
    }
    expect([talks(), rowsIn(world.school, "holds")]).toEqual(before)
    await press("plannen", { who: `${jansen}-${mila}`, slot: offered })
    expect(talks()).toContainEqual([mila, slotOf("noor", 5)])
  })

  it("sees a talk on the day it stands, also from a page that shows another one", async () => {
    world.school.client.run(
      "UPDATE slots SET starts_at = '2026-11-19T18:00:00Z', ends_at = '2026-11-19T18:10:00Z' WHERE id = ?",
      [slotOf("noor", 0)],
    )
    world.school.client.run(
      "UPDATE bookings SET starts_at = '2026-11-19T18:00:00Z', ends_at = '2026-11-19T18:10:00Z' WHERE id = 1",
    )
    const text = await look("?gesprek=1&dag=2026-11-12")
    expect(text).toContain("Rooster van donderdag 19 november")
    expect(text).toContain("Sem de Vries, 19:00 bij Noor Willems")
  })

  it("is not a teacher: they have their own talks only", async () => {
    expect((await (await world.tim()).get(timetablePage)).status).toBe(404)
  })
})
