import type { Colleague, RemovalRefusal } from "../../domain/staff.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"

/** One colleague: send the invitation again, or stop their access. */
export function ColleaguePage(props: {
  frame: Frame
  screen: { colleague: Colleague; refusal: RemovalRefusal | null }
}) {
  const { frame } = props
  const { colleague, refusal } = props.screen
  const words = frame.words.team.colleague
  const address = frame.to.colleague(colleague.id)
  return (
    <StaffPage frame={frame} title={colleague.name} here="settings" failed={refusal !== null}>
      <div class="stack">
        <h1>{colleague.name}</h1>
        <p class="lead">
          {frame.words.team.settings.role[colleague.role]}, {colleague.email}
        </p>
      </div>
      {refusal ? (
        <Notice kind="wrong">
          <p>{words.removal[refusal.kind]}</p>
        </Notice>
      ) : null}
      <div class="columns wide">
        {colleague.ready ? null : (
          <form class="card" method="post" action={address}>
            <h2>{words.againTitle}</h2>
            <div class="actions">
              <button class="second" type="submit" name="deed" value="again">
                {words.again}
              </button>
            </div>
          </form>
        )}
        <form class="card" method="post" action={address}>
          <h2>{words.removeTitle}</h2>
          <p>{words.removeText}</p>
          <div class="actions">
            <button class="danger" type="submit" name="deed" value="remove">
              {words.remove(colleague.name)}
            </button>
          </div>
        </form>
      </div>
      <p>
        <a class="quiet" href={frame.to.settings()}>
          {frame.words.common.back}
        </a>
      </p>
    </StaffPage>
  )
}
