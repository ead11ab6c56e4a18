import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PasskeyForm, PasskeyScript } from "../parts/passkey.tsx"
import { CodeField, type DoorTrouble, Trouble } from "./sign-in.tsx"

/** Before a dangerous act: show passkey or code once more. `back`: where the visitor was going. */
export function ProvePage(props: {
  frame: Frame
  screen: { back: string; passkey: boolean; code: boolean; trouble: DoorTrouble | null }
}) {
  const { frame, screen } = props
  const { to } = frame
  const words = frame.words.team.prove
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.trouble !== null}>
      <div class="door">
        <div class="stack">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
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
              action={to.prove()}
              options={to.proveOptions()}
              label={words.withPasskey}
            >
              <input type="hidden" name="terug" value={screen.back} />
            </PasskeyForm>
          </section>
        ) : null}
        {screen.code ? (
          <form class="card" method="post" action={to.prove()}>
            <h2>{words.withCode}</h2>
            <input type="hidden" name="terug" value={screen.back} />
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
          <a href={frame.visitor?.role === "administrator" ? to.start() : to.agenda()}>
            {frame.words.common.cancel}
          </a>
        </p>
      </div>
      {screen.passkey ? <PasskeyScript /> : null}
    </StaffPage>
  )
}
