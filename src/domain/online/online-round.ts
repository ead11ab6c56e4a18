import type { RoundId, SlotId, StaffId, TeacherId } from "../ids.ts"
import type { Place } from "../talks/place.ts"
import type { Span } from "../talks/slot.ts"
import type { MeetingFailure, MeetingState, Provider } from "./video-meeting.ts"

/** Whose account a link was made with, for colleagues: they can reach that person. `email` is null for a pasted link. */
export type LinkOwner = { staff: StaffId; provider: Provider; name: string; email: string | null }

/** A teacher's own slot, with how far its link is; null: none. */
export type OnlineSlot = Span & {
  id: SlotId
  /** The child it is about and where the talk is held; null while nobody has it. */
  talk: { child: string; place: Place } | null
  link: { provider: Provider; state: MeetingState; failure: MeetingFailure | null } | null
}

/** What colleagues see of each other in a round: how many times have a link, and with whose account. */
export type TeacherOnline = {
  teacher: TeacherId
  name: string
  slots: number
  ready: number
  owners: readonly LinkOwner[]
}

/** A round as far as talks online go. */
export type OnlineRound = {
  round: RoundId
  title: string
  places: readonly Place[]
  isPast: boolean
  jitsiHost: string | null
  /** The coming slots of this member of staff; null when they are no teacher in this round. */
  mine: readonly OnlineSlot[] | null
  teachers: readonly TeacherOnline[]
}

/** How many of these have a link that parents can follow. */
export const readyIn = (slots: readonly OnlineSlot[]) =>
  slots.filter((slot) => slot.link?.state === "ready").length

/** How far the work of one owner in one round is. */
export type OnlineRun = {
  /** Tasks left, and how many slots have a link. */
  left: number
  ready: number
  slots: number
  /** Is everything being dropped? */
  clearing: boolean
  /** Were links asked for in this round? */
  begun: boolean
  /** Seconds until something can be done; null: at once. */
  waitSeconds: number | null
  /** Why nothing can be done until a person does something. */
  stopped: MeetingFailure | null
}
