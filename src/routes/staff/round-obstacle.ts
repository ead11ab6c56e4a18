import { writeMoment } from "../../domain/clock.ts"
import type { RoundId, TeacherId } from "../../domain/ids.ts"
import type { Paths } from "../../paths.ts"
import type { Obstacle } from "../../views/staff/round-obstacle.tsx"

type InTheWay = Extract<Obstacle, { at: Temporal.Instant }> & { id: TeacherId }
type OwnTalks = Omit<Extract<Obstacle, { kind: "own-talks" }>, "away"> & { id: TeacherId }

/** Talks in the way lead to where all of them are seen to at once. */
export function withWayOut(
  to: Paths,
  round: RoundId,
  refusal: InTheWay | OwnTalks | { kind: "over" },
): Obstacle {
  if (refusal.kind === "own-talks") return { ...refusal, away: to.teacherAway(round, refusal.id) }
  return refusal.kind === "talks-in-the-way"
    ? { ...refusal, away: to.teacherAway(round, refusal.id, writeMoment(refusal.at).date) }
    : refusal
}
