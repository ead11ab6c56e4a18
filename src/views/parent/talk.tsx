import type { Booking } from "../../domain/talks/booking.ts"
import { momentOf } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import type { TimesFor } from "./times.tsx"

/** "donderdag 12 november, 19:10 uur", readable by machines too; `minutes`: how long, of a talk that is longer than others. */
export function Moment({
  frame,
  at,
  minutes,
}: {
  frame: Frame
  at: Temporal.Instant
  minutes?: number | null
}) {
  const { parent, parts } = frame.words
  const moment = momentOf(at, frame.language)
  const isLonger = typeof minutes === "number"
  const said = isLonger ? parent.talk.atFor(moment, parts.minutes(minutes)) : parent.talk.at(moment)
  return <time datetime={at.toString()}>{said}</time>
}

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
