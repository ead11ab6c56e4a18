import type { RoundProps } from "./round-screen.ts"

/** What one can look at and do in a round that is published, in the order in which a round lives. */
export function RoundWays({ frame, screen }: RoundProps) {
  const { to } = frame
  const { id } = screen.round
  const words = frame.words.rounds.overview.ways
  const ways = [
    [to.answers(id), words.answers],
    [to.timetable(id), words.timetable],
    [to.roundLists(id), words.papers],
    [to.roundEvening(id), words.evening],
    [to.figures(id), words.figures],
  ] as const
  return (
    <nav aria-label={words.title}>
      <ul class="onward">
        {ways.map(([address, { name, about }]) => (
          <li class="card">
            <a href={address}>{name}</a>
            <span class="hint">{about}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}
