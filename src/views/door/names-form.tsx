import type { SignInFactor } from "../../domain/school/school.ts"
import type { Frame } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import type { SignInScreen } from "./sign-in.tsx"

type Props = { frame: Frame; screen: SignInScreen }

/** Names of the child and the fact that the school chose. Names stay filled in, the fact does not. */
export function NamesForm({ frame, screen }: Props) {
  const { door } = frame.words
  const { trouble, typed, factor } = screen
  const missing = trouble?.kind === "incomplete" ? trouble.missing : []
  return (
    <form class="plain" method="post" action={frame.to.signIn()} novalidate>
      <p>{door.namesLead}</p>
      <input type="hidden" name="road" value="names" />
      <Field
        name="first"
        label={door.first}
        value={typed.first}
        wrong={missing.includes("first") ? door.firstMissing : undefined}
      />
      <Field
        name="last"
        label={door.last}
        value={typed.last}
        wrong={missing.includes("last") ? door.lastMissing : undefined}
      />
      <FactorField
        frame={frame}
        factor={factor}
        wrong={missing.includes("factor") ? door.factorMissing[factor] : undefined}
      />
      <button class="second" type="submit">
        {door.signIn}
      </button>
    </form>
  )
}

function FactorField({
  frame,
  factor,
  wrong,
}: {
  frame: Frame
  factor: SignInFactor
  wrong: string | undefined
}) {
  const { door } = frame.words
  if (factor === "birth-date") return <BirthDate frame={frame} wrong={wrong} />
  return (
    <Field
      name="factor"
      label={door.factor[factor]}
      hint={door.factorHint[factor]}
      wrong={wrong}
      size="medium"
      {...(factor === "postcode" ? { autocomplete: "postal-code" } : {})}
      {...(factor === "bsn4" ? { inputmode: "numeric" as const, maxlength: 4 } : {})}
    />
  )
}

/** Three plain fields: easier than any calendar, for every keyboard and every reader. */
function BirthDate({ frame, wrong }: { frame: Frame; wrong: string | undefined }) {
  const { door } = frame.words
  const fields = [
    { name: "day", label: door.day, id: "f-factor" },
    { name: "month", label: door.month, id: "f-month" },
    { name: "year", label: door.year, id: "f-year" },
  ]
  const described = wrong ? "f-date-hint f-date-wrong" : "f-date-hint"
  return (
    <fieldset class={wrong ? "field wrong" : "field"} aria-describedby={described}>
      <legend>{door.factor["birth-date"]}</legend>
      <p class="hint" id="f-date-hint">
        {door.factorHint["birth-date"]}
      </p>
      {wrong ? (
        <p class="what" id="f-date-wrong">
          {wrong}
        </p>
      ) : null}
      <div class="date">
        {fields.map(({ name, label, id }) => (
          <div>
            <label for={id}>{label}</label>
            <input
              id={id}
              name={name}
              class={name}
              inputmode={name === "month" ? undefined : "numeric"}
              autocomplete="off"
              spellcheck="false"
              aria-invalid={wrong ? "true" : undefined}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}
