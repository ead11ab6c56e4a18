import type { ToldBy } from "../../domain/messages/message.ts"
import { type JoinRefusal, joinOpensAt } from "../../domain/online/video-meeting.ts"
import type { Result } from "../../domain/result.ts"
import { roomAt } from "../../domain/rounds/rooms.ts"
import type { Booking } from "../../domain/talks/booking.ts"
import type { Place, PlaceRefusal } from "../../domain/talks/place.ts"
import { timeOfDay } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Choices } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { placeName, type TimesFor } from "./times.tsx"

/** Where a talk is held, where it may be, and whether its link works now. */
export type TalkPlace = {
  place: Place
  allowed: readonly Place[]
  joining: Result<true, JoinRefusal>
  /** Was it chosen just now, or why not? */
  /** "kept": it was there already, and nobody hears of it. */
  said: "chosen" | "kept" | PlaceRefusal["kind"] | null
}

type Props = { frame: Frame; talk: Booking; who: TimesFor; where: TalkPlace }

/** "De Regenboog, lokaal 12", "Online, via deze pagina" or "Telefonisch: u wordt gebeld door Tim Bos". */
export function whereOf(
  frame: Frame,
  { talk, who, where: { place } }: Pick<Props, "talk" | "who" | "where">,
): string {
  const words = frame.words.online.talk
  if (place === "school") return placeName(frame, roomAt(who.rooms, talk.startsAt))
  return place === "online" ? words.online : words.phone(who.teacher)
}

/** The way in to a talk online: a button when it is time, before that when it will be. */
export function Joining({ frame, talk, where }: Props) {
  const words = frame.words.online.talk
  if (where.place !== "online") return null
  const no = where.joining.ok ? null : where.joining.refusal
  if (no === null)
    return (
      <div class="stack">
        <p class="actions">
          <a class="button" href={frame.to.join(talk.id)} rel="noreferrer">
            {words.join}
          </a>
        </p>
        <p class="hint">{words.joinHow}</p>
      </div>
    )
  if (no.kind === "too-early") return <p class="hint">{words.from(timeOfDay(no.opensAt))}</p>
  return no.kind === "no-link-yet" ? <p class="hint">{words.soon}</p> : null
}

/** Word of the place that was just chosen, or why it was not. */
export function PlaceSaid(props: { frame: Frame; said: NonNullable<TalkPlace["said"]>; toldBy: ToldBy }) {
  const { frame, said, toldBy } = props
  const words = frame.words.online
  if (said === "chosen" || said === "kept")
    return (
      <Notice kind="done" focus title={words.talk.chosen}>
        {toldBy && said === "chosen" ? <p>{frame.words.parent.talk.movedNews[toldBy]}</p> : null}
      </Notice>
    )
  return (
    <Notice kind="wrong" focus>
      <p>{words.refusal[said]}</p>
    </Notice>
  )
}

/** Another place for this talk, as long as it may be chosen. */
export function ChoosePlace({ frame, talk, where }: Props) {
  const words = frame.words.online
  return (
    <section class="stack" aria-labelledby="place">
      <h2 id="place">{words.talk.change}</h2>
      <form class="card" method="post" action={frame.to.choosePlace(talk.id)}>
        <Choices
          name="place"
          legend={words.talk.legend}
          choices={where.allowed.map((place) => ({
            value: place,
            label: words.place[place],
            hint: words.talk.hints[place],
            chosen: place === where.place,
          }))}
        />
        <div class="actions">
          <button class="second" type="submit">
            {words.talk.choose}
          </button>
        </div>
      </form>
    </section>
  )
}

/** Why a talk online cannot be entered now. */
export function NotNowPage(props: { frame: Frame; talk: Booking; refusal: JoinRefusal }) {
  const { frame, talk, refusal } = props
  const words = frame.words.online.talk
  const said = {
    "too-early": [words.early(timeOfDay(joinOpensAt(talk))), words.earlyHow],
    over: [words.over, words.overHow],
    "no-link-yet": [words.none, words.noneHow],
    "not-online": [words.notOnline, words.notOnlineHow],
  } as const
  const [title, how] = said[refusal.kind]
  return (
    <ParentPage frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{how}</p>
      <p>
        <a class="button" href={frame.to.booking(talk.id)}>
          {words.back}
        </a>
      </p>
    </ParentPage>
  )
}
