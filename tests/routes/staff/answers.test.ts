import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { makeLetters, sendInvitations } from "../../../src/db/rounds/round-invitations.ts"
import { overviewOf } from "../../../src/db/rounds/round-overview.ts"
import type { RoundId } from "../../../src/domain/ids.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { choose, deWit, rowsIn } from "../../support/rounds.ts"
import { cast, shownAs, slotOf, today } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const round = cast.round as RoundId
const list = "/de-regenboog/team/rondes/1/antwoorden"
const page = "/de-regenboog/gesprekken/1"
const { sem, defne, lotte, daan, mila } = cast.pupils
const shown = async (query = "") => {
  const text = await (await (await world.deWit()).get(`${list}${query}`)).text()
  return [...text.matchAll(/<th scope="row">([^<]+)/g)].map(([, name]) => name)
}

describe("who has not answered", () => {
  it("stands in a list by group, with whom a teacher wishes to see first, and once for each home", async () => {
    choose(world.school, {
      household: cast.households.deVries,
      pupil: sem,
      teacher: 1,
      at: "2026-11-12T18:00:00Z",
    })
    world.school.client.run("INSERT INTO marks VALUES (1, 2, ?, 'wanted')", [daan])
    expect(await shown()).toEqual([
      "Vries, Daan de",
      "Bakker, Mila",
      "Bakker, Mila",
      "Yilmaz, Defne",
      "Vries, Lotte de",
    ])
    expect(await shown("?toon=open&groep=2")).toEqual(["Vries, Daan de", "Vries, Lotte de"])
    expect(await shown("?toon=chosen")).toEqual(["Vries, Sem de"])
    expect(await shown("?toon=alles")).toHaveLength(6)
    const text = await (await (await world.deWit()).get(list)).text()
    expect(text).toContain("Nog niet gekozen (5)")
    expect(text).toContain("ouder: Jansen")
    expect(text).toContain("/de-regenboog/team/rondes/1/rooster")
  })

  it("is not asked about a child with whom every teacher needs no talk", async () => {
    world.school.client.run("INSERT INTO marks VALUES (1, 1, ?, 'not-needed')", [defne])
    expect(await shown("?toon=not-needed")).toEqual(["Yilmaz, Defne"])
    expect(await shown("?toon=open")).not.toContain("Yilmaz, Defne")
  })

  it("is reminded once a day, by e-mail, by SMS, or by a letter, and the office sees how many by each", async () => {
    world.parts.sms = true
    world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id IN (1, 4)")
    world.school.client.run("UPDATE guardians SET phone = '06 1234 5678' WHERE household_id = 1")
    await sendInvitations(world.school, deWit, round, today)
    await makeLetters(world.school, deWit, { round, which: "without-mail", group: null }, today, true)
    const early = await (await (await world.deWit()).get(list)).text()
    expect(early).toContain("4 gezinnen hebben de laatste 24 uur al bericht gehad.")
    expect(early).not.toContain("Herinner 2")
    world.clock.now = today.add({ hours: 24 })
    const desk = await world.deWit()
    const before = await (await desk.get(list)).text()
    expect(before).toContain("Herinner 2 gezinnen per e-mail en 1 per sms")
    expect(before).toContain("Maak een brief voor 1 gezin")
    expect(before).toContain("brieven?wie=open")
    const pressed = await desk.post(`${list}/herinneren`)
    expect(pressed.headers.get("Location")).toBe(`${list}?herinnerd=2&sms=1`)
    const told = await (await desk.get(`${list}?herinnerd=2&sms=1`)).text()
    expect(told).toContain("2 gezinnen krijgen nu een e-mail. 1 gezin krijgt nu een sms.")
    expect(told).toContain("per sms, herinnerd op wo 4 nov")
    expect(told).toContain("3 gezinnen hebben de laatste 24 uur al bericht gehad.")
    const again = await (await desk.post(`${list}/herinneren`, {}, htmx)).text()
    expect(again).toContain("Er is nu niemand om te herinneren.")
    expect(rowsIn(world.school, "messages", "kind = 'invitation-reminder'")).toBe(3)
  })

  it("is reminded group by group when the office looks at one group", async () => {
    world.school.client.run("UPDATE guardians SET email = NULL WHERE household_id = 2")
    await sendInvitations(world.school, deWit, round, today)
    world.clock.now = today.add({ hours: 24 })
    const desk = await world.deWit()
    const of6B = await (await desk.get(`${list}?groep=${cast.groups.g6b}`)).text()
    expect(of6B).not.toContain("Herinner ")
    expect(of6B).not.toContain("Maak een brief")
    const of4A = await (await desk.get(`${list}?groep=${cast.groups.g4a}`)).text()
    expect(of4A).toContain("Herinner 3 gezinnen per e-mail")
    const pressed = await desk.post(`${list}/herinneren`, { group: String(cast.groups.g4a) })
    expect(pressed.headers.get("Location")).toBe(`${list}?herinnerd=3&sms=0&groep=${cast.groups.g4a}`)
    expect(await (await desk.get(list)).text()).toContain("Maak een brief voor 1 gezin")
  })

  it("hears by SMS in the morning when the office presses at night, and the office reads so", async () => {
    world.parts.sms = true
    world.school.client.run(
      "UPDATE guardians SET email = NULL, phone = '06 1234 5678' WHERE household_id = 1",
    )
    await makeLetters(world.school, deWit, { round, which: "without-mail", group: null }, today, true)
    world.clock.now = Temporal.Instant.from("2026-11-05T21:30:00Z")
    const desk = await world.deWit()
    const before = await (await desk.get(list)).text()
    expect(before).toContain("Herinner 1 gezin per sms")
    expect(before).toContain("Het is nacht")
    const told = await (await desk.post(`${list}/herinneren`, {}, htmx)).text()
    expect(told).toContain("1 gezin krijgt om 8:00 uur een sms.")
  })

  it("is for the office only", async () => {
    for (const visitor of [await world.tim(), await world.noor()])
      expect((await visitor.get(list)).status).toBe(404)
  })
})

