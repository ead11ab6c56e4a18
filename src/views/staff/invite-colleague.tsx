import type { InviteRefusal } from "../../domain/staff/staff.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { type PersonFields, RoleFields } from "./role-fields.tsx"

export type InviteTrouble = InviteRefusal["kind"] | "name-missing" | "role-missing"
export type Invite = PersonFields & { trouble: InviteTrouble | null }

/** Asks a colleague to take part. */
export function InvitePage({ frame, screen }: { frame: Frame; screen: Invite }) {
  const words = frame.words.team.colleague
  const { trouble } = screen
  const email = trouble === "email-taken" || trouble === "email-invalid" ? words.refusal[trouble] : undefined
  return (
    <StaffPage frame={frame} title={words.inviteTitle} here="settings" failed={trouble !== null}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.inviteTitle}
        lead={words.inviteLead}
      />
      {trouble === "role-missing" ? (
        <Notice kind="wrong">
          <p>{words.roleMissing}</p>
        </Notice>
      ) : null}
      <form class="card" method="post" action={frame.to.newColleague()} novalidate>
        <RoleFields
          frame={frame}
          person={screen}
          wrong={{ name: trouble === "name-missing" ? words.nameMissing : undefined, email }}
        />
        <div class="actions">
          <button type="submit">{words.send}</button>
        </div>
      </form>
    </StaffPage>
  )
}
