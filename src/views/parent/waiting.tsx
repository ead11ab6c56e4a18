import { writeTime } from "../../domain/talks/shown-time.ts"
import { longerThan, overlap } from "../../domain/talks/slot.ts"
import type { MissedTime } from "../../domain/talks/waiting.ts"
import { momentOf, timeOfDay } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import { readsOn, sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { isSaid, type Place, type RoundScreen } from "./round-screen.ts"
import { Moment } from "./talk.tsx"

type Props = { frame: Frame; screen: RoundScreen; place: Place }

/** A form of this place: about this child and this teacher. */
function PlaceForm({
  action,
  place: { child, teacher },
  children,
}: {
  action: string
  place: Place
  children?: Child
}) {
  return (
    <form {...sends(action, "#talks")}>
      <input type="hidden" name="pupil" value={String(child.pupil)} />
      <input type="hidden" name="teacher" value={String(teacher.teacher)} />
      {children}
    </form>
  )
}

/** For a teacher without free times: the way to the waiting list. */
export function WaitButton({ frame, screen, place }: Props) {
  const words = frame.words.parent.waiting
  if (place.teacher.waiting || screen.phase !== "open") return null
  if (screen.away.has(place.at)) return <p class="hint">{words.refusal["teacher-away"]}</p>
  if (!screen.toldBy) return <p class="hint">{words.refusal["nobody-to-tell"]}</p>
  return (
    <PlaceForm action={frame.to.wait(screen.family.round.id)} place={place}>
      <p class="hint">{words.how}</p>
      <button class="second" type="submit">
        {words.join}
      </button>
    </PlaceForm>
  )
}

/** A place on the list, or the time that is held for who was on it; or that it was held in vain, with the way back right below. */
export function Waits({ frame, screen, place }: Props) {
  const { waiting, talk, missed } = place.teacher
  // What is held can be taken until the moment it says, also when the school opens or closes at another moment since.
  if (talk || !(screen.isOffering || waiting?.offer)) return null
  if (!waiting) return missed ? <Missed frame={frame} missed={missed} /> : null
  if (screen.away.has(place.at)) return <p>{frame.words.parent.waiting.refusal["teacher-away"]}</p>
  return waiting.offer ? (
    <Offer frame={frame} screen={screen} place={place} />
  ) : (
    <OnList frame={frame} screen={screen} place={place} />
  )
}

function Missed({ frame, missed }: { frame: Frame; missed: MissedTime }) {
  const words = frame.words.parent.waiting
  const [time, until] = [momentOf(missed.startsAt, frame.language), momentOf(missed.until, frame.language)]
  return (
    <Notice kind="note">
      <p>{words.missed(time, until)}</p>
    </Notice>
  )
}

function OnList({ frame, screen, place }: Props) {
  const words = frame.words.parent.waiting
  const { waiting } = place.teacher
  return (
    <PlaceForm action={frame.to.wait(screen.family.round.id)} place={place}>
      <p {...readsOn(isSaid(screen, place.child.pupil, place.teacher.teacher))}>
        <strong>{words.onList}</strong> {words.place(waiting?.place ?? 1)}
      </p>
      <button class="quiet" type="submit" name="do" value="stop">
        {words.leave}
      </button>
    </PlaceForm>
  )
}

function Offer({ frame, screen, place }: Props) {
  const words = frame.words.parent.waiting
  const offer = place.teacher.waiting?.offer
  if (!offer) return null
  const { round, talks } = screen.family
  const busy = talks.find((talk) => overlap(talk, offer))
  return (
    <Notice
      kind="note"
      title={words.offered}
      focus={isSaid(screen, place.child.pupil, place.teacher.teacher)}
    >
      <p class="title">
        <Moment frame={frame} at={offer.startsAt} minutes={longerThan(offer, round)} />
      </p>
      <p>{words.heldUntil(momentOf(offer.until, frame.language))}</p>
      {busy ? <p>{words.busy(timeOfDay(busy.startsAt))}</p> : null}
      <div class="actions">
        {busy ? (
          <a class="button" href={frame.to.booking(busy.id)}>
            {words.toOther}
          </a>
        ) : (
          <PlaceForm action={frame.to.book(round.id)} place={place}>
            <button type="submit" name="slot" value={writeTime(offer.id, offer.startsAt)}>
              {words.take(timeOfDay(offer.startsAt))}
            </button>
          </PlaceForm>
        )}
        <PlaceForm action={frame.to.wait(round.id)} place={place}>
          <button class="second" type="submit" name="do" value="pass">
            {words.pass}
          </button>
        </PlaceForm>
      </div>
      {screen.isOffering ? <p class="hint">{words.passHow}</p> : null}
    </Notice>
  )
}
