import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { cast, slotOf } from "../../support/school.ts"
import { timetableFor, twoWithNoor } from "../../support/timetable.ts"

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

describe("the office, when others were quicker", () => {
  it("hears where a time or a talk went that was moved while they looked, and nothing else happens", async () => {
    const [time, ofSem, ofDefne] = [at(slotOf("noor", 5)), talk(1), talk(2)]
    await press("verzetten", { booking: ofDefne, slot: at(slotOf("tim", 3)) })
    world.school.client.run(
      "UPDATE slots SET starts_at = '2026-11-19T18:50:00Z', ends_at = '2026-11-19T19:00:00Z' WHERE id = ?",
      [slotOf("noor", 5)],
    )
    const [before, heard] = [talks(), told()]
    const timeWent = "Die tijd is net verzet, naar donderdag 19 november, 19:50."
    const talkWent = "Dat gesprek is net verzet, naar donderdag 12 november, 19:30 bij Tim Bos."
    for (const [step, fields, sentence] of [
      ["plannen", { who: `${cast.households.bakker}-${mila}`, slot: time }, timeWent],
      ["plannen", { who: `${cast.households.bakker}-${mila}`, slot: slotOf("noor", 5) }, timeWent],
      ["verzetten", { booking: ofSem, slot: time }, timeWent],
      ["sluiten", { slot: time, blocked: "ja" }, timeWent],
      ["verzetten", { booking: ofDefne, slot: at(slotOf("noor", 6)) }, talkWent],
      ["verzetten", { booking: ofSem, other: ofDefne }, talkWent],
      ["verzetten", { booking: ofDefne, other: ofSem }, talkWent],
      ["afzeggen", { booking: ofDefne }, talkWent],
      ["afzeggen", { booking: "2-" }, talkWent],
    ] as const) {
      const answer = await press(step, fields, htmx)
      expect([step, answer.status, await answer.text()]).toEqual([
        step,
        409,
        expect.stringContaining(sentence),
      ])
    }
    expect([talks(), told()]).toEqual([before, heard])
  })

  it("does it once when a button is pressed twice", async () => {
    const [ofSem, ofDefne] = [talk(1), talk(2)]
    for (const _ of [1, 2])
      expect((await press("verzetten", { booking: ofSem, other: ofDefne }, htmx)).status).toBe(200)
    expect(talks()).toEqual([
      [defne, slotOf("noor", 0)],
      [sem, slotOf("noor", 2)],
    ])
    expect(told()).toHaveLength(2)
    const planned = { who: `${cast.households.bakker}-${mila}`, slot: at(slotOf("noor", 5)) }
    const cancelled = { booking: talk(1) }
    for (const [step, fields, done] of [
      ["plannen", planned, "Ingepland."],
      ["afzeggen", cancelled, "Afgezegd."],
    ] as const)
      for (const _ of [1, 2]) {
        const answer = await press(step, fields, htmx)
        expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(done)])
      }
    expect(told()).toHaveLength(4)
    expect(talks()).toHaveLength(2)
  })

  it("hears that a talk was cancelled by its family, or a colleague, while their page was open", async () => {
    const [ofSem, ofDefne] = [talk(1), talk(2)]
    await (await world.deVries()).post("/de-regenboog/afspraak/1/afzeggen")
    expect(talks()).toEqual([[defne, slotOf("noor", 2)]])
    const gone = "Dat gesprek is net afgezegd. Er is verder niets veranderd."
    for (const [step, fields] of [
      ["afzeggen", { booking: ofSem }],
      ["verzetten", { booking: ofSem, slot: at(slotOf("noor", 6)) }],
      ["verzetten", { booking: ofDefne, other: ofSem }],
    ] as const) {
      const answer = await press(step, fields, htmx)
      expect([step, answer.status, await answer.text()]).toEqual([step, 409, expect.stringContaining(gone)])
    }
    expect(await look("?gesprek=1")).toContain(gone)
    expect(await look("?verzet=1")).toContain(gone)
    expect(await look("?gesprek=2")).not.toContain(gone)
  })
})
