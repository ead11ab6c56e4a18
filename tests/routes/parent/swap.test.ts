import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs } from "../../support/school.ts"
import { choosing, deVries, yilmaz } from "../../support/talks.ts"

let world: World
/** Mevrouw Yilmaz has juf Noor at 19:00 (talk 1, slot 1), family De Vries at 19:20 (talk 2, slot 3). */
beforeEach(async () => {
  world = await testWorld()
  const { book } = choosing(() => world)
  await book(yilmaz, cast.pupils.defne, 1)
  await book(deVries, cast.pupils.sem, 3)
})
afterEach(() => world.close())

const at = (talk: number) => `/de-regenboog/afspraak/${talk}`
const atOf = (talk: number) =>
  world.school.client
    .query<{ slot: number }, [number]>("SELECT slot_id AS slot FROM bookings WHERE id = ?")
    .get(talk)?.slot
const text = async (answer: Response | Promise<Response>) => (await answer).text()

describe("a parent who can also come at another time", () => {
  it("ticks times, reads them back, and takes them back", async () => {
    const deVries = await world.deVries()
    expect(await text(deVries.get(at(2)))).toContain("Kunt u ook op een andere tijd?")
    const page = await text(deVries.get(`${at(2)}/ook`))
    expect(page).toContain("hoogstens één keer")
    // Its own time is not among them; another family's is, and does not look taken.
    expect(page).not.toContain('id="f-also-3"')
    expect(page).toContain('<label for="f-also-1">19:00</label>')
    const kept = await deVries.post(`${at(2)}/ook`, { slot: [shownAs(1), shownAs(5)] })
    expect(kept.headers.get("Location")).toEndWith("/afspraak/2?ook")
    expect(await text(deVries.get(at(2)))).toContain("U kunt ook om 19:00 en om 19:40.")
    await deVries.post(`${at(2)}/ook`, {})
    expect(rowsIn(world.school, "swap_times")).toBe(0)
  })

  it("makes place for who taps that time, and both read the new one", async () => {
    const [yilmaz, deVries] = [await world.yilmaz(), await world.deVries()]
    await deVries.post(`${at(2)}/ook`, { slot: shownAs(1) })
    const times = await text(yilmaz.get(`${at(1)}/verzetten`))
    expect(times).toContain("U kunt hun tijd meteen kiezen.")
    const done = await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })
    expect(done.headers.get("Location")).toEndWith("/afspraak/1?verzet")
    expect(await text(yilmaz.get(at(1)))).toContain("19:20 tot 19:30 uur")
    expect(await text(deVries.get(at(2)))).toContain("19:00 tot 19:10 uur")
  })
})

describe("a parent who wants the time of another family", () => {
  it("asks, and the other reads the question on both pages and says yes", async () => {
    const [yilmaz, deVries] = [await world.yilmaz(), await world.deVries()]
    const asked = await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })
    expect(asked.headers.get("Location")).toEndWith("/afspraak/1")
    expect(await text(yilmaz.get(at(1)))).toContain("U heeft gevraagd om te ruilen")
    expect(await text(deVries.get("/de-regenboog/gesprekken/1"))).toContain("Bekijk de vraag")
    const question = await text(deVries.get(at(2)))
    expect(question).toContain("Ja, ik kom om 19:00")
    expect(question).toContain("Nee, ik blijf om 19:20")
    expect(question).not.toContain("Yilmaz")
    const yes = await deVries.post(`${at(2)}/ruilen`, { slot: shownAs(1), do: "yes" })
    expect(yes.headers.get("Location")).toEndWith("/afspraak/2?verzet")
    expect([atOf(1), atOf(2)]).toEqual([3, 1])
    expect(await text(deVries.get("/de-regenboog/gesprekken/1"))).not.toContain("Bekijk de vraag")
  })

  it("takes the question back; a yes that comes later changes nothing and says so", async () => {
    const [yilmaz, deVries] = [await world.yilmaz(), await world.deVries()]
    await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })
    await yilmaz.post(`${at(1)}/ruilen`, { do: "withdraw" })
    const late = await deVries.post(`${at(2)}/ruilen`, { slot: shownAs(1), do: "yes" })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("Deze vraag is voorbij. Uw gesprek blijft op deze tijd.")
    expect([atOf(1), atOf(2)]).toEqual([1, 3])
  })

  it("asks for nothing and ticks nothing when the school moved the day while they looked", async () => {
    const [yilmaz, deVries] = [await world.yilmaz(), await world.deVries()]
    const later = "strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, '+1 day')"
    const end = "strftime('%Y-%m-%dT%H:%M:%SZ', ends_at, '+1 day')"
    for (const table of ["slots", "bookings"])
      world.school.client.run(`UPDATE ${table} SET starts_at = ${later}, ends_at = ${end}`)
    const asked = await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })
    expect(asked.status).toBe(409)
    expect(await asked.text()).toContain("Ruilen met deze tijd kan niet meer.")
    await deVries.post(`${at(2)}/ook`, { slot: [shownAs(1), shownAs(5)] })
    expect([rowsIn(world.school, "swap_questions"), rowsIn(world.school, "swap_times")]).toEqual([0, 0])
  })

  it("hears that it cannot be, beside the times that can", async () => {
    const yilmaz = await world.yilmaz()
    const answer = await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(9) })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain("Ruilen met deze tijd kan niet meer.")
    expect((await yilmaz.post(`${at(2)}/ruilen`, { slot: shownAs(1) })).status).toBe(404)
    expect((await yilmaz.get(`${at(2)}/ook`)).status).toBe(404)
  })
})
