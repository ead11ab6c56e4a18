import type { MessageLine, WrongAddress } from "../../domain/messages/message-lines.ts"
import { momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Notice } from "../parts/notice.tsx"

const looks = { waiting: "tag", sent: "tag good", delivered: "tag good", failed: "tag bad" } as const

/** Where a message stands, in a word, and why when it did not arrive. */
export function StateTag({ frame, message }: { frame: Frame; message: MessageLine }) {
  const words = frame.words.post
  return (
    <span>
      <span class={looks[message.state]}>{words.state[message.state]}</span>
      {message.state === "failed" && message.failure ? (
        <span class="hint"> {words.failure[message.failure]}</span>
      ) : null}
    </span>
  )
}

/** An address that nothing gets to: why, and what the office does about it. */
function WrongNotice({ frame, wrong }: { frame: Frame; wrong: WrongAddress }) {
  const words = frame.words.post.wrong
  const { address, why, by } = wrong
  return (
    <Notice kind="careful">
      <p>
        <bdi>{address}</bdi> {words.why[why]}.
      </p>
      <p>
        {words.next[why]} {words.after}
      </p>
      {by === "email" && why !== "address" ? (
        <DeedForm action={frame.to.messagesAgain(wrong.household)} part="household">
          <input type="hidden" name="guardian" value={String(wrong.guardian)} />
          <button class="second" type="submit">
            {words.again}
          </button>
        </DeedForm>
      ) : null}
    </Notice>
  )
}

/** On the page of a household: what is wrong with how it is reached, and what it was told last. */
export function HouseholdMessages(props: {
  frame: Frame
  messages: readonly MessageLine[]
  wrong: readonly WrongAddress[]
}) {
  const { frame, messages, wrong } = props
  const words = frame.words.post
  return (
    <section class="card" aria-labelledby="told">
      <h2 id="told">{words.household.title}</h2>
      {wrong.map((each) => (
        <WrongNotice frame={frame} wrong={each} />
      ))}
      {messages.length === 0 ? (
        <p>{words.household.none}</p>
      ) : (
        <ul class="rows">
          {messages.map((message) => (
            <li>
              <p>
                {words.kind[message.kind]} <StateTag frame={frame} message={message} />
              </p>
              <p class="hint">
                {momentOf(message.at, frame.language)}, {words.channel[message.channel]}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
