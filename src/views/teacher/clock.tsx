import { followsAtOnce, type TeacherClock } from "../../domain/evenings/teacher-clock.ts"
import { timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"

/** A clock beside the talks: how long still, and who is next. It follows the evening by itself; without JavaScript it is of the moment. */
export function Clock({ frame, clock }: { frame: Frame; clock: TeacherClock | null }) {
  const here = frame.to.agenda()
  return (
    <div
      id="clock"
      class={clock ? "clock card" : undefined}
      data-hx-get={here}
      data-hx-trigger="every 15s"
      data-hx-target="#clock"
      data-hx-swap="outerHTML"
      data-hx-sync="this:drop"
      data-hx-headers='{"X-Watching": "1"}'
    >
      {clock ? <Standing frame={frame} clock={clock} /> : null}
    </div>
  )
}

function Standing({ frame, clock }: { frame: Frame; clock: TeacherClock }) {
  const words = frame.words.online.clock
  const next = clock.next
  const nextSaid = next ? words.next(timeOfDay(next.startsAt), next.talk?.child ?? "") : words.noNext
  if (clock.kind === "soon")
    return (
      <>
        <p class="left">{words.soon(clock.minutes)}</p>
        <p>{nextSaid}</p>
      </>
    )
  const hurry = clock.kind === "talk" && clock.minutes <= 2
  return (
    <>
      <p class={hurry ? "left hurry" : "left"} role="timer">
        {clock.kind === "talk" ? words.left(clock.minutes) : words.oneMore}
      </p>
      <p>
        {words.now(clock.slot.talk?.child ?? "", timeOfDay(clock.slot.endsAt))}{" "}
        {followsAtOnce(clock.slot, next) ? nextSaid : words.freeAfter}
      </p>
    </>
  )
}
