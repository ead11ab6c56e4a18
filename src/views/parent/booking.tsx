import type { ToldBy } from "../../domain/messages/message.ts"
import type { Round } from "../../domain/rounds/round.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { FreeTimes } from "../../domain/talks/family-round.ts"
import { longerThan, takesOf } from "../../domain/talks/slot.ts"
import type { SwapRefusal, TakenTimes } from "../../domain/talks/swap.ts"
import { fullDayOf, momentOf, timeOfDay } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { KeptUntil } from "../parts/kept-until.tsx"
import { Notice } from "../parts/notice.tsx"
import { Back } from "../parts/page-head.tsx"
import { Late, LateScript, type Today } from "./late.tsx"
import { Live } from "./live.tsx"
import { AlsoWay, SwapNews, type SwapScreen, SwapTimes } from "./swap.tsx"
import { TalkChanges } from "./talk.tsx"
import { TalkNote, type TalkNoteScreen } from "./talk-note.tsx"
import { ChoosePlace, Joining, PlaceSaid, type TalkPlace, whereOf } from "./talk-online.tsx"
import { RefusalNotice, type Refused, Times, type TimesFor } from "./times.tsx"

/** One talk, with everything that is said about it. */
export type TalkScreen = {
  talk: Booking
  round: Round
  who: TimesFor
  /** May it still be moved and cancelled? Or not yet: from when the round opens for this family. */
  changeable: boolean
  changeableLater: boolean
  isPast: boolean
  keptUntil: Temporal.PlainDate | null
  /** How news of it reaches the family. */
  toldBy: ToldBy
  /** Was it moved just now? */
  moved: boolean
  where: TalkPlace
  /** How the talks of today run; null on another day. */
  today: Today
  note: TalkNoteScreen
  swap: SwapScreen
}

type Props = { frame: Frame; screen: TalkScreen }

/** A talk that stands: what, when, where, with whom, and how to change it. */
export function BookingPage({ frame, screen }: Props) {
  const { talk, round, who, moved, toldBy, isPast, where, changeable } = screen
  const words = frame.words.parent.talk
  const { language } = frame
  const times = words.from(timeOfDay(talk.startsAt), timeOfDay(talk.endsAt))
  const minutes = longerThan(talk, round)
  const hours = minutes === null ? times : `${times} (${frame.words.parts.minutes(minutes)})`
  return (
    <ParentPage frame={frame} title={words.title}>
      <Back to={frame.to.round(round.id)} name={words.all} />
      <h1>{words.title}</h1>
      {moved ? (
        <Notice kind="done" focus title={words.moved}>
          {toldBy ? <p>{words.movedNews[toldBy]}</p> : null}
        </Notice>
      ) : where.said ? (
        <PlaceSaid frame={frame} said={where.said} toldBy={toldBy} />
      ) : (
        <p class="lead">{isPast ? words.leadPast : words.lead}</p>
      )}
      <SwapNews frame={frame} talk={talk} swap={screen.swap} />
      <article class="card">
        <dl class="facts">
          <dt>{words.when}</dt>
          <dd>
            <time datetime={talk.startsAt.toString()}>
              <strong>{fullDayOf(talk.startsAt, language)}</strong>
              <br />
              {hours}
            </time>
            <Late frame={frame} booking={talk.id} today={screen.today} />
          </dd>
          <dt>{words.about}</dt>
          <dd>{who.child}</dd>
          <dt>{words.with}</dt>
          <dd>{who.teacher}</dd>
          <dt>{words.where}</dt>
          <dd>{whereOf(frame, { talk, who, where })}</dd>
        </dl>
        <Joining frame={frame} talk={talk} who={who} where={where} />
        <p class="actions">
          {isPast ? null : (
            <a class={where.joining.ok ? "button second" : "button"} href={frame.to.calendarFile(talk.id)}>
              {words.calendar}
            </a>
          )}
          <button class="second" type="button" data-print hidden>
            {words.print}
          </button>
        </p>
      </article>
      <TalkNote frame={frame} booking={talk.id} teacher={who.teacher} note={screen.note} />
      {changeable && where.allowed.length > 1 ? (
        <ChoosePlace frame={frame} talk={talk} who={who} where={where} />
      ) : null}
      {isPast ? null : (
        <section class="stack" aria-labelledby="change">
          <h2 id="change">{words.change}</h2>
          <p>
            {screen.changeableLater
              ? frame.words.parent.round.changeFrom(momentOf(round.opensAt, language))
              : screen.changeable
                ? frame.words.parent.round.changeUntil(momentOf(round.changeUntil, language))
                : frame.words.parent.round.changeOver}
          </p>
          {screen.changeable ? <TalkChanges frame={frame} talk={talk} who={who} /> : null}
        </section>
      )}
      {changeable && screen.swap.mayTick ? <AlsoWay frame={frame} talk={talk} swap={screen.swap} /> : null}
      {isPast ? null : (
        <p>
          <a href={frame.to.feed()}>{frame.words.feed.way}</a>
        </p>
      )}
      <KeptUntil frame={frame} day={screen.keptUntil} />
      <LateScript frame={frame} round={round.id} today={screen.today} />
    </ParentPage>
  )
}

