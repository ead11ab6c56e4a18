import type { RoundId } from "../../domain/ids.ts"
import { byName, sortName } from "../../domain/people/people.ts"
import type { AgendaSlot, PaperDay } from "../../domain/rounds/agenda.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import { dateOf, timeOfDay } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { LongTalk } from "../parts/long-talk.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type RoundPapers = { id: RoundId; title: string; days: readonly PaperDay[] }
type Props = { frame: Frame; screen: RoundPapers }

/** Around any paper: on the screen the way back and the button, on paper nothing. */
function Sheets(props: Props & { title: string; lead: string; children?: Child; more?: Child }) {
  const { frame, screen } = props
  const words = frame.words.lists
  return (
    <StaffPage frame={frame} title={`${props.title}: ${screen.title}`} here="rounds">
      <PageHead
        onScreenOnly
        back={{ to: frame.to.roundLists(screen.id), name: words.title }}
        title={props.title}
        lead={props.lead}
        beside={
          screen.days.length > 0 ? (
            <button type="button" data-print hidden>
              {words.print}
            </button>
          ) : null
        }
      >
        {props.more}
      </PageHead>
      {screen.days.length > 0 ? (
        <div class="sheets">{props.children}</div>
      ) : (
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
        </Empty>
      )}
    </StaffPage>
  )
}

const hoursOf = ({ words }: Frame, slots: readonly AgendaSlot[]) => {
  const [first, last] = [slots[0], slots.at(-1)]
  return first && last ? words.lists.hours(timeOfDay(first.startsAt), timeOfDay(last.endsAt)) : ""
}

/** One sign for each teacher and day. Names of children only when a person asked for them. */
export function DoorSignsPage({ frame, screen, named }: Props & { named: boolean }) {
  const words = frame.words.lists
  const here = frame.to.doorSigns(screen.id)
  const more = (
    <p>
      <a href={named ? here : `${here}?namen=ja`}>{named ? words.withoutNames : words.withNames}</a>{" "}
      <span class="hint">{words.namesHint}</span>
    </p>
  )
  return (
    <Sheets frame={frame} screen={screen} title={words.signs} lead={words.signsAbout} more={more}>
      {screen.days.map(({ teacher, date, slots }) => (
        <article class="sheet door-sign card">
          <p class="from">{frame.school.name}</p>
          <h2>{nameTogether(teacher.name, teacher.along)}</h2>
          <p class="where">{teacher.room ? frame.words.parts.room(teacher.room) : words.noRoom}</p>
          <p class="when">
            {dateOf(date, frame.language)}, {hoursOf(frame, slots)}
          </p>
          <ol class="times">
            {slots.map((slot) => (
              <li>
                {timeOfDay(slot.startsAt)}
                {named && slot.talk ? ` ${slot.talk.first}` : ""}
              </li>
            ))}
          </ol>
          <p class="hint">{words.welcome}</p>
        </article>
      ))}
    </Sheets>
  )
}

/** Everybody who is there, in the order of their surnames: who holds talks together is looked for by each name. */
const everybodyOf = (days: readonly PaperDay[]) =>
  days
    .flatMap((day) =>
      [day.teacher.name, ...day.teacher.along].map((name) => ({ ...day, name: sortName(name) })),
    )
    .sort((one, other) => byName(one.name, other.name))

/** One sheet for each day: which teacher is where. Nothing of children, nothing of what is free. */
export function HallListPage({ frame, screen }: Props) {
  const words = frame.words.lists
  const byDate = Map.groupBy(screen.days, (day) => day.date.toString())
  return (
    <Sheets frame={frame} screen={screen} title={words.hall} lead={words.hallAbout}>
      {[...byDate.values()].map((days) => (
        <article class="sheet hall card">
          <p class="from">{frame.school.name}</p>
          <h2>
            {screen.title}, {dateOf(days[0]?.date as Temporal.PlainDate, frame.language)}
          </h2>
          <table class="cards">
            <thead>
              <tr>
                <th scope="col">{words.teacher}</th>
                <th scope="col">{words.groups}</th>
                <th scope="col">{words.room}</th>
                <th scope="col">{words.time}</th>
              </tr>
            </thead>
            <tbody>
              {everybodyOf(days).map(({ name, teacher, slots }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td data-label={words.groups}>{teacher.groups.toSorted(byName).join(", ")}</td>
                  <td data-label={words.room}>{teacher.room || "–"}</td>
                  <td data-label={words.time}>{hoursOf(frame, slots)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
    </Sheets>
  )
}

/** A teacher's own list for one day, with names. */
export function DayListsPage({ frame, screen }: Props) {
  const words = frame.words.lists
  return (
    <Sheets frame={frame} screen={screen} title={words.days} lead={words.daysAbout}>
      {screen.days.map(({ teacher, date, slots }) => (
        <article class="sheet day card">
          <p class="from">
            {screen.title}, {dateOf(date, frame.language)}
          </p>
          <h2>
            {nameTogether(teacher.name, teacher.along)}
            {teacher.room ? `, ${frame.words.parts.room(teacher.room)}` : ""}
          </h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                <th scope="col">{words.child}</th>
                <th scope="col">{words.groups}</th>
              </tr>
            </thead>
            <tbody>
              {slots.map((slot) => (
                <tr>
                  <th scope="row">{timeOfDay(slot.startsAt)}</th>
                  <td>
                    {slot.talk ? slot.talk.child : <span class="hint">{words.free}</span>}
                    <LongTalk frame={frame} minutes={slot.talk?.minutes ?? null} />
                    {slot.talk?.home ? (
                      <span class="hint"> {frame.words.agenda.home(slot.talk.home)}</span>
                    ) : null}
                  </td>
                  <td>{slot.talk?.group}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="hint">{words.keepInside}</p>
        </article>
      ))}
    </Sheets>
  )
}
