import { afterAll, beforeAll, beforeEach, describe, expect, it } from "bun:test"
import { googleRequests } from "../../src/integrations/google-meet.ts"
import {
  microsoftParcels,
  microsoftRequests,
  microsoftTeams,
} from "../../src/integrations/microsoft-teams.ts"
import { guardedFetch, mayLeave, waitAsked } from "../../src/integrations/outgoing.ts"

let arrived: { path: string; method: string; authorization: string | null; body: string }[] = []
let server: ReturnType<typeof Bun.serve>
beforeAll(() => {
  server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { pathname: path } = new URL(request.url)
      const authorization = request.headers.get("Authorization")
      arrived.push({ path, method: request.method, authorization, body: await request.text() })
      if (path.endsWith("/away")) return Response.redirect("http://127.0.0.1:9/elsewhere", 302)
      return Response.json({})
    },
  })
})
afterAll(() => server.stop(true))
beforeEach(() => {
  arrived = []
})

const calendar = "/calendar/v3/calendars/ours/events"
const leave = (path: string, options: RequestInit = {}, signal = new AbortController().signal) =>
  guardedFetch(server.url.href, googleRequests, "sleutel", signal)(new URL(path, server.url).href, options)

describe("what may leave for Google", () => {
  it("is one event of ours by its id, with the token that is added here and nowhere else", async () => {
    await leave(`${calendar}/tm1?fields=id`, { headers: { Authorization: "Bearer van-een-ander" } })
    expect(arrived).toEqual([
      { path: `${calendar}/tm1`, method: "GET", authorization: "Bearer sleutel", body: "" },
    ])
  })

  for (const [what, path, method] of [
    ["a list of events", calendar, "GET"],
    ["a list without an id", `${calendar}/`, "GET"],
    ["calendars of the account", "/calendar/v3/users/me/calendarList", "GET"],
    ["a calendar itself", "/calendar/v3/calendars/primary", "GET"],
    ["when somebody is free", "/calendar/v3/freeBusy", "POST"],
    ["who may see a calendar", "/calendar/v3/calendars/ours/acl", "POST"],
    ["an event that moves to another calendar", `${calendar}/tm1/move`, "POST"],
    ["another method", `${calendar}/tm1`, "PUT"],
    ["a step back in the path", `${calendar}/../../primary/events`, "GET"],
    ["mail", "/gmail/v1/users/me/messages", "GET"],
  ] as const)
    it(`is never ${what}`, async () => {
      await expect(leave(path, { method })).rejects.toThrow("Not on the list")
      expect(arrived).toEqual([])
    })

  it("never goes to another host, nor where an answer wants to send it", async () => {
    await expect(leave(`https://example.com${calendar}/tm1`)).rejects.toThrow("Not on the list")
    await expect(leave(`http://localhost:${server.port}${calendar}/tm1`)).rejects.toThrow("Not on the list")
    await expect(leave(`${calendar}/away`)).rejects.toThrow()
    expect(arrived).toHaveLength(1)
  })

  it("stops when the browser that asked for it is gone", async () => {
    const gone = new AbortController()
    gone.abort()
    await expect(leave(`${calendar}/tm1`, {}, gone.signal)).rejects.toThrow()
    expect(arrived).toEqual([])
  })
})

describe("what may leave for Microsoft", () => {
  it("is a parcel, and in it meetings of our own", () => {
    expect(mayLeave(microsoftRequests, "POST", "/v1.0/$batch")).toBe(true)
    for (const [method, path] of [
      ["GET", "/v1.0/me/events"],
      ["GET", "/v1.0/me/calendar"],
      ["GET", "/v1.0/me/onlineMeetings"],
      ["POST", "/beta/$batch"],
    ] as const)
      expect(mayLeave(microsoftRequests, method, path)).toBe(false)
    for (const [method, path] of [
      ["GET", "/me/onlineMeetings/1"],
      ["GET", "/me/events"],
      ["POST", "/me/sendMail"],
      ["PATCH", "/me/onlineMeetings/1/transcripts"],
      ["DELETE", "/me/events/1"],
    ] as const)
      expect(mayLeave(microsoftParcels, method, path)).toBe(false)
  })

  it("stays inside its own path, whatever letters an id has", async () => {
    const rooms = microsoftTeams(server.url.href)
    const span = {
      startsAt: Temporal.Instant.from("2026-11-12T18:00:00Z"),
      endsAt: Temporal.Instant.from("2026-11-12T18:10:00Z"),
    }
    await rooms.carryOut(
      "t",
      null,
      [{ slot: 1 as never, kind: "drop", key: "k", event: "../../me/events/1", ...span }],
      AbortSignal.timeout(5000),
    )
    expect(arrived.map(({ path }) => path)).toEqual(["/v1.0/$batch"])
    expect(arrived[0]?.body).toContain('"/me/onlineMeetings/..%2F..%2Fme%2Fevents%2F1"')
  })
})

describe("patience that is asked for", () => {
  const asked = (text: string) => waitAsked(new Headers({ "Retry-After": text }))
  it("is understood in seconds and as a moment, and never longer than ten minutes", () => {
    expect(asked("7")).toBe(7)
    expect(asked("0")).toBe(1)
    expect(asked("86400")).toBe(600)
    expect(asked(new Date(Date.now() + 30_000).toUTCString())).toBeWithin(28, 32)
    expect(asked("Thu, 01 Jan 1970 00:00:00 GMT")).toBe(1)
    expect(asked("straks")).toBeNull()
    expect(waitAsked(new Headers())).toBeNull()
  })
})