export type MoveScreen = TalkScreen & {
  free: FreeTimes
  refused: Refused | null
  taken: TakenTimes
  notSwapped: SwapRefusal | null
  /** How an open page knows the talks of this family. */
  own: string
}
type MoveProps = { frame: Frame; screen: MoveScreen }

/** The other times of the same teacher. */
export function MovePage({ frame, screen }: MoveProps) {
  const { talk, who } = screen
  const words = frame.words.parent.move
  const moment = momentOf(talk.startsAt, frame.language)
  const minutes = longerThan(talk, screen.round)
  return (
    <ParentPage
      frame={frame}
      title={words.title}
      failed={screen.refused !== null || screen.notSwapped !== null}
    >
      <Back to={frame.to.booking(talk.id)} name={frame.words.parent.talk.title} />
      <h1>{words.title}</h1>
      <p class="lead" data-own={screen.own}>
        {words.now(who.child, who.teacher, moment)}{" "}
        {screen.changeable && screen.free.times.length > 0 ? words.how : null}{" "}
        {minutes === null ? null : frame.words.parent.round.takes(frame.words.parts.minutes(minutes))}
      </p>
      <MoveTimes frame={frame} screen={screen} />
      {screen.changeable ? (
        <Live frame={frame} round={screen.round.id} renew={frame.to.booking(talk.id)} />
      ) : null}
      {screen.changeable ? (
        <SwapTimes
          frame={frame}
          talk={talk.id}
          who={who}
          taken={screen.taken}
          refusal={screen.notSwapped}
          open={screen.free.times.length === 0}
        />
      ) : null}
    </ParentPage>
  )
}

/** The part of the page that changes when a time was just gone. */
export function MoveTimes({ frame, screen }: MoveProps) {
  const { talk, who, free, refused, changeable } = screen
  return (
    <section id="times" class="card">
      {changeable ? (
        <Times
          frame={frame}
          action={frame.to.move(talk.id)}
          target="#times"
          free={free}
          who={who}
          heading="h2"
          none={frame.words.parent.times.noneMove}
          refused={refused}
          takes={takesOf(talk, screen.round)}
        />
      ) : (
        <NotNow frame={frame} screen={screen} refused={refused} />
      )}
    </section>
  )
}

/** Why a talk cannot be moved or cancelled: not yet, not any more, or what the press was told. */
function NotNow({ frame, screen, refused }: Props & { refused: Refused | null }) {
  const { opensAt } = screen.round
  if (screen.changeableLater)
    return (
      <Notice kind="note" focus title={frame.words.parent.notYet}>
        <p>{frame.words.parent.round.changeFrom(momentOf(opensAt, frame.language))}</p>
      </Notice>
    )
  const tooLate: Refused = { refusal: { kind: "too-late" }, at: null, nearest: [] }
  return <RefusalNotice frame={frame} refused={refused ?? tooLate} />
}

/** Are you sure? In one sentence that says which talk. */
export function CancelPage({ frame, screen, refused }: Props & { refused: Refused | null }) {
  const { talk, who, changeable } = screen
  const words = frame.words.parent.cancel
  return (
    <ParentPage frame={frame} title={words.title} failed={refused !== null}>
      <Back to={frame.to.booking(talk.id)} name={frame.words.parent.talk.title} />
      <h1>{words.title}</h1>
      {changeable && !refused ? (
        <form class="plain" method="post" action={frame.to.cancel(talk.id)}>
          <p class="lead">
            {words.sure(who.child, who.teacher, momentOf(talk.startsAt, frame.language))} {words.how}
          </p>
          <div class="actions">
            <button class="danger" type="submit">
              {words.do}
            </button>
            <a class="button second" href={frame.to.booking(talk.id)}>
              {words.keep}
            </a>
          </div>
        </form>
      ) : (
        <NotNow frame={frame} screen={screen} refused={refused} />
      )}
    </ParentPage>
  )
}
