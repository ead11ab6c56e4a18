import { writeMoment } from "../../domain/clock.ts"
import type { RoundId, TeacherId } from "../../domain/ids.ts"
import type { Paths } from "../../paths.ts"
import type { Obstacle } from "../../views/staff/round-obstacle.tsx"

type InTheWay = Exclude<Obstacle, { kind: "changed-meanwhile" | "over" }> & { id: TeacherId }

/** Talks in the way lead to where all of them are seen to at once. */
export const withWayOut = (to: Paths, round: RoundId, refusal: InTheWay | { kind: "over" }): Obstacle =>
  refusal.kind === "talks-in-the-way"
    ? { ...refusal, away: to.teacherAway(round, refusal.id, writeMoment(refusal.at).date) }
    : refusal
