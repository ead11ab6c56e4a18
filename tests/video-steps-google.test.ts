import { beforeEach, describe, expect, it } from "bun:test"
import type { Browser } from "./support/app.ts"
import {
  eachOnline,
  giveSlots,
  home,
  linkAccount,
  links,
  makeLinks,
  type OnlineWorld,
  states,
} from "./support/online.ts"
import { cast, shownAs, slotOf } from "./support/school.ts"
import { unlucky } from "./support/stand-in.ts"

let world: OnlineWorld
let tim: Browser
eachOnline((made, his) => {
  world = made
  tim = his
})

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

  it("for a hundred times, with everything that goes wrong, are a hundred in the end", async () => {
    giveSlots(world, 100)
    const luck = unlucky({ status: 403, reason: "userRateLimitExceeded" }, "lost")
    // An answer that got lost about a new calendar may leave an empty one; that is known.
    world.calendar.fault = (_, path) => (path.includes("/events") ? luck() : null)
    await makeLinks(world, tim)
    expect(states(world)).toEqual(["ready 100"])
    expect(world.calendar.standing()).toHaveLength(100)
    expect(new Set(world.calendar.standing().map(({ link }) => link)).size).toBe(100)
    expect(world.calendar.calendars.size).toBe(1)
  }, 60_000)

  it("of a round are cleaned up in one act", async () => {
    await makeLinks(world, tim)
    const before = world.calendar.asked.length
    await makeLinks(world, tim, "opruimen")
    expect(world.calendar.asked.slice(before)).toEqual(["DELETE /calendar/v3/calendars/*"])
    expect(world.calendar.standing()).toEqual([])
    expect(states(world)).toEqual(["dropped 12"])
    expect(links(world).every(({ sealed }) => sealed === null)).toBe(true)
    await makeLinks(world, tim)
    expect(world.calendar.standing()).toHaveLength(12)
  })
})
