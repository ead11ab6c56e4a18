import type { TeacherId } from "../../domain/ids.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { AwayWay } from "../../domain/upheavals/upheaval.ts"
import { dateOf, listOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"
import { asks } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { type AwayOutlook, Outlook } from "./teacher-away-outlook.tsx"

export type AwayProblem =
  | "changed-meanwhile"
  | "nothing-to-do"
  | "round-not-open"
  | "who-missing"
  | "date-missing"
  | "from-missing"
  | "date-past"
  | "clock-changes"

/** What was asked, as it was written: a day or all of them, what happens, and to whom or when. */
export type AwayAsked = {
  day: string
  way: AwayWay["kind"]
  substitute: string
  date: string
  from: string
}

export type AwayScreen = {
  round: Round
  teacher: { id: TeacherId; name: string }
  /** The days on which this teacher has times still to come, with how many talks. */
  days: readonly { date: Temporal.PlainDate; talks: number }[]
  /** With whom this teacher holds talks, on whose times; null: alone. */
  together: { carries: boolean; others: readonly { name: string }[] } | null
  substitutes: readonly { id: TeacherId; name: string }[]
  asked: AwayAsked
  outlook: AwayOutlook | null
  problem: AwayProblem | null
}

export type AwayProps = { frame: Frame; screen: AwayScreen }

/** A teacher cannot be there: what happens with their talks, in numbers, before anything does. */
export const TeacherAwayPage = ({ frame, screen }: AwayProps) => (
  <StaffPage
    frame={frame}
    title={frame.words.upheaval.away.title(screen.teacher.name)}
    here="rounds"
    failed={screen.problem !== null}
  >
    <TeacherAway frame={frame} screen={screen} />
  </StaffPage>
)

/** All of the page: the question, and what the answer comes to. */
export function TeacherAway({ frame, screen }: AwayProps) {
  const words = frame.words.upheaval.away
  const { round, teacher, problem, outlook, together, days } = screen
  const isCarried = together !== null && !together.carries && days.length === 0
  return (
    <section id="away" class="upheaval">
      <PageHead
        back={{
          to: frame.to.timetable(round.id, screen.asked.day ? { day: screen.asked.day } : {}),
          name: frame.words.rounds.overview.ways.timetable.name,
        }}
        title={words.title(teacher.name)}
        lead={isCarried ? null : words.lead}
      />
      <HeldTogether frame={frame} screen={screen} />
      {problem ? (
        <Notice kind={problem === "changed-meanwhile" ? "careful" : "wrong"} focus>
          <p class="title">{words.problem[problem]}</p>
        </Notice>
      ) : null}
      {isCarried ? null : <Question frame={frame} screen={screen} />}
      {outlook ? <Outlook frame={frame} screen={screen} outlook={outlook} /> : null}
    </section>
  )
}

/** Who else is there for these talks, and what that means for them. */
function HeldTogether({ frame, screen }: AwayProps) {
  const words = frame.words.upheaval.away
  const { together, teacher, round } = screen
  if (!together) return null
  const others = listOf(
    together.others.map(({ name }) => name),
    frame.language,
  )
  return together.carries ? (
    <Notice kind="note">
      <p>{words.carries(teacher.name, others)}</p>
    </Notice>
  ) : (
    <Notice kind="note" title={words.goesOn(others)}>
      <p>{words.along(teacher.name, others)}</p>
      <p>
        <a href={`${frame.to.roundTeachers(round.id)}#t-${teacher.id}`}>{words.toTeachers}</a>
      </p>
    </Notice>
  )
}

/** Which talks, and what happens with them: only looks, so it is asked with GET. */
function Question({ frame, screen }: AwayProps) {
  const words = frame.words.upheaval.away
  const { asked, days, round, teacher } = screen
  const action = frame.to.teacherAway(round.id, teacher.id)
  const all = days.reduce((sum, day) => sum + day.talks, 0)
  const way = (value: AwayWay["kind"]) => ({
    value,
    label: words.ways[value],
    hint: words.hints[value],
    chosen: asked.way === value,
  })
  return (
    <form class="card stack" {...asks(action, "#away")}>
      {days.length > 1 ? (
        <Choices
          name="dag"
          legend={words.when}
          choices={[
            ...days.map(({ date, talks }) => ({
              value: date.toString(),
              label: words.ofDay(dateOf(date, frame.language), talks),
              chosen: asked.day === date.toString(),
            })),
            { value: "", label: words.whole(all), chosen: asked.day === "" },
          ]}
        />
      ) : (
        <p>
          <input type="hidden" name="dag" value={asked.day} />
          {days.map(({ date, talks }) => words.ofDay(dateOf(date, frame.language), talks))}
        </p>
      )}
      <Choices
        name="wat"
        legend={words.how}
        choices={[way("cancel"), ...(screen.substitutes.length > 0 ? [way("substitute")] : []), way("later")]}
      />
      <SubstituteField frame={frame} screen={screen} />
      <div class="pair-of-fields">
        <Field name="datum" label={words.date} type="date" size="medium" value={asked.date} />
        <Field name="vanaf" label={words.from} type="time" size="short" value={asked.from} />
      </div>
      <div class="actions">
        <button type="submit">{words.look}</button>
      </div>
    </form>
  )
}

function SubstituteField({ frame, screen }: AwayProps) {
  const words = frame.words.upheaval.away
  if (screen.substitutes.length === 0) return null
  return (
    <div class="field when-substitute">
      <label for="f-wie">{words.who}</label>
      <select id="f-wie" name="wie">
        <option value="">{words.nobody}</option>
        {screen.substitutes.map(({ id, name }) => (
          <option value={String(id)} selected={screen.asked.substitute === String(id)}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
