import type { TeacherId } from "../../domain/ids.ts"
import type { KnownDay } from "../../domain/presence.ts"
import type { Kept } from "../../domain/retention.ts"
import type { InviteRefusal, Phase, PublishRefusal, Round } from "../../domain/round.ts"
import type { Frame } from "../layout.tsx"
import type { UpheavalSeen } from "./upheavals.tsx"

/** A teacher in the overview; `talks` is about how many are expected. */
export type TeacherLine = {
  id: TeacherId
  name: string
  room: string
  slots: number
  taken: number
  first: Temporal.Instant | null
  last: Temporal.Instant | null
  pupils: number
  talks: number
  /** About how many of them are still to be chosen. */
  waiting: number
}

export type RoundScreen = {
  round: Round
  phase: Phase
  days: readonly KnownDay[]
  groups: readonly string[]
  groupsWithoutTeacher: readonly string[]
  teachers: readonly TeacherLine[]
  doubts: number
  invited: {
    households: number
    byMail: number
    mailed: number
    toMail: number
    byLetter: number
    printed: number
  }
  messages: { queued: number; sent: number; failed: number }
  kept: Kept | null
  /** Invited by mail, chose nothing yet, and not reminded lately. */
  unanswered: number
  upheavals: readonly UpheavalSeen[]
  /** What was just done, or why it was not. */
  said:
    | { kind: "published" }
    | { kind: "sent"; mailed: number }
    | { kind: "reminded"; reminded: number }
    | { kind: "no-publishing"; refusal: PublishRefusal }
    | { kind: "no-inviting"; refusal: InviteRefusal }
    | { kind: "no-discarding" }
    | null
}
export type RoundProps = { frame: Frame; screen: RoundScreen }
