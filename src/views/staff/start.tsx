import type { Leaving } from "../../domain/backup/leaving.ts"
import type { OperatorWindow } from "../../domain/privacy/operator-window.ts"
import { nextStep, type Step, type StepName } from "../../domain/school/first-steps.ts"
import { count, fullDayOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { LeavingNotice } from "./leaving.tsx"
import { WindowNotice } from "./operator-window.tsx"
import { type RoundInNumbers, Rounds } from "./start-rounds.tsx"

export type Start = {
  steps: Step[]
  pupils: number
  importedAt: Temporal.Instant | null
  households: number
  openDoubts: number
  /** The chosen fact, in words' own key; null while nobody chose. */
  factor: keyof Frame["words"]["team"]["factor"]["name"] | null
  /** Chosen, but known of no pupil yet. */
  factorEmpty: boolean
  rounds: RoundInNumbers[]
  /** The operator may look along now. */
  window: OperatorWindow | null
  /** The school is about to leave. */
  leaving: Leaving | null
}

type Props = { frame: Frame; screen: Start }

/** The administrator's first screen: what comes next, and how the rounds go. */
export function StartPage({ frame, screen }: Props) {
  const words = frame.words.team.start
  const next = nextStep(screen.steps)
  const running = screen.rounds.filter((round) => round.phase !== "draft")
  const steps = next === null ? null : <Steps frame={frame} screen={screen} next={next} />
  const rounds =
    running.length === 0 ? null : <Rounds frame={frame} rounds={running} isNext={next === null} />
  return (
    <StaffPage frame={frame} title={frame.words.layout.staff.start} here="start">
      <PageHead
        title={words.title(frame.visitor && frame.visitor.role !== "parent" ? frame.visitor.name : "")}
        lead={next === null ? words.allDone : words.toDo}
      />
      {screen.leaving ? <LeavingNotice frame={frame} leaving={screen.leaving} /> : null}
      {screen.window ? <WindowNotice frame={frame} window={screen.window} /> : null}
      <div class="columns wide">
        {steps}
        {rounds}
      </div>
    </StaffPage>
  )
}

function Steps({ frame, screen, next }: Props & { next: StepName }) {
  const words = frame.words.team.start
  return (
    <section class="stack">
      <h2>{words.stepsTitle}</h2>
      <div class="card">
        <ol class="checklist">
          {screen.steps.map(({ name, done }) => (
            <li
              class={done ? "done" : name === next ? "next" : "later"}
              aria-current={name === next ? "step" : undefined}
            >
              <span class="sign" aria-hidden="true">
                {done ? "✓" : ""}
              </span>
              <div>
                <h3>
                  {words.step[name]}
                  <span class="hidden">
                    {" "}
                    ({done ? words.ready : name === next ? words.next : words.later})
                  </span>
                </h3>
                <p class="hint">{factOf(name, done, frame, screen)}</p>
                {name === next ? (
                  <div class="actions">
                    <a class="button" href={addressOf(name, frame, screen)}>
                      {name === "factor" && screen.factorEmpty ? words.deed.import : words.deed[name]}
                    </a>
                  </div>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** What is known about a step: facts when there are any, what it is for when not. */
function factOf(name: StepName, done: boolean, { words, language }: Frame, screen: Start): string {
  const { start, factor } = words.team
  const imported = screen.importedAt ? `, ${start.importedOn(fullDayOf(screen.importedAt, language))}` : ""
  if (name === "import" && done) return `${start.pupils(count(screen.pupils, language))}${imported}`
  if (name === "households" && screen.openDoubts > 0) return start.doubts(screen.openDoubts)
  if (name === "households" && done) return start.households(count(screen.households, language))
  if (name === "factor" && screen.factorEmpty) return start.factorEmpty
  if (name === "factor" && screen.factor) return factor.name[screen.factor]
  if (name === "round" && done) return screen.rounds.map((round) => round.title).join(", ")
  return start.why[name]
}

/** Where the button of a step leads. Invitations belong to the first round that has none yet. */
function addressOf(name: StepName, { to }: Frame, screen: Start): string {
  const round = screen.rounds.find((each) => each.invited === 0) ?? screen.rounds[0]
  if (name === "invite" && round)
    return round.phase === "draft" ? to.staffRound(round.id) : to.invitations(round.id)
  if (name === "factor" && screen.factorEmpty) return to.importing()
  return {
    import: to.importing(),
    households: to.households(),
    factor: to.signInFactor(),
    round: to.newRound(),
    invite: to.rounds(),
  }[name]
}
