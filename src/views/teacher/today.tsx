import { dateOf, shortDateOf, timeOfDay } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { sends, watches } from "../parts/htmx.ts"
import { LongTalk } from "../parts/long-talk.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Attendance } from "./attendance.tsx"
import type { Evening, EveningLine, TodayScreen } from "./today-screen.ts"

type Props = { frame: Frame; screen: TodayScreen }

/** The talks of a day as they go, for a teacher with a phone in the hand. */
export function TodayPage({ frame, screen }: Props) {
  return (
    <StaffPage
      frame={frame}
      title={frame.words.evening.title}
      here={screen.teacher === null ? "agenda" : "rounds"}
      failed={screen.refusal !== null}
    >
      <Today frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** All of it: every tap changes most of it. An open page looks by itself whether a colleague tapped. */
export function Today({ frame, screen }: Props) {
  const words = frame.words.evening
  const { evening } = screen
  const above =
    screen.teacher === null
      ? { to: frame.to.agenda(), name: frame.words.layout.staff.agenda }
      : { to: frame.to.rounds(), name: frame.words.layout.staff.rounds }
  if (!evening)
    return (
      <section id="today" class="round">
        <PageHead back={above} title={words.title} />
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
        </Empty>
      </section>
    )
  const here = frame.to.today(screen.teacher)
  const watching = watches(here, 15)
  const day = dateOf(evening.day, frame.language)
  return (
    <section id="today" class="round" {...(evening.isToday ? watching : {})}>
      <PageHead
        back={above}
        title={evening.isToday ? words.title : words.titleOf(day)}
        lead={aboutOf(frame, screen, evening)}
      >
        {evening.course.last !== null && evening.isToday ? null : (
          <p class="hint">
            {evening.isToday ? words.lead : evening.isAhead ? words.leadAhead : words.leadOther}
          </p>
        )}
      </PageHead>
      {screen.refusal ? (
        <Notice kind="wrong">
          <p>{words.refusal[screen.refusal.kind]}</p>
        </Notice>
      ) : null}
      {evening.isToday ? <Now frame={frame} screen={screen} evening={evening} /> : null}
      <Attendance frame={frame} screen={screen} evening={evening} />
      <OtherDays frame={frame} screen={screen} evening={evening} />
    </section>
  )
}

function aboutOf(frame: Frame, screen: TodayScreen, evening: Evening): string {
  const { words, language } = frame
  const said = [
    ...(screen.teacher === null ? [] : [evening.name]),
    ...(screen.teacher === null && evening.together ? [words.agenda.together(evening.together)] : []),
    ...(evening.isToday ? [dateOf(evening.day, language)] : []),
    ...(evening.room === "" ? [] : [words.parts.room(evening.room)]),
    words.evening.round.talks(evening.lines.length),
  ]
  return said.join(" · ")
}

type NowProps = Props & { evening: Evening }

/** Who is in, who is next, and the one button that matters. */
function Now({ frame, screen, evening }: NowProps) {
  const words = frame.words.evening
  const { course, lines } = evening
  const lineOf = (booking: Evening["course"]["next"]) => lines.find((line) => line.booking === booking)
  const [inside, next] = [lineOf(course.inside), lineOf(course.next)]
  const isOver = !next && !inside && lines.length > 0
  return (
    <section class="card now" aria-label={words.inside}>
      {isOver ? (
        <p>{words.over}</p>
      ) : (
        <dl class="turns">
          <dt>{words.inside}</dt>
          <dd>
            {inside ? <Who frame={frame} line={inside} /> : <span class="quiet-name">{words.nobody}</span>}
          </dd>
          <dt>{words.next}</dt>
          <dd>{next ? <Who frame={frame} line={next} /> : <span class="quiet-name">{words.noNext}</span>}</dd>
        </dl>
      )}
      <Running frame={frame} evening={evening} />
      {next ? (
        <Tap frame={frame} screen={screen} act="call" line={next}>
          <button type="submit">{words.call(next.child)}</button>
        </Tap>
      ) : null}
      <div class="actions">
        {inside ? (
          <Tap frame={frame} screen={screen} act="finish" line={inside}>
            <button class="second" type="submit">
              {words.finish}
            </button>
          </Tap>
        ) : null}
        {next ? (
          <Tap frame={frame} screen={screen} act="came" line={next}>
            <button class="second" type="submit" name="came" value="no">
              {words.stayedAwayNext(next.child)}
            </button>
          </Tap>
        ) : null}
        <BackTap frame={frame} screen={screen} evening={evening} />
      </div>
    </section>
  )
}

function BackTap({ frame, screen, evening }: NowProps) {
  const last = evening.lines.find((line) => line.booking === evening.course.last)
  if (!last) return <></>
  return (
    <Tap frame={frame} screen={screen} act="back" line={last}>
      <button class="quiet" type="submit">
        {frame.words.evening.back}
      </button>
    </Tap>
  )
}

function Tap(
  props: Props & { act: "call" | "finish" | "back" | "came"; line: EveningLine; children: Child },
) {
  const { frame, screen, act, line } = props
  const action = frame.to.turn(screen.teacher, act)
  return (
    <form {...sends(action, "#today", "outerMorph")}>
      <input type="hidden" name="booking" value={String(line.booking)} />
      {props.children}
    </form>
  )
}

const Who = ({ frame, line }: { frame: Frame; line: EveningLine }) => (
  <>
    <strong>{line.child}</strong>{" "}
    <span class="hint">
      {timeOfDay(line.startsAt)}
      {line.group === "" ? "" : ` · ${line.group}`}
    </span>
    <LongTalk frame={frame} minutes={line.minutes} />
    {line.note === "" ? null : <span class="words">{line.note}</span>}
  </>
)

function Running({ frame, evening }: { frame: Frame; evening: Evening }) {
  const words = frame.words.evening
  const { late } = evening.course
  if (late === null) return <></>
  return (
    <p>
      <span class={late < 2 ? "tag good" : "tag careful"}>{late < 2 ? words.inTime : words.late(late)}</span>{" "}
      <span class="hint">{words.lateHow}</span>
    </p>
  )
}

function OtherDays({ frame, screen, evening }: NowProps) {
  const words = frame.words.evening
  const others = evening.days.filter((day) => !day.equals(evening.day))
  if (others.length === 0) return <></>
  return (
    <nav class="actions" aria-label={words.days}>
      <span class="hint">{words.days}:</span>
      {others.map((day) => (
        <a class="quiet" href={frame.to.today(screen.teacher, day.toString())}>
          {shortDateOf(day, frame.language)}
        </a>
      ))}
    </nav>
  )
}
