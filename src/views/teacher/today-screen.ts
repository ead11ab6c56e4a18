import type { Course, EveningRefusal, EveningTalk } from "../../domain/evenings/evening.ts"
import type { TeacherId } from "../../domain/ids.ts"

/**
 * A talk with the child it is about. `home`: whose parents come, when the child comes twice. `note`: what the parents wrote. `minutes`: how
 * long it takes, when that is longer than other talks.
 */
export type EveningLine = EveningTalk & {
  child: string
  group: string
  home: string | null
  note: string
  minutes: number | null
}

export type Evening = {
  name: string
  /** By name who leads these talks; null when it is one teacher. */
  together: string | null
  room: string
  day: Temporal.PlainDate
  days: readonly Temporal.PlainDate[]
  isToday: boolean
  isAhead: boolean
  lines: readonly EveningLine[]
  course: Course
}

export type TodayScreen = {
  /** Whom the office helps; null: one's own talks. */
  teacher: TeacherId | null
  /** Null: there are no talks at all. */
  evening: Evening | null
  refusal: EveningRefusal | null
}
