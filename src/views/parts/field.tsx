import type { Child } from "../jsx/jsx-runtime.ts"

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
  const described = [props.hint ? `${id}-hint` : "", props.wrong ? `${id}-wrong` : ""]
    .filter(Boolean)
    .join(" ")
  return (
    <div class={props.wrong ? "field wrong" : "field"}>
      <label for={id}>{props.label}</label>
      {props.hint ? (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {props.wrong ? (
        <p class="what" id={`${id}-wrong`}>
          {props.wrong}
        </p>
      ) : null}
      <input
        id={id}
        name={props.name}
        type={props.type ?? "text"}
        value={props.value}
        class={props.size}
        autocomplete={props.autocomplete ?? "off"}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        aria-describedby={described || undefined}
        aria-invalid={props.wrong ? "true" : undefined}
        aria-required={props.required ? "true" : undefined}
        spellcheck="false"
        autocapitalize={props.type === "email" ? "none" : undefined}
      />
    </div>
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
  const described = [props.hint ? `${id}-hint` : "", props.wrong ? `${id}-wrong` : ""]
    .filter(Boolean)
    .join(" ")
  return (
    <div class={props.wrong ? "field wrong" : "field"}>
      <label for={id}>{props.label}</label>
      {props.hint ? (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {props.wrong ? (
        <p class="what" id={`${id}-wrong`}>
          {props.wrong}
        </p>
      ) : null}
      <textarea
        id={id}
        name={props.name}
        rows={String(props.rows)}
        aria-describedby={described || undefined}
        aria-invalid={props.wrong ? "true" : undefined}
      >
        {props.value}
      </textarea>
    </div>
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
        const id = `f-${props.name}-${choice.value}`
        return (
          <div class="choice">
            <input
              id={id}
              type={props.many ? "checkbox" : "radio"}
              name={props.name}
              value={choice.value}
              checked={choice.chosen}
              disabled={choice.off}
              aria-describedby={choice.hint ? `${id}-hint` : undefined}
            />
            <label for={id}>{choice.label}</label>
            {choice.hint ? (
              <p class="hint" id={`${id}-hint`}>
                {choice.hint}
              </p>
            ) : null}
          </div>
        )
      })}
    </fieldset>
  )
}
