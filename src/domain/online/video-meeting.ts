import type { RoundId, SlotId, StaffId, TeacherId } from "../ids.ts"
import { accept, type Result, refuse } from "../result.ts"
import type { Place } from "../talks/place.ts"
import type { Span } from "../talks/slot.ts"

/** With whose room a talk is held: an account of a teacher, or a link that somebody pasted. */
export const accountProviders = ["google", "microsoft"] as const
export type AccountProvider = (typeof accountProviders)[number]
export type Provider = AccountProvider | "pasted"

/**
 * How far one meeting is. "asked": the provider was asked, the answer is not known. "made": it is there, its link is not safe or
 * not ready yet. "ready": parents may follow it. "dropping": its owner gave it up, the provider still has it. "dropped": it is gone; the row stays for
 * its generation.
 */
export type MeetingState = "asked" | "made" | "ready" | "dropping" | "dropped"

/** A meeting of a slot, without what is sealed. `startsAt` and `endsAt` are as the provider knows them. */
export type VideoMeeting = Span & {
  slot: SlotId
  round: RoundId
  teacher: TeacherId
  provider: Provider
  staff: StaffId
  /** Keyed hash of the account it stands in; empty for a pasted link. */
  account: string
  state: MeetingState
  /** Raised when a link is given up: a deleted event keeps its id, so the next one needs another. */
  generation: number
  failure: MeetingFailure | null
}

/** Why a meeting could not be made, moved or dropped, as words of ours. */
const meetingFailures = [
  "not-allowed",
  "no-meet",
  "no-licence",
  "admin-needed",
  "relink",
  "slow-down",
  "gone",
  "unreachable",
  "unclear",
] as const
export type MeetingFailure = (typeof meetingFailures)[number]

/** The door of a talk online opens so long before it begins, and closes when it is over. */
const doorsOpenBefore = { minutes: 15 }

export type JoinRefusal =
  | { kind: "not-online" }
  | { kind: "too-early"; opensAt: Temporal.Instant }
  | { kind: "over" }
  | { kind: "no-link-yet" }

/** When the link of a talk works for the household that holds it. */
export const joinOpensAt = (talk: Span) => talk.startsAt.subtract(doorsOpenBefore)

/**
 * May the household that holds this talk follow its link now? Whose talk it is was asked before. A meeting that stands at another
 * time or with another teacher than the talk is no link: it leads into somebody else's talk.
 */
export function decideJoin(
  facts: {
    talk: Span & { teacher: TeacherId }
    place: Place
    meeting: Pick<VideoMeeting, "state" | "provider" | "startsAt" | "endsAt" | "teacher"> | null
  },
  now: Temporal.Instant,
): Result<true, JoinRefusal> {
  const { talk, place, meeting } = facts
  if (place !== "online") return refuse({ kind: "not-online" })
  if (Temporal.Instant.compare(now, talk.endsAt) >= 0) return refuse({ kind: "over" })
  if (!meeting || !isLinkOf(meeting, talk)) return refuse({ kind: "no-link-yet" })
  const opensAt = joinOpensAt(talk)
  return Temporal.Instant.compare(now, opensAt) < 0 ? refuse({ kind: "too-early", opensAt }) : accept(true)
}

/**
 * Is this meeting ready, and really the one of this talk? A pasted link leads to a room that is there at any time; and a room that is
 * there from the start of a talk stays when the talk became longer.
 */
const isLinkOf = (
  meeting: Pick<VideoMeeting, "state" | "provider" | "startsAt" | "endsAt" | "teacher">,
  talk: Span & { teacher: TeacherId },
): boolean =>
  meeting.state === "ready" &&
  meeting.teacher === talk.teacher &&
  (meeting.provider === "pasted" || Temporal.Instant.compare(meeting.startsAt, talk.startsAt) === 0)

const sameSpan = (one: Span, other: Span) =>
  Temporal.Instant.compare(one.startsAt, other.startsAt) === 0 &&
  Temporal.Instant.compare(one.endsAt, other.endsAt) === 0

/** A slot as it is wished now. */
export type WantedSlot = Span & { id: SlotId; teacher: TeacherId; blocked: boolean; booked: boolean }

/** One thing to do at a provider. */
export type MeetingTask =
  | { kind: "make"; slot: SlotId }
  | { kind: "finish"; slot: SlotId }
  | { kind: "move"; slot: SlotId }
  | { kind: "drop"; slot: SlotId }

/**
 * What an owner has to do so that every slot of theirs has its meeting and nothing else stands: make what is missing, finish what
 * is half done, move what moved, drop what was given up or nobody needs.
 */
export function tasksOf(
  facts: {
    /** The slots of this teacher in this round; empty when the account is no teacher's. */
    slots: readonly WantedSlot[]
    /** The meetings in the accounts of this owner, and those of other owners on these slots. */
    meetings: readonly VideoMeeting[]
    account: string
    /** Are links for slots without one wished for? */
    making: boolean
  },
  now: Temporal.Instant,
): MeetingTask[] {
  const { slots, meetings, account, making } = facts
  const bySlot = new Map(slots.map((slot) => [slot.id, slot]))
  const tasks: MeetingTask[] = []
  for (const meeting of meetings) {
    if (meeting.account !== account || meeting.state === "dropped") continue
    const slot = bySlot.get(meeting.slot)
    const { slot: id } = meeting
    const unneeded =
      meeting.state === "dropping" ||
      !slot ||
      slot.teacher !== meeting.teacher ||
      (slot.blocked && !slot.booked)
    if (unneeded) tasks.push({ kind: "drop", slot: id })
    else if (isComing(slot, now)) {
      if (meeting.state === "asked") tasks.push({ kind: "make", slot: id })
      else if (meeting.state === "made") tasks.push({ kind: "finish", slot: id })
      else if (!sameSpan(meeting, slot)) tasks.push({ kind: "move", slot: id })
    }
  }
  if (making)
    for (const slot of slots) {
      const known = meetings.find((meeting) => meeting.slot === slot.id)
      if ((!known || known.state === "dropped") && isComing(slot, now) && (!slot.blocked || slot.booked))
        tasks.push({ kind: "make", slot: slot.id })
    }
  const order = ["drop", "finish", "move", "make"]
  return tasks.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

const isComing = (slot: Span, now: Temporal.Instant) => Temporal.Instant.compare(slot.endsAt, now) > 0
