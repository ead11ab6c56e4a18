import {
  isThere,
  type RoundTeachersScreen,
  type TeachersProps,
  type TeacherToSet,
} from "./round-teachers-screen.ts"

/** With whom this teacher can hold talks: colleagues with a group in common, and all others. */
function colleaguesOf(screen: RoundTeachersScreen, teacher: TeacherToSet) {
  const shares = ({ groups }: TeacherToSet) => groups.some((group) => teacher.groups.includes(group))
  const all = [...screen.teachers, ...screen.others.filter(isThere)].filter(({ id }) => id !== teacher.id)
  return { near: all.filter(shares), far: all.filter((each) => !shares(each)) }
}

/** With whom this teacher holds talks, to choose, and what that changes. */
export function TogetherWith({ frame, screen, teacher }: TeachersProps & { teacher: TeacherToSet }) {
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
