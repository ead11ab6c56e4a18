import type { SignedIn } from "../../domain/access/device.ts"
import { momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"

/** Where somebody is signed in, each with a button that ends it, and one for all of them. `action` takes the deeds. */
export function Sessions(props: {
  frame: Frame
  sessions: readonly SignedIn[]
  action: string
  endAll: string
}) {
  const { frame, sessions, action } = props
  const words = frame.words.team.account
  const ended = sessions.filter((each) => !each.here)
  return (
    <>
      {sessions.length === 0 ? <p>{words.nowhere}</p> : null}
      <ul class="rows">
        {sessions.map((each) => (
          <li>
            <p>
              <strong>{words.device[each.device]}</strong>
              {each.here ? <span class="tag good">{words.here}</span> : null}
            </p>
            <p class="hint">
              {words.since(momentOf(each.startedAt, frame.language))},{" "}
              {words.seen(momentOf(each.seenAt, frame.language))}
            </p>
            {each.here ? null : (
              <form method="post" action={action}>
                <input type="hidden" name="session" value={each.reference} />
                <button class="quiet" type="submit" name="deed" value="end-session">
                  {words.endOne}
                  <span class="hidden"> {words.device[each.device]}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {ended.length > 1 || (ended.length === 1 && ended.length < sessions.length) ? (
        <form method="post" action={action}>
          <button class="second" type="submit" name="deed" value="end-sessions">
            {props.endAll}
          </button>
        </form>
      ) : null}
    </>
  )
}
