import type { OnlineMeeting } from "@microsoft/microsoft-graph-types"
import {
  type MeetingRooms,
  neutralTitles,
  type RoomOutcome,
  type RoomTask,
} from "../domain/online/room-task.ts"
import type { MeetingFailure } from "../domain/online/video-meeting.ts"
import { guardedFetch, type Leaving, mayLeave, waitAsked } from "./outgoing.ts"

/** All that ever leaves for Microsoft Graph: parcels, */
export const microsoftRequests: Leaving = ["POST /v1.0/$batch"]
/** and what may be in a parcel: meetings of our own. No calendar, no other event. */
export const microsoftParcels: Leaving = [
  "POST /me/onlineMeetings/createOrGet",
  "PATCH /me/onlineMeetings/*",
  "DELETE /me/onlineMeetings/*",
]

/** Graph takes twenty requests in one parcel. */
const parcel = 20

/** Who waits and who lets in: everybody but the teacher waits, and only the teacher opens. Nothing of the talk is kept. */
const secured = {
  lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
  allowedLobbyAdmitters: "organizerAndCoOrganizers",
  allowedPresenters: "organizer",
  allowMeetingChat: "disabled",
  allowRecording: false,
  allowTranscription: false,
} satisfies OnlineMeeting

type Part = { id: string; method: "POST" | "PATCH" | "DELETE"; url: string; body?: OnlineMeeting }
type Answer = {
  id: string
  status: number
  headers?: Record<string, string>
  body?: OnlineMeeting & { error?: { code?: string } }
}

/** Teams meetings without any calendar. A link counts only after its lobby was closed. */
export function microsoftTeams(root: string): MeetingRooms {
  return {
    atOnce: parcel,
    openCalendar: null,
    dropCalendar: null,
    async carryOut(access, _calendar, tasks, signal) {
      const send = (parts: Part[]) => sendParcel(root, access, parts, signal)
      const made = await makeAll(send, tasks)
      const patched = await patchAll(send, tasks, made)
      const dropped = await dropAll(send, tasks, made)
      return tasks.map(
        ({ slot }) => dropped.get(slot) ?? patched.get(slot) ?? made.get(slot) ?? failed(slot, "unclear", 3),
      )
    },
  }
}

type Send = (parts: Part[]) => Promise<Map<string, Answer> | { failure: MeetingFailure; wait: number | null }>
type Outcomes = Map<RoomTask["slot"], RoomOutcome>

/** Makes what is missing. Asked twice under the same key, Graph gives the meeting that is there; so too when its id got lost. */
async function makeAll(send: Send, tasks: readonly RoomTask[]): Promise<Outcomes> {
  const asked = tasks.filter((task) => task.kind === "make" || task.event === null)
  const parts = asked.map(({ slot, key, ...hours }): Part => {
    const body = { externalId: key, subject: neutralTitles.meeting, ...hoursOf(hours) }
    return { id: String(slot), method: "POST", url: "/me/onlineMeetings/createOrGet", body }
  })
  return outcomes(await inParcels(send, parts), asked, (task, { body }) => ({
    slot: task.slot,
    ok: true,
    state: "made",
    event: body?.id ?? null,
    link: body?.joinWebUrl ?? null,
  }))
}

/** Closes the lobby of what was just made or made before, and moves what moved. */
async function patchAll(send: Send, tasks: readonly RoomTask[], made: Outcomes): Promise<Outcomes> {
  const asked = tasks.filter((task) => task.kind !== "drop" && eventOf(task, made) !== null)
  const parts = asked.map((task): Part => {
    const body = task.kind === "move" ? { ...secured, ...hoursOf(task) } : secured
    return { id: String(task.slot), method: "PATCH", url: addressOf(eventOf(task, made) as string), body }
  })
  const answers = await inParcels(send, parts)
  const result = outcomes(answers, asked, (task) => ({
    slot: task.slot,
    ok: true,
    state: "ready",
    event: eventOf(task, made),
    link: linkOf(made.get(task.slot)),
  }))
  // What was made stays made, also when its lobby could not be closed yet.
  for (const [slot, outcome] of result) if (!outcome.ok && made.get(slot)?.ok) result.delete(slot)
  return result
}

