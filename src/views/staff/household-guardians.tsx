import type { WrittenGuardian } from "../../domain/households/household-care.ts"
import type { GuardianLine, HouseholdLine } from "../../domain/households/household-lines.ts"
import { sightOf } from "../../domain/households/household-sight.ts"
import type { GuardianId } from "../../domain/ids.ts"
import type { Frame } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field } from "../parts/field.tsx"
import { Seen } from "../parts/meanwhile.tsx"
import { childrenOf, guardianName } from "./household-parts.tsx"
import type { HouseholdScreen } from "./household-screen.ts"

type Props = { frame: Frame; screen: HouseholdScreen }

/** The guardians of a household, each to be changed or moved, and room for one more. */
export function GuardianList({ frame, screen }: Props) {
  const words = frame.words.households
  const { line, typed, doing } = screen
  // Who was being changed and left meanwhile is written anew.
  const adding =
    doing === "guardian" && typed !== null && line.guardians.every((each) => each.id !== typed.guardian)
  return (
    <>
      {line.guardians.length === 0 ? <p>{words.noGuardians}</p> : null}
      <ul class="rows">
        {line.guardians.map((guardian) => (
          <GuardianRow frame={frame} screen={screen} guardian={guardian} />
        ))}
        <li>
          <details open={adding}>
            <summary>{words.one.add}</summary>
            <DeedForm action={frame.to.householdGuardian(line.id)} part="household" class="stack">
              <Seen version={sightOf([line])} />
              <GuardianFields frame={frame} screen={screen} of={null} value={adding ? typed : null} />
              <button type="submit">{words.one.addThis}</button>
            </DeedForm>
          </details>
        </li>
      </ul>
    </>
  )
}

/** What stands there now where something else was typed about a guardian. */
export function changedUnder({ words }: Frame, { line, typed }: HouseholdScreen) {
  const now = line.guardians.find((each) => each.id === typed?.guardian)
  if (!now || !typed) return []
  return (["prefix", "last", "email", "phone"] as const)
    .map((field) => ({ label: words.households.one[field], value: now[field] ?? "", typed: typed[field] }))
    .filter(({ value, typed }) => value !== typed)
}

function GuardianRow({ frame, screen, guardian }: Props & { guardian: GuardianLine }) {
  const words = frame.words.households
  const { line, typed, doing } = screen
  const changing = doing === "guardian" && typed?.guardian === guardian.id
  const { prefix, last, email, phone } = guardian
  const name = guardianName(guardian, words)
  return (
    <li>
      <p>
        {name} {guardian.origin === "staff" ? <span class="tag">{words.one.byStaff}</span> : null}
      </p>
      <p class="hint">
        {email ?? words.noEmail}
        {phone ? (
          <>
            , <span class="phone">{phone}</span>
          </>
        ) : null}
      </p>
      <details open={changing}>
        <summary>
          {words.one.change}
          <span class="hidden"> {name}</span>
        </summary>
        <DeedForm action={frame.to.householdGuardian(line.id)} part="household" class="stack">
          <input type="hidden" name="guardian" value={String(guardian.id)} />
          <Seen version={sightOf([line])} />
          <GuardianFields
            frame={frame}
            screen={screen}
            of={guardian.id}
            value={changing ? typed : { prefix, last, email: email ?? "", phone: phone ?? "" }}
          />
          <button type="submit">{words.one.save}</button>
        </DeedForm>
        {screen.related.length > 0 ? (
          <DeedForm action={frame.to.moveGuardian(line.id)} part="household" class="stack">
            <input type="hidden" name="guardian" value={String(guardian.id)} />
            <Seen version={sightOf([line, ...screen.related])} />
            <div class="field">
              <label for={`move-${guardian.id}`}>{words.one.moveTo}</label>
              <select id={`move-${guardian.id}`} name="to">
                {screen.related.map((other) => (
                  <option value={String(other.id)}>{otherName(other)}</option>
                ))}
              </select>
            </div>
            <button class="second" type="submit">
              {words.one.move}
            </button>
          </DeedForm>
        ) : null}
      </details>
    </li>
  )

  /** Two homes have the same children: their guardians tell them apart. */
  function otherName({ children, guardians }: HouseholdLine): string {
    const adults = guardians.map((each) => guardianName(each, words)).join(", ")
    return `${childrenOf(children, frame.language)} (${adults || words.noGuardians})`
  }
}

/** A guardian's name and where to reach them. `of`: whose fields these are, to keep their ids apart. */
export function GuardianFields(
  props: Props & { of: GuardianId | "second" | null; value: WrittenGuardian | null },
) {
  const { frame, screen, of, value } = props
  const words = frame.words.households
  const refused =
    value !== null && value === screen.typed && screen.said && "refused" in screen.said
      ? screen.said.refused
      : null
  const wrong = (kind: "guardian-unknown" | "email-invalid" | "phone-invalid") =>
    refused === kind ? words.refusal[kind] : undefined
  const id = (name: string) => `g-${of ?? "new"}-${name}`
  return (
    <>
      <div class="pair">
        <Field name="prefix" id={id("prefix")} label={words.one.prefix} value={value?.prefix} size="short" />
        <Field
          name="last"
          id={id("last")}
          label={words.one.last}
          value={value?.last}
          wrong={wrong("guardian-unknown")}
        />
      </div>
      <Field
        name="email"
        id={id("email")}
        label={words.one.email}
        type="email"
        value={value?.email}
        hint={typeof of === "number" ? words.one.emailHint : undefined}
        wrong={wrong("email-invalid")}
      />
      <Field
        name="phone"
        id={id("phone")}
        label={words.one.phone}
        type="tel"
        value={value?.phone}
        size="medium"
        wrong={wrong("phone-invalid")}
      />
    </>
  )
}
