import type { IncomingMessage, ServerResponse } from "node:http"
import type { Exchange } from "./contracts.ts"
import { bodyOf, exchanged, type Fault, send } from "./stand-in.ts"

// Our own stand-in of Teams meetings behind Microsoft Graph, with a memory: nobody offers one. It answers as the metadata of August
// 2026 says: parcels of at most twenty in any order, each part with a status of its own, 201 for a new meeting and 200 for a known
// externalId, 404 for what is gone.

type Meeting = Record<string, unknown> & { id: string; externalId: string; joinWebUrl: string }
type Part = { id: string; method: string; url: string; body?: Record<string, unknown> }

export class TeamsStandIn {
  readonly meetings = new Map<string, Meeting>()
  readonly asked: string[] = []
  readonly heard: string[] = []
  /** Parcels and what was in them, with what was answered, for whoever holds them against Microsoft's description. */
  readonly exchanges: Exchange[] = []
  /** What goes wrong with a part, and with a whole parcel. */
  fault: (method: string, url: string) => Fault | null = () => null
  parcelFault: () => Fault | null = () => null
  #made = 0

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const path = new URL(request.url ?? "", "http://localhost").pathname
    this.asked.push(`${request.method} ${path}`)
    this.heard.push(JSON.stringify(body))
    const fault = this.parcelFault()
    const parts = body["requests"] as Part[]
    if (path !== "/v1.0/$batch" || parts.length > 20) return send(response, 400, problem("BadRequest"))
    const keep = (answer: [number, unknown?] | null) =>
      this.exchanges.push(exchanged("POST", path, body, answer))
    if (fault !== null && fault !== "lost") {
      keep([fault.status, problem("UnknownError")])
      const wait: Record<string, string> = fault.retryAfter ? { "Retry-After": String(fault.retryAfter) } : {}
      return send(response, fault.status, problem("UnknownError"), wait)
    }
    const responses = parts.map((part) => this.#part(part)).reverse()
    keep(fault === "lost" ? null : [200, { responses }])
    if (fault === "lost") {
      response.destroy()
      return
    }
    send(response, 200, { responses })
  }

  #part(part: Part) {
    const answer = this.#partly(part)
    this.exchanges.push(exchanged(part.method, part.url, part.body ?? {}, [answer.status, answer.body]))
    return answer
  }

  #partly({ id, method, url, body = {} }: Part) {
    this.asked.push(`${method} ${url.replace(/onlineMeetings\/(?!createOrGet)[^/]+/, "onlineMeetings/*")}`)
    const fault = this.fault(method, url)
    if (fault !== null && fault !== "lost")
      return {
        id,
        status: fault.status,
        headers: fault.retryAfter ? { "Retry-After": String(fault.retryAfter) } : {},
        body: problem(fault.reason ?? "UnknownError"),
      }
    const [status, answer] = this.#do(method, url, body)
    return fault === "lost"
      ? { id, status: 504, headers: {}, body: problem("GatewayTimeout") }
      : { id, status, headers: {}, body: answer }
  }

  #do(method: string, url: string, body: Record<string, unknown>): [number, unknown?] {
    if (url === "/me/onlineMeetings/createOrGet") {
      const externalId = String(body["externalId"])
      const known = [...this.meetings.values()].find((meeting) => meeting.externalId === externalId)
      if (known) return [200, known]
      const id = `MSo1N2Y5*0**19:meeting_${++this.#made}@thread.v2`
      const joinWebUrl = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${this.#made}%40thread.v2/0?context=%7b%7d`
      const meeting: Meeting = { ...body, id, externalId, joinWebUrl }
      this.meetings.set(id, meeting)
      return [201, meeting]
    }
    const id = decodeURIComponent(url.split("/").at(-1) ?? "")
    const meeting = this.meetings.get(id)
    if (!meeting) return [404, problem("NotFound")]
    if (method === "DELETE") {
      this.meetings.delete(id)
      return [204]
    }
    if ("startDateTime" in body !== "endDateTime" in body) return [400, problem("BadRequest")]
    Object.assign(meeting, body)
    return [200, meeting]
  }
}

const problem = (code: string) => ({ error: { code, message: code } })
