import type { RoundField } from "../../domain/rounds/round-plan.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { CopiedFrom } from "./round-copied.tsx"
import { ForWhom, type RoundFormScreen } from "./round-fields.tsx"
import { ObstacleNotice } from "./round-obstacle.tsx"
import { When } from "./round-when.tsx"
import { Choosing } from "./round-window.tsx"

type Props = { frame: Frame; screen: RoundFormScreen }

/** Making a round, or changing one: when the talks are, for whom, and when parents can choose. */
export function RoundFormPage({ frame, screen }: Props) {
  const words = frame.words.rounds
  const failed = screen.problems.length > 0 || screen.obstacle !== null
  const leadOf = ({ stage, copied }: RoundFormScreen) =>
    stage === "published" ? words.form.changeLead : copied ? words.copy.lead : words.form.newLead
  return (
    <StaffPage frame={frame} title={screen.title} here="rounds" failed={failed}>
      <PageHead
        back={screen.back}
        step={screen.stage === "new" ? words.step(1, words.steps.plan) : null}
        title={screen.title}
        lead={screen.stage === "draft" ? null : leadOf(screen)}
      />
      {screen.copied ? <CopiedFrom frame={frame} copied={screen.copied} /> : null}
      <RoundForm frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The form itself; it comes back with everything in it when something is not right. */
export function RoundForm({ frame, screen }: Props) {
  const { parts, rounds: words } = frame.words
  return (
    <form id="round-form" class="round-form" {...sends(screen.address, "this")}>
      {/* The Enter key presses the first button of a form. */}
      <button class="hidden" type="submit" name="do" value="save" tabindex="-1">
        {parts.save}
      </button>
      <input type="hidden" name="seen" value={screen.seen} />
      {screen.copied ? <input type="hidden" name="from" value={String(screen.copied.from)} /> : null}
      {screen.obstacle ? <ObstacleNotice frame={frame} obstacle={screen.obstacle} /> : null}
      {screen.problems.length > 0 ? <Problems frame={frame} screen={screen} /> : null}
      <When frame={frame} screen={screen} />
      <ForWhom frame={frame} screen={screen} />
      <Choosing frame={frame} screen={screen} />
      <div class="actions">
        <button type="submit" name="do" value="save">
          {screen.stage === "new" ? words.form.make : parts.save}
        </button>
        <a class="button second" href={screen.back.to}>
          {words.form.cancel}
        </a>
      </div>
    </form>
  )
}

const places: Partial<Record<string, string>> = {
  days: "f-add-day",
  groups: "f-groups",
  opens: "f-opensDate",
  early: "f-earlyDate",
  rest: "f-restAfter",
  closes: "f-closesDate",
  change: "f-changeDate",
}

/** The field to go to. */
const idOf = (at: RoundField) =>
  places[at] ?? `f-${at.replace("hours-", "starts-").replace("pause-", "pauseStarts-")}`

function Problems({ frame, screen }: Props) {
  const words = frame.words.rounds
  const dayOf = (at: RoundField) => {
    const day = /-(\d+)$/.exec(at)?.[1]
    return day === undefined ? "" : `${words.form.day(Number(day) + 1)}: `
  }
  return (
    <Notice kind="wrong" title={frame.words.parts.somethingWrong} focus>
      <ul>
        {screen.problems.map(({ at, kind }) => (
          <li>
            <a href={`#${idOf(at)}`}>
              {dayOf(at)}
              {words.refusal[kind]}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
