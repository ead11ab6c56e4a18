import type { RoundId } from "../../domain/ids.ts"
import type { Phase } from "../../domain/rounds/round.ts"
import { momentOf } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Empty } from "../parts/notice.tsx"

export type RoundInHome = {
  id: RoundId
  title: string
  phase: Phase
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  /** How many talks of it this household has. */
  talks: number
}

/** The rounds of a household, when there is not exactly one. */
export function HomePage({ frame, screen }: { frame: Frame; screen: { rounds: readonly RoundInHome[] } }) {
  const words = frame.words.parent.home
  const isEmpty = screen.rounds.length === 0
  return (
    <ParentPage frame={frame} title={words.title}>
      <h1>{words.title}</h1>
      {isEmpty ? (
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
        </Empty>
      ) : (
        <>
          <p class="lead">{words.lead}</p>
          <ul class="talks">
            {screen.rounds.map((round) => (
              <RoundLine frame={frame} round={round} />
            ))}
          </ul>
        </>
      )}
    </ParentPage>
  )
}

function RoundLine({ frame, round }: { frame: Frame; round: RoundInHome }) {
  const words = frame.words.parent.home
  const when = {
    announced: words.from(momentOf(round.opensAt, frame.language)),
    open: words.until(momentOf(round.closesAt, frame.language)),
  }
  return (
    <li class="card">
      <h2>
        <a href={frame.to.round(round.id)}>{round.title}</a>
      </h2>
      <p>{round.phase === "announced" || round.phase === "open" ? when[round.phase] : words.closed}</p>
      <p>
        <span class="tag">{words.chosen(round.talks)}</span>
      </p>
    </li>
  )
}
