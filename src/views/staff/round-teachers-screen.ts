import type { TeacherId } from "../../domain/ids.ts"
import type { PresenceRefusal, WrittenTeacher } from "../../domain/rounds/presence.ts"
import type { PairRefusal } from "../../domain/talks/pair.ts"
import type { Frame } from "../layout.tsx"
import type { Obstacle } from "./round-obstacle.tsx"

export type TeacherToSet = {
  id: TeacherId
  name: string
  groups: readonly string[]
  written: WrittenTeacher
  /** Whose talks this teacher holds along now, and how many. */
  along: { carrier: TeacherId; talks: number } | null
}

export type RoundTeachersScreen = {
  address: string
  back: string
  title: string
  days: readonly { id: number; date: Temporal.PlainDate }[]
  /** Teachers of the round's groups, and everyone else. */
  teachers: readonly TeacherToSet[]
  others: readonly TeacherToSet[]
  problems: readonly (PresenceRefusal | PairRefusal)[]
  obstacle: Obstacle | null
  seen: string
  isDraft: boolean
}
export type TeachersProps = { frame: Frame; screen: RoundTeachersScreen }

export const isThere = (teacher: TeacherToSet) => teacher.written.days.some((day) => day.there)
