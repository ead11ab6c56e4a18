import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf } from "../../support/school.ts"

// What a page promises after choosing and moving is what the outbox then does.

let world: World
const begin = async (sms: boolean) => {
  world = await testWorld("http://localhost:3000", { sms })
}
beforeEach(() => begin(true))
afterEach(() => world.close())

const reached = (...guardians: { email: string | null; phone: string | null }[]) => {
  world.school.client.run(`DELETE FROM guardians WHERE household_id = ${cast.households.yilmaz}`)
  for (const { email, phone } of guardians)
    world.school.client.run(
      "INSERT INTO guardians (household_id, last, email, phone) VALUES (?, 'Yilmaz', ?, ?)",
      [cast.households.yilmaz, email, phone],
    )
}
const mail = { email: "yilmaz@post.example", phone: "06 12345678" }
const mobile = { email: null, phone: "06 87654321" }
const landline = { email: null, phone: "020 5550123" }

/** What the page says after choosing and after moving, and the roads of what then waits to leave. */
async function promised() {
  const parent = await world.yilmaz()
  const wish = { pupil: String(cast.pupils.defne), slot: shownAs(slotOf("noor", 3)) }
  const chosen = await (await parent.post(`/de-regenboog/gesprekken/${cast.round}/kies`, wish, htmx)).text()
  const id = world.school.client.query<{ id: number }, []>("SELECT id FROM bookings").get()?.id
  await parent.post(`/de-regenboog/afspraak/${id}/verzetten`, { slot: shownAs(slotOf("noor", 5)) })
  const moved = await (await parent.get(`/de-regenboog/afspraak/${id}?verzet`)).text()
  const roads = world.school.client
    .query<{ channel: string }, []>("SELECT DISTINCT channel FROM messages ORDER BY channel")
    .all()
    .map(({ channel }) => channel)
  const said = (page: string) =>
    /U krijgt (?:na 8:00 uur )?een (?:nieuwe )?bevestiging[^.<]*\./.exec(page)?.[0] ?? null
  return { chosen: said(chosen), moved: said(moved), roads }
}

describe("a family that chooses a time", () => {
  it("with an e-mail address is promised an e-mail", async () => {
    reached(mail)
    expect(await promised()).toEqual({
      chosen: "U krijgt een bevestiging per e-mail.",
      moved: "U krijgt een nieuwe bevestiging per e-mail.",
      roads: ["email"],
    })
  })

  it("with only a mobile phone is promised an SMS", async () => {
    reached(mobile)
    expect(await promised()).toEqual({
      chosen: "U krijgt een bevestiging per sms.",
      moved: "U krijgt een nieuwe bevestiging per sms.",
      roads: ["sms"],
    })
  })

  it("with one parent so and the other so is promised both", async () => {
    reached(mail, mobile)
    expect(await promised()).toEqual({
      chosen: "U krijgt een bevestiging per e-mail of sms.",
      moved: "U krijgt een nieuwe bevestiging per e-mail of sms.",
      roads: ["email", "sms"],
    })
  })

  it("at night with only a mobile phone reads that the SMS comes after eight, and then it does", async () => {
    reached(mobile)
    world.clock.now = Temporal.Instant.from("2026-11-05T22:30:00+01:00")
    expect(await promised()).toEqual({
      chosen: "U krijgt na 8:00 uur een bevestiging per sms.",
      moved: "U krijgt na 8:00 uur een nieuwe bevestiging per sms.",
      roads: ["sms"],
    })
    expect(rowsIn(world.school, "messages", "due_at <> '2026-11-06T07:00:00Z'")).toBe(0)
  })

  it("at night with one parent so and the other so reads which of the two comes later", async () => {
    reached(mail, mobile)
    world.clock.now = Temporal.Instant.from("2026-11-06T05:00:00+01:00")
    expect(await promised()).toMatchObject({
      chosen: "U krijgt een bevestiging per e-mail, of na 8:00 uur per sms.",
      moved: "U krijgt een nieuwe bevestiging per e-mail, of na 8:00 uur per sms.",
    })
  })

  it("that nothing reaches is promised nothing", async () => {
    reached(landline)
    expect(await promised()).toEqual({ chosen: null, moved: null, roads: [] })
  })

  it("with only a mobile phone is promised nothing where the service sends no SMS", async () => {
    world.close()
    await begin(false)
    reached(mobile)
    expect(await promised()).toMatchObject({ chosen: null, moved: null })
  })
})
