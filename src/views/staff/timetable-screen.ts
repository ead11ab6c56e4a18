import type { ArrangeRefusal } from "../../domain/arranging.ts"
import type { Round } from "../../domain/round.ts"
import type { Expected, TimetableSlot, TimetableTalk, TimetableTeacher } from "../../domain/timetable.ts"
import type { Frame } from "../layout.tsx"

/** What the office has in hand: nothing, a time, a talk, or a talk on its way to another time. */
export type InHand =
  | { kind: "time"; slot: TimetableSlot; teacher: TimetableTeacher; expected: readonly Expected[] }
  | { kind: "moving"; slot: TimetableSlot; talk: TimetableTalk; teacher: TimetableTeacher }
  | { kind: "talk"; slot: TimetableSlot; talk: TimetableTalk; teacher: TimetableTeacher }

export type TimetableScreen = {
  round: Round
  day: Temporal.PlainDate
  days: readonly Temporal.PlainDate[]
  /** The teachers of this page, out of how many pages. */
  teachers: readonly TimetableTeacher[]
  page: number
  pages: number
  inHand: InHand | null
  told:
    | { kind: "booked" | "moved" | "swapped" | "cancelled" | "closed" | "opened" }
    | { kind: "refused"; why: ArrangeRefusal }
    | null
}
export type TimetableProps = { frame: Frame; screen: TimetableScreen }
