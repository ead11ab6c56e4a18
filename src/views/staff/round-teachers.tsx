import type { TeacherId } from "../../domain/ids.ts"
import { StaffPage } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { ObstacleNotice } from "./round-obstacle.tsx"
import { TeacherTable } from "./round-presence.tsx"
import { isThere, type TeachersProps } from "./round-teachers-screen.ts"

/** Who is there when, and where. */
export function RoundTeachersPage({ frame, screen }: TeachersProps) {
  const words = frame.words.rounds
  const failed = screen.problems.length > 0 || screen.obstacle !== null
  return (
    <StaffPage frame={frame} title={`${words.teachers.title}: ${screen.title}`} here="rounds" failed={failed}>
      <PageHead
        back={{ to: screen.back, name: screen.title }}
        step={screen.isDraft ? words.step(2, words.steps.teachers) : null}
        title={words.teachers.title}
        lead={words.teachers.lead}
      >
        {screen.teachers.length + screen.others.length > 0 ? (
          <details>
            <summary>{words.teachers.together}</summary>
            <p class="hint">{words.teachers.togetherHow}</p>
            {screen.isDraft ? null : <p class="hint">{words.teachers.togetherNow}</p>}
          </details>
        ) : null}
      </PageHead>
      <RoundTeachers frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The table of teachers as a form; on a phone every teacher is a card. */
export function RoundTeachers({ frame, screen }: TeachersProps) {
  const words = frame.words.rounds.teachers
  return (
    <form id="round-teachers" class="round-form" {...sends(screen.address, "this")}>
      <input type="hidden" name="seen" value={screen.seen} />
      {screen.obstacle ? <ObstacleNotice frame={frame} obstacle={screen.obstacle} /> : null}
      {screen.problems.length > 0 ? <Problems frame={frame} screen={screen} /> : null}
      {screen.teachers.length > 0 ? (
        <TeacherTable frame={frame} screen={screen} teachers={screen.teachers} />
      ) : (
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
          <a class={screen.others.length > 0 ? "button second" : "button"} href={frame.to.importing()}>
            {frame.words.households.people.emptyAction}
          </a>
        </Empty>
      )}
      {screen.others.length > 0 ? (
        <details open={screen.others.some(isThere)}>
          <summary>{words.others(screen.others.length)}</summary>
          <p class="hint">{words.othersHint}</p>
          <TeacherTable frame={frame} screen={screen} teachers={screen.others} />
        </details>
      ) : null}
      {screen.teachers.length + screen.others.length > 0 ? (
        <div class="actions">
          <button type="submit">{screen.isDraft ? words.saveNext : words.save}</button>
          <a class="button second" href={screen.back}>
            {frame.words.rounds.form.cancel}
          </a>
        </div>
      ) : null}
    </form>
  )
}

function Problems({ frame, screen }: TeachersProps) {
  const nameOf = (id: TeacherId) =>
    [...screen.teachers, ...screen.others].find((teacher) => teacher.id === id)?.name ?? ""
  return (
    <Notice kind="wrong" title={frame.words.parts.somethingWrong} focus>
      <ul>
        {screen.problems.map((problem) => (
          <li>
            <a
              href={
                "day" in problem ? `#f-from-${problem.teacher}-${problem.day}` : `#f-with-${problem.teacher}`
              }
            >
              {nameOf(problem.teacher)}: {frame.words.rounds.presence[problem.kind]}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