describe("a family that needs no talk", () => {
  const decline = `${page}/geen`

  it("says so for one child, is asked no more about it, and can take it back", async () => {
    const deVries = await world.deVries()
    expect(await (await deVries.get(page)).text()).toContain("Wij hoeven geen gesprek over Sem")
    const answer = await deVries.post(decline, { pupil: String(sem), declined: "yes" })
    expect(answer.headers.get("Location")).toBe(`${page}#c${sem}`)
    const after = await (await deVries.get(page)).text()
    expect(after).toContain("U heeft gezegd dat u geen gesprek over Sem hoeft.")
    expect(after).toContain("0 van 2 gesprekken gekozen")
    expect(after).not.toContain(`value="${shownAs(slotOf("noor", 0))}"`)
    expect(await shown("?toon=declined")).toEqual(["Vries, Sem de"])
    expect(overviewOf(world.school, deWit, round)?.teachers[0]?.waiting).toBe(3)
    const back = await (await deVries.post(decline, { pupil: String(sem) }, htmx)).text()
    expect(back).toContain(`value="${shownAs(slotOf("noor", 0))}"`)
    expect(rowsIn(world.school, "declines")).toBe(0)
    expect(rowsIn(world.school, "logbook", "act IN ('talk-declined', 'talk-wanted-again')")).toBe(2)
  })

  it("is reminded of nothing when it said so of every child, and of the rest when it did not", async () => {
    await sendInvitations(world.school, deWit, round, today)
    world.clock.now = today.add({ hours: 24 })
    const deVries = await world.deVries()
    for (const pupil of [sem, lotte]) await deVries.post(decline, { pupil: String(pupil), declined: "yes" })
    const desk = await world.deWit()
    expect(await (await desk.get(list)).text()).toContain("Herinner 4 gezinnen")
    await deVries.post(decline, { pupil: String(daan), declined: "yes" })
    expect(await (await desk.get(list)).text()).toContain("Herinner 3 gezinnen")
    expect(await (await deVries.get(page)).text()).toContain("U hoeft geen gesprek te kiezen.")
  })

  it("speaks for its own home only: the other one may still come", async () => {
    await (await world.bakker()).post(decline, { pupil: String(mila), declined: "yes" })
    const jansen = await (await (await world.jansen()).get(page)).text()
    expect(jansen).not.toContain("U heeft gezegd")
    expect(jansen).toContain('name="slot"')
  })

  it("has a talk after all as soon as one is booked, and cannot say it while one stands", async () => {
    const yilmaz = await world.yilmaz()
    await yilmaz.post(decline, { pupil: String(defne), declined: "yes" })
    const desk = await world.deWit()
    await desk.post("/de-regenboog/team/rondes/1/rooster/plannen", {
      who: `${cast.households.yilmaz}-${defne}`,
      slot: shownAs(slotOf("noor", 0)),
    })
    expect([rowsIn(world.school, "declines"), rowsIn(world.school, "bookings")]).toEqual([0, 1])
    const refused = await yilmaz.post(decline, { pupil: String(defne), declined: "yes" })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain("U heeft al een gesprek over dit kind.")
  })

  it("cannot say it of another family's child, or when choosing is over", async () => {
    const yilmaz = await world.yilmaz()
    expect((await yilmaz.post(decline, { pupil: String(sem), declined: "yes" })).status).toBe(404)
    world.clock.now = Temporal.Instant.from("2026-11-10T22:30:00Z")
    const late = await (await world.yilmaz()).post(decline, { pupil: String(defne), declined: "yes" })
    expect([late.status, rowsIn(world.school, "declines")]).toEqual([409, 0])
  })
})
