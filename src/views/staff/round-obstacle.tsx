import { momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Meanwhile } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import type { StandsNow } from "./round-meanwhile.ts"

/** Why a change could not be kept, though every field is right. `now`: what a colleague put where something else was typed. */
export type Obstacle =
  | { kind: "changed-meanwhile"; now: readonly StandsNow[] }
  /** `away`: where all talks of this teacher are seen to at once. */
  | {
      kind: "talks-in-the-way" | "teacher-elsewhere"
      teacher: string
      at: Temporal.Instant
      away?: string
    }
  | { kind: "own-talks"; teacher: string; talks: number; held: number; waiting: number; away: string }
  | { kind: "over" }

/** Says why, and what to do; what was filled in stays below it. */
export function ObstacleNotice({ frame, obstacle }: { frame: Frame; obstacle: Obstacle }) {
  const { parts, rounds: words } = frame.words
  if (obstacle.kind === "changed-meanwhile") return <Meanwhile frame={frame} now={obstacle.now} />
  return (
    <Notice kind="wrong" title={parts.somethingWrong} focus>
      <p>
        {obstacle.kind === "over"
          ? words.over
          : obstacle.kind === "own-talks"
            ? words.ownTalks(obstacle.teacher, obstacle)
            : (obstacle.kind === "talks-in-the-way" ? words.talksInTheWay : words.elsewhere)(
                obstacle.teacher,
                momentOf(obstacle.at, frame.language),
              )}
      </p>
      {"away" in obstacle && obstacle.away ? (
        <p>
          <a href={obstacle.away}>{words.awayInstead(obstacle.teacher)}</a>
        </p>
      ) : null}
    </Notice>
  )
}
