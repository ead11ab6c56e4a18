import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { write } from "../../../src/db/open.ts"
import { erasePerson } from "../../../src/db/privacy/erasing.ts"
import { planErasing } from "../../../src/db/privacy/erasing-plan.ts"
import { eraseRound } from "../../../src/db/rounds/round-erasing.ts"
import type { Administrator, Proven } from "../../../src/domain/access/access.ts"
import type { RoundId, StaffId } from "../../../src/domain/ids.ts"
import { type Browser, testWorld, type World } from "../../support/app.ts"
import { clockAt, filledEvening, type Talks } from "../../support/evening.ts"
import { cast, shownAs, slotOf, today } from "../../support/school.ts"

let world: World
let talks: Talks
beforeEach(async () => {
  world = await testWorld()
  talks = await filledEvening(world)
  world.clock.now = today
})
afterEach(() => world.close())

/** Switches a feed on and gives its address, as the page shows it. */
async function switchOn(who: Browser, page: string): Promise<string> {
  expect((await who.post(page)).headers.get("Location")).toBe(page)
  const shown = await (await who.get(page)).text()
  const found = /http:\/\/localhost:3000(\/de-regenboog\/agenda\/[\w-]{32}\.ics)/.exec(shown)?.[1]
  if (!found) throw new Error("No address on the page")
  expect(shown).toContain(`href="webcal://localhost:3000${found}"`)
  return found
}
const ofParent = async () => switchOn(await world.deVries(), "/de-regenboog/agenda")
const ofTeacher = async () => switchOn(await world.noor(), "/de-regenboog/team/agenda")
/** The file as a calendar reads it: its entries, with folded lines put together. */
async function entriesOf(address: string): Promise<Record<string, string>[]> {
  const answer = await world.stranger().get(address)
  expect(answer.status).toBe(200)
  const text = (await answer.text()).replaceAll("\r\n ", "")
  return text
    .split("BEGIN:VEVENT")
    .slice(1)
    .map((entry) =>
      Object.fromEntries(
        entry.split("\r\n").flatMap((line) => {
          const [, name, value] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
          return name ? [[name, value ?? ""]] : []
        }),
      ),
    )
}
const cancel = async (booking: number) =>
  expect((await (await world.deVries()).post(`/de-regenboog/afspraak/${booking}/afzeggen`)).status).toBe(303)
const names = ["Sem", "Lotte", "Daan", "Vries", "Defne", "Yilmaz", "Mila", "Bakker", "Jansen"]

