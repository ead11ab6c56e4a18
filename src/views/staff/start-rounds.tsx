import type { RoundId } from "../../domain/ids.ts"
import type { Phase } from "../../domain/rounds/round.ts"
import { count, momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { PhaseTag } from "./rounds.tsx"

/** `invited`: households that got a mail or a letter; `booked`: those that chose a time. */
export type RoundInNumbers = {
  id: RoundId
  title: string
  phase: Phase
  closesAt: Temporal.Instant
  invited: number
  booked: number
}

/** How the rounds go that are not over; `isNext`: there is nothing else to do, so the first of them leads on. */
export function Rounds(props: { frame: Frame; rounds: RoundInNumbers[]; isNext: boolean }) {
  const { frame, rounds, isNext } = props
  const { language, to } = frame
  const words = frame.words.team.start
  return (
    <section class="stack">
      <h2>{words.rounds}</h2>
      {rounds.map((round, at) => (
        <article class="card">
          <div class="head">
            <h3>{round.title}</h3>
            <PhaseTag frame={frame} phase={round.phase} />
          </div>
          <p>{numbersOf(round, frame)}</p>
          {round.invited > 0 ? (
            <progress
              max={round.invited}
              value={Math.min(round.booked, round.invited)}
              aria-label={words.share}
            ></progress>
          ) : null}
          {round.phase === "open" ? (
            <p class="hint">{words.until(momentOf(round.closesAt, language))}</p>
          ) : null}
          <div class="actions">
            <a
              class={isNext && at === 0 ? "button" : "button second"}
              href={to.staffRound(round.id)}
              aria-label={`${words.look}: ${round.title}`}
            >
              {words.look}
            </a>
          </div>
        </article>
      ))}
    </section>
  )
}

function numbersOf(round: RoundInNumbers, { words, language }: Frame): string {
  const { start } = words.team
  const booked = count(round.booked, language)
  if (round.invited > 0) return start.booked(booked, count(round.invited, language))
  return round.booked > 0 ? start.bookedOnly(booked) : start.notInvited
}
