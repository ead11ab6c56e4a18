import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { bookSlot, cancelBooking } from "../../../src/db/talks/bookings.ts"
import type { Parent } from "../../../src/domain/access/access.ts"
import type { BookingId, HouseholdId, PupilId, RoundId } from "../../../src/domain/ids.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn, shown } from "../../support/rounds.ts"
import { cast, shownAs } from "../../support/school.ts"

let world: World
let booking: BookingId
/** Juf Noor has one time only, and Sem has it. */
beforeEach(async () => {
  world = await testWorld()
  world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 1")
  const wish = { round, pupil: cast.pupils.sem as PupilId, ...shown(world.school, 1) }
  const booked = await bookSlot(world.school, deVries, wish, world.clock.now)
  if (!booked?.ok) throw new Error("not booked")
  booking = booked.value
})
afterEach(() => world.close())

const round = cast.round as RoundId
const deVries: Parent = { role: "parent", household: cast.households.deVries as HouseholdId }
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