describe("a parent's calendar", () => {
  it("gets every talk of the home, without a name of anybody who comes", async () => {
    const address = await ofParent()
    const entries = await entriesOf(address)
    expect(
      entries.map(({ DTSTART, SUMMARY, LOCATION, STATUS }) => [DTSTART, SUMMARY, LOCATION, STATUS]),
    ).toEqual([
      ["20261112T181000Z", "Gesprek op De Regenboog", "De Regenboog\\, lokaal 12", "CONFIRMED"],
      ["20261112T183000Z", "Gesprek op De Regenboog", "De Regenboog\\, lokaal 14", "CONFIRMED"],
      ["20261112T184000Z", "Gesprek op De Regenboog", "De Regenboog\\, lokaal 14", "CONFIRMED"],
    ])
    const text = await (await world.stranger().get(address)).text()
    expect(names.filter((name) => text.includes(name))).toEqual([])
  })

  it("has the same entry as the mail: a talk that moves keeps its UID and counts up", async () => {
    const address = await ofParent()
    const [before] = await entriesOf(address)
    const uid = world.school.client
      .query<{ uid: string }, [number]>("SELECT uid FROM bookings WHERE id = ?")
      .get(talks.sem)?.uid
    expect(before?.["UID"]).toBe(uid as string)
    await (await world.deVries()).post(`/de-regenboog/afspraak/${talks.sem}/verzetten`, {
      slot: shownAs(slotOf("noor", 8)),
    })
    const after = (await entriesOf(address)).find(({ UID }) => UID === uid)
    expect(after).toMatchObject({ DTSTART: "20261112T192000Z", SEQUENCE: "1", STATUS: "CONFIRMED" })
  })

  it("strikes out a talk that is cancelled", async () => {
    const address = await ofParent()
    await cancel(talks.sem)
    const off = (await entriesOf(address)).find(({ STATUS }) => STATUS === "CANCELLED")
    expect(off).toMatchObject({
      DTSTART: "20261112T181000Z",
      SEQUENCE: "1",
      SUMMARY: "Vervallen: Gesprek op De Regenboog",
    })
  })

  it("asks again for nearly nothing until something changes", async () => {
    const address = await ofParent()
    const first = await world.stranger().get(address)
    const tag = first.headers.get("ETag") ?? ""
    expect(tag).toStartWith('"')
    expect(first.headers.get("Cache-Control")).toBe("private, max-age=900")
    world.clock.now = world.clock.now.add({ hours: 5 })
    const same = await world.stranger().get(address, { "If-None-Match": tag })
    expect([same.status, same.headers.get("ETag")]).toEqual([304, tag])
    await cancel(talks.sem)
    expect((await world.stranger().get(address, { "If-None-Match": tag })).status).toBe(200)
  })

  it("that asks without end is told when to come back", async () => {
    const address = await ofParent()
    let last = await world.stranger().get(address)
    for (let time = 0; time < 25; time++) last = await world.stranger().get(address)
    expect(last.status).toBe(429)
    expect(Number(last.headers.get("Retry-After"))).toBeGreaterThan(0)
    world.clock.now = world.clock.now.add({ minutes: 10 })
    expect((await world.stranger().get(address)).status).toBe(200)
  })

  it("loses its way in with a new address, when it is switched off, and when the household is shut out", async () => {
    const old = await ofParent()
    const fresh = await ofParent()
    expect((await world.stranger().get(old)).status).toBe(404)
    expect((await world.stranger().get(fresh)).status).toBe(200)
    const office = "/de-regenboog/team/gezinnen/2"
    const planner = await world.planner()
    await planner.post(`${office}/toegang`, { blocked: "yes" })
    expect((await world.stranger().get(fresh)).status).toBe(404)
    await planner.post(`${office}/toegang`, { blocked: "no" })
    expect((await world.stranger().get(fresh)).status).toBe(404)
    const third = await ofParent()
    await planner.post(`${office}/vernieuwen`)
    expect((await world.stranger().get(third)).status).toBe(404)
    const again = await ofParent()
    await (await world.deVries()).post("/de-regenboog/agenda/uit")
    expect((await world.stranger().get(again)).status).toBe(404)
  })

  it("is empty at once when the household is erased, and remembers nothing", async () => {
    const address = await ofParent()
    await cancel(talks.sem)
    const person = { kind: "household" as const, id: cast.households.deVries }
    const admin: Proven<Administrator> = {
      role: "administrator",
      staff: cast.staff.deWit as StaffId,
      name: "",
      teacher: null,
      fresh: true,
    }
    const seen = planErasing(world.school, admin, person, world.clock.now)?.fingerprint ?? ""
    const erased = await erasePerson(
      world.registry,
      world.school,
      admin,
      { person, seen, sure: true },
      world.clock.now,
    )
    expect(erased?.ok).toBe(true)
    expect((await world.stranger().get(address)).status).toBe(404)
    for (const table of ["calendar_feeds", "gone_talks"])
      expect(world.school.client.query(`SELECT * FROM ${table}`).all()).toEqual([])
  })

  it("has a key that is not in the file", async () => {
    const token = /([\w-]{32})\.ics/.exec(await ofParent())?.[1] ?? "-"
    expect(JSON.stringify(world.school.client.query("SELECT * FROM calendar_feeds").all())).not.toContain(
      token,
    )
  })
})

describe("a teacher's calendar", () => {
  it("gets the own talks with the group and without a name", async () => {
    const address = await ofTeacher()
    const entries = await entriesOf(address)
    expect(entries.map(({ SUMMARY }) => SUMMARY)).toEqual(Array(4).fill("Oudergesprek\\, groep 4A"))
    const text = await (await world.stranger().get(address)).text()
    expect(names.filter((name) => text.includes(name))).toEqual([])
  })

  it("strikes out what is cancelled, and forgets it with the round", async () => {
    const address = await ofTeacher()
    await cancel(talks.sem)
    expect((await entriesOf(address)).map(({ STATUS }) => STATUS)).toContain("CANCELLED")
    world.clock.now = clockAt("12:00")
    await write(world.school, (tx) => {
      eraseRound(world.school, tx, cast.round as RoundId, world.clock.now)
    })
    expect(await entriesOf(address)).toEqual([])
  })

  it("is closed when the colleague leaves", async () => {
    const address = await ofTeacher()
    world.school.client.run(
      "UPDATE staff SET removed_at = '2026-11-04T00:00:00Z' WHERE email LIKE 'mentor@%'",
    )
    expect((await world.stranger().get(address)).status).toBe(404)
  })

  it("needs an account of a teacher", async () => {
    const page = "/de-regenboog/team/agenda"
    const planner = await world.planner()
    await planner.post(page)
    expect(await (await planner.get(page)).text()).toContain("Je account hoort niet bij een leraar")
    expect(world.school.client.query("SELECT * FROM calendar_feeds").all()).toEqual([])
  })
})

describe("nobody", () => {
  it("is remembered for whom no calendar asks", async () => {
    await cancel(talks.sem)
    expect(world.school.client.query("SELECT * FROM gone_talks").all()).toEqual([])
  })
})
