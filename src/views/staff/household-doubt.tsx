import type { DoubtCard, HouseholdLine } from "../../domain/households/household-lines.ts"
import { sightOf } from "../../domain/households/household-sight.ts"
import { foldSurname } from "../../domain/people/people.ts"
import type { Frame } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Seen } from "../parts/meanwhile.tsx"
import type { Words } from "../words/nl.ts"
import { childrenOf, Guardians, groupsOf } from "./household-parts.tsx"

/** One question about one or two households. `here`: the household whose page this is; null on the page of all. */
export function DoubtQuestion(props: {
  frame: Frame
  card: DoubtCard
  here: HouseholdLine["id"] | null
  part: string
}) {
  const { frame, card, here, part } = props
  const { language, to } = frame
  const words = frame.words.households
  const sides = card.other ? [card.household, card.other] : [card.household]
  const [one = "", other = ""] = sides.map((side) => childrenOf(side.children, language))
  const about = (
    <span class="hidden">{words.check.about(card.other ? words.check.together(one, other) : one)}</span>
  )
  return (
    <li class="card doubt">
      <h3>{card.other ? words.check.areOne : words.check.isOne}</h3>
      <p class="hint">{whyOf(card, words)}</p>
      <div class="sides">
        {sides.map((side) => (
          <div>
            <p>
              <a href={to.household(side.id)}>{childrenOf(side.children, language)}</a>
              {groupsOf(side.children) ? ` (${groupsOf(side.children)})` : ""}
            </p>
            <Guardians frame={frame} guardians={side.guardians} />
          </div>
        ))}
      </div>
      <DeedForm
        action={here ? to.householdDoubt(here, card.id) : to.doubt(card.id)}
        part={part}
        class="actions"
      >
        <Seen version={sightOf(sides)} />
        <button class="second" type="submit" name="same" value="yes">
          {card.other ? words.check.yes : words.check.right}
          {about}
        </button>
        {card.other ? (
          <button class="second" type="submit" name="same" value="no">
            {words.check.no}
            {about}
          </button>
        ) : (
          <a class="button second" href={`${to.household(card.household.id)}?doe=split#split`}>
            {words.check.split}
            {about}
          </a>
        )}
      </DeedForm>
    </li>
  )
}

/** What makes this doubtful; for two households what can be seen to differ. */
function whyOf({ kind, household, other }: DoubtCard, words: Words["households"]): string {
  if (kind !== "maybe-same-home" || !other) return words.why[kind]
  const mails = ({ guardians }: HouseholdLine) =>
    new Set(guardians.flatMap(({ email }) => email?.toLowerCase() ?? []))
  const surnames = ({ children }: HouseholdLine) =>
    new Set(children.map(({ name }) => foldSurname(name.last)))
  if (surnames(household).isDisjointFrom(surnames(other))) return words.maybe.surnames
  const [one, two] = [mails(household), mails(other)]
  return one.size > 0 && two.size > 0 && one.isDisjointFrom(two) ? words.maybe.emails : words.why[kind]
}
