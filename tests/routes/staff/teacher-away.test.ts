import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { addressMessage } from "../../../src/db/messages/addressed-messages.ts"
import { claimDue } from "../../../src/db/messages/messages.ts"
import { type Browser, htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, slotOf } from "../../support/school.ts"
import { twoWithNoor } from "../../support/timetable.ts"

let world: World
let deWit: Browser
beforeEach(async () => {
  world = await testWorld()
  deWit = await twoWithNoor(world)
})
afterEach(() => world.close())

const rounds = `/de-regenboog/team/rondes/${cast.round}`
const page = `${rounds}/afwezig/${cast.teachers.noor}`
const text = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")
const search = (fields: Record<string, string>) => `?${new URLSearchParams(fields)}`
const seenIn = (markup: string) => /name="seen" value="([^"]+)"/.exec(markup)?.[1] ?? ""

/** Looks what would happen, and does it. */
async function look(fields: Record<string, string>, at = page) {
  const markup = await (await deWit.get(`${at}${search(fields)}`)).text()
  return {
    says: await text(new Response(markup)),
    press: (headers = {}) => deWit.post(at, { ...fields, seen: seenIn(markup) }, headers),
  }
}
const evening = { dag: "2026-11-12" }
const cancel = { ...evening, wat: "cancel" }

describe("the office, when a teacher cannot be there", () => {
  it("comes from the timetable, and sees in numbers what will happen before anything does", async () => {
    const timetable = await (await deWit.get(`${rounds}/rooster`)).text()
    expect(timetable).toContain(`${page}?dag=2026-11-12`)
    const asked = await text(deWit.get(`${page}${search(evening)}`))
    expect(asked).toContain("Noor Willems kan er niet zijn")
    expect(asked).not.toContain("Dit gaat er gebeuren")
    const { says } = await look(cancel)
    for (const sentence of [
      "2 gesprekken gaan niet door.",
      "2 gezinnen krijgen bericht.",
      "10 vrije tijden gaan dicht.",
      "Zeg 2 gesprekken af",
    ])
      expect(says).toContain(sentence)
    expect([rowsIn(world.school, "bookings"), rowsIn(world.school, "messages")]).toEqual([2, 0])
  })

  it("does it, sees until when it can be taken back, and takes it back", async () => {
    const note = "UPDATE bookings SET note = 'Over lezen' WHERE pupil_id = ?"
    world.school.client.run(note, [cast.pupils.sem])
    const { press } = await look(cancel)
    const done = (await press()).headers.get("Location") ?? ""
    const timetable = await (await deWit.get(done)).text()
    expect(await text(new Response(timetable))).toContain(
      "Afgezegd: 2 gesprekken van Noor Willems. Bericht aan 2 gezinnen gaat om 10:10 de deur uit. Draai terug",
    )
    expect(await text(deWit.get(rounds))).toContain("gaat om 10:10 de deur uit")
    expect(rowsIn(world.school, "bookings")).toBe(0)
    const back = /action="([^"]+\/terug\/\d+)"/.exec(timetable)?.[1] ?? ""
    const undone = (await deWit.post(back)).headers.get("Location") ?? ""
    expect(await text(deWit.get(undone))).toContain(
      "Dit is teruggedraaid. Beide gesprekken staan weer zoals eerst.",
    )
    expect([rowsIn(world.school, "bookings"), rowsIn(world.school, "messages")]).toEqual([2, 0])
    const notes = world.school.client
      .query<{ note: string }, []>("SELECT note FROM bookings ORDER BY id")
      .all()
    expect(notes.map((row) => row.note)).toEqual(["Over lezen", ""])
    const again = (await deWit.post(back)).headers.get("Location") ?? ""
    expect(await text(deWit.get(again))).toContain("Dit was al teruggedraaid.")
  })

  it("reads that it is too late once the messages left", async () => {
    await (await look(cancel)).press(htmx)
    world.clock.now = world.clock.now.add({ minutes: 10 })
    const late = (await deWit.post(`${rounds}/terug/1`)).headers.get("Location") ?? ""
    const says = await text(deWit.get(late))
    expect(says).toContain("Terugdraaien kan niet meer: de berichten zijn weg.")
    expect(says).toContain("Bericht aan 2 gezinnen ging om 10:10 de deur uit.")
    expect((await deWit.post(`${rounds}/terug/99`)).status).toBe(404)
  })

  it("gives the talks to a substitute and reads which times cannot be", async () => {
    world.school.client.run("UPDATE slots SET blocked = 1 WHERE id = ?", [slotOf("tim", 2)])
    const { says, press } = await look({ ...evening, wat: "substitute", wie: String(cast.teachers.tim) })
    expect(says).toContain("1 gesprek gaat naar Tim Bos, op dezelfde tijd.")
    expect(says).toContain("1 gesprek kan niet mee en blijft staan")
    expect(says).toContain("do 12 nov 19:20, Defne Yilmaz: de leraar is dan bezet")
    await press()
    expect(rowsIn(world.school, "bookings", `teacher_id = ${cast.teachers.tim}`)).toBe(1)
  })

  it("moves the talks to another day, which the parents then find", async () => {
    const { says, press } = await look({ ...evening, wat: "later", datum: "2026-11-26", vanaf: "14:00" })
    expect(says).toContain("2 gesprekken gaan naar donderdag 26 november, 14:00 tot 14:20.")
    expect(says).toContain("Sem de Vries: do 12 nov 19:00 wordt do 26 nov 14:00")
    await press()
    const theirs = await text((await world.yilmaz()).get(`/de-regenboog/gesprekken/${cast.round}`))
    expect(theirs).toContain("14:10")
  })

  it("hears for whom no other time is left, and parents are not sent to choose one", async () => {
    const { says, press } = await look(cancel)
    expect(says).toContain("Voor 2 gezinnen is er nu geen andere tijd om te kiezen.")
    expect(says).not.toContain("In dat bericht staat een link")
    await press()
    world.clock.now = world.clock.now.add({ minutes: 10 })
    const [message] = await claimDue(world.school, world.clock.now, 1)
    const addressed = message && (await addressMessage(world.school, message, world.clock.now))
    expect(addressed).toMatchObject({ kind: "booking-cancelled", talk: { bySchool: true } })
    expect(addressed).not.toMatchObject({ talk: { choose: expect.anything() } })
  })

  it("hears who no message reaches", async () => {
    world.school.client.run("UPDATE guardians SET email = NULL, phone = '0612345678' WHERE household_id = 1")
    const { says } = await look(cancel)
    expect(says).toContain("1 gezin krijgt bericht.")
    expect(says).toContain("Geen e-mail of sms bereikt de ouders van Defne Yilmaz. Bel hen zelf.")
  })

  it("hears what is missing or cannot be, and nothing has changed", async () => {
    for (const [fields, sentence] of [
      [{ wat: "substitute", wie: "" }, "Kies wie de gesprekken overneemt."],
      [{ wat: "later", datum: "", vanaf: "14:00" }, "Vul een datum in"],
      [{ wat: "later", datum: "2026-11-26", vanaf: "" }, "Vul een tijd in"],
      [{ wat: "later", datum: "2026-11-02", vanaf: "14:00" }, "Dat moment is al voorbij."],
      [{ wat: "later", datum: "2027-10-31", vanaf: "01:30" }, "In die nacht wordt de klok verzet."],
    ] as const) {
      const answer = await deWit.get(`${page}${search({ ...evening, ...fields })}`)
      expect([answer.status, await text(answer)]).toEqual([422, expect.stringContaining(sentence)])
    }
    expect((await deWit.get(`${page}${search({ wat: "substitute", wie: "99" })}`)).status).toBe(404)
    expect((await deWit.get(`${rounds}/afwezig/99`)).status).toBe(404)
    expect(rowsIn(world.school, "bookings")).toBe(2)
  })

  it("sees what a colleague, or a parent, changed since they looked", async () => {
    const { press } = await look(cancel)
    await (await look(cancel)).press()
    const answer = await press()
    expect(answer.status).toBe(409)
    expect(await text(answer)).toContain("Er is net iets veranderd. Hieronder staat hoe het nu is.")
    expect(rowsIn(world.school, "upheavals")).toBe(1)
  })

  it("is led here when a teacher with talks is taken out of the round", async () => {
    const form = await (await deWit.get(`${rounds}/leraren`)).text()
    const answer = await deWit.post(`${rounds}/leraren`, {
      teacher: ["1", "2"],
      room: ["12", "14"],
      cell: ["1-1", "2-1"],
      from: ["19:00", "19:00"],
      until: ["21:00", "21:00"],
      there: ["2-1"],
      seen: seenIn(form),
    })
    expect(answer.status).toBe(409)
    const markup = await answer.text()
    expect(markup).toContain(`${page}?dag=2026-11-12`)
    expect(await text(new Response(markup))).toContain(
      "Kan Noor Willems er niet zijn? Regel alle gesprekken in één keer",
    )
  })
})

