import { beforeEach, describe, expect, it } from "bun:test"
import { createApp } from "../src/app.ts"
import { Browser } from "./support/app.ts"
import {
  eachOnline,
  giveSlots,
  home,
  linkAccount,
  makeLinks,
  type OnlineWorld,
  states,
} from "./support/online.ts"

// Long work at a provider in which something happens: a tab that goes, a tab too many, a restart, a provider that is away or busy.

let world: OnlineWorld
let tim: Browser
eachOnline((made, his) => {
  world = made
  tim = his
})

for (const provider of ["google", "microsoft"] as const)
  describe(`work at ${provider} that is disturbed`, () => {
    beforeEach(() => linkAccount(tim, provider))
    const standing = () =>
      provider === "google" ? world.calendar.standing().length : world.teams.meetings.size
    const making =
      provider === "google" ? "POST /calendar/v3/calendars/*/events" : "POST /me/onlineMeetings/createOrGet"
    const asked = () =>
      (provider === "google" ? world.calendar : world.teams).asked.filter((each) => each === making)
    /** Asks for a step over a real connection, which can be cut. */
    async function stepOverWire(signal: AbortSignal): Promise<void> {
      const server = Bun.serve({
        port: 0,
        hostname: "127.0.0.1",
        fetch: (request) =>
          world.app.handle(new Request(`http://localhost:3000${new URL(request.url).pathname}`, request)),
      })
      const Cookie = [...tim.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
      const headers = { Cookie, "Sec-Fetch-Site": "same-origin" }
      await fetch(`${server.url.origin}${home}/1/maak`, { method: "POST", headers, signal }).catch(
        () => undefined,
      )
      // What was begun ends by itself; nobody waits for its answer.
      await server.stop()
    }

    it("because the browser goes away in the middle of a step, goes on when it is back, and nothing is there twice", async () => {
      giveSlots(world, 40)
      const gone = new AbortController()
      let count = 0
      const cut = () => {
        if (++count === 4) gone.abort()
        return null
      }
      Object.assign(provider === "google" ? world.calendar : world.teams, { fault: cut })
      await stepOverWire(gone.signal)
      expect(gone.signal.aborted).toBe(true)
      expect(standing()).toBeGreaterThan(0)
      world.clock.now = world.clock.now.add({ seconds: 61 })
      await makeLinks(world, tim, "stap")
      expect([states(world), standing()]).toEqual([["ready 40"], 40])
    })

    it("because two tabs do it at the same time, is shared: each link is asked for once", async () => {
      giveSlots(world, 40)
      for (let step = 0; step < 8; step++) {
        await Promise.all([1, 2, 3].map(() => tim.post(`${home}/1/maak`)))
        world.clock.now = world.clock.now.add({ seconds: 5 })
      }
      await makeLinks(world, tim)
      expect(asked()).toHaveLength(40)
      expect([states(world), standing()]).toEqual([["ready 40"], 40])
      if (provider === "google") expect(world.calendar.calendars.size).toBe(1)
    })

    it("because we start again between two steps, goes on where it was", async () => {
      giveSlots(world, 40)
      await tim.post(`${home}/1/maak`)
      const before = standing()
      const app = createApp(world.parts)
      const again = new Browser((request) => app.handle(request))
      for (const [name, value] of tim.cookies) again.cookies.set(name, value)
      await makeLinks(world, again, "stap")
      expect([before, standing(), asked().length]).toEqual([provider === "google" ? 9 : 20, 40, 40])
    })

    it("because we stop between an answer and its keeping, finds what was made, after a minute", async () => {
      await tim.post(`${home}/1/maak`)
      await makeLinks(world, tim)
      // As it was while the last step was under way: asked for and taken, and nothing known of what came of it.
      world.school.client.run(
        "UPDATE video_meetings SET state = 'asked', sealed_event = NULL, sealed_link = NULL, sealed_owner = NULL, lease_until = ? WHERE slot_id > 16",
        [world.clock.now.add({ seconds: 60 }).toString()],
      )
      const before = asked().length
      await tim.post(`${home}/1/stap`)
      expect(asked()).toHaveLength(before)
      world.clock.now = world.clock.now.add({ seconds: 61 })
      await makeLinks(world, tim, "stap")
      expect([states(world), standing()]).toEqual([["ready 12"], 12])
    })

    it("because the provider gives no token for a while, says so, keeps the account, and goes on from there", async () => {
      giveSlots(world, 40)
      await tim.post(`${home}/1/maak`)
      world[provider].person.isDown = true
      const stopped = (await tim.post(`${home}/1/stap`)).headers.get("Location") ?? ""
      const page = await (await tim.get(stopped)).text()
      expect(page).toContain("Geen antwoord")
      expect(page).toContain("tim@regenboog.example")
      expect(page).toContain(`href="${home}/1">Ga verder</a>`)
      expect(page).not.toContain(`${home}/koppel/`)
      world[provider].person.isDown = false
      await makeLinks(world, tim, "stap")
      expect([states(world), standing()]).toEqual([["ready 40"], 40])
    })

    it("because it is told to wait, waits as long as it was asked, and says so", async () => {
      const busy = () => ({ status: 429, retryAfter: 90, reason: "rateLimitExceeded" })
      if (provider === "google")
        world.calendar.fault = (_, path) => (path.includes("/events") ? busy() : null)
      else world.teams.parcelFault = busy
      await tim.post(`${home}/1/maak`)
      expect(await (await tim.get(`${home}/1`)).text()).toContain("Even wachten, het gaat zo verder")
      world.calendar.fault = world.teams.parcelFault = () => null
      const before = asked().length
      world.clock.now = world.clock.now.add({ seconds: 80 })
      await tim.post(`${home}/1/stap`)
      expect(asked()).toHaveLength(before)
      world.clock.now = world.clock.now.add({ seconds: 11 })
      await makeLinks(world, tim, "stap")
      expect([states(world), standing()]).toEqual([["ready 12"], 12])
    })
  })
