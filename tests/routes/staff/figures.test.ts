import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
import { filledEvening, type Talks } from "../../support/evening.ts"
import { cast } from "../../support/school.ts"

let world: World
let talks: Talks
beforeEach(async () => {
  world = await testWorld()
  talks = await filledEvening(world)
})
afterEach(() => world.close())

const page = async () => {
  const answer = await (await world.planner()).get(`/de-regenboog/team/rondes/${cast.round}/cijfers`)
  expect(answer.status).toBe(200)
  return (await answer.text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")
}

describe("the figures of a round", () => {
  it("hold counts and no names of who came", async () => {
    const noor = await world.noor()
    for (const booking of [talks.defne, talks.sem])
      await noor.post("/de-regenboog/team/vandaag/kwam", { booking: String(booking), came: "yes" })
    const shown = await page()
    expect(shown).toContain("6 gesprekken gekozen")
    expect(shown).toContain("25% van de tijden bezet")
    expect(shown).toContain("Noor Willems 4 van 12")
    for (const name of ["Defne", "Yilmaz", "Sem", "Vries", "Mila", "Jansen"])
      expect(shown).not.toContain(name)
  })

  it("show nothing small exactly", async () => {
    const tim = await world.tim()
    await tim.post("/de-regenboog/team/vandaag/kwam", { booking: String(talks.lotte), came: "no" })
    const shown = await page()
    expect(shown).toContain("Tim Bos 2 van 12 niet getoond minder dan 5")
    expect(shown).toContain("Dat tonen we pas als ten minste 5 gezinnen zelf hebben gekozen")
  })

  it("say how long parents took, from the logbook", async () => {
    const opens = Temporal.Instant.from("2026-11-01T08:00:00Z")
    for (let household = 10; household < 16; household++)
      for (const [act, minute] of [
        ["signed-in", 0],
        ["talk-booked", 3],
      ] as const)
        world.school.client.run(
          "INSERT INTO logbook (at, actor_kind, actor_id, act, about) VALUES (?, 'parent', ?, ?, '{\"round\":1}')",
          [opens.add({ minutes: minute + household }).toString(), household, act],
        )
    const shown = await page()
    expect(shown).toContain("2 tot 5 minuten 6")
    expect(shown).toMatch(/[123] minu\w+ nodig om te kiezen/)
  })

  it("are gone with the talks, and say so", async () => {
    world.school.client.run("UPDATE rounds SET erased_at = '2027-02-11T03:00:00Z'")
    expect(await page()).toContain("zijn gewist op donderdag 11 februari 2027")
  })
})
