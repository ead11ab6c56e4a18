import type { RoundId } from "../../domain/ids.ts"
import type { Phase } from "../../domain/rounds/round.ts"
import { count, dateOf, listOf, momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type RoundInList = {
  id: RoundId
  title: string
  phase: Phase
  opensAt: Temporal.Instant
  closesAt: Temporal.Instant
  /** First and last day; one of them when there is one. */
  days: Temporal.PlainDate[]
  slots: number
  talks: number
}
export type RoundsScreen = { rounds: readonly RoundInList[]; hasPupils: boolean }

/** All rounds of the school, and the way to a new one. */
export function RoundsPage({ frame, screen }: { frame: Frame; screen: RoundsScreen }) {
  const words = frame.words.rounds
  const isEmpty = screen.rounds.length === 0
  const last = screen.rounds.find((round) => round.phase !== "draft")
  return (
    <StaffPage frame={frame} title={words.title} here="rounds">
      <PageHead
        title={words.title}
        lead={words.lead}
        beside={
          isEmpty ? null : (
            <p class="actions">
              <a class="button" href={frame.to.newRound()}>
                {words.new}
              </a>
              {last ? (
                <a class="button second" href={frame.to.copyRound(last.id)}>
                  {words.copy.last}
                </a>
              ) : null}
            </p>
          )
        }
      />
      {isEmpty ? (
        <NoRounds frame={frame} hasPupils={screen.hasPupils} />
      ) : (
        <ul class="stack wide">
          {screen.rounds.map((round) => (
            <RoundCard frame={frame} round={round} />
          ))}
        </ul>
      )}
    </StaffPage>
  )
}

function NoRounds({ frame, hasPupils }: { frame: Frame; hasPupils: boolean }) {
  const words = frame.words.rounds
  return (
    <Empty title={words.empty.title}>
      <p>{hasPupils ? words.empty.how : words.empty.noPupils}</p>
      <a class="button" href={hasPupils ? frame.to.newRound() : frame.to.importing()}>
        {hasPupils ? words.new : words.empty.toImport}
      </a>
    </Empty>
  )
}

function RoundCard({ frame, round }: { frame: Frame; round: RoundInList }) {
  const { language, words, to } = frame
  const next = words.rounds.nextOf
  const said = {
    draft: next.draft,
    announced: next.announced(momentOf(round.opensAt, language)),
    open: next.open(momentOf(round.closesAt, language)),
    closed: next.closed(momentOf(round.closesAt, language)),
    past: next.past,
  }[round.phase]
  return (
    <li class="card round-card">
      <h2>
        <a href={to.staffRound(round.id)}>{round.title}</a> <PhaseTag frame={frame} phase={round.phase} />
      </h2>
      <p>
        {listOf(
          round.days.map((day) => dateOf(day, language)),
          language,
        )}
      </p>
      <p class="hint">
        {said}{" "}
        {round.phase === "draft"
          ? null
          : `${words.rounds.taken(count(round.talks, language), count(round.slots, language))}.`}
      </p>
    </li>
  )
}

const tones = { draft: "tag", announced: "tag", open: "tag good", closed: "tag careful", past: "tag" }

/** Where a round is, in a word. */
export function PhaseTag({ frame, phase }: { frame: Frame; phase: Phase }) {
  return <span class={tones[phase]}>{frame.words.rounds.phase[phase]}</span>
}
