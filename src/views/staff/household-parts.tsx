import type { HouseholdRefusal } from "../../domain/households/household-care.ts"
import type { Child, GuardianLine } from "../../domain/households/household-lines.ts"
import type { HouseholdChange } from "../../domain/households/household-sight.ts"
import { byName, surname } from "../../domain/people/people.ts"
import { namesOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Meanwhile } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import type { Language } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"

/** What was just done, or why not; and what a colleague did since the form was shown. */
export type Said =
  | { done: keyof Words["households"]["done"] }
  | { refused: HouseholdRefusal["kind"]; changes?: readonly Change[] }
export type Change = { kind: HouseholdChange["kind"]; name: string | null }

/** What colleagues did with households, in sentences. */
export const changesSaid = ({ words }: Frame, changes: readonly Change[]): string[] => [
  ...new Set(changes.map(({ kind, name }) => words.households.changed[kind](name ?? ""))),
]

/** What was just said, where reading goes on. `now`: what stands there where something else was typed. */
export function SaidNotice(props: {
  frame: Frame
  said: Said
  now?: readonly { label: string; value: string }[]
}) {
  const { frame, said, now = [] } = props
  const words = frame.words.households
  if ("refused" in said && said.refused === "changed-meanwhile")
    return <Meanwhile frame={frame} done={changesSaid(frame, said.changes ?? [])} now={now} />
  return (
    <Notice kind={"done" in said ? "done" : "wrong"} focus>
      <p>{"done" in said ? words.done[said.done] : words.refusal[said.refused]}</p>
    </Notice>
  )
}

/** "Sem, Lotte en Daan de Vries" */
export const childrenOf = (children: readonly Child[], language: Language): string =>
  namesOf(
    children.map(({ name }) => name),
    language,
  )

/** "4A, 6B" */
export const groupsOf = (children: readonly Child[]) =>
  [...new Set(children.flatMap(({ group }) => group ?? []))].sort(byName).join(", ")

/** "De Vries", or "Ouder" when no file knows the name. */
export const guardianName = (guardian: GuardianLine, words: Words["households"]) =>
  surname(guardian) || words.nameless

/** Guardians with what is known of them. */
export function Guardians({ frame, guardians }: { frame: Frame; guardians: readonly GuardianLine[] }) {
  const words = frame.words.households
  if (guardians.length === 0) return <p class="hint">{words.noGuardians}</p>
  return (
    <ul class="kin">
      {guardians.map((guardian) => (
        <li>
          {guardianName(guardian, words)} <span class="hint">{guardian.email ?? words.noEmail}</span>
        </li>
      ))}
    </ul>
  )
}
