import { sends } from "../parts/htmx.ts"
import type { RoundProps } from "./round-screen.ts"

/** How far inviting has come, by mail and by letter, and whether the mail arrives. */
export function Inviting(props: RoundProps) {
  const { frame, screen } = props
  const words = frame.words.rounds.overview
  const { invited, messages } = screen
  const isTime = screen.phase === "announced" || screen.phase === "open"
  const wantsLetters = isTime && invited.toMail === 0 && invited.printed < invited.byLetter
  const hasPost = messages.queued + messages.sent + messages.failed > 0
  return (
    <section class="card">
      <h2>{words.inviting}</h2>
      <p>{invited.byMail > 0 ? words.mailed(invited.mailed, invited.byMail) : words.noMail}</p>
      {invited.byLetter > 0 ? (
        <p>
          {words.byLetter(invited.byLetter)} {screen.phase === "past" ? null : words.handOut}{" "}
          {invited.printed > 0 ? words.printed(invited.printed, invited.byLetter) : null}
        </p>
      ) : null}
      {hasPost ? <Post {...props} /> : null}
      {screen.phase === "past" ? null : (
        <div class="actions">
          {isTime && invited.toMail > 0 ? <SendButton {...props} /> : null}
          {screen.phase === "open" && screen.unanswered > 0 ? (
            <a
              class={wantsLetters || invited.toMail > 0 ? "button second" : "button"}
              href={frame.to.answers(screen.round.id)}
            >
              {words.unanswered(screen.unanswered)}
            </a>
          ) : null}
          <a class={wantsLetters ? "button" : "button second"} href={frame.to.letters(screen.round.id)}>
            {words.letters}
          </a>
        </div>
      )}
    </section>
  )
}

function SendButton({ frame, screen }: RoundProps) {
  const address = frame.to.invitations(screen.round.id)
  return (
    <form {...sends(address, "#round")}>
      <button type="submit">{frame.words.rounds.overview.send(screen.invited.toMail)}</button>
    </form>
  )
}

/** Every message of this round: invitations, and what parents heard about their talks. */
function Post({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.overview
  const { queued, sent, failed } = screen.messages
  const wantsLetter = failed > 0 && screen.phase !== "past"
  return (
    <div>
      <p>
        {words.post}: {sent > 0 ? <span class="tag good">{words.sentCount(sent)}</span> : null}{" "}
        {queued > 0 ? <span class="tag">{words.queued(queued)}</span> : null}{" "}
        {failed > 0 ? <span class="tag bad">{words.failed(failed)}</span> : null}
      </p>
      {wantsLetter ? <p class="hint">{words.failedHint}</p> : null}
    </div>
  )
}
