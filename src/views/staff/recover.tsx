import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

/** For who lost passkey, phone or password. What it says never depends on who is known. */
export function RecoverPage(props: {
  frame: Frame
  screen: { state: "ask" | "invalid" | "sent"; email: string }
}) {
  const { frame, screen } = props
  const words = frame.words.team.recover
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.state === "invalid"}>
      <div class="door">
        <PageHead
          back={{ to: frame.to.staffDoor(), name: frame.words.team.door.title }}
          title={words.title}
          lead={words.lead}
        />
        {screen.state === "sent" ? (
          <Notice kind="done" title={words.sentTitle}>
            <p>{words.sent}</p>
            <p>{words.sentNot}</p>
          </Notice>
        ) : (
          <form class="card" method="post" action={frame.to.staffRecover()}>
            <Field
              name="email"
              label={frame.words.team.door.email}
              type="email"
              autocomplete="username"
              value={screen.email}
              wrong={screen.state === "invalid" ? words.invalid : undefined}
            />
            <div class="actions">
              <button type="submit">{words.ask}</button>
            </div>
          </form>
        )}
      </div>
    </StaffPage>
  )
}
