import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { cancelFor } from "../../../src/db/talks/arranged-talks.ts"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { deWit, shownTalk } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"
import { round } from "../../support/talks.ts"
import { cancel, upheavals } from "../../support/upheavals.ts"

let world: World
let yilmaz: Browser
beforeEach(async () => {
  world = await testWorld()
  yilmaz = await world.yilmaz()
  await yilmaz.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
    pupil: String(cast.pupils.defne),
    slot: shownAs(slotOf("noor", 1)),
  })
})
afterEach(() => world.close())

const talk = "/de-regenboog/afspraak/1"
const text = async (path: string) => (await yilmaz.get(path)).text()

describe("a talk that stands", () => {
  it("has an address of its own, which says when, where, with whom", async () => {
    const page = await text(talk)
    for (const word of ["Defne", "Noor Willems", "12 november", "19:10", "lokaal 12"])
      expect(page).toContain(word)
  })

  it("goes into a calendar", async () => {
    const file = await yilmaz.get(`${talk}/agenda.ics`)
    expect(file.headers.get("Content-Type")).toStartWith("text/calendar")
    const lines = await file.text()
    expect(lines).toContain("DTSTART")
    expect(lines).not.toContain("Defne")
  })

  it("moves, and says so at its own address", async () => {
    const moved = await yilmaz.post(`${talk}/verzetten`, { slot: shownAs(slotOf("noor", 6)) })
    expect([moved.status, moved.headers.get("Location")]).toEqual([303, `${talk}?verzet`])
    const page = await text(`${talk}?verzet`)
    expect(page).toContain("Het gesprek is verzet")
    expect(page).toContain("20:00")
  })

  it("stays where it is when the new time is gone", async () => {
    await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.sem),
      slot: shownAs(slotOf("noor", 6)),
    })
    const late = await yilmaz.post(`${talk}/verzetten`, { slot: shownAs(slotOf("noor", 6)) })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Iemand was u net voor")
    expect(await text(talk)).toContain("19:10")
  })

  it("is asked for another time only where there is one", async () => {
    const page = `${talk}/verzetten`
    expect(await text(page)).toContain("Kies een nieuwe tijd.")
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE id NOT IN (SELECT slot_id FROM bookings)")
    world.school.client.run("UPDATE round_teachers SET version = version + 1")
    const full = await text(page)
    expect(full).toContain("Er zijn geen andere vrije tijden.")
    expect(full).not.toContain("Kies een nieuwe tijd.")
  })

  it("is cancelled only after a page that asks", async () => {
    expect(await text(`${talk}/afzeggen`)).toContain("Wilt u het gesprek over Defne")
    expect((await yilmaz.post(`${talk}/afzeggen`)).headers.get("Location")).toBe(
      `/de-regenboog/gesprekken/${cast.round}?afgezegd`,
    )
  })

  it("that was cancelled twice answers the second press as the first", async () => {
    await yilmaz.post(`${talk}/afzeggen`)
    expect((await yilmaz.post(`${talk}/afzeggen`)).headers.get("Location")).toBe(
      `/de-regenboog/gesprekken/${cast.round}?afgezegd`,
    )
  })

  it("cannot change any more after the school's deadline, and says whom to call", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-12T17:30:00Z")
    const late = await (await world.yilmaz()).post(`${talk}/afzeggen`)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Bel of mail de school")
  })

  it("that the office booked before the round opens says from when it can change, on every page and to every press", async () => {
    world.school.client.run("UPDATE rounds SET opens_at = '2026-11-04T08:00:00Z'")
    const late = await yilmaz.post(`${talk}/afzeggen`)
    const pages = [
      late,
      ...(await Promise.all(["", "/verzetten", "/afzeggen"].map((at) => yilmaz.get(`${talk}${at}`)))),
    ]
    expect(late.status).toBe(409)
    for (const page of [...pages, await yilmaz.get(`/de-regenboog/gesprekken/${cast.round}`)]) {
      const said = await page.text()
      expect(said).toContain("Verzetten of afzeggen kan vanaf woensdag 4 november, 09:00.")
      for (const untrue of ["kan niet meer", "U ziet hierboven"]) expect(said).not.toContain(untrue)
    }
  })

  it("is nobody else's", async () => {
    for (const other of [await world.deVries(), await world.bakker()])
      for (const path of [talk, `${talk}/verzetten`, `${talk}/afzeggen`, `${talk}/agenda.ics`])
        expect((await other.get(path)).status).toBe(404)
  })
})

