import { staffRoles } from "../../domain/access/access.ts"
import type { TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people/people.ts"
import type { StaffRole } from "../../domain/staff/staff.ts"
import type { Frame } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"

export type PersonFields = {
  name: string
  email: string
  role: StaffRole | null
  teacher: TeacherId | null
  teachers: readonly { id: TeacherId; name: PersonName }[]
}

/** Who a colleague is and what they do: the same questions for a new one and for one who is changed. */
export function RoleFields(props: {
  frame: Frame
  person: PersonFields
  wrong: { name?: string | undefined; email?: string | undefined }
}) {
  const { frame, person, wrong } = props
  const words = frame.words.team.colleague
  return (
    <>
      <Field name="name" label={words.name} value={person.name} wrong={wrong.name} />
      <Field name="email" label={words.email} type="email" value={person.email} wrong={wrong.email} />
      <Choices
        name="role"
        legend={words.role}
        choices={staffRoles.map((role) => ({
          value: role,
          label: words.roleName[role],
          hint: words.roleHint[role],
          chosen: person.role === role,
        }))}
      />
      <div class="field">
        <label for="f-teacher">{words.teacher}</label>
        <p class="hint" id="f-teacher-hint">
          {words.teacherFieldHint}
        </p>
        <select id="f-teacher" name="teacher" aria-describedby="f-teacher-hint">
          <option value="">{words.noTeacher}</option>
          {person.teachers.map((each) => (
            <option value={String(each.id)} selected={each.id === person.teacher}>
              {fullName(each.name)}
            </option>
          ))}
        </select>
      </div>
    </>
  )
}
