import type { Booking } from "../../domain/booking.ts"
import { momentOf } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import type { TimesFor } from "./times.tsx"

/** "donderdag 12 november, 19:10 uur", readable by machines too. */
export const Moment = ({ frame, at }: { frame: Frame; at: Temporal.Instant }) => (
  <time datetime={at.toString()}>{frame.words.parent.talk.at(momentOf(at, frame.language))}</time>
)

/** The ways to change a talk that stands. */
export function TalkChanges(props: { frame: Frame; talk: Booking; who: TimesFor; children?: Child }) {
  const { frame, talk, who } = props
  const words = frame.words.parent.talk
  return (
    <p class="actions">
      <a
        class="button second"
        href={frame.to.move(talk.id)}
        aria-label={words.moveOf(who.child, who.teacher)}
      >
        {words.move}
      </a>
      <a
        class="button second"
        href={frame.to.cancel(talk.id)}
        aria-label={words.cancelOf(who.child, who.teacher)}
      >
        {words.cancel}
      </a>
      {props.children}
    </p>
  )
}
