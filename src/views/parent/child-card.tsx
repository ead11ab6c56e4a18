import { roomAt } from "../../domain/rounds/rooms.ts"
import {
  type ChildInRound,
  hasEnough,
  progressOf,
  type TeacherOfChild,
} from "../../domain/talks/family-round.ts"
import type { Mark } from "../../domain/talks/mark.ts"
import { longerThan, minutesFor } from "../../domain/talks/slot.ts"
import { momentOf, timeOfDay } from "../format.ts"
import { text } from "../jsx/stencil.ts"
import type { Frame } from "../layout.tsx"
import { leads, readsOn } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { Declining } from "./declining.tsx"
import { Late } from "./late.tsx"
import { type Choice, isSaid, type Place, placesOf, type RoundScreen, refusedAt } from "./round-screen.ts"
import { Asked } from "./swap.tsx"
import { Moment, TalkChanges } from "./talk.tsx"
import { Buttons, RefusalNotice, roomOf, Times, type TimesFor } from "./times.tsx"
import { WaitButton, Waits } from "./waiting.tsx"

type Props = { frame: Frame; screen: RoundScreen }

const forWhom = ({ child, teacher }: Place): TimesFor => ({
  child: child.name,
  teacher: teacher.name,
  rooms: teacher.rooms,
})

/** One child with its teachers: a talk that stands, or times to choose from. */
export function ChildCard(props: Props & { child: ChildInRound; choice: Choice }) {
  const { frame, screen, child, choice } = props
  const words = frame.words.parent.round
  const isEnough = hasEnough(screen.family.round, child)
  const shown = placesOf(screen.family).filter(
    (place) =>
      place.child === child &&
      !child.declined &&
      (!isEnough || place.teacher.talk || refusedAt(screen, place)),
  )
  return (
    <article class="card" aria-labelledby={`c${child.pupil}`}>
      <h2 id={`c${child.pupil}`} {...readsOn(isSaid(screen, child.pupil) && !child.declined)}>
        {child.name} {child.group === "" ? null : <span class="tag">{words.group(child.group)}</span>}
      </h2>
      {shown.map((place) => (
        <PlaceOfChild frame={frame} screen={screen} place={place} choice={choice} />
      ))}
      {isEnough && shown.length < child.teachers.length ? (
        <p class="hint">{words.enough(child.name)}</p>
      ) : null}
      <Declining frame={frame} screen={screen} child={child} />
    </article>
  )
}

function PlaceOfChild({ frame, screen, place, choice }: Props & { place: Place; choice: Choice }) {
  const { teacher } = place
  const { rooms, talk } = teacher
  const here = talk ? roomAt(rooms, talk.startsAt) : rooms.days.length === 0 ? rooms.usual : ""
  const room = roomOf(frame, here)
  const refused = refusedAt(screen, place)
  const hasChoice = screen.choices[place.at] !== null
  // When nothing at all was chosen, the page says so above.
  const isOver =
    (screen.phase === "closed" || screen.phase === "past") && progressOf(screen.family).chosen > 0
  return (
    <section class="place">
      <h3 {...readsOn(isSaid(screen, place.child.pupil, teacher.teacher) && !teacher.waiting)}>
        {teacher.name}
        {room === null ? null : <span class="hint"> {room}</span>}
      </h3>
      {teacher.mark !== null && !teacher.talk && screen.phase !== "past" ? (
        <Marked frame={frame} mark={teacher.mark} teacher={teacher} />
      ) : null}
      {teacher.takes > 1 && !teacher.talk && screen.phase !== "past" ? (
        <p>
          <strong>
            {frame.words.parent.round.takes(
              frame.words.parts.minutes(minutesFor(teacher.takes, screen.family.round)),
            )}
          </strong>
        </p>
      ) : null}
      {refused && !hasChoice ? <RefusalNotice frame={frame} refused={refused} /> : null}
      {teacher.talk ? (
        <Talk frame={frame} screen={screen} place={place} />
      ) : (
        <Off frame={frame} screen={screen} place={place} />
      )}
      <Waits frame={frame} screen={screen} place={place} />
      {hasChoice ? choice(place) : null}
      {isOver && !teacher.talk && !hasChoice ? <p class="hint">{frame.words.parent.round.noTime}</p> : null}
    </section>
  )
}

/** What the teacher said beforehand about a talk. */
function Marked({ frame, mark, teacher }: { frame: Frame; mark: Mark; teacher: TeacherOfChild }) {
  const said = frame.words.parent.round.mark[mark](teacher.name, teacher.together)
  return mark === "wanted" ? (
    <p>
      <strong>{said}</strong>
    </p>
  ) : (
    <p class="hint">{said}</p>
  )
}

