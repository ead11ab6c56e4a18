import type { Child } from "../jsx/jsx-runtime.ts"

type Question = { label: string; hint?: string | undefined; wrong?: string | undefined }

/** The parts of a question that say more about its answer, by id. */
const describedBy = (id: string, { hint, wrong }: Question) =>
  [hint ? `${id}-hint` : "", wrong ? `${id}-wrong` : ""].filter(Boolean).join(" ") || undefined

/** Label above the answer, hint below it, what is wrong in words. */
function Asked({ id, question, children }: { id: string; question: Question; children?: Child }) {
  const { label, hint, wrong } = question
  return (
    <div class={wrong ? "field wrong" : "field"}>
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {wrong ? (
        <p class="what" id={`${id}-wrong`}>
          {wrong}
        </p>
      ) : null}
      {children}
    </div>
  )
}

/** A question with its answer: label above, hint below it, what is wrong in words. Never a placeholder. */
export function Field(props: {
  name: string
  label: string
  hint?: string | undefined
  wrong?: string | undefined
  value?: string | undefined
  type?: "text" | "email" | "tel" | "password" | "date" | "time" | "datetime-local" | "number" | "search"
  autocomplete?: string
  inputmode?: "text" | "numeric" | "email" | "tel" | "search"
  size?: "short" | "medium"
  required?: boolean
  maxlength?: number
  id?: string
}) {
  const id = props.id ?? `f-${props.name}`
  return (
    <Asked id={id} question={props}>
      <input
        id={id}
        name={props.name}
        type={props.type ?? "text"}
        value={props.value}
        class={props.size}
        autocomplete={props.autocomplete ?? "off"}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        aria-describedby={describedBy(id, props)}
        aria-invalid={props.wrong ? "true" : undefined}
        aria-required={props.required ? "true" : undefined}
        spellcheck="false"
        autocapitalize={props.type === "email" ? "none" : undefined}
      />
    </Asked>
  )
}

/** A question with a longer answer. No lock on its length: who pastes too much gets a sentence, and loses nothing. */
export function LongField(props: {
  name: string
  label: string
  hint?: string | undefined
  wrong?: string | undefined
  value?: string | undefined
  rows: number
}) {
  const id = `f-${props.name}`
  return (
    <Asked id={id} question={props}>
      <textarea
        id={id}
        name={props.name}
        rows={String(props.rows)}
        aria-describedby={describedBy(id, props)}
        aria-invalid={props.wrong ? "true" : undefined}
      >
        {props.value}
      </textarea>
    </Asked>
  )
}

export type Choice = { value: string; label: string; hint?: Child; chosen?: boolean; off?: boolean }

/** One out of several, or several out of many, each with its own explanation. */
export function Choices(props: {
  name: string
  legend: string
  hint?: string
  many?: boolean
  choices: readonly Choice[]
}) {
  return (
    <fieldset class="choices">
      <legend>{props.legend}</legend>
      {props.hint ? <p class="hint">{props.hint}</p> : null}
      {props.choices.map((choice) => {
        const { value, chosen, ...more } = choice
        return (
          <Ticked
            id={`f-${props.name}-${value}`}
            type={props.many ? "checkbox" : "radio"}
            name={props.name}
            value={value}
            checked={chosen}
            {...more}
          />
        )
      })}
    </fieldset>
  )
}

/** One thing to agree with or to ask for. */
export const Tick = (props: {
  name: string
  label: string
  value?: string
  hint?: Child
  checked?: boolean
}) => <Ticked id={`f-${props.name}`} type="checkbox" value="yes" {...props} />

function Ticked(props: {
  id: string
  type: "checkbox" | "radio"
  name: string
  value: string
  label: string
  hint?: Child
  checked?: boolean | undefined
  off?: boolean
}) {
  const { id, hint } = props
  return (
    <div class="choice">
      <input
        id={id}
        type={props.type}
        name={props.name}
        value={props.value}
        checked={props.checked}
        disabled={props.off}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label for={id}>{props.label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
