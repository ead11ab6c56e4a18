import { budgets } from "../../domain/access/attempts.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Back } from "../parts/page-head.tsx"
import { CodeForm } from "./sign-in.tsx"

/** After asking for a link: the same words whether the address is known or not. */
export function LinkSentPage({ frame }: { frame: Frame }) {
  const { door } = frame.words
  return (
    <ParentPage frame={frame} title={door.linkSentTitle}>
      <Back to={frame.to.door()} name={door.signIn} />
      <h1>{door.linkSentTitle}</h1>
      <p class="lead">{door.linkSent}</p>
      <p>{door.linkSentTimes(budgets.link.lastsMinutes)}</p>
      <p>{door.linkSentNothing}</p>
    </ParentPage>
  )
}

/** The link from the mail, before it is used: one press. */
export function LinkReadyPage({ frame, screen }: { frame: Frame; screen: { token: string } }) {
  const { door } = frame.words
  return (
    <ParentPage frame={frame} title={door.linkReadyTitle}>
      <h1>{door.linkReadyTitle}</h1>
      <p class="lead">{door.linkReady}</p>
      <form method="post" action={frame.to.entry(screen.token)}>
        <button type="submit">{door.signIn}</button>
      </form>
    </ParentPage>
  )
}

/** A link or invitation that does not work any more: why that may be, and the code as the way on. */
export function WayOverPage({ frame, screen }: { frame: Frame; screen: { was: "link" | "invitation" } }) {
  const { door } = frame.words
  const [title, said] =
    screen.was === "link"
      ? [door.linkOverTitle, door.linkOver]
      : [door.invitationOverTitle, door.invitationOver]
  return (
    <ParentPage frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{said}</p>
      <CodeForm frame={frame} trouble={null} />
      <p>
        <a href={frame.to.door()}>{door.otherWays}</a>
      </p>
    </ParentPage>
  )
}
