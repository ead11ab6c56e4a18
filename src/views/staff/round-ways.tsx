import type { RoundId } from "../../domain/ids.ts"
import type { RoundWay } from "../../domain/rounds/round-overview.ts"
import type { Frame } from "../layout.tsx"
import type { RoundProps } from "./round-screen.ts"

/** Where each leads, in the order in which a round lives. */
const addresses = ({ to }: Frame, round: RoundId): Record<RoundWay, string> => ({
  answers: to.answers(round),
  timetable: to.timetable(round),
  papers: to.roundLists(round),
  evening: to.roundEvening(round),
  figures: to.figures(round),
})

/** The one that is next, as a button. */
export function NextWay({ frame, screen: { next, round } }: RoundProps) {
  if (next === null) return null
  return (
    <p class="actions">
      <a class="button" href={addresses(frame, round.id)[next]}>
        {frame.words.rounds.overview.ways[next].name}
      </a>
    </p>
  )
}

/** What one can look at and do in a round that is published. */
export function RoundWays({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.overview.ways
  const ways = Object.entries(addresses(frame, screen.round.id)) as [RoundWay, string][]
  return (
    <nav aria-label={words.title}>
      <ul class="onward">
        {ways.map(([way, address]) => (
          <li class="card">
            <a href={address}>{words[way].name}</a>
            <span class="hint">{words[way].about}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}