describe("a talk that is off", () => {
  const { begin, done, undo, later, send } = upheavals(() => world)
  const off = async (by = yilmaz) => {
    const page = await by.get(talk)
    return { status: page.status, text: (await page.text()).replace(/(\s*<[^>]+>\s*)+/g, " ") }
  }
  /** And nobody can take it back any more. */
  const cancelledByOffice = async () => {
    await cancelFor(world.school, deWit, { round, talk: shownTalk(world.school, 1) }, world.clock.now)
    later(10)
  }

  it("says at its own address that it is off, when it was, with whom and by whom, and where to choose again", async () => {
    await cancelledByOffice()
    const { status, text } = await off()
    expect(status).toBe(410)
    for (const said of [
      "Dit gesprek gaat niet door",
      "De school heeft dit gesprek afgezegd.",
      "donderdag 12 november 2026",
      "19:10 uur",
      "Defne",
      "Noor Willems",
      "Kies een andere tijd",
    ])
      expect(text).toContain(said)
    expect(text).not.toContain("Naar het begin")
  })

  it("sends whatever a page that was open asks of it to what there is to say", async () => {
    await cancelledByOffice()
    for (const step of ["/verzetten", "/afzeggen", "/agenda.ics", "/ook"])
      expect((await yilmaz.get(`${talk}${step}`)).headers.get("Location")).toBe(talk)
    const moved = { slot: shownAs(slotOf("noor", 6)) }
    for (const [step, fields] of [
      ["/verzetten", moved],
      ["/afzeggen"],
      ["/bericht", { note: "Tot dan" }],
    ] as const)
      expect((await yilmaz.post(`${talk}${step}`, fields ?? {})).headers.get("Location")).toBe(talk)
    expect((await yilmaz.post(`${talk}/verzetten`, moved, htmx)).headers.get("HX-Redirect")).toBe(talk)
  })

  it("is known to a family without an address too, but not about whom it was: that child may live elsewhere now", async () => {
    world.school.client.run("DELETE FROM messages; DELETE FROM guardians")
    await yilmaz.post(`${talk}/afzeggen`)
    // Defne lives elsewhere now; another child of the same class lives here.
    world.school.client.run(
      "UPDATE household_pupils SET pupil_id = 2 WHERE household_id = 1 AND pupil_id = 1",
    )
    const { text } = await off()
    for (const said of ["U heeft dit gesprek afgezegd.", "12 november 2026", "19:10 uur", "Noor Willems"])
      expect(text).toContain(said)
    for (const child of ["Sem", "Defne"]) expect(text).not.toContain(child)
  })

  it("leads to the talk that came instead, and to all talks when there is nothing to choose", async () => {
    await yilmaz.post(`${talk}/afzeggen`)
    await yilmaz.post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.defne),
      slot: shownAs(slotOf("noor", 6)),
    })
    expect((await off()).text).toContain("U heeft een ander gesprek met Noor Willems. Bekijk uw gesprek")
    world.school.client.run("DELETE FROM bookings")
    world.school.client.run("UPDATE slots SET blocked = 1; UPDATE round_teachers SET version = version + 1")
    expect((await off()).text).toContain("Naar uw gesprekken")
  })

  it("may still come back in the ten minutes before anybody is told, and then the page says so", async () => {
    world.school.client.run("DELETE FROM bookings")
    await begin()
    const page = `/de-regenboog/gesprekken/${cast.round}`
    const its = `/de-regenboog/afspraak/${(world.school.client.query("SELECT id FROM bookings WHERE pupil_id = 1").get() as { id: number }).id}`
    const said = async (path: string) =>
      (await (await yilmaz.get(path)).text()).replace(/(\s*<[^>]+>\s*)+/g, " ")
    const away = await done(cancel)
    expect(await said(its)).toContain(
      "Kijk na 10:10 uur opnieuw op deze pagina. Dan ziet u of het gesprek doorgaat.",
    )
    expect(await said(its)).not.toContain("afgezegd")
    expect(await said(page)).toContain(
      "De school verandert uw gesprek van donderdag 12 november, 19:20 uur. Kijk na 10:10 uur opnieuw.",
    )
    await undo(away)
    expect(await said(its)).toContain("Uw afspraak staat vast.")
    expect(await said(page)).not.toContain("De school")
    later(5)
    await done(cancel)
    later(10)
    expect(await said(its)).toContain("De school heeft dit gesprek afgezegd.")
    expect(await said(page)).toContain(
      "De school heeft uw gesprek van donderdag 12 november, 19:20 uur afgezegd.",
    )
    await send()
    expect(await said(its)).toContain("De school heeft dit gesprek afgezegd.")
  })

  it("that came back and that the family cancelled after that, is nobody's doing but theirs", async () => {
    await undo(await done(cancel))
    await yilmaz.post(`${talk}/afzeggen`)
    expect((await off()).text).toContain("U heeft dit gesprek afgezegd.")
    const page = await yilmaz.get(`/de-regenboog/gesprekken/${cast.round}`)
    expect(await page.text()).not.toContain("De school heeft")
  })

  it("is not off for the home that it left with its child", async () => {
    world.school.client.run("UPDATE bookings SET household_id = 3, pupil_id = 5")
    expect((await yilmaz.get(talk)).status).toBe(404)
    await (await world.bakker()).post(`${talk}/afzeggen`)
    expect((await yilmaz.get(talk)).status).toBe(404)
  })

  it("stays nobody else's", async () => {
    await yilmaz.post(`${talk}/afzeggen`)
    for (const other of [await world.deVries(), await world.bakker()])
      for (const path of [talk, `${talk}/verzetten`, `${talk}/afzeggen`])
        expect((await other.get(path)).status).toBe(404)
    const pressed = await (await world.deVries()).post(`${talk}/afzeggen`)
    expect(pressed.status).toBe(404)
    // Who is in goes on to their own talks, never to the front of all schools.
    expect(await pressed.text()).toContain('class="button" href="/de-regenboog/gesprekken"')
  })
})
