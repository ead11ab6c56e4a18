import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { choose, fieldsOf, rowsIn } from "../../support/rounds.ts"
import { cast, shownAs } from "../../support/school.ts"

let world: World
/** Mevrouw Yilmaz has juf Noor at 19:00 (talk 1, slot 1), family De Vries at 19:20 (talk 2, slot 3). */
beforeEach(async () => {
  world = await testWorld()
  const { yilmaz, deVries } = cast.households
  const teacher = cast.teachers.noor
  choose(world.school, { household: yilmaz, pupil: cast.pupils.defne, teacher, at: "2026-11-12T18:00:00Z" })
  choose(world.school, { household: deVries, pupil: cast.pupils.sem, teacher, at: "2026-11-12T18:20:00Z" })
})
afterEach(() => world.close())

const details = "/de-regenboog/team/rondes/1/gegevens"
const at = (talk: number) => `/de-regenboog/afspraak/${talk}`
const text = async (answer: Response | Promise<Response>) => (await answer).text()

/** Mevrouw de Wit changes the tick on the form of the round and nothing else. */
async function letSwap(deWit: Awaited<ReturnType<World["deWit"]>>, allowed: boolean) {
  const fields = fieldsOf(await text(deWit.get(details)))
  delete fields["swaps"]
  const answer = await deWit.post(details, allowed ? { ...fields, swaps: ["yes"] } : fields)
  expect(answer.status).toBe(303)
}

describe("a school that wants no swaps in a round", () => {
  it("offers parents nothing of it, and refuses calmly who had the page open", async () => {
    const [deWit, yilmaz, deVries] = [await world.deWit(), await world.yilmaz(), await world.deVries()]
    const moving = await text(yilmaz.get(`${at(1)}/verzetten`))
    expect(moving).toContain("Ruilen met een ander gezin")
    expect(await text(deWit.get(details))).toMatch(/name="swaps" value="yes" checked/)
    await letSwap(deWit, false)
    expect(await text(deWit.get("/de-regenboog/team/rondes/1"))).toContain("Gezinnen ruilen niet onderling.")
    expect(await text(yilmaz.get(`${at(1)}/verzetten`))).not.toContain("ander gezin")
    expect(await text(yilmaz.get(at(1)))).not.toContain("Kunt u ook op een andere tijd?")
    const asked = await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })
    expect([asked.status, await asked.text()]).toEqual([
      409,
      expect.stringContaining("In deze ronde kunt u niet ruilen."),
    ])
    const ticked = await deVries.post(`${at(2)}/ook`, { slot: shownAs(1) })
    expect([ticked.status, await ticked.text()]).toEqual([
      409,
      expect.stringContaining("In deze ronde kunt u niet ruilen."),
    ])
    expect([rowsIn(world.school, "swap_questions"), rowsIn(world.school, "swap_times")]).toEqual([0, 0])
    await letSwap(deWit, true)
    expect(await text(yilmaz.get(`${at(1)}/verzetten`))).toContain("Ruilen met een ander gezin")
  })

  it("ends the question that is open, tells who asked, and leaves every talk where it is", async () => {
    const [deWit, yilmaz, deVries] = [await world.deWit(), await world.yilmaz(), await world.deVries()]
    await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })
    const question = await text(deVries.get(at(2)))
    expect(question).toContain("Ja, ik kom om 19:00")
    await letSwap(deWit, false)
    expect(await text(deVries.get("/de-regenboog/gesprekken/1"))).not.toContain("Wilt u ruilen?")
    expect(rowsIn(world.school, "messages", "kind = 'swap-over' AND household_id = 1")).toBe(1)
    const yes = await deVries.post(`${at(2)}/ruilen`, { slot: shownAs(1), do: "yes" })
    expect(yes.status).toBe(409)
    expect(rowsIn(world.school, "bookings", "id = 1 AND slot_id = 1 OR id = 2 AND slot_id = 3")).toBe(2)
  })

  it("moves no talk to a time that was ticked before", async () => {
    const [deWit, yilmaz, deVries] = [await world.deWit(), await world.yilmaz(), await world.deVries()]
    await deVries.post(`${at(2)}/ook`, { slot: shownAs(1) })
    const times = await text(yilmaz.get(`${at(1)}/verzetten`))
    expect(times).toContain("U kunt hun tijd meteen kiezen.")
    await letSwap(deWit, false)
    expect((await yilmaz.post(`${at(1)}/ruilen`, { slot: shownAs(3) })).status).toBe(409)
    expect(rowsIn(world.school, "bookings", "id = 1 AND slot_id = 1 OR id = 2 AND slot_id = 3")).toBe(2)
  })
})
