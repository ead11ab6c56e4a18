import type { PasswordRefusal } from "../../domain/staff/staff.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Qr } from "../parts/qr.tsx"
import { CodeField } from "./sign-in.tsx"

export type NewPasswordTrouble = PasswordRefusal["kind"] | "wrong-code" | "busy"

/** What the form shows: the secret for an app, also sealed so that it comes back unchanged, and as the address in the QR code. */
export type NewPasswordScreen = {
  email: string
  secret: string
  sealed: string
  address: string
  trouble: NewPasswordTrouble | null
}

/** A new password and the first code of a new secret, in three steps on one page. */
export function NewPasswordForm(props: {
  frame: Frame
  screen: NewPasswordScreen
  action: string
  label: string
}) {
  const { screen } = props
  const words = props.frame.words.team.newPassword
  const { trouble } = screen
  const weak =
    trouble !== null && trouble !== "wrong-code" && trouble !== "busy" ? words.refusal[trouble] : undefined
  return (
    <form class="stack" method="post" action={props.action}>
      {trouble === "busy" ? (
        <Notice kind="wrong">
          <p>{props.frame.words.team.door.busy}</p>
        </Notice>
      ) : null}
      <input type="text" name="email" autocomplete="username" value={screen.email} hidden readonly />
      <input type="hidden" name="sealed" value={screen.sealed} />
      <ol class="steps">
        <li class="card">
          <h2>{words.first}</h2>
          <Field
            name="password"
            label={words.password}
            hint={words.hint}
            wrong={weak}
            type="password"
            autocomplete="new-password"
          />
        </li>
        <li class="card">
          <h2>{words.second}</h2>
          <p>{words.scan}</p>
          <Qr text={screen.address} label={words.qr} />
          <details>
            <summary>{words.noScan}</summary>
            <p>{words.typeKey}</p>
            <p>
              <code dir="ltr">{screen.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            </p>
          </details>
        </li>
        <li class="card">
          <h2>{words.third}</h2>
          <CodeField label={words.code} wrong={trouble === "wrong-code" ? words.wrongCode : undefined} />
        </li>
      </ol>
      <button type="submit">{props.label}</button>
    </form>
  )
}

/** The same, for someone who is signed in. */
export function AccountPasswordPage(props: { frame: Frame; screen: NewPasswordScreen }) {
  const { frame, screen } = props
  const words = frame.words.team.newPassword
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.trouble !== null}>
      <div class="door">
        <PageHead
          back={{ to: frame.to.account(), name: frame.words.team.account.title }}
          title={words.title}
          lead={words.lead}
        />
        <NewPasswordForm
          frame={frame}
          screen={screen}
          action={frame.to.accountPassword()}
          label={words.save}
        />
      </div>
    </StaffPage>
  )
}
