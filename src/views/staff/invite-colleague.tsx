import { staffRoles } from "../../domain/access.ts"
import type { TeacherId } from "../../domain/ids.ts"
import { fullName, type PersonName } from "../../domain/people.ts"
import type { InviteRefusal, StaffRole } from "../../domain/staff.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"

export type InviteTrouble = InviteRefusal["kind"] | "name-missing" | "role-missing"
export type Invite = {
  name: string
  email: string
  role: StaffRole | null
  teacher: TeacherId | null
  teachers: { id: TeacherId; name: PersonName }[]
  trouble: InviteTrouble | null
}

/** Asks a colleague to take part. */
export function InvitePage({ frame, screen }: { frame: Frame; screen: Invite }) {
  const words = frame.words.team.colleague
  const { trouble } = screen
  return (
    <StaffPage frame={frame} title={words.inviteTitle} here="settings" failed={trouble !== null}>
      <div class="stack">
        <h1>{words.inviteTitle}</h1>
        <p class="lead">{words.inviteLead}</p>
      </div>
      {trouble === "role-missing" ? (
        <Notice kind="wrong">
          <p>{words.roleMissing}</p>
        </Notice>
      ) : null}
      <form class="card" method="post" action={frame.to.newColleague()}>
        <Field
          name="name"
          label={words.name}
          value={screen.name}
          wrong={trouble === "name-missing" ? words.nameMissing : undefined}
        />
        <Field
          name="email"
          label={words.email}
          type="email"
          value={screen.email}
          wrong={
            trouble === "email-taken" || trouble === "email-invalid" ? words.refusal[trouble] : undefined
          }
        />
        <Choices
          name="role"
          legend={words.role}
          choices={staffRoles.map((role) => ({
            value: role,
            label: words.roleName[role],
            hint: words.roleHint[role],
            chosen: screen.role === role,
          }))}
        />
        <div class="field">
          <label for="f-teacher">{words.teacher}</label>
          <p class="hint" id="f-teacher-hint">
            {words.teacherFieldHint}
          </p>
          <select id="f-teacher" name="teacher" aria-describedby="f-teacher-hint">
            <option value="">{words.noTeacher}</option>
            {screen.teachers.map((each) => (
              <option value={String(each.id)} selected={each.id === screen.teacher}>
                {fullName(each.name)}
              </option>
            ))}
          </select>
        </div>
        <div class="actions">
          <button type="submit">{words.send}</button>
          <a class="quiet" href={frame.to.settings()}>
            {frame.words.common.cancel}
          </a>
        </div>
      </form>
    </StaffPage>
  )
}
