import type { BookingId, SlotId } from "../../domain/ids.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import type { SwapQuestion, SwapRefusal, TakenTimes } from "../../domain/talks/swap.ts"
import { dayOf, listOf, momentOf, shortDayOf, timeOfDay } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { Back } from "../parts/page-head.tsx"
import { Moment } from "./talk.tsx"
import { Buttons, type TimesFor } from "./times.tsx"

/** What a talk's page says about changing places. `said`: what was just done, or why it was not. */
export type SwapScreen = {
  question: SwapQuestion | null
  /** Is there another time at which this talk could be? */
  mayTick: boolean
  /** The other times that the family ticked. */
  ticked: readonly Temporal.Instant[]
  said: "kept" | "stays" | SwapRefusal | null
}

type Props = { frame: Frame; talk: { id: BookingId; startsAt: Temporal.Instant }; swap: SwapScreen }

const isSameDay = (one: Temporal.Instant, other: Temporal.Instant, frame: Frame) =>
  dayOf(one, frame.language) === dayOf(other, frame.language)

/** "19:20", with its day in front when that is another. */
const other = (frame: Frame, at: Temporal.Instant, than: Temporal.Instant) =>
  isSameDay(at, than, frame) ? timeOfDay(at) : `${shortDayOf(at, frame.language)} ${timeOfDay(at)}`

/** "om 19:20", the same in a sentence; a day with its time stays on one line. */
function said({ language, words }: Frame, at: Temporal.Instant, than: Temporal.Instant): string {
  const time = words.parent.swap.at(timeOfDay(at))
  if (dayOf(at, language) === dayOf(than, language)) return time
  return `${shortDayOf(at, language)} ${time}`.replaceAll(" ", "\u00a0")
}

/** From this time to that one, large: who reads little sees what it is about. */
function FromTo({ frame, from, to }: { frame: Frame; from: Temporal.Instant; to: Temporal.Instant }) {
  const words = frame.words.parent.swap
  return (
    <p class="from-to">
      <time datetime={from.toString()}>{other(frame, from, to)}</time>
      <span role="img" aria-label={words.becomes}>
        →
      </span>
      <time datetime={to.toString()}>{other(frame, to, from)}</time>
    </p>
  )
}

/** A question that is open, in either direction, and what was just said. */
export function SwapNews({ frame, talk, swap }: Props) {
  const words = frame.words.parent.swap
  const { question, said: news } = swap
  return (
    <>
      {news === "stays" || news === "kept" ? (
        <Notice kind="done" focus>
          <p class="title">{news === "stays" ? words.stays : words.kept}</p>
        </Notice>
      ) : news ? (
        <Notice kind="wrong" focus>
          <p>{words.refusal[news.kind]}</p>
        </Notice>
      ) : null}
      {question?.by === "them" ? <Question frame={frame} talk={talk} question={question} /> : null}
      {question?.by === "us" ? <Waiting frame={frame} talk={talk} question={question} /> : null}
    </>
  )
}

type QuestionProps = Omit<Props, "swap"> & { question: SwapQuestion }

function Question({ frame, talk, question }: QuestionProps) {
  const words = frame.words.parent.swap
  const { own, other: wished, slot, until } = question
  return (
    <Notice kind="careful" title={words.asked}>
      <p>{words.askedHow}</p>
      <FromTo frame={frame} from={own} to={wished} />
      <form class="actions" method="post" action={frame.to.swap(talk.id)}>
        <input type="hidden" name="slot" value={writeTime(slot, wished)} />
        <button type="submit" name="do" value="yes">
          {words.yes(said(frame, wished, own))}
        </button>
        <button class="second" type="submit" name="do" value="no">
          {words.no(said(frame, own, wished))}
        </button>
      </form>
      <p class="hint">{words.nothing(momentOf(until, frame.language))}</p>
    </Notice>
  )
}

function Waiting({ frame, talk, question }: QuestionProps) {
  const words = frame.words.parent.swap
  return (
    <Notice kind="note" title={words.asking}>
      <FromTo frame={frame} from={question.own} to={question.other} />
      <p>{words.askingHow(timeOfDay(question.own), momentOf(question.until, frame.language))}</p>
      <form class="actions" method="post" action={frame.to.swap(talk.id)}>
        <button class="quiet" type="submit" name="do" value="withdraw">
          {words.withdraw}
        </button>
      </form>
    </Notice>
  )
}

