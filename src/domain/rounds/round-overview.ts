import type { TeacherId } from "../ids.ts"
import type { PersonName } from "../people/people.ts"
import type { KnownDay } from "./presence.ts"
import type { Phase, Round } from "./round.ts"

/** How far inviting has come. */
export type Invited = {
  households: number
  /** Reachable by e-mail; of these mailed; not yet. */
  byMail: number
  mailed: number
  toMail: number
  /** Only reachable with a letter; of these printed. */
  byLetter: number
  printed: number
}

/** One teacher of a round, on whose list talks are, with what is expected and what has come of it. */
export type TeacherInRound = {
  id: TeacherId
  name: PersonName
  /** Who holds these talks along. */
  along: readonly PersonName[]
  room: string
  slots: number
  taken: number
  first: Temporal.Instant | null
  last: Temporal.Instant | null
  /** Pupils who have a talk with this teacher, and about how many talks that gives when each divides theirs evenly. */
  pupils: number
  talks: number
  /** About how many of those talks are still to be chosen, and how many times they take. */
  waiting: number
  needs: number
  /** The children for whom families are on this teacher's waiting list, the longest waiting first. */
  listed: readonly PersonName[]
}

/** A round with everything a planner looks after. */
export type RoundOverview = {
  round: Round
  days: readonly KnownDay[]
  groups: readonly string[]
  /** Groups of the round without a teacher in it: their parents cannot choose anything. */
  groupsWithoutTeacher: readonly string[]
  teachers: readonly TeacherInRound[]
  /** Households that a person should look at first. */
  doubts: number
  invited: Invited
  /** Households that have not answered. */
  unanswered: number
  messages: { queued: number; sent: number; failed: number }
}

/** What one can go and do in a round that is published. */
export type RoundWay = "answers" | "timetable" | "papers" | "evening" | "figures"

/**
 * Which of these is next for a planner; null as long as that is to invite. `isToday`: there are talks today; `waiting`: talks that are still
 * to be chosen.
 */
export function nextWay(
  phase: Phase,
  { isToday, waiting }: { isToday: boolean; waiting: number },
): RoundWay | null {
  if (phase === "past") return "figures"
  if (phase === "draft" || phase === "announced") return null
  if (isToday) return "evening"
  if (phase === "open") return null
  return waiting > 0 ? "answers" : "papers"
}
