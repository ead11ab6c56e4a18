import type { Kept } from "../../domain/privacy/retention.ts"
import type { InviteRefusal, Phase, PublishRefusal } from "../../domain/rounds/round.ts"
import type { RoundOverview, RoundWay, TeacherInRound } from "../../domain/rounds/round-overview.ts"
import type { Frame } from "../layout.tsx"
import type { UpheavalSeen } from "./upheavals.tsx"

/** A teacher in the overview, named in full. */
export type TeacherLine = Omit<TeacherInRound, "name"> & { name: string }

export type RoundScreen = Omit<RoundOverview, "teachers"> & {
  phase: Phase
  /** What is next for a planner; null as long as that is to invite. */
  next: RoundWay | null
  teachers: readonly TeacherLine[]
  kept: Kept | null
  upheavals: readonly UpheavalSeen[]
  /** What was just done, or why it was not. */
  said:
    | { kind: "published" }
    | { kind: "sent"; mailed: number }
    | { kind: "no-publishing"; refusal: PublishRefusal }
    | { kind: "no-inviting"; refusal: InviteRefusal }
    | { kind: "no-discarding" }
    | null
}
export type RoundProps = { frame: Frame; screen: RoundScreen }
