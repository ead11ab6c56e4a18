import { afterEach, beforeEach, describe, expect, it, setDefaultTimeout } from "bun:test"
import { join } from "node:path"
import { eraseOldRounds } from "../src/db/round-erasing.ts"
import { googleRequests } from "../src/integrations/google-meet.ts"
import { microsoftParcels, microsoftRequests } from "../src/integrations/microsoft-teams.ts"
import type { Browser } from "./support/app.ts"
import { giveSlots, linkAccount, makeLinks, type OnlineWorld, onlineWorld, states } from "./support/online.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"
import type { Fault } from "./support/stand-in.ts"

const home = "/de-regenboog/team/video"

// Each test signs in at a real server and makes a dozen meetings: on a busy machine that takes its time.
setDefaultTimeout(30_000)

let world: OnlineWorld
let tim: Browser
beforeEach(async () => {
  world = await onlineWorld()
  tim = await world.tim()
})
afterEach(() => world.close())

const links = () =>
  world.school.client
    .query<{ state: string; sealed: string | null }, []>(
      "SELECT state, sealed_link AS sealed FROM video_meetings",
    )
    .all()

/** Goes wrong in every way, in turn, every fourth time. */
function unlucky(...more: Fault[]): () => Fault | null {
  let at = 0
  const faults: Fault[] = [
    { status: 429, retryAfter: 7, reason: "rateLimitExceeded" },
    "lost",
    { status: 503 },
    ...more,
  ]
  return () => (++at % 4 === 0 ? (faults[(at / 4) % faults.length] ?? null) : null)
}

describe("links at Google", () => {
  beforeEach(() => linkAccount(tim, "google"))

  it("are made for every time, at most three at once, in a calendar of our own", async () => {
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 12"])
    expect(world.calendar.standing()).toHaveLength(12)
    expect(world.calendar.calendars.size).toBe(1)
    expect(world.calendar.most).toBeLessThanOrEqual(3)
  })

  it("carry no name of a child, a parent or a round", async () => {
    await (await world.deVries()).post(`/de-regenboog/gesprekken/${cast.round}/kies`, {
      pupil: String(cast.pupils.lotte),
      slot: shownAs(slotOf("tim", 1)),
    })
    await makeLinks(world, tim)
    const heard = world.calendar.heard.join("\n")
    for (const name of ["Lotte", "Vries", "Herfst", "Regenboog", "devries"]) expect(heard).not.toContain(name)
    expect(new Set(world.calendar.standing().map(({ summary }) => summary))).toEqual(
      new Set(["Oudergesprek"]),
    )
  })

  it("that are pending are read again, each by its own id, until they are there", async () => {
    world.calendar.pendingFor = 2
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 12"])
    expect(new Set(world.calendar.asked)).toEqual(
      new Set([
        "POST /calendar/v3/calendars",
        "POST /calendar/v3/calendars/*/events",
        "GET /calendar/v3/calendars/*/events/*",
      ]),
    )
  })

  it("whose answer got lost are found again, not made twice", async () => {
    let lost = 0
    world.calendar.fault = (method) => (method === "POST" && lost++ % 2 === 1 ? "lost" : null)
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 12"])
    expect(world.calendar.standing()).toHaveLength(12)
  })

  it("that the teacher removed get another id, and the parents another link", async () => {
    await makeLinks(world, tim)
    const [removed] = world.calendar.standing()
    if (removed) removed.status = "cancelled"
    world.school.client.run(
      "UPDATE video_meetings SET state = 'asked', sealed_link = NULL, sealed_event = NULL",
    )
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 12"])
    expect(world.calendar.standing()).toHaveLength(12)
    expect(world.calendar.standing().map(({ id }) => id)).not.toContain(removed?.id)
  })

  it("are made anew when the teacher removed our calendar", async () => {
    await makeLinks(world, tim)
    world.calendar.calendars.clear()
    world.school.client.run("UPDATE video_meetings SET state = 'asked' WHERE slot_id = 13")
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 12"])
    expect(world.calendar.standing()).toHaveLength(12)
  })

  it("cannot be made where Meet is off, and that is said once", async () => {
    world.calendar.allowsMeet = false
    await makeLinks(world, tim)
    expect(await (await tim.get(`${home}/1`)).text()).toContain("Meet staat uit voor dit account")
    const asked = world.calendar.asked.length
    expect(asked).toBeLessThan(3)
  })

  it("for three hundred times, with everything that goes wrong, are three hundred in the end", async () => {
    giveSlots(world, 300)
    const luck = unlucky({ status: 403, reason: "userRateLimitExceeded" }, "lost")
    // An answer that got lost about a new calendar may leave an empty one; that is known.
    world.calendar.fault = (_, path) => (path.includes("/events") ? luck() : null)
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 300"])
    expect(world.calendar.standing()).toHaveLength(300)
    expect(new Set(world.calendar.standing().map(({ link }) => link)).size).toBe(300)
    expect(world.calendar.calendars.size).toBe(1)
  }, 60_000)

  it("of a round are cleaned up in one act", async () => {
    await makeLinks(world, tim)
    const before = world.calendar.asked.length
    await makeLinks(world, tim, "opruimen")
    expect(world.calendar.asked.slice(before)).toEqual(["DELETE /calendar/v3/calendars/*"])
    expect(world.calendar.standing()).toEqual([])
    expect(states(world)).toEqual(["dropped 12"])
    expect(links().every(({ sealed }) => sealed === null)).toBe(true)
    await makeLinks(world, tim)
    expect(world.calendar.standing()).toHaveLength(12)
  })
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

  it("for three hundred times, with everything that goes wrong, are three hundred in the end", async () => {
    giveSlots(world, 300)
    world.teams.fault = unlucky()
    let parcels = 0
    world.teams.parcelFault = () => {
      parcels++
      return parcels % 5 === 0 ? "lost" : parcels % 7 === 0 ? { status: 429, retryAfter: 12 } : null
    }
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 300"])
    expect(world.teams.meetings.size).toBe(300)
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
      const before = links()
      sql("UPDATE slots SET starts_at = replace(starts_at, ':00Z', ':01Z') WHERE id = 13")
      expect(await todo()).toContain("1 videolink van Herfstgesprekken moet in je account nog")
      await makeLinks(world, tim, "stap")
      expect(asked().at(-1)).toBe(
        provider === "google" ? "PATCH /calendar/v3/calendars/*/events/*" : "PATCH /me/onlineMeetings/*",
      )
      expect(standing()).toBe(12)
      expect(links()).toHaveLength(before.length)
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
