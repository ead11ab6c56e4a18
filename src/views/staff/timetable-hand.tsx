import type { Round } from "../../domain/rounds/round.ts"
import {
  type Expected,
  standOf,
  type TimetableSlot,
  type TimetableTalk,
} from "../../domain/rounds/timetable.ts"
import { writeTalk, writeTime } from "../../domain/talks/shown-time.ts"
import { minutesFor } from "../../domain/talks/slot.ts"
import { momentOf, timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { leads, readsOn } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { Press } from "./timetable-press.tsx"
import type { InHand, TimetableProps } from "./timetable-screen.ts"

/** What was taken in hand, and what can be done with it. */
export function Hand({ frame, screen, inHand }: TimetableProps & { inHand: InHand }) {
  const words = frame.words.timetable
  const { teacher, slot } = inHand
  const here = { day: screen.day.toString(), page: screen.page }
  const back = frame.to.timetable(screen.round.id, { ...here, back: slot.id })
  const move = (talk: TimetableTalk) => frame.to.timetable(screen.round.id, { ...here, move: talk.booking })
  const away = (
    <a class="quiet" href={back} {...leads(back, "#timetable")}>
      {words.away}
    </a>
  )
  const at = words.at(timeOfDay(slot.startsAt), teacher.name)
  if (inHand.kind === "moving")
    return (
      <Notice kind="note" focus title={words.moving(inHand.talk.child)}>
        <p>{words.movingFrom(words.at(momentOf(slot.startsAt, frame.language), teacher.name))}</p>
        <p>{words.movingHow}</p>
        <p class="actions">{away}</p>
      </Notice>
    )
  return (
    <article class="card hand" aria-labelledby="hand">
      <h2 id="hand" {...readsOn(true)}>
        {inHand.kind === "talk" ? words.talkAt(inHand.talk.child, at) : words.timeAt[standOf(slot)](at)}
      </h2>
      {inHand.kind === "talk" && inHand.begun ? <p>{words.begun}</p> : null}
      {inHand.kind === "talk" ? (
        <div class="actions">
          <a class="button" href={move(inHand.talk)} {...leads(move(inHand.talk), "#timetable")}>
            {words.move}
          </a>
          <a class="button second" href={frame.to.household(inHand.talk.household)}>
            {words.household}
          </a>
          {inHand.begun ? null : (
            <Press
              frame={frame}
              screen={screen}
              step="afzeggen"
              fields={{ booking: writeTalk(inHand.talk.booking, slot.id, slot.startsAt) }}
            >
              <button class="danger" type="submit">
                {words.cancel}
              </button>
            </Press>
          )}
          {away}
        </div>
      ) : (
        <>
          {slot.hold && !slot.blocked ? (
            <p>{words.promised(slot.hold.child, momentOf(slot.hold.until, frame.language))}</p>
          ) : null}
          {slot.blocked || (slot.hold && inHand.expected.length === 0) ? null : (
            <Plan frame={frame} screen={screen} slot={slot} expected={inHand.expected} />
          )}
          <div class="actions">
            <Press
              frame={frame}
              screen={screen}
              step="sluiten"
              fields={{ slot: writeTime(slot.id, slot.startsAt), blocked: slot.blocked ? "" : "ja" }}
            >
              <button class="second" type="submit">
                {slot.blocked ? words.open : words.close}
              </button>
            </Press>
            {away}
          </div>
        </>
      )}
    </article>
  )
}

/** A family for a free time. */
function Plan({
  frame,
  screen,
  slot,
  expected,
}: TimetableProps & { slot: TimetableSlot; expected: readonly Expected[] }) {
  const words = frame.words.timetable
  if (expected.length === 0) return <p>{words.nobody}</p>
  return (
    <Press frame={frame} screen={screen} step="plannen" fields={{ slot: writeTime(slot.id, slot.startsAt) }}>
      <div class="search">
        <div class="field">
          <label for="f-wie">{words.who}</label>
          <select id="f-wie" name="who">
            {expected.map((each) => (
              <option value={`${each.household}-${each.pupil}`}>
                {[each.child, each.group, each.home, lengthOf(frame, screen.round, each)]
                  .filter(Boolean)
                  .join(" · ")}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{words.plan}</button>
      </div>
    </Press>
  )
}

/** "20 minuten", for a child whose talk takes longer than others. */
const lengthOf = (frame: Frame, round: Round, { takes }: Expected) =>
  takes > 1 ? frame.words.parts.minutes(minutesFor(takes, round)) : null
