import { listOf } from "../format.ts"
import { Notice } from "../parts/notice.tsx"
import type { RoundProps } from "./round-screen.ts"

/** What a planner should look at before parents do: doubts, groups nobody can talk about, teachers nobody comes to. */
export function RoundWarnings({ frame, screen }: RoundProps) {
  const { language, to } = frame
  const words = frame.words.rounds.overview
  const notChosen = screen.teachers.filter((each) => each.pupils === 0 && each.slots > 0)
  return (
    <>
      {screen.doubts > 0 && screen.phase === "draft" ? (
        <Notice kind="careful" title={words.doubtsTitle(screen.doubts)}>
          <p>{words.doubts}</p>
          <p>
            <a href={to.households()}>{words.toDoubts}</a>
          </p>
        </Notice>
      ) : null}
      {screen.groupsWithoutTeacher.length > 0 ? (
        <Notice kind="careful" title={words.noTeacherTitle}>
          <p>{words.noTeacher(listOf(screen.groupsWithoutTeacher, language))}</p>
          <p>
            <a href={to.roundTeachers(screen.round.id)}>{words.changeTeachers}</a>
          </p>
        </Notice>
      ) : null}
      {notChosen.length > 0 ? (
        <Notice kind="careful" title={words.notChosenTitle}>
          <p>
            {words.notChosen(
              listOf(
                notChosen.map((each) => each.name),
                language,
              ),
            )}
          </p>
        </Notice>
      ) : null}
    </>
  )
}
