import type { ImportId } from "../../domain/ids.ts"
import type { RosterProblem } from "../../domain/rosters/roster.ts"
import { type ImportStep, importSteps, type Staying, type Stop } from "../../domain/rosters/roster-import.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice, Progress } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Committed, type CommittedScreen, stayingText } from "./roster-import-done.tsx"
import { Review } from "./roster-import-review.tsx"
import type { ReviewScreen } from "./roster-import-screen.ts"
import { problemText } from "./roster-problems.ts"
import { UploadCard } from "./roster-upload.tsx"

export type RefusedScreen = {
  problems: RosterProblem[]
  stop: Stop | null
  /** The file is no longer in memory; "remembered" when what a person said about its columns is kept. */
  gone: "gone" | "remembered" | null
  /** It is of another school, and may be read all the same. */
  mayReadAnyway: boolean
  /** The largest file, in bytes. */
  most: number
}

export type ImportScreen = { id: ImportId } & (
  | { state: "reading"; step: ImportStep }
  | ({ state: "refused" } & RefusedScreen)
  | ({ state: "review" } & ReviewScreen)
  | ({ state: "committed" } & CommittedScreen)
  | { state: "undone"; stayed: Staying | null }
  | { state: "discarded" }
)

type Props = { frame: Frame; screen: ImportScreen }

/** A received file, wherever it is on its way. */
export function ImportPage({ frame, screen }: Props) {
  const failed = screen.state === "refused" || ("refusal" in screen && screen.refusal !== null)
  return (
    <StaffPage frame={frame} title={frame.words.imports[screen.state].title} here="people" failed={failed}>
      <Import frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The part of the page that changes while the file goes its way. */
export function Import({ frame, screen }: Props) {
  return (
    <section id="import" class="import">
      {screen.state === "reading" ? (
        <Reading frame={frame} id={screen.id} step={screen.step} />
      ) : screen.state === "refused" ? (
        <Refused frame={frame} id={screen.id} screen={screen} />
      ) : screen.state === "review" ? (
        <Review frame={frame} id={screen.id} screen={screen} />
      ) : screen.state === "committed" ? (
        <Committed frame={frame} id={screen.id} screen={screen} />
      ) : (
        <Ended frame={frame} screen={screen} />
      )}
    </section>
  )
}

/** The bar, which asks for itself every second; without JavaScript there is a link. */
function Reading({ frame, id, step }: { frame: Frame; id: ImportId; step: ImportStep }) {
  const said = frame.words.imports.reading
  const here = frame.to.import(id)
  return (
    <div
      class="stack fill"
      data-hx-get={here}
      data-hx-trigger="every 1s"
      data-hx-target="#import"
      data-hx-swap="outerHTML"
      data-hx-sync="this:drop"
    >
      <PageHead title={said.title} lead={said.lead} />
      <Progress label={said.step[step]} done={importSteps.indexOf(step) + 1} total={importSteps.length + 1} />
      <p>
        <a href={here}>{said.refresh}</a>
      </p>
    </div>
  )
}

function Refused({ frame, id, screen }: { frame: Frame; id: ImportId; screen: RefusedScreen }) {
  const { words, to } = frame
  const said = words.imports.refused
  const reasons = [
    ...(screen.stop ? [said.stop[screen.stop]] : []),
    ...(screen.gone ? [said.gone] : []),
    ...(screen.gone === "remembered" ? [said.remembered] : []),
    ...screen.problems.map((problem) => problemText(words, problem)),
  ]
  return (
    <>
      <PageHead back={{ to: to.people(), name: words.layout.staff.people }} title={said.title} />
      <Notice kind="wrong" focus>
        {reasons.map((reason) => (
          <p>{reason}</p>
        ))}
        <p>{said.nothing}</p>
      </Notice>
      {screen.mayReadAnyway ? (
        <form class="card" method="post" action={to.import(id)}>
          <p>{said.anotherSchool}</p>
          <div class="actions">
            <button class="second" type="submit">
              {said.readAnyway}
            </button>
          </div>
        </form>
      ) : null}
      <UploadCard frame={frame} most={screen.most} />
    </>
  )
}

type EndedScreen = Extract<ImportScreen, { state: "undone" | "discarded" }>

function Ended({ frame, screen }: { frame: Frame; screen: EndedScreen }) {
  const { words, to } = frame
  const { state } = screen
  const stayed = screen.state === "undone" ? stayingText(frame, screen.stayed) : null
  return (
    <>
      <PageHead
        back={{ to: to.people(), name: words.layout.staff.people }}
        title={words.imports[state].title}
      />
      <Notice kind="done" focus>
        <p>{stayed ? words.imports.undone.stayed(stayed) : words.imports[state].lead}</p>
      </Notice>
      <div class="actions">
        <a class="button" href={to.importing()}>
          {words.imports.again}
        </a>
      </div>
    </>
  )
}
