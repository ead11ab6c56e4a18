import { beforeEach, describe, expect, it } from "bun:test"
import type { Browser } from "./support/app.ts"
import {
  eachOnline,
  giveSlots,
  home,
  linkAccount,
  makeLinks,
  type OnlineWorld,
  states,
} from "./support/online.ts"
import { unlucky } from "./support/stand-in.ts"

let world: OnlineWorld
let tim: Browser
eachOnline((made, his) => {
  world = made
  tim = his
})

describe("links at Microsoft", () => {
  beforeEach(() => linkAccount(tim, "microsoft"))

  it("are made in parcels, and count only after the lobby was closed", async () => {
    world.teams.fault = (method) => (method === "PATCH" ? { status: 503, retryAfter: 2 } : null)
    await tim.post(`${home}/1/maak`)
    expect(states(world)).toEqual(["made 12"])
    world.teams.fault = () => null
    await makeLinks(world, tim, "stap")
    expect(states(world)).toEqual(["ready 12"])
    for (const meeting of world.teams.meetings.values()) {
      expect(meeting["lobbyBypassSettings"]).toEqual({ scope: "organizer", isDialInBypassEnabled: false })
      expect(meeting["allowedLobbyAdmitters"]).toBe("organizerAndCoOrganizers")
      expect(meeting["subject"]).toBe("Oudergesprek")
    }
  })

  it("for a hundred times, with everything that goes wrong, are a hundred in the end", async () => {
    giveSlots(world, 100)
    world.teams.fault = unlucky()
    let parcels = 0
    world.teams.parcelFault = () => {
      parcels++
      return parcels % 5 === 0 ? "lost" : parcels % 7 === 0 ? { status: 429, retryAfter: 12 } : null
    }
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 100"])
    expect(world.teams.meetings.size).toBe(100)
    expect([...world.teams.meetings.values()].every((each) => each["lobbyBypassSettings"])).toBe(true)
  }, 60_000)

  it("of a round are cleaned up, also those whose number got lost", async () => {
    let lost = 0
    world.teams.fault = (method) => (method === "POST" && lost++ % 3 === 0 ? "lost" : null)
    await tim.post(`${home}/1/maak`)
    world.teams.fault = () => null
    world.clock.now = world.clock.now.add({ seconds: 61 })
    await makeLinks(world, tim, "opruimen")
    expect(world.teams.meetings.size).toBe(0)
    expect(states(world)).toEqual(["dropped 12"])
  })

  it("whose renewed log-in got lost on the way here, where the old one was ended, ask to link again, and lose nothing", async () => {
    world.microsoft.person.endsOldTokens = true
    giveSlots(world, 30)
    const before = new Map(tim.cookies)
    await tim.post(`${home}/1/maak`)
    for (const [name, value] of before) tim.cookies.set(name, value)
    const stopped = await tim.post(`${home}/1/stap`)
    expect(stopped.headers.get("Location")).toStartWith(`${home}?mis=revoked`)
    await linkAccount(tim, "microsoft")
    await makeLinks(world, tim, "stap")
    expect([states(world), world.teams.meetings.size]).toEqual([["ready 30"], 30])
  })

  it("cannot be made without a licence, and that is said", async () => {
    world.teams.fault = () => ({ status: 403, reason: "Forbidden" })
    await tim.post(`${home}/1/maak`)
    expect(await (await tim.get(`${home}/1`)).text()).toContain("Dit account heeft geen Teams-licentie")
  })
})
