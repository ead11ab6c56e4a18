import type { MessageLine, WrongAddress } from "../../domain/message-lines.ts"
import { momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"

const looks = { waiting: "tag", sent: "tag good", delivered: "tag good", failed: "tag bad" } as const

/** Where a message stands, in a word, and why when it did not arrive. */
export function StateTag({ frame, message }: { frame: Frame; message: MessageLine }) {
  const words = frame.words.post
  return (
    <span class="state">
      <span class={looks[message.state]}>{words.state[message.state]}</span>
      {message.state === "failed" && message.failure ? (
        <span class="hint"> {words.failure[message.failure]}</span>
      ) : null}
    </span>
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
      {wrong.map(({ address, why }) => (
        <Notice kind="careful">
          <p>
            <bdi>{address}</bdi> {words.wrong.why[why]}. {why === "refused" ? words.household.mend : null}
          </p>
        </Notice>
      ))}
      {messages.length === 0 ? <p>{words.household.none}</p> : null}
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
    </section>
  )
}
