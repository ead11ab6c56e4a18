import type { Round } from "../../domain/rounds/round.ts"
import type { DayRefusal } from "../../domain/upheavals/day-move.ts"
import { dateOf, listOf, momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { asks, readsOn, sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type DayMoveScreen = {
  round: Round
  day: { id: number; date: Temporal.PlainDate }
  /** The date as it was written. */
  asked: string
  /** What will happen; null while no date is asked that can be. */
  outlook: {
    to: Temporal.PlainDate
    talks: number
    told: number
    unreachable: readonly string[]
    wait: number
    seen: string
  } | null
  refusal: DayRefusal | { kind: "round-not-open" | "changed-meanwhile" } | null
}

type Props = { frame: Frame; screen: DayMoveScreen }

/** A day of a round goes to another date, talks and all. */
export const DayMovePage = ({ frame, screen }: Props) => (
  <StaffPage
    frame={frame}
    title={frame.words.upheaval.day.title(dateOf(screen.day.date, frame.language))}
    here="rounds"
    failed={screen.refusal !== null}
  >
    <DayMove frame={frame} screen={screen} />
  </StaffPage>
)

/** All of the page: which date, and what that comes to. */
export function DayMove({ frame, screen }: Props) {
  const words = frame.words.upheaval.day
  const { round, day, refusal, outlook } = screen
  const action = frame.to.moveDay(round.id, day.id)
  return (
    <section id="day" class="upheaval">
      <PageHead
        back={{
          to: frame.to.timetable(round.id, { day: day.date.toString() }),
          name: frame.words.rounds.overview.ways.timetable.name,
        }}
        title={words.title(dateOf(day.date, frame.language))}
        lead={words.lead}
      />
      {refusal ? (
        <Notice kind={refusal.kind === "changed-meanwhile" ? "careful" : "wrong"} focus>
          <p class="title">{words.refusal[refusal.kind](whoIn(refusal, frame))}</p>
        </Notice>
      ) : null}
      <form class="card stack" {...asks(action, "#day")}>
        <Field name="datum" label={words.date} type="date" size="medium" value={screen.asked} />
        <div class="actions">
          <button type="submit">{words.look}</button>
        </div>
      </form>
      {outlook ? <Outlook frame={frame} screen={screen} outlook={outlook} /> : null}
    </section>
  )
}

function whoIn(refusal: NonNullable<DayMoveScreen["refusal"]>, { language }: Frame): string {
  if (refusal.kind === "families-elsewhere") return listOf(refusal.children, language)
  return refusal.kind === "teacher-elsewhere" ? `${refusal.teacher} (${momentOf(refusal.at, language)})` : ""
}

function Outlook({ frame, screen, outlook }: Props & { outlook: NonNullable<DayMoveScreen["outlook"]> }) {
  const { away, day: words } = frame.words.upheaval
  const { round, day } = screen
  const [from, to] = [dateOf(day.date, frame.language), dateOf(outlook.to, frame.language)]
  const action = frame.to.moveDay(round.id, day.id)
  return (
    <section class="card stack" aria-labelledby="ahead">
      <h2 id="ahead" {...readsOn(!screen.refusal)}>
        {away.ahead}
      </h2>
      <ul class="plain">
        <li>{words.moves(outlook.talks, from, to)}</li>
        {outlook.told > 0 ? <li>{away.told(outlook.told)}</li> : null}
      </ul>
      {outlook.unreachable.length > 0 ? (
        <Notice kind="careful">
          <p>{away.unreachable(listOf(outlook.unreachable, frame.language))}</p>
        </Notice>
      ) : null}
      <form {...sends(action, "#day")}>
        <input type="hidden" name="datum" value={outlook.to.toString()} />
        <input type="hidden" name="seen" value={outlook.seen} />
        <p class="hint">{away.wait(outlook.wait)}</p>
        <button type="submit">{words.press(to)}</button>
      </form>
    </section>
  )
}
