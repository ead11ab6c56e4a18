import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { PasskeyForm, PasskeyScript } from "../parts/passkey.tsx"
import { NewPasswordForm, type NewPasswordScreen } from "./new-password.tsx"

/** Whose link this is, and why they have it. */
export type Welcome = { token: string; name: string; email: string; recovery: boolean }

/** Behind the link of an invitation or a recovery: choose how to sign in. Looking uses nothing up. */
export function WelcomePage(props: { frame: Frame; screen: Welcome & { failed: boolean } }) {
  const { frame, screen } = props
  const words = frame.words.team.welcome
  const title = screen.recovery ? words.recoveryTitle : words.title(screen.name)
  return (
    <StaffPage frame={frame} title={title} failed={screen.failed}>
      <div class="door">
        <PageHead
          title={title}
          lead={screen.recovery ? words.recoveryLead(screen.name) : words.lead(frame.school.name)}
        />
        {screen.failed ? (
          <Notice kind="wrong">
            <p>{words.failed}</p>
          </Notice>
        ) : null}
        <section class="card">
          <div class="head">
            <h2>{words.passkeyTitle}</h2>
            <span class="tag good">{words.advised}</span>
          </div>
          <p>{words.passkeyText}</p>
          <PasskeyForm
            frame={frame}
            way="create"
            action={frame.to.staffSetup(screen.token)}
            options={frame.to.staffSetupOptions(screen.token)}
            label={words.makePasskey}
          />
        </section>
        <section class="card">
          <h2>{words.passwordTitle}</h2>
          <p>{words.passwordText}</p>
          <div class="actions">
            <a class="button second" href={frame.to.staffSetupPassword(screen.token)}>
              {words.choosePassword}
            </a>
          </div>
        </section>
      </div>
      <PasskeyScript />
    </StaffPage>
  )
}

/** Behind the same link: a password and a code. */
export function WelcomePasswordPage(props: { frame: Frame; screen: NewPasswordScreen & { token: string } }) {
  const { frame, screen } = props
  const words = frame.words.team.newPassword
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.trouble !== null}>
      <div class="door">
        <PageHead
          back={{ to: frame.to.staffSetup(screen.token), name: frame.words.parts.back }}
          title={words.title}
          lead={words.lead}
        />
        <NewPasswordForm
          frame={frame}
          screen={screen}
          action={frame.to.staffSetupPassword(screen.token)}
          label={words.saveAndEnter}
        />
      </div>
    </StaffPage>
  )
}

/** The link does nothing any more. */
export function SpentLinkPage({ frame }: { frame: Frame }) {
  const words = frame.words.team.welcome
  return (
    <StaffPage frame={frame} title={words.spentTitle}>
      <div class="door">
        <PageHead title={words.spentTitle} lead={words.spent} />
        <div class="actions">
          <a class="button" href={frame.to.staffRecover()}>
            {words.askNew}
          </a>
          <a class="button second" href={frame.to.staffDoor()}>
            {frame.words.team.door.title}
          </a>
        </div>
      </div>
    </StaffPage>
  )
}
