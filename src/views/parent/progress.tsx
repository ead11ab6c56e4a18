import { roomAt } from "../../domain/rounds/rooms.ts"
import { longerThan } from "../../domain/talks/slot.ts"
import { momentOf } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { placesOf, type RoundScreen } from "./round-screen.ts"
import { Moment } from "./talk.tsx"
import { roomOf } from "./times.tsx"

type Props = { frame: Frame; screen: RoundScreen }

/** "2 van 3 gesprekken gekozen", and what else to know while choosing. */
export function Progress({ frame, screen, chosen, wanted }: Props & { chosen: number; wanted: number }) {
  const words = frame.words.parent.round
  const { round, children } = screen.family
  const isLimited =
    round.talksPerPupil !== null &&
    children.some((child) => child.teachers.length > (round.talksPerPupil ?? 0))
  if (screen.phase === "past") return null
  if (screen.phase === "announced") return <Change frame={frame} screen={screen} />
  if (screen.phase === "closed" && chosen === 0)
    return (
      <Notice kind="note" title={words.noneChosen}>
        <p>{words.noneChosenHow}</p>
      </Notice>
    )
  return (
    <div class="so-far">
      {wanted > 1 ? (
        <p>
          <strong>{words.progress(chosen, wanted)}</strong>
        </p>
      ) : null}
      {isLimited && screen.phase === "open" ? (
        <p class="hint">{words.most(round.talksPerPupil ?? 0)}</p>
      ) : null}
      <Change frame={frame} screen={screen} />
    </div>
  )
}

/** Everything is chosen: all talks in the order of the clock. */
export function Complete({ frame, screen }: Props) {
  const words = frame.words.parent
  const talks = placesOf(screen.family)
    .flatMap(({ child, teacher }) => (teacher.talk ? [{ child, teacher, talk: teacher.talk }] : []))
    .sort((one, other) => Temporal.Instant.compare(one.talk.startsAt, other.talk.startsAt))
  const isNews = screen.told?.kind === "booked"
  return (
    <Notice kind="done" focus={isNews} title={words.round.complete(talks.length)}>
      <ol class="timeline">
        {talks.map(({ child, teacher, talk }) => (
          <li>
            <Moment frame={frame} at={talk.startsAt} minutes={longerThan(talk, screen.family.round)} />
            <span>
              {[child.name, teacher.name, roomOf(frame, roomAt(teacher.rooms, talk.startsAt))]
                .filter((part) => part !== null)
                .join(", ")}
            </span>
          </li>
        ))}
      </ol>
      {isNews && screen.toldBy ? <p>{words.talk.bookedNews[screen.toldBy]}</p> : null}
      <Change frame={frame} screen={screen} />
    </Notice>
  )
}

/** Until when talks can be moved and cancelled, once there is one. */
function Change({ frame, screen }: Props) {
  const words = frame.words.parent.round
  if (screen.phase === "past" || !placesOf(screen.family).some(({ teacher }) => teacher.talk)) return null
  const { round } = screen.family
  const said =
    screen.phase === "announced"
      ? words.changeFrom(momentOf(round.opensAt, frame.language))
      : screen.changeable.size > 0
        ? words.changeUntil(momentOf(round.changeUntil, frame.language))
        : words.changeOver
  return <p class="hint">{said}</p>
}
