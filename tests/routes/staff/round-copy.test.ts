import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { placesOfRound } from "../../../src/db/online/talk-places.ts"
import { readSetup } from "../../../src/db/rounds/round-setup.ts"
import type { RoundId } from "../../../src/domain/ids.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { choose, fieldsOf, rowsIn } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const fresh = "/de-regenboog/team/rondes/nieuw"

describe("a copy of the last round", () => {
  it("has its dates on the same weekdays, and its rooms, hours and groups", async () => {
    world.school.client.run("UPDATE presences SET starts = '20:00' WHERE teacher_id = 2")
    world.school.client.run("UPDATE rounds SET places = 'online,phone', notes = 1, swaps = 0")
    const deWit = await world.deWit()
    expect(await (await deWit.get("/de-regenboog/team/rondes")).text()).toContain(`${fresh}?van=1`)
    const page = await (await deWit.get(`${fresh}?van=1`)).text()
    expect(page).toContain("Alles is als bij Herfstgesprekken")
    expect(page).toContain('value="2026-11-19"') // Thursday, a week after the 12th
    const answer = await deWit.post(fresh, fieldsOf(page))
    expect([answer.status, answer.headers.get("Location")]).toEqual([
      303,
      "/de-regenboog/team/rondes/2/leraren",
    ])
    const copy = readSetup(world.school, 2 as RoundId)
    expect(copy?.days.map((day) => day.date.toString())).toEqual(["2026-11-19"])
    expect(
      copy?.teachers.map(({ room, presence }) => [room, ...presence.map((each) => each.starts.toString())]),
    ).toEqual([
      ["12", "19:00:00"],
      ["14", "20:00:00"],
    ])
    expect(placesOfRound(world.school, 2 as RoundId)).toEqual(["online", "phone"])
    expect(rowsIn(world.school, "rounds", "id = 2 AND notes = 1 AND swaps = 0")).toBe(1)
    expect(copy?.groups).toHaveLength(2)
    expect(copy?.round.publishedAt).toBeNull()
    expect(rowsIn(world.school, "round_days", "round_id = 1")).toBe(1)
  })

  it("moves as a whole to another week, and leaves out who and what is no longer there", async () => {
    world.school.client.run("UPDATE teachers SET left_at = '2026-11-01T00:00:00Z' WHERE id = 1")
    world.school.client.run("UPDATE groups SET left_at = '2026-11-01T00:00:00Z' WHERE id = 1")
    const deWit = await world.deWit()
    const page = await (await deWit.get(`${fresh}?van=1&week=2027-02-01`)).text()
    for (const day of ["2027-02-04", "2027-01-24", "2027-02-02", "2027-02-03"])
      expect(page).toContain(`value="${day}"`)
    await deWit.post(fresh, fieldsOf(page))
    const copy = readSetup(world.school, 2 as RoundId)
    expect(copy?.groups).toEqual([cast.groups.g6b as never])
    expect(copy?.teachers.map((each) => each.teacher)).toEqual([cast.teachers.tim as never])
  })

  it("keeps being a copy when something is not right or a day is added", async () => {
    const deWit = await world.deWit()
    const fields = fieldsOf(await (await deWit.get(`${fresh}?van=1`)).text())
    for (const change of [{ title: [""] }, { do: ["add-day"] }]) {
      const again = await (await deWit.post(fresh, { ...fields, ...change }, htmx)).text()
      expect(again).toContain('name="from" value="1"')
    }
  })

  it("is a new round when there is nothing to copy", async () => {
    const page = await (await (await world.deWit()).get(`${fresh}?van=99`)).text()
    expect(page).toContain("We hebben alvast iets ingevuld")
  })
})

describe("the room that is left", () => {
  const room = "/de-regenboog/team/rondes/1/ruimte"

  it("says of whom too much is asked, and where to make more times", async () => {
    world.school.client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 3")
    const page = await (await (await world.deWit()).get(room)).text()
    // Mila has two homes, which each choose a talk of their own.
    expect(page).toContain("Noor Willems: 3 leerlingen, ongeveer 4 gesprekken, 3 tijden.")
    expect(page).toContain("1 te weinig")
    expect(page).toContain("/de-regenboog/team/rondes/1/leraren#t-1")
    expect(page).toContain("/de-regenboog/team/rondes/1/gegevens")
  })

  it("does not keep a session alive by watching", async () => {
    const deWit = await world.deWit()
    const seen = () => world.school.client.query("SELECT seen_at FROM staff_sessions").all()
    const before = seen()
    world.clock.now = world.clock.now.add({ minutes: 5 })
    const part = await (await deWit.get(room, { ...htmx, "X-Watching": "1" })).text()
    expect(part).toContain("X-Watching")
    expect(seen()).toEqual(before)
  })

  it("follows what families choose", async () => {
    const { client } = world.school
    client.run("DELETE FROM slots WHERE teacher_id = 1 AND id > 3")
    const at = "2026-11-12T18:00:00Z"
    choose(world.school, { household: cast.households.deVries, pupil: cast.pupils.sem, teacher: 1, at })
    const deWit = await world.deWit()
    const part = await (await deWit.get(room, htmx)).text()
    expect(part).toStartWith('<div id="room"')
    expect(part).toContain("Noor Willems: nog 3 gesprekken te kiezen, 2 tijden vrij.")
    expect(part).toContain("1 van 3, nog 3 te kiezen")
    expect(part).not.toContain("wachtlijst")
    client.run("INSERT INTO waits VALUES (1, 1, 1, 1, '2026-11-03T09:00:00Z', NULL)")
    const waited = await (await deWit.get(room, htmx)).text()
    expect(waited).toContain("1 op de wachtlijst")
    expect(waited).toContain("<li>Defne Yilmaz</li>")
    client.run("UPDATE rounds SET talks_per_pupil = 1")
    client.run("INSERT INTO teacher_groups VALUES (2, 1)")
    // Now Sem's family has its only talk, and the others divide theirs between two teachers.
    expect(await (await deWit.get(room, htmx)).text()).toContain("1 van 3, nog 2 te kiezen")
  })
})
