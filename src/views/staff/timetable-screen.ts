import type { SlotId } from "../../domain/ids.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type {
  Expected,
  TimetableSlot,
  TimetableTalk,
  TimetableTeacher,
  ToPlan,
} from "../../domain/rounds/timetable.ts"
import type { ArrangeRefusal } from "../../domain/talks/arranging.ts"
import type { Frame } from "../layout.tsx"
import type { UndoWhy, UpheavalSeen } from "./upheavals.tsx"

/** What the office has in hand: nothing, a time, a talk, or a talk on its way to another time. */
export type InHand =
  | { kind: "time"; slot: TimetableSlot; teacher: TimetableTeacher; expected: readonly Expected[] }
  | { kind: "moving"; slot: TimetableSlot; talk: TimetableTalk; teacher: TimetableTeacher }
  /** One that began is not cancelled any more. */
  | { kind: "talk"; slot: TimetableSlot; talk: TimetableTalk; teacher: TimetableTeacher; begun: boolean }

/** What can be done here with a talk or a time. */
export const dones = ["booked", "moved", "swapped", "cancelled", "closed", "opened"] as const
export type Done = (typeof dones)[number]

export type TimetableScreen = {
  round: Round
  day: Temporal.PlainDate
  days: readonly Temporal.PlainDate[]
  /** The teachers of this page, out of how many pages. */
  teachers: readonly TimetableTeacher[]
  page: number
  pages: number
  inHand: InHand | null
  /** The time that was let go of, where reading goes on: in its cell, or at the table when that is not on this page. 0: none. */
  back: SlotId
  /** A child to be planned: only its teachers are shown, and their free times book. */
  planning: ToPlan | null
  /** The rows of this day in the round, to move it: two when it has an afternoon and an evening. */
  parts: readonly { id: number; hours: string }[]
  upheavals: readonly UpheavalSeen[]
  said: "done" | UndoWhy | null
  /** What was just done with one talk, or with two that changed places. */
  act: UpheavalSeen | null
  told: { kind: Done } | { kind: "refused"; why: ArrangeRefusal } | null
}
export type TimetableProps = { frame: Frame; screen: TimetableScreen }
