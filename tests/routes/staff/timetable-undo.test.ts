import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { erase, pupil } from "../../support/erasing.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { timetableFor, timetablePage, twoWithNoor } from "../../support/timetable.ts"

let world: World
let deWit: Browser
const { at, look, press, talk, talks } = timetableFor(
  () => world,
  () => deWit,
)
beforeEach(async () => {
  world = await testWorld()
  deWit = await twoWithNoor(world)
})
afterEach(() => world.close())

const { sem } = cast.pupils

describe("the office, when it did something with a talk", () => {
  it("reads that an SMS waits for the morning, where SMS can be sent", async () => {
    world.clock.now = Temporal.Instant.from("2026-11-03T21:05:00Z")
    deWit = await world.deWit()
    world.school.client.run("UPDATE guardians SET email = NULL, phone = '06 12345678' WHERE household_id = 2")
    const address = (await press("afzeggen", { booking: talk(1) })).headers.get("Location") ?? ""
    const said = "Bericht aan 1 gezin gaat om 22:15 de deur uit."
    expect(await look(address.replace(timetablePage, ""))).toContain(`${said}</p>`)
    Object.assign(world.parts, { sms: true })
    expect(await look(address.replace(timetablePage, ""))).toContain(`${said} Een sms gaat pas om 08:00.</p>`)
  })

  it("takes back what was just done, on the page where they were, until the families hear of it", async () => {
    const before = talks()
    const steps = [
      ["verzetten", { booking: talk(1), slot: at(slotOf("noor", 6)) }, "Verzet."],
      ["verzetten", { booking: talk(1), other: talk(2) }, "Gewisseld."],
      ["afzeggen", { booking: talk(1) }, "Afgezegd."],
    ] as const
    for (const [step, fields, said] of steps) {
      const address = (await press(step, fields)).headers.get("Location") ?? ""
      expect(address).toContain(`${timetablePage}?dag=2026-11-12&pagina=1&stap=`)
      const text = await look(address.replace(timetablePage, ""))
      expect(text).toContain(`<p class="title">${said}</p>`)
      const undo = /action="([^"]*\/terug\/\d+)"/.exec(text)?.[1] ?? ""
      const back = await deWit.post(undo, { dag: "2026-11-12", pagina: "1" })
      expect(back.headers.get("Location")).toBe(address)
      expect(await look(address.replace(timetablePage, ""))).toContain(`${said} Dit is teruggedraaid.`)
      expect([said, talks(), rowsIn(world.school, "messages")]).toEqual([said, before, 0])
    }
    const address = (await press("afzeggen", { booking: talk(1) })).headers.get("Location") ?? ""
    const undo =
      /action="([^"]*\/terug\/\d+)"/.exec(await look(address.replace(timetablePage, "")))?.[1] ?? ""
    world.clock.now = world.clock.now.add({ minutes: 10 })
    const late = await look(address.replace(timetablePage, ""))
    expect(late).toContain("Bericht aan 1 gezin ging om 10:10 de deur uit.")
    expect(late).not.toContain("Draai terug")
    const refused = (await deWit.post(undo)).headers.get("Location") ?? ""
    expect(await look(refused.replace(timetablePage, ""))).toContain(
      "Terugdraaien kan niet meer: de berichten zijn weg.",
    )
  })

  it("reads why nothing went back, keeps the button, and takes it back once that time is free again", async () => {
    const address = (await press("afzeggen", { booking: talk(1) })).headers.get("Location") ?? ""
    const here = () => look(address.replace(timetablePage, ""))
    const undo = /action="([^"]*\/terug\/\d+)"/.exec(await here())?.[1] ?? ""
    await press("verzetten", { booking: talk(2), slot: at(slotOf("noor", 0)) })
    await deWit.post(undo)
    const tried = (await here()).replace(/(\s*<[^>]+>\s*)+/g, " ")
    expect(tried).toContain(
      "Terugdraaien kon niet: do 12 nov 19:00, Sem de Vries: die tijd is nu van een ander",
    )
    expect(tried).toContain("Bericht aan 1 gezin gaat om 10:10 de deur uit. Draai terug")
    await press("verzetten", { booking: talk(2), slot: at(slotOf("noor", 2)) })
    await deWit.post(undo)
    expect(await here()).toContain("Afgezegd. Dit is teruggedraaid.")
  })

  it("reads that nothing can go back of a child that was erased, and finds no button", async () => {
    const address = (await press("afzeggen", { booking: talk(1) })).headers.get("Location") ?? ""
    const here = () => look(address.replace(timetablePage, ""))
    const undo = /action="([^"]*\/terug\/\d+)"/.exec(await here())?.[1] ?? ""
    expect((await erase(world, pupil(sem)))?.ok).toBe(true)
    // The button may still stand on a page that was open.
    await deWit.post(undo)
    expect(await here()).toContain(
      "Terugdraaien kan niet meer: de gegevens van dit kind of gezin zijn gewist.",
    )
    expect(await here()).not.toContain("Draai terug")
  })
})
