import type { SignedIn } from "../../domain/access/device.ts"
import type { ChangeRefusal, Colleague, RemovalRefusal } from "../../domain/staff/staff.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Meanwhile, Seen } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import type { Words } from "../words/nl.ts"
import { Removal, SigningIn } from "./colleague-access.tsx"
import { type PersonFields, RoleFields } from "./role-fields.tsx"

export type ColleagueTrouble = ChangeRefusal["kind"] | RemovalRefusal["kind"] | "role-missing"
export type ColleagueScreen = {
  colleague: Colleague
  self: boolean
  /** As the form stands: as it is, or as it was typed. */
  person: PersonFields
  /** What somebody else made of it, where it differs from what was typed. */
  changed: readonly ("name" | "email" | "role" | "teacher")[]
  passkeys: readonly { createdAt: Temporal.Instant; usedAt: Temporal.Instant | null }[]
  password: boolean
  sessions: readonly SignedIn[]
  done: keyof Words["team"]["colleague"]["done"] | null
  trouble: ColleagueTrouble | null
}
type Props = { frame: Frame; screen: ColleagueScreen }

/** One colleague: who they are, what they may do, how and where they sign in, and stopping their access. */
export function ColleaguePage({ frame, screen }: Props) {
  const words = frame.words.team.colleague
  const { colleague, trouble } = screen
  return (
    <StaffPage frame={frame} title={colleague.name} here="settings" failed={trouble !== null}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={colleague.name}
        lead={words.oneLead}
      />
      {screen.done ? (
        <Notice kind="done" focus>
          <p>{words.done[screen.done]}</p>
        </Notice>
      ) : null}
      <Trouble frame={frame} screen={screen} />
      <div class="columns wide">
        <Person frame={frame} screen={screen} />
        <div class="stack">
          <SigningIn frame={frame} screen={screen} />
          {screen.self ? null : <Removal frame={frame} screen={screen} />}
        </div>
      </div>
    </StaffPage>
  )
}

function Trouble({ frame, screen }: Props) {
  const words = frame.words.team.colleague
  const { trouble } = screen
  if (trouble === "changed-meanwhile") {
    const now = screen.changed.map((field) => ({
      label: words.field[field],
      value: nowOf(field, screen, words),
    }))
    return <Meanwhile frame={frame} now={now} />
  }
  if (trouble === null || trouble in atField) return null
  const said = { ...words.removal, ...words.change, "role-missing": words.roleMissing }
  return (
    <Notice kind="wrong">
      <p>{said[trouble as keyof typeof said]}</p>
    </Notice>
  )
}

/** What is said at the field itself. */
const atField = { "name-missing": "name", "email-invalid": "email", "email-taken": "email" } as const

function nowOf(field: ColleagueScreen["changed"][number], screen: ColleagueScreen, words: Said): string {
  const { colleague, person } = screen
  if (field === "role") return words.roleName[colleague.role]
  if (field !== "teacher") return colleague[field]
  const found = person.teachers.find((each) => each.id === colleague.teacher)
  return found ? [found.name.first, found.name.prefix, found.name.last].filter(Boolean).join(" ") : ""
}
type Said = Words["team"]["colleague"]

function Person({ frame, screen }: Props) {
  const words = frame.words.team.colleague
  const { trouble, colleague } = screen
  const email = trouble === "email-taken" || trouble === "email-invalid" ? words.refusal[trouble] : undefined
  return (
    <form class="card" method="post" action={frame.to.colleague(colleague.id)} novalidate>
      <h2>{words.personTitle}</h2>
      <Seen version={colleague.version} />
      <RoleFields
        frame={frame}
        person={screen.person}
        wrong={{ name: trouble === "name-missing" ? words.nameMissing : undefined, email }}
      />
      <p class="hint">{words.roleEnds}</p>
      <div class="actions">
        <button type="submit" name="deed" value="change">
          {frame.words.parts.save}
        </button>
      </div>
    </form>
  )
}
