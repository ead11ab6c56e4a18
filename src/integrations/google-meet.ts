import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js"
import {
  type MeetingRooms,
  neutralTitles,
  type RoomOutcome,
  type RoomTask,
  type RoomTrouble,
} from "../domain/online/room-task.ts"
import { accept, refuse } from "../domain/result.ts"
import { guardedFetch, type Leaving, waitAsked } from "./outgoing.ts"

/** All that ever leaves for Google Calendar: calendars of our own, and events in them by their id. No list, no other calendar. */
export const googleRequests: Leaving = [
  "POST /calendar/v3/calendars",
  "DELETE /calendar/v3/calendars/*",
  "POST /calendar/v3/calendars/*/events",
  "GET /calendar/v3/calendars/*/events/*",
  "PATCH /calendar/v3/calendars/*/events/*",
  "DELETE /calendar/v3/calendars/*/events/*",
]

/** Id, state and link: nothing else of an event is asked for. */
const fields = "id,status,hangoutLink,conferenceData(createRequest/status,entryPoints(entryPointType,uri))"
/** Google allows few writes at once to one calendar. */
const together = 3
const zone = "Europe/Amsterdam"

// The client is heavy; it is loaded when somebody makes their first link, and not before.
let loading: Promise<typeof import("googleapis/build/src/apis/calendar/index.js")> | null = null
export function loadGoogle() {
  loading ??= import("googleapis/build/src/apis/calendar/index.js")
  return loading
}

/** Events with a Meet link in a calendar of our own, which the scope calendar.app.created is about. */
export function googleMeet(root: string): MeetingRooms {
  const connect = async (access: string, signal: AbortSignal) => {
    const { calendar_v3 } = await loadGoogle()
    return new calendar_v3.Calendar({
      rootUrl: root,
      retry: false,
      fetchImplementation: guardedFetch(root, googleRequests, access, signal) as never,
    })
  }
  return {
    atOnce: 9,
    async carryOut(access, calendar, tasks, signal) {
      if (calendar === null)
        return tasks.map(({ slot }) => failed(slot, { failure: "gone", waitSeconds: null }))
      const client = await connect(access, signal)
      const outcomes: RoomOutcome[] = []
      const waiting = [...tasks]
      let stopped: RoomTrouble | null = null
      const work = async () => {
        for (let task = waiting.shift(); task; task = waiting.shift()) {
          const outcome: RoomOutcome = stopped
            ? failed(task.slot, stopped)
            : await carryOutOne(client, calendar, task)
          if (!outcome.ok && stops.has(outcome.failure)) stopped = outcome
          outcomes.push(outcome)
        }
      }
      await Promise.all(Array.from({ length: together }, work))
      return outcomes
    },
    async openCalendar(access, signal) {
      try {
        const client = await connect(access, signal)
        const { data } = await client.calendars.insert({
          fields: "id,conferenceProperties",
          requestBody: { summary: neutralTitles.calendar, timeZone: zone },
        })
        const kinds = data.conferenceProperties?.allowedConferenceSolutionTypes
        if (kinds && !kinds.includes("hangoutsMeet"))
          return refuse({ failure: "no-meet" as const, waitSeconds: null })
        return data.id ? accept(data.id) : refuse({ failure: "unclear" as const, waitSeconds: null })
      } catch (error) {
        return refuse(troubleOf(error))
      }
    },
    async dropCalendar(access, calendar, signal) {
      try {
        const client = await connect(access, signal)
        await client.calendars.delete({ calendarId: calendar })
        return accept(true as const)
      } catch (error) {
        const trouble = troubleOf(error)
        return trouble.failure === "gone" ? accept(true as const) : refuse(trouble)
      }
    },
  }
}

/** After these the rest of a step would fail too, or must wait. */
const stops = new Set<RoomTrouble["failure"]>([
  "slow-down",
  "relink",
  "no-meet",
  "not-allowed",
  "admin-needed",
])

const failed = (
  slot: RoomTask["slot"],
  { failure, waitSeconds }: RoomTrouble,
  renew = false,
): RoomOutcome => ({
  slot,
  ok: false,
  failure,
  waitSeconds,
  renew,
})

type Client = calendar_v3.Calendar

