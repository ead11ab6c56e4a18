import { afterEach, beforeEach, describe, expect, it } from "bun:test"
import { testWorld, type World } from "../../support/app.ts"
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
