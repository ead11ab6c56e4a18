import type { RoundId, SlotId } from "../../domain/ids.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import { dayOf, listOf, momentOf, timeOfDay } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type OwnTimesScreen = {
  round: RoundId
  title: string
  /** The school plans the round still: no parent sees it. */
  isDraft: boolean
  /** By name who holds these times; null when it is one teacher. */
  together: string | null
  /** `minutes`: how long the talk that was chosen there takes, when it is longer than others. */
  times: readonly {
    slot: SlotId
    startsAt: Temporal.Instant
    closed: boolean
    taken: boolean
    minutes: number | null
  }[]
  said: "kept" | "over" | "moved-meanwhile" | { chosen: readonly Temporal.Instant[] } | null
}
type Props = { frame: Frame; screen: OwnTimesScreen }

/** When a teacher cannot be there: times nobody can choose. */
export function OwnTimesPage({ frame, screen }: Props) {
  const words = frame.words.marks.own
  const failed = screen.said !== null && screen.said !== "kept"
  return (
    <StaffPage frame={frame} title={words.title} here="agenda" failed={failed}>
      <PageHead
        back={{ to: frame.to.agenda(), name: frame.words.layout.staff.agenda }}
        title={words.title}
        lead={words.lead}
      >
        {screen.isDraft ? <p class="hint">{words.draft}</p> : null}
        {screen.together === null ? null : <p>{words.together(screen.together)}</p>}
      </PageHead>
      <OwnTimes frame={frame} screen={screen} />
    </StaffPage>
  )
}

export function OwnTimes({ frame, screen }: Props) {
  const words = frame.words.marks.own
  const address = frame.to.ownTimes(screen.round)
  if (screen.times.length === 0) return <Empty title={words.none} />
  const days = Map.groupBy(screen.times, (time) => dayOf(time.startsAt, frame.language))
  return (
    <form id="own-times" class="own-times" {...sends(address, "this")}>
      <Said frame={frame} screen={screen} />
      {[...days].map(([day, times]) => (
        <section class="card">
          <h2 id={headOf(times)}>{day}</h2>
          <fieldset aria-labelledby={headOf(times)}>
            {times.map((time) => (
              <TimeToClose frame={frame} time={time} />
            ))}
          </fieldset>
        </section>
      ))}
      <div class="actions">
        <button type="submit">{frame.words.parts.save}</button>
      </div>
    </form>
  )
}

type OwnTime = OwnTimesScreen["times"][number]

const headOf = ([first]: readonly OwnTime[]) => `d${first?.startsAt.epochMilliseconds}`

function TimeToClose({ frame, time }: { frame: Frame; time: OwnTime }) {
  const written = writeTime(time.slot, time.startsAt)
  return (
    <div class="choice">
      {time.taken ? null : <input type="hidden" name="shown" value={written} />}
      <input
        id={`f-time-${written}`}
        type="checkbox"
        name="closed"
        value={written}
        checked={time.closed}
        disabled={time.taken}
      />
      <label for={`f-time-${written}`}>
        {timeOfDay(time.startsAt)} {time.taken ? <span class="hint">{takenSaid(frame, time)}</span> : null}
      </label>
    </div>
  )
}

/** "gekozen", or "gekozen, 30 minuten" of a talk that is longer than others. */
const takenSaid = ({ words }: Frame, { minutes }: OwnTime) =>
  [words.marks.own.taken, ...(minutes === null ? [] : [words.parts.minutes(minutes)])].join(", ")

function Said({ frame, screen: { said, isDraft } }: Props) {
  const words = frame.words.marks.own
  if (said === null) return null
  if (said === "kept")
    return (
      <Notice kind="done" focus>
        <p class="title">{isDraft ? words.keptDraft : words.kept}</p>
      </Notice>
    )
  const why =
    said === "over"
      ? frame.words.rounds.over
      : said === "moved-meanwhile"
        ? words.moved
        : words.chosen(
            listOf(
              said.chosen.map((at) => momentOf(at, frame.language)),
              frame.language,
            ),
          )
  return (
    <Notice kind="wrong" focus>
      <p>{why}</p>
    </Notice>
  )
}