async function carryOutOne(client: Client, calendarId: string, task: RoomTask): Promise<RoomOutcome> {
  const { slot, key } = task
  const which = { calendarId, eventId: task.event ?? key }
  try {
    switch (task.kind) {
      case "make":
        return outcomeOf(task, await insertOrGet(client, calendarId, task))
      case "finish":
        return outcomeOf(task, (await client.events.get({ ...which, fields })).data)
      case "move": {
        const { data } = await client.events.patch({
          ...which,
          sendUpdates: "none",
          fields,
          requestBody: hoursOf(task),
        })
        return outcomeOf(task, data)
      }
      case "drop":
        await client.events.delete({ ...which, sendUpdates: "none" })
        return { slot, ok: true, state: "dropped", event: null, link: null }
    }
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.failure !== "gone") return failed(slot, trouble)
    if (task.kind === "drop") return { slot, ok: true, state: "dropped", event: null, link: null }
    // An event that somebody removed: its id is used up for good. Where nothing can be put, the calendar itself is gone.
    return failed(slot, trouble, task.kind !== "make")
  }
}

const hoursOf = ({ startsAt, endsAt }: RoomTask) => ({
  start: { dateTime: startsAt.toString(), timeZone: zone },
  end: { dateTime: endsAt.toString(), timeZone: zone },
})

/** Makes the event under our own id; when it is there already, an answer got lost, and it is read. */
async function insertOrGet(client: Client, calendarId: string, task: RoomTask) {
  try {
    const { data } = await client.events.insert({
      calendarId,
      // Without this the link is left out without a word.
      conferenceDataVersion: 1,
      sendUpdates: "none",
      fields,
      requestBody: {
        id: task.key,
        summary: neutralTitles.meeting,
        ...hoursOf(task),
        visibility: "private",
        reminders: { useDefault: false },
        guestsCanInviteOthers: false,
        guestsCanSeeOtherGuests: false,
        conferenceData: {
          createRequest: { requestId: task.key, conferenceSolutionKey: { type: "hangoutsMeet" } },
        },
      },
    })
    return data
  } catch (error) {
    if (statusOf(error) !== 409) throw error
    return (await client.events.get({ calendarId, eventId: task.key, fields })).data
  }
}

function outcomeOf({ slot, key }: RoomTask, event: calendar_v3.Schema$Event): RoomOutcome {
  // An event that was deleted keeps its id; the next one needs another.
  if (event.status === "cancelled") return failed(slot, { failure: "gone", waitSeconds: null }, true)
  if (event.conferenceData?.createRequest?.status?.statusCode === "failure")
    return failed(slot, { failure: "unclear", waitSeconds: 5 }, true)
  const video = event.conferenceData?.entryPoints?.find((each) => each.entryPointType === "video")
  const link = event.hangoutLink ?? video?.uri ?? null
  return { slot, ok: true, state: link ? "ready" : "made", event: event.id ?? key, link }
}

// Errors of the client hold the whole request: they are turned into a word of ours at once, and never logged.

type Broken = {
  status?: number
  response?: {
    status?: number
    headers?: Headers
    data?: { error?: { errors?: { reason?: string }[] } | string }
  }
}

const statusOf = (error: unknown) => (error as Broken).response?.status ?? (error as Broken).status ?? 0

function troubleOf(error: unknown): RoomTrouble {
  const { response } = error as Broken
  const status = statusOf(error)
  const body = response?.data?.error
  const reason = typeof body === "object" ? (body.errors?.[0]?.reason ?? "") : ""
  const waitSeconds = waitAsked(response?.headers)
  if (status === 429 || /^(userR|r)ateLimitExceeded$/.test(reason))
    return { failure: "slow-down", waitSeconds: waitSeconds ?? 5 }
  if (reason === "quotaExceeded") return { failure: "slow-down", waitSeconds: waitSeconds ?? 600 }
  if (status === 401 || reason === "insufficientPermissions") return { failure: "relink", waitSeconds: null }
  if (status === 403) return { failure: "not-allowed", waitSeconds: null }
  if (status === 400) return { failure: "no-meet", waitSeconds: null }
  if (status === 404 || status === 410) return { failure: "gone", waitSeconds: null }
  if (status >= 500) return { failure: "unreachable", waitSeconds: waitSeconds ?? 3 }
  return { failure: "unclear", waitSeconds: waitSeconds ?? 3 }
}
