import { listOf } from "../format.ts"
import { Notice } from "../parts/notice.tsx"
import type { RoundProps, TeacherLine } from "./round-screen.ts"

/** So many are named; the rest is marked in the table. */
const most = 6

/** What a planner should look at before parents do: doubts, groups nobody can talk about, too few times. */
export function RoundWarnings({ frame, screen }: RoundProps) {
  const { language, to } = frame
  const words = frame.words.rounds.overview
  const short = screen.teachers.filter((each) => each.slots < each.talks)
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
        </Notice>
      ) : null}
      {short.length > 0 ? (
        <Notice kind="careful" title={words.shortTitle(short.length)}>
          <ul>
            {short.slice(0, most).map((teacher) => (
              <li>{shortage(teacher)}</li>
            ))}
            {short.length > most ? <li>{words.shortMore(short.length - most)}</li> : null}
          </ul>
          <p>{words.shortAdvice}</p>
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

  function shortage(teacher: TeacherLine): string {
    return teacher.talks === teacher.pupils
      ? words.short(teacher.name, teacher.slots, teacher.pupils)
      : words.shortTalks(teacher.name, teacher.slots, teacher.talks)
  }
}
