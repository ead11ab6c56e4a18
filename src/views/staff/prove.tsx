import { isOffice } from "../../domain/access/access.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { PasskeyForm, PasskeyScript } from "../parts/passkey.tsx"
import { CodeField, type DoorTrouble, Trouble } from "./sign-in.tsx"

export type Proof = {
  /** Where the proof goes. */
  action: string
  /** Fields that travel along: where to go on, or what was typed. */
  kept: Record<string, string>
  passkey: boolean
  code: boolean
  trouble: DoorTrouble | null
}

/** Before a dangerous act: show passkey or code once more. */
export function ProvePage({ frame, screen }: { frame: Frame; screen: Proof }) {
  const { to } = frame
  const kept = Object.entries(screen.kept).map(([name, value]) => (
    <input type="hidden" name={name} value={value} />
  ))
  const words = frame.words.team.prove
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.trouble !== null}>
      <div class="door" data-step="prove">
        <PageHead
          title={words.title}
          lead={screen.kept["typed"] === undefined ? words.lead : words.leadTyped}
        />
        {screen.trouble?.kind === "wait" ? <Trouble words={frame.words} trouble={screen.trouble} /> : null}
        {screen.trouble && screen.trouble.kind !== "wait" ? (
          <Notice kind="wrong">
            <p>{words.wrong}</p>
          </Notice>
        ) : null}
        {screen.passkey ? (
          <section class="card">
            <PasskeyForm
              frame={frame}
              way="get"
              action={screen.action}
              options={to.proveOptions()}
              label={words.withPasskey}
            >
              {kept}
            </PasskeyForm>
          </section>
        ) : null}
        {screen.code ? (
          <form class="card" method="post" action={screen.action}>
            <h2>{words.withCode}</h2>
            {kept}
            <CodeField label={frame.words.team.code.label} />
            <div class="actions">
              <button class={screen.passkey ? "second" : undefined} type="submit">
                {words.confirm}
              </button>
            </div>
          </form>
        ) : null}
        {screen.passkey || screen.code ? null : (
          <Notice kind="careful">
            <p>{words.nothing}</p>
            <p>
              <a href={to.staffRecover()}>{frame.words.team.recover.title}</a>
            </p>
          </Notice>
        )}
        <p class="ways">
          <a href={isOffice(frame.visitor) ? to.start() : to.agenda()}>{frame.words.parts.cancel}</a>
        </p>
      </div>
      {screen.passkey ? <PasskeyScript /> : null}
    </StaffPage>
  )
}