/** Word of the talk that stood here until the school called it off; for ten minutes it may come back. */
function Off({ frame, screen, place }: Props & { place: Place }) {
  const off = screen.off.find(
    ({ pupil, teacher }) => pupil === place.child.pupil && teacher === place.teacher.teacher,
  )
  if (!off) return null
  const words = frame.words.parent.calledOff
  const moment = momentOf(off.startsAt, frame.language)
  return (
    <Notice kind="careful">
      <p>{off.finalAt ? words.hereChanging(moment, timeOfDay(off.finalAt)) : words.here(moment)}</p>
    </Notice>
  )
}

/** The talk that was chosen; with word of it when that was just done. */
function Talk({ frame, screen, place }: Props & { place: Place }) {
  const { talk } = place.teacher
  if (!talk) return null
  const words = frame.words.parent.talk
  const { told, choices } = screen
  const elsewhere = screen.family.elsewhere.get(talk.id)
  // When nothing is left to choose, the page says it above, for all talks together.
  const isNews =
    told?.kind === "booked" && told.booking === talk.id && choices.some((choice) => choice !== null)
  const who = forWhom(place)
  const more = (
    <a class="quiet" href={frame.to.booking(talk.id)} aria-label={words.moreOf(who.child, who.teacher)}>
      {words.more}
    </a>
  )
  return (
    <>
      {isNews ? (
        <Notice kind="done" focus>
          <p class="title">{words.booked}</p>
          {screen.toldBy ? <p>{words.bookedNews[screen.toldBy]}</p> : null}
        </Notice>
      ) : null}
      <p class="chosen">
        <Moment frame={frame} at={talk.startsAt} minutes={longerThan(talk, screen.family.round)} />
        {elsewhere ? " " : null}
        {elsewhere ? <span class="tag">{frame.words.online.place[elsewhere]}</span> : null}
      </p>
      <Late frame={frame} booking={talk.id} today={screen.today} />
      {screen.family.asked.has(talk.id) && screen.changeable.has(talk.id) ? (
        <Asked frame={frame} talk={talk.id} />
      ) : null}
      {screen.changeable.has(talk.id) ? (
        <TalkChanges frame={frame} talk={talk} who={who}>
          {more}
        </TalkChanges>
      ) : (
        <p class="actions">{more}</p>
      )}
    </>
  )
}

/** Shows this place its times as buttons and nothing else, as most do? Then a sheet can hold all but the buttons. */
export const isPlain = ({ opened, choices }: RoundScreen, { at }: Place) =>
  opened === "all" && (choices[at]?.times.length ?? 0) > 0

/** What goes into the hole of a plain place. */
export function PlaceButtons({ frame, screen, place }: Props & { place: Place }) {
  const times = screen.choices[place.at]?.times ?? []
  return <Buttons frame={frame} times={times} who={forWhom(place)} heading="h4" />
}

/** The times of one child and teacher; when there are very many on the page, only how many and the way to them. */
export function PlaceTimes({ frame, screen, place, hole }: Props & { place: Place; hole?: string }) {
  const { family, opened, choices } = screen
  const { round } = family
  const { child, teacher, at } = place
  const free = choices[at]
  const words = frame.words.parent
  if (!free) return text("")
  const refused = refusedAt(screen, place)
  if (opened !== "all" && opened !== at && !refused && free.times.length > 0) {
    const address = frame.to.times(round.id, child.pupil, teacher.teacher)
    return (
      <p class="actions">
        <a
          class="button second"
          aria-label={words.round.showOf(teacher.name, child.name)}
          href={address}
          {...leads(address, "#talks")}
        >
          {words.round.show}
        </a>
        <span class="hint">{words.round.free(free.times.length)}</span>
      </p>
    )
  }
  // What is said of the waiting list says this too.
  if (free.times.length === 0 && place.teacher.waiting && !refused) return text("")
  const times = (
    <Times
      frame={frame}
      action={frame.to.book(round.id)}
      target="#talks"
      free={free}
      who={forWhom(place)}
      heading="h4"
      none={words.times.none}
      refused={refused}
      focus={opened === at}
      hole={hole}
      takes={place.teacher.takes}
    >
      <input type="hidden" name="pupil" value={String(child.pupil)} />
    </Times>
  )
  if (free.times.length > 0) return times
  return (
    <>
      {times}
      <WaitButton frame={frame} screen={screen} place={place} />
    </>
  )
}
