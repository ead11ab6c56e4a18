import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { cancelBooking } from "../../../src/db/talks/bookings.ts"
import { offerTimes } from "../../../src/db/talks/waiting-ends.ts"
import type { BookingId } from "../../../src/domain/ids.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"
import { choosing, deVries, parentOf } from "../../support/talks.ts"

let world: World
let booking: BookingId
/** Juf Noor has one time only, and Sem has it. */
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 1")
  booking = await choosing(() => world).booked(deVries, cast.pupils.sem, 1)
})
afterEach(() => world.close())

const page = "/de-regenboog/gesprekken/1"
const list = `${page}/wachtlijst`
const about = { pupil: String(cast.pupils.defne), teacher: "1" }
const cancel = () => cancelBooking(world.school, deVries, { booking }, world.clock.now)

describe("a family that finds a teacher full", () => {
  it("joins the waiting list and leaves it again, with and without JavaScript", async () => {
    const yilmaz = await world.yilmaz()
    expect(await (await yilmaz.get(page)).text()).toContain("Zet ons op de wachtlijst")
    const answer = await yilmaz.post(list, about)
    expect(answer.headers.get("Location")).toBe(`${page}#c${cast.pupils.defne}`)
    const after = await (await yilmaz.get(page)).text()
    expect(after).toContain("U staat op de wachtlijst.")
    expect(after).not.toContain("Zet ons op de wachtlijst")
    const left = await (await yilmaz.post(list, { ...about, do: "stop" }, htmx)).text()
    expect(left).toContain("Zet ons op de wachtlijst")
    expect(rowsIn(world.school, "waits")).toBe(0)

    // Who does not see the page hears what came of it, or reads on at the teacher.
    expect(left.match(/<(\w+)[^>]* data-focus/)?.[1]).toBe("h3")
    const joined = await (await yilmaz.post(list, about, htmx)).text()
    expect(joined).toContain('data-focus=""><strong>U staat op de wachtlijst.')
    expect(joined.match(/data-focus/g)?.length).toBe(1)
  })

  it("reads that a time is held for it, and takes it", async () => {
    const yilmaz = await world.yilmaz()
    await yilmaz.post(list, about)
    await cancel()
    const offered = await (await yilmaz.get(page)).text()
    expect(offered).toContain("Er is een tijd voor u vrij")
    expect(offered).toContain("donderdag 12 november, 19:00 uur")
    expect(offered).toContain("tot dinsdag 3 november, 22:00")
    // To all others there is nothing to choose.
    expect(await (await (await world.bakker()).get(page)).text()).toContain("Er zijn geen vrije tijden meer.")
    await yilmaz.post(`${page}/kies`, { pupil: about.pupil, slot: shownAs(1) })
    expect([rowsIn(world.school, "bookings"), rowsIn(world.school, "waits")]).toEqual([1, 0])
  })

  const changes = [
    ["put the deadline for changes before that", "closes_at = ?1, change_until = ?1", 5],
    ["opens its round later after all", "opens_at = ?1", 60],
  ] as const
  for (const [what, change, minutes] of changes)
    it(`takes it until the moment that was said, also when the school ${what}`, async () => {
      const yilmaz = await world.yilmaz()
      await yilmaz.post(list, about)
      await cancel()
      const at = world.clock.now.add({ minutes }).toString()
      world.school.client.run(`UPDATE rounds SET ${change}`, [at])
      world.clock.now = world.clock.now.add({ minutes: 10 })
      expect(await (await yilmaz.get(page)).text()).toContain("tot dinsdag 3 november, 22:00")
      await offerTimes(world.school, world.clock.now)
      const bakker = await world.bakker()
      await bakker.post(`${page}/kies`, { pupil: String(cast.pupils.mila), slot: shownAs(1) })
      expect(rowsIn(world.school, "bookings")).toBe(0)
      await yilmaz.post(`${page}/kies`, { pupil: about.pupil, slot: shownAs(1) })
      expect([rowsIn(world.school, "bookings"), rowsIn(world.school, "waits")]).toEqual([1, 0])
    })

  it("reads that it has another talk then, with the way to it, instead of a button that cannot be", async () => {
    const yilmaz = await world.yilmaz()
    await yilmaz.post(list, about)
    await cancel()
    // Defne has meester Tim too.
    world.school.client.run("INSERT INTO pupil_groups (pupil_id, group_id) VALUES (1, 2)")
    const other = await choosing(() => world).booked(parentOf(1), cast.pupils.defne, slotOf("tim", 0))
    const busy = await (await yilmaz.get(page)).text()
    expect(busy).toContain("U heeft om 19:00 al een ander gesprek.")
    expect(busy).toContain(`href="/de-regenboog/afspraak/${other}">Naar het andere gesprek`)
    expect(busy).not.toContain(`value="${shownAs(1)}"`)
  })

  it("reads that it missed a time, with the way back to the list, until it waits again or has a talk", async () => {
    const yilmaz = await world.yilmaz()
    await yilmaz.post(list, about)
    await cancel()
    world.clock.now = world.clock.now.add({ hours: 12 })
    await offerTimes(world.school, world.clock.now)
    await choosing(() => world).booked(deVries, cast.pupils.sem, 1)
    const later = await world.yilmaz()
    const missed = await (await later.get(page)).text()
    expect(missed).toContain(
      "Wij hielden donderdag 12 november, 19:00 voor u vast tot dinsdag 3 november, 22:00.",
    )
    expect(missed).toContain("Zet ons op de wachtlijst")
    const again = await (await later.post(list, about, htmx)).text()
    expect(again).toContain("U staat op de wachtlijst.")
    expect(again).not.toContain("Wij hielden")
    expect(await (await later.post(list, { ...about, do: "stop" }, htmx)).text()).not.toContain("Wij hielden")
  })

  it("lets a time go by and waits on", async () => {
    const yilmaz = await world.yilmaz()
    await yilmaz.post(list, about)
    await cancel()
    const passed = await (await yilmaz.post(list, { ...about, do: "pass" }, htmx)).text()
    expect(passed).toContain("U staat op de wachtlijst.")
    expect(await (await (await world.bakker()).get(page)).text()).toContain(`value="${shownAs(1)}"`)
  })

  it("hears why not when a time came free in the meantime", async () => {
    await cancel()
    const answer = await (await world.yilmaz()).post(list, about)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Er zijn weer vrije tijden.")
    expect((await (await world.yilmaz()).post(list, { ...about, pupil: "2" })).status).toBe(404)
  })
})
