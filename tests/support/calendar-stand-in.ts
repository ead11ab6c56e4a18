import type { IncomingMessage, ServerResponse } from "node:http"
import type { Exchange } from "./contracts.ts"
import { bodyOf, exchanged, type Fault, send } from "./stand-in.ts"

// Our own stand-in of the part of Google Calendar that we use, with a memory: nobody offers one with Meet links, own event ids and
// deleted events. It answers as Google's description of July 2026 says: a link that is pending first, 409 for an id that was used
// before, 410 for what is gone, nothing without conferenceDataVersion.

type Event = {
  id: string
  status: "confirmed" | "cancelled"
  summary: string
  start: { dateTime: string }
  end: { dateTime: string }
  link: string | null
  /** Reads until its link is there. */
  pending: number
}

const letters = "abcdefghijklmnopqrstuvwxyz"

export class CalendarStandIn {
  readonly calendars = new Map<string, Map<string, Event>>()
  /** Every request that came in: "POST /calendar/v3/calendars". */
  readonly asked: string[] = []
  /** Everything that was sent to us, as text. */
  readonly heard: string[] = []
  /** The same with what was answered, for whoever holds it against Google's description. */
  readonly exchanges: Exchange[] = []
  /** What goes wrong with the next requests; asked once per request. */
  fault: (method: string, path: string) => Fault | null = () => null
  /** Reads after which a link is there. */
  pendingFor = 0
  allowsMeet = true
  most = 0
  #busy = 0
  #made = 0

  /** Events that stand, in all calendars. */
  standing(): Event[] {
    return [...this.calendars.values()].flatMap((events) =>
      [...events.values()].filter(({ status }) => status === "confirmed"),
    )
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", "http://localhost")
    const method = request.method ?? "GET"
    this.#busy++
    this.most = Math.max(this.most, this.#busy)
    try {
      const body = await bodyOf(request)
      this.asked.push(`${method} ${url.pathname.replace(/(calendars|events)\/[^/]+/g, "$1/*")}`)
      this.heard.push(`${url.search} ${JSON.stringify(body)}`)
      const fault = this.fault(method, url.pathname)
      if (fault !== null && fault !== "lost") {
        const wait: Record<string, string> = fault.retryAfter
          ? { "Retry-After": String(fault.retryAfter) }
          : {}
        const said = problem(fault.status, fault.reason ?? "backendError")
        this.exchanges.push(exchanged(method, request.url ?? "", body, [fault.status, said]))
        return send(response, fault.status, said, wait)
      }
      const [status, answer] = this.#do(method, url, body)
      this.exchanges.push(
        exchanged(method, request.url ?? "", body, fault === "lost" ? null : [status, answer]),
      )
      if (fault === "lost") {
        response.destroy()
        return
      }
      send(response, status, answer)
    } finally {
      this.#busy--
    }
  }

  #do(method: string, url: URL, body: Record<string, unknown>): [number, unknown?] {
    const [, , , , calendar = "", , event = ""] = url.pathname.split("/")
    if (calendar === "") {
      const id = `c${++this.#made}@group.calendar.example`
      this.calendars.set(id, new Map())
      const kinds = this.allowsMeet ? ["hangoutsMeet"] : ["eventHangout"]
      return [200, { id, conferenceProperties: { allowedConferenceSolutionTypes: kinds } }]
    }
    const id = decodeURIComponent(calendar)
    const events = this.calendars.get(id)
    if (!events) return [404, problem(404, "notFound")]
    if (!url.pathname.includes("/events")) {
      this.calendars.delete(id)
      return [204]
    }
    if (event === "") return this.#insert(url, events, body)
    const found = events.get(event)
    if (!found) return [404, problem(404, "notFound")]
    if (method === "DELETE") {
      if (found.status === "cancelled") return [410, problem(410, "deleted")]
      found.status = "cancelled"
      return [204]
    }
    if (method === "PATCH") {
      if (found.status === "cancelled") return [403, problem(403, "forbidden")]
      Object.assign(found, body)
    }
    return [200, shown(found)]
  }

  #insert(url: URL, events: Map<string, Event>, body: Record<string, unknown>): [number, unknown?] {
    const id = String(body["id"])
    if (!/^[a-v0-9]{5,1024}$/.test(id)) return [400, problem(400, "invalid")]
    if (url.searchParams.get("sendUpdates") !== "none" || body["attendees"])
      return [400, problem(400, "invalid")]
    if (!this.allowsMeet) return [400, problem(400, "invalid")]
    if (events.has(id)) return [409, problem(409, "duplicate")]
    const number = ++this.#made
    const code = (length: number, from: number) =>
      Array.from({ length }, (_, at) => letters[Math.floor(from / 26 ** at) % 26]).join("")
    const link = `https://meet.google.com/${code(3, number)}-${code(4, number * 7)}-${code(3, number * 3)}`
    const event: Event = {
      id,
      status: "confirmed",
      summary: String(body["summary"]),
      start: body["start"] as Event["start"],
      end: body["end"] as Event["end"],
      link: url.searchParams.get("conferenceDataVersion") === "1" ? link : null,
      pending: this.pendingFor,
    }
    events.set(id, event)
    return [200, shown(event)]
  }
}

function shown(event: Event) {
  const { id, status, link } = event
  const waits = event.pending > 0
  if (waits) event.pending--
  return {
    id,
    status,
    conferenceData: { createRequest: { status: { statusCode: waits ? "pending" : "success" } } },
    ...(waits || link === null ? {} : { hangoutLink: link }),
  }
}

const problem = (code: number, reason: string) => ({ error: { code, message: reason, errors: [{ reason }] } })
