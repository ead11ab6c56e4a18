import type { TeacherId } from "../../domain/ids.ts"
import type { PresenceRefusal, WrittenTeacher } from "../../domain/rounds/presence.ts"
import type { PairRefusal } from "../../domain/talks/pair.ts"
import { dateOf, listOf, shortDateOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import type { Obstacle } from "./round-obstacle.tsx"

export type TeacherToSet = {
  id: TeacherId
  name: string
  groups: readonly string[]
  written: WrittenTeacher
  /** Whose talks this teacher holds along now, and how many. */
  along: { carrier: TeacherId; talks: number } | null
}

export type RoundTeachersScreen = {
  address: string
  back: string
  title: string
  days: readonly { id: number; date: Temporal.PlainDate }[]
  /** Teachers of the round's groups, and everyone else. */
  teachers: readonly TeacherToSet[]
  others: readonly TeacherToSet[]
  problems: readonly (PresenceRefusal | PairRefusal)[]
  obstacle: Obstacle | null
  seen: string
  isDraft: boolean
}
type Props = { frame: Frame; screen: RoundTeachersScreen }

/** Teachers with their room and hours; on a phone every teacher is a card. */
export function TeacherTable({ frame, screen, teachers }: Props & { teachers: readonly TeacherToSet[] }) {
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
function RoomPerDay({ frame, screen, teacher }: Props & { teacher: TeacherToSet }) {
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

export const isThere = (teacher: TeacherToSet) => teacher.written.days.some((day) => day.there)

/** With whom this teacher can hold talks: colleagues with a group in common, and all others. */
function colleaguesOf(screen: RoundTeachersScreen, teacher: TeacherToSet) {
  const shares = ({ groups }: TeacherToSet) => groups.some((group) => teacher.groups.includes(group))
  const all = [...screen.teachers, ...screen.others.filter(isThere)].filter(({ id }) => id !== teacher.id)
  return { near: all.filter(shares), far: all.filter((each) => !shares(each)) }
}

function TogetherWith({ frame, screen, teacher }: Props & { teacher: TeacherToSet }) {
  const words = frame.words.rounds
  const wrong = screen.problems.find((each) => each.teacher === teacher.id && !("day" in each))
  const id = `f-with-${teacher.id}`
  const { near, far } = colleaguesOf(screen, teacher)
  const carrier = [...near, ...far].find((each) => each.id === teacher.written.with)
  const now = [...near, ...far].find((each) => each.id === teacher.along?.carrier)
  const options = (colleagues: readonly TeacherToSet[]) =>
    colleagues.map((each) => (
      <option value={String(each.id)} selected={each === carrier}>
        {each.name}
      </option>
    ))
  return (
    <div class={wrong ? "wrong" : undefined}>
      <select
        id={id}
        name="with"
        aria-label={words.teachers.withOf(teacher.name)}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
      >
        <option value="">{words.teachers.alone}</option>
        {near.length > 0 ? <optgroup label={words.teachers.withNear}>{options(near)}</optgroup> : null}
        {far.length > 0 ? <optgroup label={words.teachers.withFar}>{options(far)}</optgroup> : null}
      </select>
      {wrong ? (
        <p class="what" id={`${id}-wrong`}>
          {words.presence[wrong.kind]}
        </p>
      ) : carrier ? (
        <p class="hint">{words.teachers.timesOf(carrier.name)}</p>
      ) : null}
      {now && teacher.along && teacher.along.talks > 0 ? (
        <p class="hint">{words.teachers.staysWith(now.name, teacher.along.talks)}</p>
      ) : null}
    </div>
  )
}

function PresenceLine(
  props: Props & { teacher: TeacherToSet; day: RoundTeachersScreen["days"][number]; at: number },
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
