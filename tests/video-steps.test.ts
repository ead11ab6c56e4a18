import { beforeEach, describe, expect, it } from "bun:test"
import { join } from "node:path"
import { eraseOldRounds } from "../src/db/rounds/round-erasing.ts"
import { googleRequests } from "../src/integrations/google-meet.ts"
import { microsoftParcels, microsoftRequests } from "../src/integrations/microsoft-teams.ts"
import type { Browser } from "./support/app.ts"
import {
  eachOnline,
  home,
  linkAccount,
  links,
  makeLinks,
  type OnlineWorld,
  states,
} from "./support/online.ts"

let world: OnlineWorld
let tim: Browser
eachOnline((made, his) => {
  world = made
  tim = his
})

for (const provider of ["google", "microsoft"] as const)
  describe(`a slot at ${provider} that is not what it was`, () => {
    beforeEach(async () => {
      await linkAccount(tim, provider)
      await makeLinks(world, tim)
    })
    const sql = (text: string) => world.school.client.run(text)
    const todo = async () => (await (await world.tim()).get(home)).text()
    const standing = () =>
      provider === "google" ? world.calendar.standing().length : world.teams.meetings.size
    const asked = () => (provider === "google" ? world.calendar : world.teams).asked

    it("moves its meeting when the owner is there; until then there is a line for the owner, and no link for parents", async () => {
      const before = links(world)
      sql("UPDATE slots SET starts_at = replace(starts_at, ':00Z', ':01Z') WHERE id = 13")
      expect(await todo()).toContain("1 videolink van Herfstgesprekken moet in je account nog")
      await makeLinks(world, tim, "stap")
      expect(asked().at(-1)).toBe(
        provider === "google" ? "PATCH /calendar/v3/calendars/*/events/*" : "PATCH /me/onlineMeetings/*",
      )
      expect(standing()).toBe(12)
      expect(links(world)).toHaveLength(before.length)
      expect(await todo()).not.toContain("moet in je account")
    })

    it("drops its meeting when it is gone, closed or another teacher's", async () => {
      sql("DELETE FROM slots WHERE id = 13")
      sql("UPDATE slots SET blocked = 1 WHERE id = 14")
      sql("UPDATE slots SET teacher_id = 1, starts_at = replace(starts_at, ':00Z', ':01Z') WHERE id = 15")
      expect(await todo()).toContain("3 videolinks van Herfstgesprekken")
      await makeLinks(world, tim, "stap")
      expect(standing()).toBe(9)
      expect(states(world)).toEqual(["dropped 2", "ready 9"])
    })
  })

describe("a round that is over", () => {
  beforeEach(async () => {
    await linkAccount(tim, "google")
    await makeLinks(world, tim)
  })

  it("leaves a line for the owner until its links are cleaned up", async () => {
    world.clock.now = Temporal.Instant.from(
      (world.school.client.query("SELECT ends_at AS at FROM rounds").get() as { at: string }).at,
    )
    tim = await world.tim()
    expect(await (await tim.get("/de-regenboog/team/mijn-gesprekken")).text()).toContain(
      "12 videolinks van Herfst",
    )
    world.clock.now = Temporal.Now.instant()
    tim = await world.tim()
    await linkAccount(tim, "google")
    world.school.client.run("UPDATE rounds SET ends_at = opens_at")
    expect(await (await tim.get(`${home}/1`)).text()).toContain("Ruim deze ronde op")
    await makeLinks(world, tim, "opruimen")
    expect(await (await tim.get("/de-regenboog/team/mijn-gesprekken")).text()).not.toContain("videolinks van")
  })

  it("that is erased takes what we kept of its links along", async () => {
    const { control } = world.registry
    await eraseOldRounds(control, world.school, world.clock.now.add({ hours: 24 * 200 }))
    for (const table of ["video_meetings", "video_calendars"])
      expect(world.school.client.query(`SELECT * FROM ${table}`).all()).toEqual([])
  })
})

describe("what leaves for a provider", () => {
  it("is a closed list, and nothing of it reads another event", async () => {
    expect([...googleRequests]).toEqual([
      "POST /calendar/v3/calendars",
      "DELETE /calendar/v3/calendars/*",
      "POST /calendar/v3/calendars/*/events",
      "GET /calendar/v3/calendars/*/events/*",
      "PATCH /calendar/v3/calendars/*/events/*",
      "DELETE /calendar/v3/calendars/*/events/*",
    ])
    expect([...microsoftRequests, ...microsoftParcels]).toEqual([
      "POST /v1.0/$batch",
      "POST /me/onlineMeetings/createOrGet",
      "PATCH /me/onlineMeetings/*",
      "DELETE /me/onlineMeetings/*",
    ])
  })
})

it("loads the Google part when the first link is made, and in less than six tenths of a second", async () => {
  const script = `
    const before = performance.now()
    await import("./src/integrations/google-meet.ts")
    const light = performance.now() - before
    const { loadGoogle } = await import("./src/integrations/google-meet.ts")
    const begun = performance.now()
    await loadGoogle()
    console.log(JSON.stringify({ light, heavy: performance.now() - begun }))`
  // The best of three: somebody else may be at work on this machine. One that is quick enough says it.
  const best = { light: Number.POSITIVE_INFINITY, heavy: Number.POSITIVE_INFINITY }
  for (let run = 0; run < 3 && !(best.light < 100 && best.heavy < 600); run++) {
    const { stdout } = Bun.spawnSync([process.execPath, "-e", script], { cwd: join(import.meta.dir, "..") })
    const took = JSON.parse(stdout.toString()) as typeof best
    best.light = Math.min(best.light, took.light)
    best.heavy = Math.min(best.heavy, took.heavy)
  }
  expect(best.light).toBeLessThan(100)
  expect(best.heavy).toBeLessThan(600)
}, 30_000)
