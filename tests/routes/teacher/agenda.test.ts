import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { publishRound } from "../../../src/db/rounds/round-slots.ts"
import { htmx, testWorld, type World } from "../../support/app.ts"
import { day, deWit, draftIn, rowsIn, spring } from "../../support/rounds.ts"
import { cast } from "../../support/school.ts"

let world: World
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

/** What the page of juf Noor at this moment says is next: where its button leads. */
async function nextAt(moment: string): Promise<string[]> {
  world.clock.now = Temporal.Instant.from(moment)
  const page = await (await (await world.noor()).get("/de-regenboog/team/mijn-gesprekken")).text()
  const main = page.slice(page.indexOf("<main"))
  return [...main.matchAll(/<a class="button" href="([^"]+)"/g)].map(([, address = ""]) => address)
}

describe("what a teacher does next", () => {
  it("is to say when they are not there, until parents choose", async () => {
    world.school.client.run("UPDATE rounds SET opens_at = '2026-11-05T08:00:00Z'")
    expect(await nextAt("2026-11-04T08:00:00Z")).toEqual([
      `/de-regenboog/team/mijn-gesprekken/${cast.round}/tijden`,
    ])
  })

  it("is to read who comes, while parents choose and when they no longer can", async () => {
    expect(await nextAt("2026-11-06T08:00:00Z")).toEqual([])
    expect(await nextAt("2026-11-11T22:59:00Z")).toEqual([])
  })

  it("is the evening itself, all of that day", async () => {
    for (const moment of ["2026-11-11T23:01:00Z", "2026-11-12T18:30:00Z", "2026-11-12T22:59:00Z"])
      expect(await nextAt(moment)).toEqual(["/de-regenboog/team/vandaag"])
    expect(await nextAt("2026-11-12T23:01:00Z")).toEqual([])
  })
})

describe("a round that the school is still preparing", () => {
  const textOf = async (answer: Response | Promise<Response>) =>
    (await (await answer).text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ")

  it("is told to its teachers, who say already when they are not there", async () => {
    const round = await draftIn(world, spring({ days: [day("2026-11-24")] }))
    const noor = await world.noor()
    const agenda = await (await noor.get("/de-regenboog/team/mijn-gesprekken")).text()
    expect(agenda).toContain("De school bereidt deze ronde voor. Ouders zien nog niets.")
    const times = `/de-regenboog/team/mijn-gesprekken/${round}/tijden`
    expect(agenda).toContain(`href="${times}"`)

    const page = await (await noor.get(times)).text()
    const shown = [...page.matchAll(/name="shown" value="([^"]+)"/g)].map(([, value = ""]) => value)
    expect(shown).toHaveLength(6)
    const kept = await noor.post(times, { shown, closed: shown.slice(0, 2) })
    expect(kept.headers.get("Location")).toBe(`${times}?bewaard`)
    expect(await textOf(noor.get(`${times}?bewaard`))).toContain(
      "Wat je aanvinkte, is straks niet te kiezen.",
    )
    expect(await textOf((await world.deWit()).get(`/de-regenboog/team/rondes/${round}`))).toContain(
      "4 tijden",
    )

    await noor.post(times, { shown, closed: shown.slice(0, 3) }, htmx)
    await publishRound(world.school, deWit, round, world.clock.now)
    expect(rowsIn(world.school, "slots", `round_id = ${round} AND blocked = 1`)).toBe(3)
  })

  it("is not told to who is not in it, nor to anybody after its last day", async () => {
    const round = await draftIn(world, spring({ days: [day("2026-11-24")] }))
    const pages = ["/de-regenboog/team/mijn-gesprekken", `/de-regenboog/team/mijn-gesprekken/${round}/tijden`]
    world.school.client.run("DELETE FROM round_teachers WHERE round_id = ? AND teacher_id = ?", [
      round,
      cast.teachers.tim,
    ])
    const tim = await world.tim()
    expect(await textOf(tim.get(pages[0] ?? ""))).not.toContain("Rapportgesprekken")
    expect((await tim.get(pages[1] ?? "")).status).toBe(404)
    world.clock.now = Temporal.Instant.from("2026-11-26T09:00:00Z")
    expect(await textOf((await world.noor()).get(pages[0] ?? ""))).not.toContain("Rapportgesprekken")
  })
})
