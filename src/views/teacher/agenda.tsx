import { isOffice } from "../../domain/access/access.ts"
import type { TeacherClock } from "../../domain/evenings/teacher-clock.ts"
import type { RoundId } from "../../domain/ids.ts"
import type { Agenda, AgendaSlot } from "../../domain/rounds/agenda.ts"
import { roomsAt } from "../../domain/rounds/rooms.ts"
import { dayOf, momentOf, timeOfDay } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { LongTalk } from "../parts/long-talk.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Clock } from "./clock.tsx"

/** A teacher's own talks; null when the account is no teacher's. */
export type AgendaScreen = {
  rounds: readonly Agenda[] | null
  clock: TeacherClock | null
  /** It is a day of talks: what one came for is the evening itself. */
  isToday: boolean
  /** Video links of one's own that wait to be moved or dropped. */
  todos: readonly { round: RoundId; title: string; count: number }[]
  /** Talks online without a link. */
  lacking: readonly { round: RoundId; title: string; count: number }[]
}

export function AgendaPage({ frame, screen }: { frame: Frame; screen: AgendaScreen }) {
  const words = frame.words.agenda
  const rounds = screen.rounds ?? []
  // On a day of talks that comes first; before it, what parents must know when they begin to choose.
  const next = screen.isToday ? undefined : rounds.find(isAhead)
  return (
    <StaffPage frame={frame} title={words.title} here="agenda">
      <PageHead
        title={words.title}
        lead={rounds.length > 0 ? words.lead : null}
        beside={rounds.length > 0 ? <Ways frame={frame} isToday={screen.isToday} /> : null}
      />
      {screen.lacking.map((each) => (
        <Notice kind="careful">
          <p>
            {frame.words.online.lacking(each.count, each.title)}{" "}
            <a href={frame.to.videoRound(each.round)}>{frame.words.online.toLinks}</a>
          </p>
        </Notice>
      ))}
      {screen.todos.map((todo) => (
        <Notice kind="careful">
          <p>
            {frame.words.online.todo(todo.count, todo.title)}{" "}
            <a href={frame.to.videoRound(todo.round)}>{frame.words.online.account.toRound}</a>
          </p>
        </Notice>
      ))}
      {rounds.length > 0 ? <Clock frame={frame} clock={screen.clock} /> : null}
      {screen.rounds === null ? <NoTeacher frame={frame} /> : null}
      {screen.rounds?.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
        </Empty>
      ) : null}
      {rounds.map((agenda) => (
        <RoundOfTeacher frame={frame} agenda={agenda} isNext={agenda === next} />
      ))}
    </StaffPage>
  )
}

/** What a teacher does with their talks: live them, follow them, print them. */
function Ways({ frame, isToday }: { frame: Frame; isToday: boolean }) {
  return (
    <p class="actions">
      <a class={isToday ? "button" : "quiet"} href={frame.to.today(null)}>
        {isToday ? frame.words.evening.title : frame.words.evening.toToday}
      </a>
      <a class="quiet" href={frame.to.staffFeed()}>
        {frame.words.feed.wayStaff}
      </a>
      <button class="quiet" type="button" data-print hidden>
        {frame.words.agenda.print}
      </button>
    </p>
  )
}

/** This account is linked to no teacher, and what to do about it. */
export function NoTeacher({ frame }: { frame: Frame }) {
  const words = frame.words.agenda
  const office = isOffice(frame.visitor)
  return (
    <Empty title={words.noTeacher}>
      <p>{office ? words.noTeacherAdministrator : words.noTeacherHow}</p>
      {office ? (
        <a class="button second" href={frame.to.rounds()}>
          {words.toRounds}
        </a>
      ) : null}
    </Empty>
  )
}

/** Nobody can choose yet. */
const isAhead = ({ phase }: Agenda) => phase === "announced" || phase === "draft"

type RoundProps = { frame: Frame; agenda: Agenda; isNext: boolean }

function RoundOfTeacher({ frame, agenda, isNext }: RoundProps) {
  const words = frame.words.agenda
  const days = Map.groupBy(agenda.slots, (slot) => dayOf(slot.startsAt, frame.language))
  const talks = agenda.slots.filter((slot) => slot.talk !== null).length
  const free = agenda.slots.filter((slot) => slot.talk === null && !slot.blocked).length
  // Who is in another room on another day reads it at the day.
  const isMoving = agenda.rooms.days.length > 0
  const usual = isMoving ? "" : agenda.rooms.usual
  const about = [
    ...(agenda.together === null ? [] : [words.together(agenda.together)]),
    ...(usual === "" ? [] : [frame.words.parts.room(usual)]),
    ...(agenda.phase === "draft" ? [words.planned] : [words.talksChosen(talks), words.timesFree(free)]),
    ...(agenda.phase === "announced" ? [words.notYet(momentOf(agenda.opensAt, frame.language))] : []),
  ]
  return (
    <section class="agenda" aria-labelledby={`r${agenda.round}`}>
      <h2 id={`r${agenda.round}`}>{agenda.title}</h2>
      <p class="hint">{about.join(" · ")}</p>
      {agenda.phase !== "past" || agenda.online ? (
        <OwnChoices frame={frame} agenda={agenda} isNext={isNext} />
      ) : null}
      {[...days].map(([day, slots]) => (
        <DayOfTeacher
          frame={frame}
          day={day}
          room={isMoving ? roomsAt(agenda.rooms, slots) : ""}
          slots={slots}
        />
      ))}
    </section>
  )
}

/** What a teacher says about this round themself: when they are not there, and whom they wish to see. Until parents choose, that is next. */
function OwnChoices({ frame, agenda, isNext }: RoundProps) {
  const { to, words } = frame
  const { phase, round, online } = agenda
  const ahead = isAhead(agenda)
  const [first, second] = ahead ? [isNext ? "button" : "button second", "button second"] : ["quiet", "quiet"]
  return (
    <>
      {ahead ? <p>{phase === "draft" ? words.agenda.prepareDraft : words.agenda.prepare}</p> : null}
      <p class={ahead ? "actions" : "links"}>
        {phase === "past" ? null : (
          <>
            <a class={first} href={to.ownTimes(round)}>
              {words.marks.agendaTimes}
            </a>
            <a class={second} href={to.ownMarks(round)}>
              {words.marks.agendaMarks}
            </a>
          </>
        )}
        {online ? (
          <a class="quiet" href={to.videoRound(round)}>
            {words.online.open}
          </a>
        ) : null}
      </p>
    </>
  )
}

type DayProps = { frame: Frame; day: string; room: string; slots: readonly AgendaSlot[] }

function DayOfTeacher({ frame, day, room, slots }: DayProps) {
  const words = frame.words.agenda
  return (
    <div class="card">
      <table class="evening">
        <caption>
          {day}
          {room === "" ? null : <span class="hint"> {frame.words.parts.room(room)}</span>}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.child}</th>
            <th scope="col">{words.group}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr class={slot.talk ? undefined : "quiet"}>
              <th scope="row">{timeOfDay(slot.startsAt)}</th>
              <td>
                {slot.talk ? (
                  <strong>{slot.talk.child}</strong>
                ) : slot.blocked ? (
                  words.blocked
                ) : slot.freed ? (
                  words.freed
                ) : (
                  words.free
                )}
                <LongTalk frame={frame} minutes={slot.talk?.minutes ?? null} />
                {slot.talk?.home ? <span class="hint"> {words.home(slot.talk.home)}</span> : null}
              </td>
              <td>{slot.talk?.group}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
