import type { GroupId } from "../../domain/ids.ts"
import type { GroupToChoose, RoundDraft } from "../../domain/rounds/round-draft.ts"
import type { RoundField, RoundRefusal } from "../../domain/rounds/round-plan.ts"
import { listOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Choices } from "../parts/field.tsx"
import type { Above } from "../parts/page-head.tsx"
import type { Copied } from "./round-copied.tsx"
import type { Obstacle } from "./round-obstacle.tsx"

export type RoundFormScreen = {
  title: string
  /** Where the form goes, and where to go without saving. */
  address: string
  back: Above
  draft: RoundDraft
  groups: readonly GroupToChoose[]
  problems: readonly RoundRefusal[]
  obstacle: Obstacle | null
  seen: string
  /** Which form: a new round, a draft, or one that parents can see. */
  stage: "new" | "draft" | "published"
  /** Groups that can no longer leave the round. */
  kept: readonly GroupId[]
  /** The day where reading goes on, after one was added or taken out. */
  readsOn: number | null
  /** The round that this new one is a copy of. */
  copied: Copied | null
}
type Props = { frame: Frame; screen: RoundFormScreen }

/** What is wrong at a field, in words. */
export function wrongAt({ frame, screen }: Props, at: RoundField): string | undefined {
  const found = screen.problems.find((problem) => problem.at === at)
  return found && frame.words.rounds.refusal[found.kind]
}

/** Which groups take part, and how many talks each child may have. */
export function ForWhom(props: Props) {
  const { frame, screen } = props
  const words = frame.words.rounds.form
  const chosen = new Set(screen.draft.groups)
  const kept = new Set(screen.kept)
  const free = screen.groups.filter((group) => !kept.has(group.id))
  const inRound = screen.groups.filter((group) => kept.has(group.id)).map((group) => group.name)
  const isOpen = kept.size === 0
  const wrong = wrongAt(props, "groups")
  const boxes = (legend: string, groups: readonly GroupToChoose[]) => (
    <Choices
      name="group"
      legend={legend}
      many
      choices={groups.map((group) => ({
        value: String(group.id),
        label: group.name,
        hint: words.pupils(group.pupils),
        chosen: chosen.has(group.id),
      }))}
    />
  )
  const [home, lessons] = [
    free.filter((each) => each.kind === "home"),
    free.filter((each) => each.kind === "combined"),
  ]
  return (
    <section class="card" id="f-groups" tabindex="-1">
      <h2>{words.whom}</h2>
      {isOpen ? null : <p>{words.inRound(listOf(inRound, frame.language))}</p>}
      {wrong ? <p class="what">{wrong}</p> : null}
      {home.length > 0 ? (
        <div class="group-boxes">{boxes(isOpen ? words.groups : words.addGroups, home)}</div>
      ) : null}
      {lessons.length > 0 ? (
        <details>
          <summary>{words.lessonGroups(lessons.length)}</summary>
          <div class="group-boxes">{boxes(words.lessonGroups(lessons.length), lessons)}</div>
        </details>
      ) : null}
      <TalksField {...props} />
    </section>
  )
}

function TalksField(props: Props) {
  const { frame, screen } = props
  const words = frame.words.rounds.form
  const wrong = wrongAt(props, "talks")
  const numbers = [1, 2, 3, 4, 5, 6]
  return (
    <div class={wrong ? "field wrong" : "field"}>
      <label for="f-talks">{words.talks}</label>
      {wrong ? (
        <p class="what" id="f-talks-wrong">
          {wrong}
        </p>
      ) : null}
      <select id="f-talks" name="talks" class="medium" aria-describedby={wrong ? "f-talks-wrong" : undefined}>
        {numbers.map((number) => (
          <option value={String(number)} selected={screen.draft.talks === String(number)}>
            {words.talksOf(number)}
          </option>
        ))}
        <option value="each" selected={screen.draft.talks === "each"}>
          {words.talksEach}
        </option>
      </select>
    </div>
  )
}
