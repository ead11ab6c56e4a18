import type { GroupId } from "../../domain/ids.ts"
import type { PupilRefusal } from "../../domain/people/pupil-care.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import type { Frame } from "../layout.tsx"
import { Field } from "../parts/field.tsx"

/** What stands in the fields of a pupil. */
export type TypedPupil = Record<
  "first" | "prefix" | "last" | "group" | "factor" | "postcode" | "house",
  string
>

type Props = {
  frame: Frame
  typed: TypedPupil
  groups: readonly { id: GroupId; name: string }[]
  factor: SignInFactor
  refused: PupilRefusal["kind"] | null
  /** Of what cannot be shown, whether it is there. */
  known: { factor: boolean; home: boolean }
  secret: boolean
}

/** Names, group, and what is only ever written and never read back. */
export function PupilFields({ frame, typed, groups, factor, refused, known, secret }: Props) {
  const words = frame.words.pupils
  const wrong = (...kinds: PupilRefusal["kind"][]) =>
    refused !== null && kinds.includes(refused) ? words.refusal[refused] : undefined
  return (
    <>
      <Field name="first" label={words.first} value={typed.first} wrong={wrong("name-missing")} />
      <div class="pair">
        <Field name="prefix" label={words.prefix} value={typed.prefix} size="short" />
        <Field name="last" label={words.last} value={typed.last} />
      </div>
      <div class={wrong("group-unknown") ? "field wrong" : "field"}>
        <label for="f-group">{words.group}</label>
        {refused === "group-unknown" ? <p class="what">{words.refusal[refused]}</p> : null}
        <select id="f-group" name="group">
          <option value="">{words.noGroup}</option>
          {groups.map((each) => (
            <option value={String(each.id)} selected={String(each.id) === typed.group}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      {factor === "none" ? null : (
        <Field
          name="factor"
          label={words.factor[factor]}
          hint={known.factor ? words.factorKnown : words.factorUnknown}
          value={typed.factor}
          size="medium"
          wrong={wrong("factor-invalid")}
        />
      )}
      {secret ? (
        <p class="hint">{words.homeSecret}</p>
      ) : (
        <>
          <p class="hint">{known.home ? words.homeKnown : words.homeUnknown}</p>
          <div class="pair">
            <Field
              name="postcode"
              label={words.postcode}
              value={typed.postcode}
              size="short"
              wrong={wrong("postcode-invalid", "secret-address")}
            />
            <Field
              name="house"
              label={words.house}
              value={typed.house}
              size="short"
              wrong={wrong("house-invalid")}
            />
          </div>
        </>
      )}
    </>
  )
}