describe("the office, when a day moves", () => {
  const day = `${rounds}/dag/1`
  it("sees what it comes to, does it, and takes it back", async () => {
    expect(await (await deWit.get(`${rounds}/rooster`)).text()).toContain(day)
    const { says, press } = await look({ datum: "2026-11-19" }, day)
    expect(says).toContain("2 gesprekken van donderdag 12 november gaan naar donderdag 19 november.")
    const done = (await press()).headers.get("Location") ?? ""
    expect(await text(deWit.get(done))).toContain(
      "Verplaatst: donderdag 12 november naar donderdag 19 november, met 2 gesprekken.",
    )
    await deWit.post(`${rounds}/terug/1`)
    expect(rowsIn(world.school, "bookings", "starts_at LIKE '2026-11-12%'")).toBe(2)
  })

  it("hears why it cannot be", async () => {
    for (const [datum, sentence] of [
      ["2026-11-01", "Die dag is al voorbij."],
      ["2026-11-12", "Dat is dezelfde dag."],
      ["morgen", "Vul een datum in"],
    ] as const)
      expect((await look({ datum }, day)).says).toContain(sentence)
    const { press } = await look({ datum: "2026-11-19" }, day)
    world.school.client.run("DELETE FROM bookings WHERE id = 1")
    expect((await press()).status).toBe(409)
    expect((await deWit.get(`${rounds}/dag/99`)).status).toBe(404)
  })
})

it("is no door for teachers", async () => {
  expect((await (await world.tim()).get(page)).status).toBe(404)
})
