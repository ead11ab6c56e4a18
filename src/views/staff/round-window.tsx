import type { WrittenMoment } from "../../domain/clock.ts"
import type { Frame } from "../layout.tsx"
import { Choices, Tick } from "../parts/field.tsx"
import { type RoundFormScreen, wrongAt } from "./round-fields.tsx"

type Props = { frame: Frame; screen: RoundFormScreen }

/** When parents can choose and change. */
export function Choosing(props: Props) {
  const { frame, screen } = props
  const words = frame.words.rounds.form
  return (
    <section class="card">
      <h2>{words.window}</h2>
      <Moment {...props} at="opens" label={words.opens} written={screen.draft.opens} />
      <Early {...props} />
      <Moment {...props} at="closes" label={words.closes} written={screen.draft.closes} />
      <Moment
        {...props}
        at="change"
        label={words.change}
        hint={words.changeHint}
        written={screen.draft.change}
      />
      <Tick name="swaps" label={words.swaps} hint={words.swapsHint} checked={screen.draft.swaps} />
    </section>
  )
}

/** Who begins before the others, and when. */
function Early(props: Props) {
  const { frame, screen } = props
  const words = frame.words.rounds.form
  const { early } = screen.draft
  const isSet = early.siblings || early.wanted || wrongAt(props, "early") !== undefined
  return (
    <details open={isSet}>
      <summary>{words.early}</summary>
      <Choices
        name="early"
        legend={words.earlyWho}
        hint={words.earlyHint}
        many
        choices={[
          { value: "siblings", label: words.earlySiblings, chosen: early.siblings },
          { value: "wanted", label: words.earlyWanted, chosen: early.wanted },
        ]}
      />
      <Moment {...props} at="early" label={words.earlyAt} written={early.at} />
    </details>
  )
}

function Moment(
  props: Props & {
    at: "opens" | "early" | "closes" | "change"
    label: string
    hint?: string
    written: WrittenMoment
  },
) {
  const words = props.frame.words.rounds.form
  const wrong = wrongAt(props, props.at)
  const described = [props.hint ? `f-${props.at}-hint` : "", wrong ? `f-${props.at}-wrong` : ""].filter(
    Boolean,
  )
  const input = (part: "Date" | "Time", value: string, label: string) => (
    <input
      id={`f-${props.at}${part}`}
      name={`${props.at}${part}`}
      type={part === "Date" ? "date" : "text"}
      class={part === "Date" ? undefined : "short"}
      inputmode={part === "Date" ? undefined : "numeric"}
      autocomplete="off"
      value={value}
      aria-label={label}
      aria-describedby={described.join(" ") || undefined}
      aria-invalid={wrong ? "true" : undefined}
    />
  )
  return (
    <fieldset class={wrong ? "moment wrong" : "moment"}>
      <legend>{props.label}</legend>
      {props.hint ? (
        <p class="hint" id={`f-${props.at}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {wrong ? (
        <p class="what" id={`f-${props.at}-wrong`}>
          {wrong}
        </p>
      ) : null}
      <div class="row">
        {input("Date", props.written.date, words.dateOf(props.label))}
        <span aria-hidden="true">{words.at}</span>
        {input("Time", props.written.time, words.timeOf(props.label))}
      </div>
    </fieldset>
  )
}