/** On the page of all talks: that there is a question, and the way to it. */
export const Asked = ({ frame, talk }: { frame: Frame; talk: BookingId }) => (
  <Notice kind="careful">
    <p class="title">{frame.words.parent.swap.asked}</p>
    <p>{frame.words.parent.swap.askedHow}</p>
    <a class="button" href={frame.to.booking(talk)}>
      {frame.words.parent.swap.see}
    </a>
  </Notice>
)

/** The way to say when else this talk can be, and what was said. */
export function AlsoWay({ frame, talk, swap }: Props) {
  const words = frame.words.parent.swap
  const times = listOf(
    swap.ticked.map((at) => said(frame, at, talk.startsAt)),
    frame.language,
  )
  return (
    <section class="stack" aria-labelledby="also">
      <h2 id="also">{words.way}</h2>
      <p>{swap.ticked.length > 0 ? words.ticked(times) : words.wayHow}</p>
      <p class="actions">
        <a class="button second" href={frame.to.alsoTimes(talk.id)}>
          {swap.ticked.length > 0 ? words.change : words.tick}
        </a>
      </p>
    </section>
  )
}

export type AlsoScreen = {
  talk: { id: BookingId; startsAt: Temporal.Instant }
  who: TimesFor
  times: readonly { slot: SlotId; startsAt: Temporal.Instant; ticked: boolean }[]
  refusal: SwapRefusal | null
}

/** Where a parent ticks when else the talk can be. */
export function AlsoPage({ frame, screen }: { frame: Frame; screen: AlsoScreen }) {
  const { talk, who, times, refusal } = screen
  const words = frame.words.parent.swap
  const days = Map.groupBy(times, ({ startsAt }) => dayOf(startsAt, frame.language))
  return (
    <ParentPage frame={frame} title={words.title} failed={refusal !== null}>
      <Back to={frame.to.booking(talk.id)} name={frame.words.parent.talk.title} />
      <h1>{words.title}</h1>
      <p class="lead">
        {words.about(who.child, who.teacher)} <Moment frame={frame} at={talk.startsAt} />.
      </p>
      {refusal ? (
        <Notice kind="wrong" focus>
          <p>{words.refusal[refusal.kind]}</p>
        </Notice>
      ) : null}
      {times.length === 0 ? (
        refusal ? null : (
          <p>{words.none}</p>
        )
      ) : (
        <form class="card ticks" method="post" action={frame.to.alsoTimes(talk.id)}>
          <ul>
            {words.how.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
          {[...days].map(([day, ofDay]) => (
            <fieldset>
              <legend>{day}</legend>
              <div class="tick-times">
                {ofDay.map(({ slot, startsAt, ticked }) => (
                  <div class="choice">
                    <input
                      id={`f-also-${slot}`}
                      type="checkbox"
                      name="slot"
                      value={writeTime(slot, startsAt)}
                      checked={ticked}
                    />
                    <label for={`f-also-${slot}`}>{timeOfDay(startsAt)}</label>
                  </div>
                ))}
              </div>
            </fieldset>
          ))}
          <button type="submit">{words.save}</button>
        </form>
      )}
    </ParentPage>
  )
}

/** Below the free times: what other families have, and can be had all the same. */
export function SwapTimes(props: {
  frame: Frame
  talk: BookingId
  who: TimesFor
  taken: TakenTimes
  refusal: SwapRefusal | null
  /** Nothing else is left: what can be asked stands open. */
  open: boolean
}) {
  const { frame, talk, who, taken, refusal, open } = props
  const words = frame.words.parent.swap
  const times = (how: string, times: TakenTimes["atOnce"]) => (
    <form class="choose" method="post" action={frame.to.swap(talk)}>
      <p>{how}</p>
      <Buttons frame={frame} times={times} who={who} heading="h3" />
    </form>
  )
  if (taken.atOnce.length + taken.onAsking.length === 0 && !refusal) return <></>
  return (
    <section class="card choose" aria-labelledby="swap">
      <h2 id="swap">{words.takenTitle}</h2>
      {refusal ? (
        <Notice kind="wrong" focus>
          <p>{words.refusal[refusal.kind]}</p>
        </Notice>
      ) : null}
      {taken.atOnce.length > 0 ? times(words.atOnce, taken.atOnce) : null}
      {taken.onAsking.length > 0 ? (
        <details open={open || refusal !== null}>
          <summary>{words.askSomeone}</summary>
          {times(words.onAsking, taken.onAsking)}
        </details>
      ) : null}
    </section>
  )
}
