import { type Frame, ParentPage } from "../layout.tsx"

/** `title`: of the round, when the link says which. `code`: as it is in the letter, when the address held a code. */
export type InvitationScreen = { token: string } & ({ title: string } | { code: string })

/** Says welcome and waits for one press: programs that only look at links never sign anybody in. */
export function InvitationPage({ frame, screen }: { frame: Frame; screen: InvitationScreen }) {
  const { door } = frame.words
  const { school, to } = frame
  return (
    <ParentPage frame={frame} title={door.welcomeTitle(school.name)}>
      <h1>{door.welcomeTitle(school.name)}</h1>
      {"title" in screen ? <p class="lead">{door.welcome(screen.title)}</p> : null}
      <p class={"title" in screen ? undefined : "lead"}>{door.welcomeHow}</p>
      {"code" in screen ? (
        <p>
          {door.welcomeCode} <bdi class="code">{screen.code}</bdi>
        </p>
      ) : null}
      <form method="post" action={to.invitation(screen.token)}>
        <button type="submit">{door.welcomeGo}</button>
      </form>
    </ParentPage>
  )
}
