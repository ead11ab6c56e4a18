import { afterEach, beforeAll, beforeEach, describe, expect, it } from "bun:test"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { SlotId } from "../../src/domain/ids.ts"
import type { MeetingRooms, RoomTask } from "../../src/domain/online/room-task.ts"
import { googleMeet, googleRequests } from "../../src/integrations/google-meet.ts"
import {
  microsoftParcels,
  microsoftRequests,
  microsoftTeams,
} from "../../src/integrations/microsoft-teams.ts"
import { CalendarStandIn } from "../support/calendar-stand-in.ts"
import { describeGoogle, readGoogle, strangeFields } from "../support/contract-google.ts"
import { describeMicrosoft, readMicrosoft } from "../support/contract-microsoft.ts"
import { type Exchange, type Judge, judgeOf } from "../support/contracts.ts"
import { TeamsStandIn } from "../support/teams-stand-in.ts"

// What we send to Google and Microsoft, and what our stand-ins answer in their place, held against what both publish about their
// services. Prism judges; the descriptions are in tests/files/contracts.

const listen = async (standIn: CalendarStandIn | TeamsStandIn) => {
  const server = createServer((request, response) => void standIn.answer(request, response))
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return { server, root: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

/** Nonsense that the judge lets pass, in a body or an answer of any of these: a judge who looks at nothing finds nothing. */
const silent = (judge: Judge, exchanges: readonly Exchange[]): string[] =>
  exchanges
    .flatMap((each) => [
      ...(each.body === undefined ? [] : [{ ...each, body: 5 }]),
      ...(each.answer?.body === undefined ? [] : [{ ...each, answer: { ...each.answer, body: 5 } }]),
    ])
    .filter((each) => judge(each).length === 0)
    .map(({ method, address }) => `${method} ${address}`)

const signal = new AbortController().signal
const task = (kind: RoomTask["kind"], more: Partial<RoomTask> = {}): RoomTask => ({
  slot: 13 as SlotId,
  kind,
  key: "tm0123456789abcdefghijklmnopqrstuv",
  event: null,
  startsAt: Temporal.Instant.from("2026-11-12T18:00:00Z"),
  endsAt: Temporal.Instant.from("2026-11-12T18:10:00Z"),
  ...more,
})

let server: Server
afterEach(() => void server.close())

describe("Google's description of its Calendar", () => {
  let judge: Judge
  let description: Awaited<ReturnType<typeof readGoogle>>
  beforeAll(async () => {
    description = await readGoogle()
    judge = await judgeOf(describeGoogle(description))
  })
  let standIn: CalendarStandIn
  let rooms: MeetingRooms
  beforeEach(async () => {
    standIn = new CalendarStandIn()
    const at = await listen(standIn)
    server = at.server
    rooms = googleMeet(at.root)
  })
  const judged = () => standIn.exchanges.flatMap((each) => judge(each))

  /** Everything that can be asked of Google, and every way in which it answers. */
  async function doEverything(): Promise<void> {
    const opened = await rooms.openCalendar?.("t", signal)
    const calendar = opened?.ok ? opened.value : ""
    const act = (wish: RoomTask) => rooms.carryOut("t", calendar, [wish], signal)
    standIn.pendingFor = 1
    await act(task("make"))
    await act(task("finish"))
    await act(task("make")) // 409, and read
    await act(task("move"))
    await act(task("drop"))
    await act(task("drop")) // 410
    await act(task("move")) // 403
    await act(task("make")) // 409, and cancelled
    await act(task("finish", { key: "tm000000000000000000000000000000ff" })) // 404
    standIn.allowsMeet = false
    await act(task("make", { key: "tm00000000000000000000000000000002" })) // 400
    standIn.fault = () => ({ status: 429, reason: "rateLimitExceeded", retryAfter: 3 })
    await act(task("make", { key: "tm00000000000000000000000000000003" }))
    standIn.fault = () => ({ status: 503 })
    await act(task("drop"))
    standIn.fault = () => "lost"
    await act(task("make", { key: "tm00000000000000000000000000000004" }))
    standIn.fault = () => null
    await rooms.dropCalendar?.("t", calendar, signal)
    await rooms.dropCalendar?.("t", calendar, signal) // 404
  }

  it("has every request of ours, as we send it, and every answer of our stand-in", async () => {
    await doEverything()
    expect(judged()).toEqual([])
    expect(new Set(standIn.asked)).toEqual(new Set(googleRequests))
    expect(silent(judge, standIn.exchanges)).toEqual([])
    const statuses = new Set(standIn.exchanges.map(({ answer }) => answer?.status ?? null))
    expect([...statuses].sort()).toEqual([200, 204, 400, 403, 404, 409, 410, 429, 503, null].sort())
  })

  it("lets each of them with the one right that we ask for", () => {
    const methods = Object.values(description.resources).flatMap((each) => Object.values(each.methods))
    expect(methods).toHaveLength(googleRequests.length)
    for (const { scopes } of methods)
      expect(scopes).toContain("https://www.googleapis.com/auth/calendar.app.created")
  })

  it("knows every field that we ask for", async () => {
    await doEverything()
    for (const { address } of standIn.exchanges) {
      const mask = new URL(address, "http://localhost").searchParams.get("fields")
      const schema = address.includes("/events") ? "Event" : "Calendar"
      if (mask !== null) expect(strangeFields(description, schema, mask)).toEqual([])
    }
    expect(
      strangeFields(description, "Event", "id,conferenceData(createRequest/state,entryPoints(url))"),
    ).toEqual(["state", "url"])
  })

  const mutations: [string, (made: Exchange) => Partial<Exchange>][] = [
    [
      "without conferenceDataVersion",
      ({ address }) => ({ address: address.replace("conferenceDataVersion=1", "") }),
    ],
    [
      "with another conferenceDataVersion",
      ({ address }) => ({ address: address.replace("Version=1", "Version=2") }),
    ],
    [
      "that mails people",
      ({ address }) => ({ address: address.replace("sendUpdates=none", "sendUpdates=some") }),
    ],
    ["with a parameter that is not there", ({ address }) => ({ address: `${address}&sendNotices=no` })],
    ["at another address", ({ address }) => ({ address: address.replace("/events", "/event") })],
    ["by another method", () => ({ method: "PUT" })],
    ["without a start", ({ body }) => ({ body: { ...(body as object), start: undefined } })],
    [
      "with a start that is no moment",
      ({ body }) => ({ body: { ...(body as object), start: { dateTime: "19:10" } } }),
    ],
    ["with a title that is a number", ({ body }) => ({ body: { ...(body as object), summary: 4 } })],
    ["with a name that Google does not know", ({ body }) => ({ body: { ...(body as object), sumary: "x" } })],
    ["that is secret", ({ body }) => ({ body: { ...(body as object), visibility: "secret" } })],
    [
      "with a room of another maker",
      ({ body }) => {
        const createRequest = { requestId: "x", conferenceSolutionKey: { type: "meet" } }
        return { body: { ...(body as object), conferenceData: { createRequest } } }
      },
    ],
    ["with an id in other letters", ({ body }) => ({ body: { ...(body as object), id: "tm-WXYZ" } })],
    [
      "answered with another state than there is",
      ({ answer }) => ({ answer: { ...answer!, body: { status: 5 } } }),
    ],
    [
      "refused in a shape that is not Google's",
      () => ({ answer: { status: 409, body: { error: "duplicate" } } }),
    ],
  ]
  for (const [name, change] of mutations)
    it(`refuses a request for an event ${name}`, async () => {
      const opened = await rooms.openCalendar?.("t", signal)
      await rooms.carryOut("t", opened?.ok ? opened.value : "", [task("make")], signal)
      const made = standIn.exchanges.at(-1) as Exchange
      expect(judge(made)).toEqual([])
      const body = structuredClone(made.body)
      const other = JSON.parse(JSON.stringify({ ...made, body, ...change(made) })) as Exchange
      expect(judge(other)).not.toEqual([])
    })
})

describe("Microsoft's description of Graph", () => {
  let judge: Judge
  beforeAll(async () => {
    judge = await judgeOf(describeMicrosoft(await readMicrosoft()))
  })
  let standIn: TeamsStandIn
  let rooms: MeetingRooms
  beforeEach(async () => {
    standIn = new TeamsStandIn()
    const at = await listen(standIn)
    server = at.server
    rooms = microsoftTeams(at.root)
  })
  const act = (wish: RoomTask) => rooms.carryOut("t", null, [wish], signal)
  const made = async () => {
    const [outcome] = await act(task("make"))
    return outcome?.ok ? outcome.event : null
  }

  it("has every request of ours, as we send it, and every answer of our stand-in", async () => {
    const event = await made()
    await act(task("make")) // 200
    await act(task("finish", { event }))
    await act(task("move", { event, endsAt: Temporal.Instant.from("2026-11-12T18:15:00Z") }))
    await act(task("drop", { event }))
    await act(task("drop", { event })) // 404
    standIn.fault = () => ({ status: 429, retryAfter: 3 })
    await act(task("make"))
    standIn.fault = () => "lost"
    await act(task("make"))
    standIn.fault = () => null
    standIn.parcelFault = () => ({ status: 503 })
    await act(task("make"))
    standIn.parcelFault = () => "lost"
    await act(task("make"))
    expect(standIn.exchanges.flatMap((each) => judge(each))).toEqual([])
    expect(silent(judge, standIn.exchanges)).toEqual([])
    expect(new Set(standIn.asked)).toEqual(new Set([...microsoftRequests, ...microsoftParcels]))
    const statuses = new Set(standIn.exchanges.map(({ answer }) => answer?.status ?? null))
    expect([...statuses].sort()).toEqual([200, 201, 204, 404, 429, 503, 504, null].sort())
  })

  const mutations: [string, string, (body: Record<string, unknown>) => unknown][] = [
    ["a meeting without our own id", "POST", ({ externalId: _, ...rest }) => rest],
    ["a meeting whose start is no moment", "POST", (body) => ({ ...body, startDateTime: "19:10" })],
    ["a meeting with a part that Graph does not know", "POST", (body) => ({ ...body, subjekt: "x" })],
    [
      "a meeting whose lobby is set while it is made",
      "POST",
      (body) => ({ ...body, lobbyBypassSettings: {} }),
    ],
    ["a lobby of another kind", "PATCH", (body) => ({ ...body, lobbyBypassSettings: { scope: "nobody" } })],
    [
      "people at the door of another kind",
      "PATCH",
      (body) => ({ ...body, allowedLobbyAdmitters: "organiser" }),
    ],
    ["a chat that is no word", "PATCH", (body) => ({ ...body, allowMeetingChat: false })],
    ["a recording that is a word", "PATCH", (body) => ({ ...body, allowRecording: "no" })],
    ["another id", "PATCH", (body) => ({ ...body, id: "x" })],
    ["nothing", "PATCH", () => ({})],
  ]
  for (const [name, method, change] of mutations)
    it(`refuses ${name}`, async () => {
      await made()
      const sent = standIn.exchanges.find((each) => each.method === method && each.address.startsWith("/me/"))
      if (!sent) throw new Error("Nothing was sent")
      expect(judge(sent)).toEqual([])
      expect(judge({ ...sent, body: change(sent.body as Record<string, unknown>) })).not.toEqual([])
    })

  it("refuses a parcel of more than twenty", async () => {
    await made()
    const parcel = standIn.exchanges.find(({ address }) => address === "/v1.0/$batch") as Exchange
    const [part] = (parcel.body as { requests: unknown[] }).requests
    expect(judge({ ...parcel, body: { requests: Array(20).fill(part) } })).toEqual([])
    expect(judge({ ...parcel, body: { requests: Array(21).fill(part) } })).not.toEqual([])
  })
})
