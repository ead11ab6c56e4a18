import { fullDayOf, momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import type { ColleagueScreen } from "./colleague.tsx"
import { Sessions } from "./sessions.tsx"

type Props = { frame: Frame; screen: ColleagueScreen }

/** How and where a colleague signs in. */
export function SigningIn({ frame, screen }: Props) {
  const words = frame.words.team.colleague
  const { account } = frame.words.team
  const address = frame.to.colleague(screen.colleague.id)
  const { passkeys, password } = screen
  return (
    <section class="card">
      <h2>{words.waysTitle}</h2>
      {passkeys.length === 0 && !password ? <p>{words.noWay}</p> : null}
      <ul class="rows">
        {passkeys.map((each) => (
          <li>
            <p>
              <strong>{words.passkey}</strong>
            </p>
            <p class="hint">
              {account.made(fullDayOf(each.createdAt, frame.language))},{" "}
              {each.usedAt ? account.used(momentOf(each.usedAt, frame.language)) : account.neverUsed}
            </p>
          </li>
        ))}
        {password ? <li>{account.password}</li> : null}
      </ul>
      {screen.colleague.unreached ? (
        <Notice kind="careful">
          <p>{words.unreached}</p>
        </Notice>
      ) : null}
      {screen.colleague.ready ? null : (
        <form method="post" action={address}>
          <button class="second" type="submit" name="deed" value="again">
            {words.again}
          </button>
        </form>
      )}
      <h3>{words.sessions}</h3>
      <Sessions frame={frame} sessions={screen.sessions} action={address} endAll={words.endAll} />
    </section>
  )
}

/** Stopping the access of a colleague, and what that does. */
export function Removal({ frame, screen }: Props) {
  const words = frame.words.team.colleague
  return (
    <form class="card" method="post" action={frame.to.colleague(screen.colleague.id)}>
      <h2>{words.removeTitle}</h2>
      <p>{words.removeText(screen.sessions.length)}</p>
      <div class="actions">
        <button class="danger" type="submit" name="deed" value="remove">
          {words.remove(screen.colleague.name)}
        </button>
      </div>
    </form>
  )
}
