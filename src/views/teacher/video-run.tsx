import type { RoundId } from "../../domain/ids.ts"
import type { OnlineRun } from "../../domain/online/online-round.ts"
import type { AccountProvider, MeetingFailure } from "../../domain/online/video-meeting.ts"
import { site } from "../../paths.ts"
import type { Frame } from "../layout.tsx"
import { Notice, Progress } from "../parts/notice.tsx"

/** How far the links of one teacher are, and with which account. */
export type RunScreen = {
  run: OnlineRun
  provider: AccountProvider
  email: string
  /** Drawn to be looked at: it asks for no next step. */
  still?: boolean
}

type Props = { frame: Frame; round: RoundId; screen: RunScreen }

/** The account, and links being made with it. As long as there is work it asks for its next step by itself; without JavaScript a button does. */
export function Run({ frame, round, screen }: Props) {
  const words = frame.words.online.run
  const { run, provider, email } = screen
  const goesOn = run.left > 0 && run.stopped === null && (run.begun || run.clearing)
  const next = frame.to.videoStep(round)
  const wait = `load delay:${run.waitSeconds ?? 0}s`
  const asking =
    goesOn && !screen.still
      ? {
          "data-hx-post": next,
          "data-hx-trigger": wait,
          "data-hx-target": "#run",
          "data-hx-swap": "outerHTML",
          "data-hx-sync": "this:drop",
        }
      : {}
  return (
    <div id="run" class="card stack fill" {...asking}>
      <h2>{words.title}</h2>
      <p class="hint">
        {words.linked(frame.words.online.providers[provider], email)}{" "}
        <a href={frame.to.video()}>{words.other}</a>
      </p>
      {run.stopped ? (
        <Notice kind="careful">
          <p>{frame.words.online.failure[run.stopped]}</p>
          {forIt.has(run.stopped) ? (
            <p>
              <a href={site.guide(provider)}>
                {frame.words.online.guide.forIt(frame.words.online.providers[provider])}
              </a>
            </p>
          ) : null}
        </Notice>
      ) : null}
      {goesOn ? <Going frame={frame} round={round} screen={screen} /> : null}
      {!goesOn ? <Standing frame={frame} round={round} screen={screen} /> : null}
    </div>
  )
}

/** What only the school's IT person can mend. */
const forIt = new Set<MeetingFailure>(["not-allowed", "no-meet", "no-licence", "admin-needed"])

function Going({ frame, round, screen: { run } }: Props) {
  const words = frame.words.online.run
  return (
    <>
      {run.clearing ? (
        <p>{words.clearing(run.left)}</p>
      ) : (
        <Progress label={words.making(run.ready, run.slots)} done={run.ready} total={run.slots} />
      )}
      <p class="hint">{run.waitSeconds === null ? words.close : words.wait(run.waitSeconds)}</p>
      <form method="post" action={frame.to.videoStep(round)}>
        <button class="second" type="submit">
          {words.goOn}
        </button>
      </form>
    </>
  )
}

/** Nothing is being done: what can be. */
function Standing({ frame, round, screen: { run, provider } }: Props) {
  const words = frame.words.online.run
  const missing = run.slots - run.ready
  return (
    <>
      {missing > 0 ? (
        <form class="stack" method="post" action={frame.to.videoMake(round)}>
          <p>{words.how(missing, frame.words.online.providers[provider])}</p>
          <div class="actions">
            <button type="submit">{run.stopped ? words.again : words.make}</button>
          </div>
        </form>
      ) : run.slots > 0 ? (
        <p>{words.all(run.slots)}</p>
      ) : (
        <p>{run.begun ? words.over : words.nothing}</p>
      )}
      {run.begun ? (
        <details class="fold" open={run.slots === 0}>
          <summary>{words.clear}</summary>
          <form class="stack" method="post" action={frame.to.videoClear(round)}>
            <p>{words.clearHow(frame.words.online.providers[provider])}</p>
            <button class="danger" type="submit">
              {words.clearDo}
            </button>
          </form>
        </details>
      ) : null}
    </>
  )
}
