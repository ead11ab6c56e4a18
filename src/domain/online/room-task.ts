import type { SlotId } from "../ids.ts"
import type { Result } from "../result.ts"
import type { Span } from "../talks/slot.ts"
import type { MeetingFailure } from "./video-meeting.ts"

/** What meetings are called in somebody's calendar: never a name of a pupil, a parent or a round. */
export const neutralTitles = { meeting: "Oudergesprek", calendar: "Oudergesprekken" } as const

/** One thing to do at a provider. `key` is our own id of the meeting: asked twice, it is the same meeting. */
export type RoomTask = Span & {
  slot: SlotId
  kind: "make" | "finish" | "move" | "drop"
  key: string
  /** The provider's id; null when it is not known yet. */
  event: string | null
}

/** What came of it. `renew`: this key is used up, the next try needs another one; "gone" without it: the calendar is gone. `waitSeconds`: the provider asks for patience. */
export type RoomOutcome = { slot: SlotId } & (
  | { ok: true; state: "made" | "ready" | "dropped"; event: string | null; link: string | null }
  | { ok: false; failure: MeetingFailure; waitSeconds: number | null; renew: boolean }
)

export type RoomTrouble = { failure: MeetingFailure; waitSeconds: number | null }

/** The rooms online of one provider. The access token is used for this call and kept nowhere. */
export type MeetingRooms = {
  /** How many tasks one step takes. */
  readonly atOnce: number
  carryOut(
    access: string,
    calendar: string | null,
    tasks: readonly RoomTask[],
    signal: AbortSignal,
  ): Promise<RoomOutcome[]>
  /** A calendar of our own in the account; null: this provider needs none. Asked twice, there are two: keep what it gives. */
  openCalendar: ((access: string, signal: AbortSignal) => Promise<Result<string, RoomTrouble>>) | null
  /** Drops it with everything in it; one that is gone is dropped. */
  dropCalendar:
    | ((access: string, calendar: string, signal: AbortSignal) => Promise<Result<true, RoomTrouble>>)
    | null
}
