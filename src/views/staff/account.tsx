import type { SignedIn } from "../../domain/access/device.ts"
import type { Factors } from "../../domain/staff/staff.ts"
import { fullDayOf, momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { PasskeyForm, PasskeyScript } from "../parts/passkey.tsx"
import type { Words } from "../words/nl.ts"
import { Sessions } from "./sessions.tsx"

/** What can be done on this page, as the button says it. */
export type AccountDeed = "add-passkey" | "drop-passkey" | "drop-password" | "end-session" | "end-sessions"

export type Account = {
  email: string
  passkeys: { credentialId: string; createdAt: Temporal.Instant; usedAt: Temporal.Instant | null }[]
  factors: Factors
  sessions: SignedIn[]
  /** Passkey or code was shown less than five minutes ago. */
  fresh: boolean
  done: keyof Words["team"]["account"]["done"] | null
  trouble: keyof Words["team"]["account"]["refusal"] | "passkey-failed" | null
}

type Props = { frame: Frame; screen: Account }

/** Someone's own ways in, and where they are signed in. */
export function AccountPage({ frame, screen }: Props) {
  const words = frame.words.team.account
  const { done, trouble } = screen
  return (
    <StaffPage frame={frame} title={words.title} here="account" failed={trouble !== null}>
      <PageHead title={words.title} lead={words.lead(screen.email)} />
      {done ? (
        <Notice kind="done">
          <p>{words.done[done]}</p>
        </Notice>
      ) : null}
      {trouble ? (
        <Notice kind="wrong">
          <p>{trouble === "passkey-failed" ? words.passkeyFailed : words.refusal[trouble]}</p>
        </Notice>
      ) : null}
      <div class="columns">
        <Passkeys frame={frame} screen={screen} />
        <Password frame={frame} screen={screen} />
        <section class="card">
          <h2>{words.sessions}</h2>
          <Sessions
            frame={frame}
            sessions={screen.sessions}
            action={frame.to.account()}
            endAll={words.endOthers}
          />
        </section>
      </div>
      {screen.fresh ? <PasskeyScript /> : null}
    </StaffPage>
  )
}

function Passkeys({ frame, screen }: Props) {
  const { to, language } = frame
  const words = frame.words.team.account
  return (
    <section class="card">
      <h2>{words.passkeys}</h2>
      {screen.passkeys.length === 0 ? <p>{words.noPasskeys}</p> : null}
      <ul class="rows">
        {screen.passkeys.map((each) => (
          <li>
            <p>
              {words.made(fullDayOf(each.createdAt, language))},{" "}
              {each.usedAt ? words.used(momentOf(each.usedAt, language)) : words.neverUsed}
            </p>
            <DeedForm
              frame={frame}
              deed="drop-passkey"
              label={words.dropPasskey}
              passkey={each.credentialId}
            />
          </li>
        ))}
      </ul>
      {screen.fresh ? (
        <PasskeyForm
          frame={frame}
          way="create"
          action={to.account()}
          options={to.accountOptions()}
          label={words.addPasskey}
          second
        >
          <input type="hidden" name="deed" value="add-passkey" />
        </PasskeyForm>
      ) : (
        <div class="actions">
          <a class="button second" href={to.prove(to.account())}>
            {words.addPasskey}
          </a>
        </div>
      )}
    </section>
  )
}

function Password({ frame, screen }: Props) {
  const words = frame.words.team.account
  const has = screen.factors.password
  return (
    <section class="card">
      <h2>{words.password}</h2>
      <p>{has ? words.hasPassword : words.noPassword}</p>
      <div class="actions">
        <a class="button second" href={frame.to.accountPassword()}>
          {has ? words.replacePassword : words.setPassword}
        </a>
      </div>
      {has ? <DeedForm frame={frame} deed="drop-password" label={words.dropPassword} /> : null}
    </section>
  )
}

function DeedForm(props: { frame: Frame; deed: AccountDeed; label: string; passkey?: string }) {
  return (
    <form method="post" action={props.frame.to.account()}>
      {props.passkey ? <input type="hidden" name="passkey" value={props.passkey} /> : null}
      <button class="quiet" type="submit" name="deed" value={props.deed}>
        {props.label}
      </button>
    </form>
  )
}
