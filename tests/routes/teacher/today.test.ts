import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { eveningOf } from "../../../src/db/evenings/evenings.ts"
import { callIn, finishTalk, noteCame, takeTurnBack } from "../../../src/db/evenings/turns.ts"
import type { Staff } from "../../../src/domain/access/access.ts"
import type { BookingId } from "../../../src/domain/ids.ts"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { clockAt, filledEvening, type Talks } from "../../support/evening.ts"
import { cast } from "../../support/school.ts"

let world: World
let talks: Talks
let noor: Browser
beforeEach(async () => {
  world = await testWorld()
  talks = await filledEvening(world)
  noor = await world.noor()
})
afterEach(() => world.close())

const today = "/de-regenboog/team/vandaag"
const tap = (who: Browser, act: string, booking: number, more: Record<string, string> = {}) =>
  who.post(`${today}/${act}`, { booking: String(booking), ...more })
const turnOf = (booking: number) =>
  world.school.client
    .query<{ called: string | null; ended: string | null; came: number | null }, [number]>(
      "SELECT called_at AS called, ended_at AS ended, came FROM turns WHERE booking_id = ?",
    )
    .get(booking)
const pageOf = async (who: Browser, path = today) => (await who.get(path)).text()

describe("a teacher on the evening itself", () => {
  it("sees who comes today, and who is next", async () => {
    const page = await pageOf(noor)
    expect(page).toContain("Defne Yilmaz is binnen")
    for (const child of ["Defne Yilmaz", "Sem de Vries", "Mila Bakker"]) expect(page).toContain(child)
    expect(page).toContain("ouder: Jansen") // Mila comes twice
    expect(page).not.toContain("Lotte")
  })

  it("sees days before who comes, and taps nothing yet", async () => {
    world.clock.now = world.clock.now.subtract({ hours: 72 })
    const page = await pageOf(await world.noor())
    expect(page).toContain("Op de dag zelf tik je hier wie er binnen is.")
    expect(page).toContain("Defne Yilmaz")
    expect(page).not.toContain('name="came"')
  })

  it("calls in one after the other, and sees how late it runs", async () => {
    world.clock.now = clockAt("19:04")
    expect((await tap(noor, "binnen", talks.defne)).headers.get("Location")).toBe(today)
    world.clock.now = clockAt("19:16")
    const page = await (await noor.post(`${today}/binnen`, { booking: String(talks.sem) }, htmx)).text()
    expect(page).toStartWith('<section id="today"')
    expect(page).toContain("Mila Bakker is binnen")
    expect(page).toContain("loopt 6 minuten uit")
    expect(turnOf(talks.defne)).toEqual({
      called: "2026-11-12T18:04:00Z",
      ended: "2026-11-12T18:16:00Z",
      came: 1,
    })
    expect(turnOf(talks.sem)).toMatchObject({ ended: null, came: 1 })
  })

  it("may tap twice or too late: nothing is begun anew", async () => {
    world.clock.now = clockAt("19:00")
    await tap(noor, "binnen", talks.defne)
    world.clock.now = clockAt("19:10")
    await tap(noor, "binnen", talks.sem)
    world.clock.now = clockAt("19:12")
    await tap(noor, "binnen", talks.sem)
    await tap(noor, "binnen", talks.defne)
    expect(turnOf(talks.defne)?.ended).toBe("2026-11-12T18:10:00Z")
    expect(turnOf(talks.sem)).toMatchObject({ called: "2026-11-12T18:10:00Z", ended: null })
  })

  it("takes a tap back: who was in before is in again", async () => {
    await tap(noor, "binnen", talks.defne)
    world.clock.now = clockAt("19:10")
    await tap(noor, "binnen", talks.sem)
    await tap(noor, "terug", talks.sem)
    expect(turnOf(talks.sem)).toEqual({ called: null, ended: null, came: null })
    expect(turnOf(talks.defne)?.ended).toBeNull()
    await tap(noor, "klaar", talks.defne)
    await tap(noor, "terug", talks.defne)
    expect(turnOf(talks.defne)?.ended).toBeNull()
  })

  it("goes on with the next family when one did not come, and corrects it in a tap", async () => {
    await tap(noor, "kwam", talks.defne, { came: "no" })
    expect(await pageOf(noor)).toContain("Sem de Vries is binnen")
    await tap(noor, "kwam", talks.defne, { came: "yes" })
    expect(turnOf(talks.defne)?.came).toBe(1)
    await tap(noor, "kwam", talks.defne, { came: "unsaid" })
    expect(turnOf(talks.defne)?.came).toBeNull()
    const acts = world.school.client
      .query<{ about: string }, []>("SELECT about FROM logbook WHERE act = 'attendance-noted'")
      .all()
    expect(acts.length).toBe(3)
    expect(JSON.stringify(acts)).not.toContain("Defne")
  })

  it("calls nobody in before the day, and says so", async () => {
    world.clock.now = clockAt("19:00").subtract({ hours: 24 })
    const called = await tap(noor, "binnen", talks.defne)
    expect(called.status).toBe(409)
    expect(await called.text()).toContain("Dit gesprek is niet vandaag")
    const noted = await tap(noor, "kwam", talks.defne, { came: "yes" })
    expect(noted.status).toBe(409)
    expect(turnOf(talks.defne)).toBeNull()
  })

  it("still notes the day after who came, and gets back to that day", async () => {
    world.clock.now = clockAt("08:30").add({ hours: 24 })
    noor = await world.noor()
    const answer = await tap(noor, "kwam", talks.sem, { came: "no", day: "2026-11-12" })
    expect(answer.headers.get("Location")).toBe(`${today}?dag=2026-11-12`)
    const page = await pageOf(noor)
    expect(page).toContain("Gesprekken van donderdag 12 november")
    expect(page).not.toContain("is binnen")
  })

  it("touches no talk of a colleague", async () => {
    await tap(noor, "binnen", talks.lotte)
    await tap(noor, "kwam", talks.lotte, { came: "no" })
    expect(turnOf(talks.lotte)).toBeNull()
    expect((await noor.get("/de-regenboog/team/leraren/2/vandaag")).status).toBe(404)
  })

  it("may not lead the evening of a colleague by any verb", async () => {
    const tim = { role: "teacher", staff: cast.staff.tim, name: "Tim Bos", teacher: 2, fresh: true } as Staff
    const wish = { teacher: cast.teachers.noor, booking: talks.defne as BookingId, came: true }
    for (const verb of [callIn, finishTalk, takeTurnBack, noteCame])
      expect(await verb(world.school, tim, wish, world.clock.now)).toBeNull()
    expect(eveningOf(world.school, tim, { ...wish, day: null }, world.clock.now)).toBeNull()
  })

  it("begins a talk anew that the office moved", async () => {
    await tap(noor, "kwam", talks.sem, { came: "no" })
    world.school.client.run(
      "UPDATE bookings SET slot_id = s.id, starts_at = s.starts_at, ends_at = s.ends_at FROM slots s WHERE s.id = 9 AND bookings.id = ?",
      [talks.sem],
    )
    expect(await pageOf(noor)).not.toContain('aria-pressed="true"')
    await tap(noor, "binnen", talks.sem)
    expect(turnOf(talks.sem)).toMatchObject({ came: 1 })
    expect(await pageOf(noor)).toContain("20:20")
  })

  it("leaves nothing behind of a talk that is cancelled", async () => {
    await tap(noor, "binnen", talks.defne)
    world.school.client.run("DELETE FROM bookings WHERE id = ?", [talks.defne])
    expect(turnOf(talks.defne)).toBeNull()
    expect(await pageOf(noor)).toContain("Sem de Vries is binnen")
  })

  it("is not kept signed in by a page that lies open", async () => {
    for (let minute = 0; minute < 59; minute += 10) {
      world.clock.now = world.clock.now.add({ minutes: 10 })
      await noor.get(today, { "X-Watching": "1", ...htmx })
    }
    expect((await noor.get(today)).status).toBe(303)
  })
})

describe("the office", () => {
  it("leads the evening of a teacher who has no phone at hand", async () => {
    const page = "/de-regenboog/team/leraren/2/vandaag"
    const planner = await world.planner()
    expect(await pageOf(planner, page)).toContain("Lotte de Vries is binnen")
    const answer = await planner.post(`${page}/binnen`, { booking: String(talks.lotte) })
    expect(answer.headers.get("Location")).toBe(page)
    expect(turnOf(talks.lotte)).toMatchObject({ came: 1 })
  })

  it("sees how it runs with every teacher", async () => {
    world.clock.now = clockAt("19:05")
    await tap(noor, "binnen", talks.defne)
    world.clock.now = clockAt("19:25")
    const page = await pageOf(await world.planner(), `/de-regenboog/team/rondes/${cast.round}/avond`)
    expect(page).toContain("loopt 15 minuten uit")
    expect(page).toContain("straks 19:30")
    expect(page).toContain("1 van 4")
    expect(page).not.toContain("Defne")
  })
})
