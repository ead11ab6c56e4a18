import type { ToPlan } from "../../domain/rounds/timetable.ts"
import type { ArrangeRefusal } from "../../domain/talks/arranging.ts"
import { dateOf, momentOf, shortDateOf, timeOfDay } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Grid } from "./timetable-grid.tsx"
import { Hand } from "./timetable-hand.tsx"
import type { TimetableProps } from "./timetable-screen.ts"
import { One, Upheavals } from "./upheavals.tsx"

/** All teachers of a day side by side: time down, teachers across. */
export const TimetablePage = ({ frame, screen }: TimetableProps) => (
  <StaffPage
    frame={frame}
    title={frame.words.timetable.title(screen.round.title)}
    here="rounds"
    failed={screen.told?.kind === "refused"}
  >
    <Timetable frame={frame} screen={screen} />
  </StaffPage>
)

/** The time, the place or the length that a refusal is about, in words. */
function whatOf(frame: Frame, why: ArrangeRefusal): string {
  if (why.kind === "does-not-fit") return frame.words.parts.minutes(why.minutes)
  if (why.kind === "slot-moved") return momentOf(why.at, frame.language)
  if (why.kind === "talk-moved")
    return frame.words.timetable.at(momentOf(why.at, frame.language), why.teacher)
  if (why.kind === "slot-offered") return momentOf(why.until, frame.language)
  if (why.kind === "slot-held") return timeOfDay(why.until)
  return "at" in why ? timeOfDay(why.at) : ""
}

/** The part of the page that changes: all of it. */
export function Timetable({ frame, screen }: TimetableProps) {
  const words = frame.words.timetable
  const { inHand, told } = screen
  return (
    <section id="timetable" class="timetable">
      <PageHead
        back={{ to: frame.to.staffRound(screen.round.id), name: screen.round.title }}
        title={words.heading(dateOf(screen.day, frame.language))}
        lead={screen.planning ? null : words.lead}
      />
      {told?.kind === "refused" ? (
        <Notice kind="wrong" focus>
          <p class="title">{words.refusal[told.why.kind](whatOf(frame, told.why))}</p>
        </Notice>
      ) : told ? (
        <Notice kind="done" focus>
          <p class="title">{words.done[told.kind]}</p>
        </Notice>
      ) : null}
      {screen.act && told?.kind !== "refused" ? (
        <One
          frame={frame}
          round={screen.round.id}
          upheaval={screen.act}
          focus={screen.said === null}
          back={{ dag: screen.day.toString(), pagina: screen.page }}
        />
      ) : null}
      <Upheavals frame={frame} round={screen.round.id} upheavals={screen.upheavals} said={screen.said} />
      {screen.planning ? <Planning frame={frame} screen={screen} child={screen.planning} /> : null}
      {inHand ? <Hand frame={frame} screen={screen} inHand={inHand} /> : null}
      <Ways frame={frame} screen={screen} />
      {screen.teachers.length === 0 ? (
        <Empty title={words.none}>
          <a class="button second" href={frame.to.roundTeachers(screen.round.id)}>
            {frame.words.rounds.overview.changeTeachers}
          </a>
        </Empty>
      ) : (
        <Grid frame={frame} screen={screen} />
      )}
      <MoveDay frame={frame} screen={screen} />
    </section>
  )
}

/** Which child is to be planned, and the way out. */
function Planning({ frame, screen, child }: TimetableProps & { child: ToPlan }) {
  const words = frame.words.timetable
  const back = frame.to.timetable(screen.round.id, { day: screen.day.toString() })
  const who = [child.child, child.group, child.home].filter(Boolean).join(" · ")
  return (
    <Notice kind="note" focus title={words.planning(who)}>
      <p>{words.planningHow}</p>
      <p class="actions">
        <a class="quiet" href={back}>
          {words.away}
        </a>
      </p>
    </Notice>
  )
}

/** The whole day goes to another date: rare, so it stands last. */
function MoveDay({ frame, screen }: TimetableProps) {
  const { day: words } = frame.words.upheaval
  if (screen.parts.length === 0 || screen.teachers.length === 0 || screen.planning) return null
  return (
    <p class="actions">
      {screen.parts.map(({ id, hours }) => (
        <a class="button second" href={frame.to.moveDay(screen.round.id, id)}>
          {screen.parts.length > 1 ? `${words.link} (${hours})` : words.link}
        </a>
      ))}
    </p>
  )
}

/** Other days, and other teachers when there are many. What is on its way comes along. */
function Ways({ frame, screen }: TimetableProps) {
  const words = frame.words.timetable
  const { inHand, planning } = screen
  const to = (day: Temporal.PlainDate, page: number) =>
    frame.to.timetable(screen.round.id, {
      day: day.toString(),
      page,
      ...(planning ? { child: `${planning.household}-${planning.pupil}` } : {}),
      ...(inHand?.kind === "moving" ? { move: inHand.talk.booking } : {}),
    })
  if (screen.days.length < 2 && screen.pages < 2) return null
  return (
    <nav class="paging" aria-label={words.ways}>
      {screen.days.length > 1
        ? screen.days.map((day) => (
            <a class="line" href={to(day, 1)} aria-current={day.equals(screen.day) ? "page" : undefined}>
              {shortDateOf(day, frame.language)}
            </a>
          ))
        : null}
      {screen.pages > 1 ? (
        <span class="paging">
          {words.pages}
          {Array.from({ length: screen.pages }, (_, at) => (
            <a
              class="line"
              href={to(screen.day, at + 1)}
              aria-current={at + 1 === screen.page ? "page" : undefined}
              aria-label={words.pageOf(at + 1, screen.pages)}
            >
              {String(at + 1)}
            </a>
          ))}
        </span>
      ) : null}
    </nav>
  )
}
