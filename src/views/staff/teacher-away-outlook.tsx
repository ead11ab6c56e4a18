import type { AwayWay, StuckWhy } from "../../domain/upheavals/upheaval.ts"
import { listOf, momentOf, shortDayOf, timeOfDay } from "../format.ts"
import { readsOn, sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import type { AwayProps } from "./teacher-away.tsx"

/** What will happen to these talks, before it does. */
export type AwayOutlook = {
  way: AwayWay["kind"]
  /** Who takes them over; empty when nobody does. */
  other: string
  going: readonly {
    child: string
    at: Temporal.Instant
    to: Temporal.Instant | null
    until: Temporal.Instant | null
  }[]
  stuck: readonly { child: string; at: Temporal.Instant; why: StuckWhy }[]
  /** How many families hear of it, and the children of those whom no message reaches. */
  told: number
  unreachable: readonly string[]
  closing: number
  /** Families that have no other time to choose. */
  without: number
  /** How many minutes it can be taken back. */
  wait: number
  seen: string
}

type Props = AwayProps & { outlook: AwayOutlook }

/** In numbers, with the one button that does it. */
export function Outlook({ frame, screen, outlook }: Props) {
  const words = frame.words.upheaval.away
  const { going, stuck, closing, unreachable, way } = outlook
  const canDo = going.length > 0 || (way === "cancel" && closing > 0)
  return (
    <section class="card stack" aria-labelledby="ahead">
      <h2 id="ahead" {...readsOn(!screen.problem)}>
        {words.ahead}
      </h2>
      <ul class="plain">
        <li>{happens(frame, outlook)}</li>
        {outlook.told > 0 ? (
          <li>
            {words.told(outlook.told)} {way === "cancel" && !outlook.without ? words.chooseAgain : null}
          </li>
        ) : null}
        {closing > 0 && canDo ? <li>{words.closing(closing)}</li> : null}
      </ul>
      {outlook.without > 0 ? (
        <Notice kind="careful">
          <p>{words.without(outlook.without)}</p>
          <p class="actions">
            <a class="button second" href={frame.to.changeRound(screen.round.id)}>
              {words.moreDays}
            </a>
            <a class="button second" href={frame.to.roundTeachers(screen.round.id)}>
              {words.moreTime}
            </a>
          </p>
        </Notice>
      ) : null}
      {unreachable.length > 0 ? (
        <Notice kind="careful">
          <p>{words.unreachable(listOf(unreachable, frame.language))}</p>
        </Notice>
      ) : null}
      {stuck.length > 0 ? <Stuck frame={frame} outlook={outlook} /> : null}
      {going.length > 0 && way !== "cancel" ? <Each frame={frame} outlook={outlook} /> : null}
      {canDo ? <Deed frame={frame} screen={screen} outlook={outlook} /> : null}
    </section>
  )
}

function happens(frame: Props["frame"], { going, way, other, stuck }: AwayOutlook): string {
  const words = frame.words.upheaval.away
  const [first, last] = [going[0], going.at(-1)]
  if (!first || !last) return stuck.length > 0 ? words.none : words.noTalks
  if (way === "cancel") return words.cancelled(going.length)
  if (way === "substitute") return words.substituted(going.length, other)
  const ends = last.until ? timeOfDay(last.until) : ""
  return words.moved(going.length, first.to ? momentOf(first.to, frame.language) : "", ends)
}

function Stuck({ frame, outlook: { stuck } }: Pick<Props, "frame" | "outlook">) {
  const words = frame.words.upheaval.away
  return (
    <Notice kind="careful" title={words.stuckTitle(stuck.length)}>
      <ul>
        {stuck.map(({ child, at, why }) => (
          <li>
            {shortDayOf(at, frame.language)} {timeOfDay(at)}, {child}: {words.stuck[why]}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Each({ frame, outlook: { going, way } }: Pick<Props, "frame" | "outlook">) {
  const words = frame.words.upheaval.away
  const at = (moment: Temporal.Instant) => `${shortDayOf(moment, frame.language)} ${timeOfDay(moment)}`
  return (
    <details>
      <summary>{words.each(going.length)}</summary>
      <ul>
        {going.map((each) => (
          <li>
            {each.child}: {way === "later" && each.to ? words.becomes(at(each.at), at(each.to)) : at(each.at)}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Deed({ frame, screen, outlook }: Props) {
  const words = frame.words.upheaval.away
  const { asked, round, teacher } = screen
  const { way, going, other } = outlook
  const action = frame.to.teacherAway(round.id, teacher.id)
  const fields = {
    dag: asked.day,
    wat: asked.way,
    wie: asked.substitute,
    datum: asked.date,
    vanaf: asked.from,
    seen: outlook.seen,
  }
  return (
    <form {...sends(action, "#away")}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="hint">
        {words.wait(outlook.wait)} {words.noReason}
      </p>
      <button class={way === "cancel" ? "danger" : undefined} type="submit">
        {words.press[way](going.length, other)}
      </button>
    </form>
  )
}
