import type { WrittenDay } from "../../domain/rounds/round-draft.ts"
import { mostDays, type RoundField } from "../../domain/rounds/round-plan.ts"
import type { Frame } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { readsOn } from "../parts/htmx.ts"
import { type RoundFormScreen, wrongAt } from "./round-fields.tsx"

type Props = { frame: Frame; screen: RoundFormScreen }

/** The name of a round, its days, and how long a talk takes. */
export function When(props: Props) {
  const { frame, screen } = props
  const words = frame.words.rounds.form
  const { draft } = screen
  const none = wrongAt(props, "days")
  return (
    <section class="card">
      <h2>{words.when}</h2>
      <Field
        name="title"
        label={words.name}
        hint={words.nameHint}
        value={draft.title}
        wrong={wrongAt(props, "title")}
      />
      {draft.days.map((day, at) => (
        <DayRow {...props} day={day} at={at} />
      ))}
      {none ? <p class="what">{none}</p> : null}
      {draft.days.length < mostDays ? (
        <button class="second start" id="f-add-day" type="submit" name="do" value="add-day">
          {words.addDay}
        </button>
      ) : null}
      {screen.stage === "published" ? (
        <p class="hint">{words.fixedLength(Number(draft.slotMinutes), Number(draft.changeMinutes))}</p>
      ) : (
        <div class="row">
          <Field
            name="slotMinutes"
            label={words.length}
            value={draft.slotMinutes}
            wrong={wrongAt(props, "slotMinutes")}
            inputmode="numeric"
            size="short"
          />
          <Field
            name="changeMinutes"
            label={words.changing}
            hint={words.changingHint}
            value={draft.changeMinutes}
            wrong={wrongAt(props, "changeMinutes")}
            inputmode="numeric"
            size="short"
          />
        </div>
      )}
      <RestFields {...props} />
      <Field
        name="walkMinutes"
        label={words.walking}
        hint={words.walkingHint}
        value={draft.walkMinutes}
        wrong={wrongAt(props, "walkMinutes")}
        inputmode="numeric"
        size="short"
      />
    </section>
  )
}

/** After how many talks a teacher rests, and how long. */
function RestFields({ frame, screen }: Props) {
  const words = frame.words.rounds.form
  const { restAfter, restMinutes } = screen.draft
  const wrong = wrongAt({ frame, screen }, "rest")
  if (screen.stage === "published")
    return restAfter === "" ? null : (
      <p class="hint">{words.fixedRest(Number(restAfter), Number(restMinutes))}</p>
    )
  return (
    <details open={restAfter !== "" || restMinutes !== "" || wrong !== undefined}>
      <summary>{words.rest}</summary>
      <p class="hint">{words.restHint}</p>
      <div class="row">
        <Field
          name="restAfter"
          label={words.restAfter}
          value={restAfter}
          wrong={wrong}
          inputmode="numeric"
          size="short"
        />
        <Field
          name="restMinutes"
          label={words.restMinutes}
          value={restMinutes}
          inputmode="numeric"
          size="short"
        />
      </div>
    </details>
  )
}

type DayField = "date" | "starts" | "ends" | "pauseStarts" | "pauseEnds"

/** One day: its date and hours, and a pause for who wants one. */
function DayRow(props: Props & { day: WrittenDay; at: number }) {
  const { day, at, screen } = props
  const words = props.frame.words.rounds.form
  const pauseWrong = wrongAt(props, `pause-${at}`)
  const said = (wrong: RoundField) => {
    const sentence = wrongAt(props, wrong)
    return sentence ? (
      <p class="what" id={`f-${wrong}-wrong`}>
        {sentence}
      </p>
    ) : null
  }
  const input = (name: DayField, label: string, wrong: RoundField) => {
    const isWrong = wrongAt(props, wrong) !== undefined
    return (
      <div class={isWrong ? "field wrong" : "field"}>
        <label for={`f-${name}-${at}`}>{label}</label>
        <input
          id={`f-${name}-${at}`}
          name={name}
          type={name === "date" ? "date" : "text"}
          class={name === "date" ? undefined : "short"}
          inputmode={name === "date" ? undefined : "numeric"}
          value={day[name]}
          autocomplete="off"
          aria-invalid={isWrong ? "true" : undefined}
          aria-describedby={isWrong ? `f-${wrong}-wrong` : undefined}
        />
      </div>
    )
  }
  return (
    <fieldset class="day" {...readsOn(screen.readsOn === at)}>
      <legend>{words.day(at + 1)}</legend>
      <input type="hidden" name="day" value={day.id === null ? "" : String(day.id)} />
      {said(`date-${at}`)}
      {said(`hours-${at}`)}
      <div class="row">
        {input("date", words.date, `date-${at}`)}
        {input("starts", words.starts, `hours-${at}`)}
        {input("ends", words.ends, `hours-${at}`)}
        {screen.draft.days.length > 1 ? (
          <button
            class="quiet"
            type="submit"
            name="do"
            value={`remove-${at}`}
            aria-label={words.removeDayOf(at + 1)}
          >
            {words.removeDay}
          </button>
        ) : null}
      </div>
      <details open={pauseWrong !== undefined || day.pauseStarts !== "" || day.pauseEnds !== ""}>
        <summary>{words.pause}</summary>
        {said(`pause-${at}`)}
        <div class="row">
          {input("pauseStarts", words.pauseStarts, `pause-${at}`)}
          {input("pauseEnds", words.pauseEnds, `pause-${at}`)}
        </div>
      </details>
    </fieldset>
  )
}
