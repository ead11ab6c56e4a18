import {
  longestPurpose,
  type OperatorWindow,
  type WindowRefusal,
  windowHours,
} from "../../domain/privacy/operator-window.ts"
import { withQuery } from "../../paths.ts"
import { momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type WindowScreen = {
  open: OperatorWindow | null
  past: readonly (OperatorWindow & { by: string; looks: number })[]
  purpose: string
  hours: number | null
  said: "opened" | "stopped" | null
  refusal: WindowRefusal | null
}
type Props = { frame: Frame; screen: WindowScreen }

/** Whether the operator may look along, and how to allow or stop it. */
export function OperatorWindowPage({ frame, screen }: Props) {
  const words = frame.words.window
  const { open, said } = screen
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={screen.refusal !== null}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      {said ? (
        <Notice kind="done" focus>
          <p>{words[said]}</p>
        </Notice>
      ) : null}
      {open ? <Open frame={frame} window={open} /> : <Closed frame={frame} screen={screen} />}
      <Before frame={frame} screen={screen} />
    </StaffPage>
  )
}

function Open({ frame, window }: { frame: Frame; window: OperatorWindow }) {
  const words = frame.words.window
  return (
    <section class="card stack">
      <h2>{words.isOpen(momentOf(window.until, frame.language))}</h2>
      <p>{words.purposeIs(window.purpose)}</p>
      <form class="actions" method="post" action={frame.to.closeWindow()}>
        <button type="submit">{words.close}</button>
      </form>
    </section>
  )
}

function Closed({ frame, screen }: Props) {
  const words = frame.words.window
  const { refusal } = screen
  const wrong = refusal ? words.refusal[refusal.kind] : undefined
  return (
    <form class="card stack" method="post" action={frame.to.operatorWindow()} novalidate>
      <h2>{words.closed}</h2>
      <p>{words.closedHow}</p>
      {refusal && refusal.kind !== "purpose-missing" ? (
        <Notice kind="wrong">
          <p>{wrong}</p>
        </Notice>
      ) : null}
      <Field
        name="purpose"
        label={words.purpose}
        hint={words.purposeHint}
        value={screen.purpose}
        maxlength={longestPurpose}
        wrong={refusal?.kind === "purpose-missing" ? wrong : undefined}
      />
      <Choices
        name="hours"
        legend={words.howLong}
        choices={windowHours.map((hours) => ({
          value: String(hours),
          label: words.hours(hours),
          chosen: hours === (screen.hours ?? windowHours[0]),
        }))}
      />
      <div class="actions">
        <button type="submit">{words.open}</button>
      </div>
    </form>
  )
}

function Before({ frame, screen }: Props) {
  const words = frame.words.window
  const moment = (at: Temporal.Instant) => momentOf(at, frame.language)
  return (
    <section class="card stack" aria-labelledby="before">
      <h2 id="before">{words.before}</h2>
      {screen.past.length === 0 ? <p>{words.none}</p> : null}
      <ul class="events">
        {screen.past.map((window) => (
          <li class="whole">
            <strong>{words.span(moment(window.openedAt), moment(window.closedAt ?? window.until))}</strong>
            <span>{words.purposeIs(window.purpose)}</span>
            <span class="hint">{words.past(window.by, window.looks)}</span>
          </li>
        ))}
      </ul>
      {screen.past.length > 0 ? (
        <p>
          <a href={withQuery(frame.to.logbook(), { wie: "operator" })}>{words.toLogbook}</a>
        </p>
      ) : null}
    </section>
  )
}

/** On the first screen, as long as somebody may look along. */
export function WindowNotice({ frame, window }: { frame: Frame; window: OperatorWindow }) {
  const words = frame.words.window
  return (
    <Notice kind="careful" title={words.isOpen(momentOf(window.until, frame.language))}>
      <p>{words.banner}</p>
      <p>
        <a href={frame.to.operatorWindow()}>{words.toPage}</a>
      </p>
    </Notice>
  )
}
