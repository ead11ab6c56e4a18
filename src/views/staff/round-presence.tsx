import { dateOf, listOf, shortDateOf } from "../format.ts"
import { TogetherWith } from "./round-pair.tsx"
import type { RoundTeachersScreen, TeachersProps, TeacherToSet } from "./round-teachers-screen.ts"

/** Teachers with their room and hours; on a phone every teacher is a card. */
export function TeacherTable({
  frame,
  screen,
  teachers,
}: TeachersProps & { teachers: readonly TeacherToSet[] }) {
  const words = frame.words.rounds.teachers
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{words.teacher}</th>
          <th scope="col">{words.room}</th>
          <th scope="col">{words.with}</th>
          <th scope="col">{words.there}</th>
        </tr>
      </thead>
      <tbody>
        {teachers.map((teacher) => (
          <tr>
            <th scope="row" id={`t-${teacher.id}`}>
              <input type="hidden" name="teacher" value={String(teacher.id)} />
              {teacher.name}
              {teacher.groups.length > 0 ? (
                <span class="hint">{listOf(teacher.groups, frame.language)}</span>
              ) : null}
            </th>
            <td data-label={words.room}>
              <input
                class="room"
                name="room"
                value={teacher.written.room}
                aria-label={words.roomOf(teacher.name)}
                autocomplete="off"
                maxlength="20"
              />
              <RoomPerDay frame={frame} screen={screen} teacher={teacher} />
            </td>
            <td data-label={words.with}>
              <TogetherWith frame={frame} screen={screen} teacher={teacher} />
            </td>
            <td data-label={words.there}>
              {screen.days.map((day, at) => (
                <PresenceLine frame={frame} screen={screen} teacher={teacher} day={day} at={at} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Another room on one of the days; nearly nobody has one. */
function RoomPerDay({ frame, screen, teacher }: TeachersProps & { teacher: TeacherToSet }) {
  const words = frame.words.rounds.teachers
  if (screen.days.length < 2) return null
  const roomOn = (at: number) => teacher.written.days[at]?.room ?? ""
  return (
    <details class="per-day" open={screen.days.some((_, at) => roomOn(at) !== "")}>
      <summary>{words.roomPerDay}</summary>
      {screen.days.map(({ id, date }, at) => (
        <label>
          <span aria-hidden="true">{shortDateOf(date, frame.language)}</span>
          <input
            class="room"
            name="dayRoom"
            id={`f-room-${teacher.id}-${id}`}
            value={roomOn(at)}
            placeholder={teacher.written.room}
            aria-label={words.roomOnDay(teacher.name, dateOf(date, frame.language))}
            autocomplete="off"
            maxlength="20"
          />
        </label>
      ))}
    </details>
  )
}

function PresenceLine(
  props: TeachersProps & { teacher: TeacherToSet; day: RoundTeachersScreen["days"][number]; at: number },
) {
  const { frame, screen, teacher } = props
  const words = frame.words.rounds
  const line = teacher.written.days[props.at] ?? { there: false, from: "", until: "" }
  const cell = `${teacher.id}-${props.day.id}`
  const day = dateOf(props.day.date, frame.language)
  const wrong = screen.problems.find(
    (each) => each.teacher === teacher.id && "day" in each && each.day === props.day.id,
  )
  const time = (name: "from" | "until", label: string) => (
    <input
      id={`f-${name}-${cell}`}
      class="short"
      inputmode="numeric"
      autocomplete="off"
      name={name}
      value={line[name]}
      aria-label={label}
      aria-invalid={wrong ? "true" : undefined}
      aria-describedby={wrong ? `f-wrong-${cell}` : undefined}
    />
  )
  return (
    <div class={wrong ? "presence wrong" : "presence"}>
      <input type="hidden" name="cell" value={cell} />
      <div class="choice">
        <input id={`f-there-${cell}`} type="checkbox" name="there" value={cell} checked={line.there} />
        <label for={`f-there-${cell}`}>
          <span class="hidden">{words.teachers.thereOf(teacher.name, day)}</span>
          <span aria-hidden="true">{shortDateOf(props.day.date, frame.language)}</span>
        </label>
      </div>
      <div class="row">
        <span aria-hidden="true">{words.teachers.from}</span>
        {time("from", words.teachers.fromOf(teacher.name, day))}
        <span aria-hidden="true">{words.teachers.until}</span>
        {time("until", words.teachers.untilOf(teacher.name, day))}
      </div>
      {wrong ? (
        <p class="what" id={`f-wrong-${cell}`}>
          {words.presence[wrong.kind]}
        </p>
      ) : null}
    </div>
  )
}
