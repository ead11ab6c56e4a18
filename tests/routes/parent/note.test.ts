import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { evenNote } from "../../../src/domain/talks/talk-note.ts"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { clockAt, filledEvening, type Talks } from "../../support/evening.ts"
import { cast, today } from "../../support/school.ts"

let world: World
let talks: Talks
let deVries: Browser
beforeEach(async () => {
  world = await testWorld()
  talks = await filledEvening(world)
  world.clock.now = today
  deVries = await world.deVries()
})
afterEach(() => world.close())

const evening = `/de-regenboog/team/rondes/${cast.round}/avond`
const allow = async (allowed: "yes" | "no") =>
  expect((await (await world.planner()).post(`${evening}/berichten`, { allowed })).status).toBe(303)
const pageOf = (booking: number) => `/de-regenboog/afspraak/${booking}`
const writeTo = (booking: number, note: string, who = deVries) =>
  who.post(`${pageOf(booking)}/bericht`, { note })
const kept = (booking: number) =>
  world.school.client.query<{ note: string }, [number]>("SELECT note FROM bookings WHERE id = ?").get(booking)
    ?.note

describe("a note to the teacher", () => {
  it("is asked for only when the school wants it", async () => {
    expect(await (await deVries.get(pageOf(talks.sem))).text()).not.toContain("Bericht aan de leraar")
    const no = await writeTo(talks.sem, "Graag over lezen")
    expect(no.status).toBe(409)
    expect(await no.text()).toContain("De school neemt geen berichten meer aan")
    await allow("yes")
    expect(await (await deVries.get(pageOf(talks.sem))).text()).toContain("Bericht aan de leraar")
  })

  it("reaches this teacher and the office, and nobody else", async () => {
    await allow("yes")
    const answer = await writeTo(talks.sem, "Graag over <b>lezen</b>\r\nen pesten")
    expect(answer.headers.get("Location")).toBe(`${pageOf(talks.sem)}?bericht#note`)
    const shown = "Graag over &lt;b&gt;lezen&lt;/b&gt;\nen pesten"
    expect(await (await (await world.noor()).get("/de-regenboog/team/vandaag")).text()).toContain(shown)
    const office = await world.planner()
    expect(await (await office.get("/de-regenboog/team/leraren/1/vandaag")).text()).toContain(shown)
    const tim = await (await (await world.tim()).get("/de-regenboog/team/vandaag")).text()
    expect(tim).not.toContain("pesten")
    expect((await (await world.yilmaz()).post(`${pageOf(talks.sem)}/bericht`, { note: "x" })).status).toBe(
      404,
    )
    const lines = JSON.stringify(world.school.client.query("SELECT about FROM logbook").all())
    expect(lines).not.toContain("pesten")
  })

  it("that is too long comes back whole, with by how much", async () => {
    await allow("yes")
    const long = "a".repeat(307)
    const answer = await writeTo(talks.sem, long)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain("Dit is 7 tekens te lang")
    expect(page).toContain(long)
    expect(kept(talks.sem)).toBe("")
    await writeTo(talks.sem, "😀".repeat(300))
    expect([...(kept(talks.sem) ?? "")].length).toBe(300)
  })

  it("can be taken away, also when the school wants no more of them", async () => {
    await allow("yes")
    await writeTo(talks.sem, "Graag over lezen")
    await allow("no")
    expect(await (await deVries.get(pageOf(talks.sem))).text()).toContain("Graag over lezen")
    expect((await writeTo(talks.sem, "")).status).toBe(303)
    expect(kept(talks.sem)).toBe("")
  })

  it("comes too late when the talk has begun", async () => {
    await allow("yes")
    world.clock.now = clockAt("19:11")
    const answer = await writeTo(talks.sem, "Nog iets", await world.deVries())
    expect(await answer.text()).toContain("Het gesprek is al begonnen")
  })

  it("goes with the talk", async () => {
    await allow("yes")
    await writeTo(talks.sem, "Geheimpje")
    await deVries.post(`${pageOf(talks.sem)}/afzeggen`)
    const left = world.school.client
      .query<{ name: string }, []>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
      )
      .all()
      .map(({ name }) => JSON.stringify(world.school.client.query(`SELECT * FROM ${name}`).all()))
    expect(left.join()).not.toContain("Geheimpje")
  })

  it("is plain text: no sign that cannot be seen, and no wall of empty lines", () => {
    expect(evenNote("  a\u0000b\u202Ec\r\n\r\n\r\n\r\nd\t ")).toBe("abc\n\nd")
  })
})