async function dropAll(send: Send, tasks: readonly RoomTask[], made: Outcomes): Promise<Outcomes> {
  const asked = tasks.filter((task) => task.kind === "drop" && eventOf(task, made) !== null)
  const parts = asked.map(
    (task): Part => ({
      id: String(task.slot),
      method: "DELETE",
      url: addressOf(eventOf(task, made) as string),
    }),
  )
  const gone = (slot: RoomTask["slot"]): RoomOutcome => ({
    slot,
    ok: true,
    state: "dropped",
    event: null,
    link: null,
  })
  const result = outcomes(await inParcels(send, parts), asked, (task) => gone(task.slot))
  for (const [slot, outcome] of result)
    if (!outcome.ok && outcome.failure === "gone") result.set(slot, gone(slot))
  return result
}

const addressOf = (event: string) => `/me/onlineMeetings/${encodeURIComponent(event)}`
const hoursOf = ({ startsAt, endsAt }: Pick<RoomTask, "startsAt" | "endsAt">) => ({
  startDateTime: startsAt.toString(),
  endDateTime: endsAt.toString(),
})

function eventOf(task: RoomTask, made: Outcomes): string | null {
  const outcome = made.get(task.slot)
  return outcome?.ok ? outcome.event : outcome ? null : task.event
}

const linkOf = (outcome: RoomOutcome | undefined) => (outcome?.ok ? outcome.link : null)

const failed = (
  slot: RoomTask["slot"],
  failure: MeetingFailure,
  waitSeconds: number | null,
): RoomOutcome => ({
  slot,
  ok: false,
  failure,
  waitSeconds,
  renew: failure === "gone",
})

function outcomes(
  answers: Awaited<ReturnType<Send>>,
  tasks: readonly RoomTask[],
  done: (task: RoomTask, answer: Answer) => RoomOutcome,
): Outcomes {
  return new Map(
    tasks.map((task) => {
      if (!(answers instanceof Map)) return [task.slot, failed(task.slot, answers.failure, answers.wait)]
      const answer = answers.get(String(task.slot))
      if (!answer) return [task.slot, failed(task.slot, "unclear", 3)]
      if (answer.status >= 200 && answer.status < 300) return [task.slot, done(task, answer)]
      const wait = waitAsked(new Headers(answer.headers ?? {}))
      return [task.slot, failed(task.slot, failureOf(answer.status), waitFor(answer.status, wait))]
    }),
  )
}

/** Nothing to send is nothing sent. */
const inParcels = async (send: Send, parts: Part[]): ReturnType<Send> =>
  parts.length === 0 ? new Map() : send(parts.slice(0, parcel))

async function sendParcel(
  root: string,
  access: string,
  parts: Part[],
  signal: AbortSignal,
): ReturnType<Send> {
  const { Client, GraphError } = await import("@microsoft/microsoft-graph-client")
  const guarded = guardedFetch(root, microsoftRequests, access, signal)
  // The library's own way to sign requests leaves the token out, without a word, wherever it does not know the host.
  const middleware = {
    async execute(context: { request: RequestInfo; options?: object; response?: Response }) {
      context.response = await guarded(context.request, context.options as RequestInit)
    },
  }
  const client = Client.initWithMiddleware({
    middleware: middleware as never,
    baseUrl: root,
    defaultVersion: "v1.0",
  })
  for (const { method, url } of parts)
    if (!mayLeave(microsoftParcels, method, url))
      throw new Error(`Not on the list of what may leave: ${method}`)
  const requests = parts.map((part) =>
    part.body === undefined ? part : { ...part, headers: { "Content-Type": "application/json" } },
  )
  try {
    const { responses } = (await client.api("/$batch").post({ requests })) as { responses: Answer[] }
    return new Map(responses.map((answer) => [answer.id, answer]))
  } catch (error) {
    const known = error instanceof GraphError ? error : null
    const status = known?.statusCode ?? -1
    const wait = waitAsked((known as { headers?: Headers } | null)?.headers)
    return { failure: failureOf(status), wait: waitFor(status, wait) }
  }
}

function failureOf(status: number): MeetingFailure {
  if (status === 401) return "relink"
  if (status === 403) return "no-licence"
  if (status === 404 || status === 410) return "gone"
  if (status === 429) return "slow-down"
  return status >= 500 ? "unreachable" : "unclear"
}

const waitFor = (status: number, asked: number | null) =>
  status === 401 || status === 403 || status === 404 || status === 410 ? null : (asked ?? 3)
