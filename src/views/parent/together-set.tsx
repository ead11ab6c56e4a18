import type { Round } from "../../domain/rounds/round.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import { longerThan } from "../../domain/talks/slot.ts"
import type { Asked } from "../../domain/talks/together.ts"
import { dayOf, timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { readsOn, renews, sends } from "../parts/htmx.ts"
import { liveMark } from "./live.tsx"
import { RefusalNotice, roomOf } from "./times.tsx"
import { type RefusedOfSet, type SetTalk, type TogetherScreen, timeLine } from "./together-screen.ts"

// Complete sets of times: the one that the family looks at, which is held for it, and the others.

type Props = { frame: Frame; screen: TogetherScreen }

/** The set that the family looks at; when it is held no longer, that is said here in its place, as soon as it is so. */
export function Proposed({ frame, screen }: Props) {
  const { held, lapsed, told, asked, round } = screen
  const proposed = held?.talks ?? lapsed
  const words = frame.words.parent.together
  const lost = told && !("kind" in told) ? told : null
  if (!proposed && !lost) return null
  const again = held
    ? renews(frame.to.together(round.id, asked, held.talks.map(timeLine)), "#together", held.seconds)
    : {}
  return (
    <div class="talks" {...again}>
      {lost ? (
        <RefusalNotice frame={frame} refused={lost} about={lostSaid(frame, lost)}>
          <p>{words.noneChosen}</p>
        </RefusalNotice>
      ) : null}
      {proposed ? <Proposal frame={frame} screen={screen} talks={proposed} /> : null}
    </div>
  )
}

/** "19:10, Sem met Noor Willems" */
const lostSaid = ({ words }: Frame, { at, child, teacher }: RefusedOfSet) =>
  [at ? timeOfDay(at) : null, words.parent.together.talk(child, teacher)]
    .filter((part) => part !== null)
    .join(", ")

/** A complete set, and the one button that makes it theirs. */
function Proposal({ frame, screen, talks }: Props & { talks: readonly SetTalk[] }) {
  const words = frame.words.parent.together
  const { id } = screen.round
  const { held } = screen
  return (
    <article class="card set" aria-labelledby="held">
      <h2 id="held" {...readsOn(held !== null)}>
        {words.proposal(talks.length)}
      </h2>
      <SetLines frame={frame} set={talks} round={screen.round} />
      {held ? (
        <p class="hint">{words.heldUntil(timeOfDay(held.until))}</p>
      ) : (
        <p role="status">
          <strong>{words.lapsed(talks.length)}</strong>
        </p>
      )}
      <div class="actions">
        <form {...sends(frame.to.bookTogether(id), "#together")}>
          <Carried asked={screen.asked} set={talks} />
          <button type="submit">{words.take(talks.length)}</button>
        </form>
        {held?.extendable ? (
          <form {...sends(frame.to.hold(id), "#together")}>
            <Carried asked={screen.asked} set={talks} />
            <button class="quiet" type="submit">
              {words.longer}
            </button>
          </form>
        ) : null}
      </div>
    </article>
  )
}

/** Another set, to look at instead. */
export function Offer({ frame, screen, set }: Props & { set: readonly SetTalk[] }) {
  const words = frame.words.parent.together
  return (
    <form class="card plain" {...sends(frame.to.hold(screen.round.id), "#together")}>
      <SetLines frame={frame} set={set} round={screen.round} />
      <Carried asked={screen.asked} set={set} />
      <button
        class="second"
        type="submit"
        aria-label={words.seeOf(set.map(({ startsAt }) => timeOfDay(startsAt)).join(", "))}
        data-set={set.map((talk) => liveMark(writeTime(talk.slot, talk.startsAt), talk.takes)).join(" ")}
      >
        {words.see}
      </button>
    </form>
  )
}

/** The talks of a set in the order of the clock, by day. */
function SetLines({ frame, set, round }: { frame: Frame; set: readonly SetTalk[]; round: Round }) {
  const days = Map.groupBy(set, (talk) => dayOf(talk.startsAt, frame.language))
  return (
    <>
      {[...days].map(([day, talks]) => (
        <div class="set-day">
          <h3 class="day">{day}</h3>
          <ol class="timeline">
            {talks.map((talk) => (
              <li>
                <time datetime={talk.startsAt.toString()}>{timeOfDay(talk.startsAt)}</time>
                <span>
                  {[talk.child, talk.teacher, roomOf(frame, talk.room), lengthOf(frame, talk, round)]
                    .filter((part) => part !== null)
                    .join(", ")}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  )
}

/** "20 minuten", of a talk that is longer than others. */
function lengthOf(frame: Frame, talk: SetTalk, round: Round): string | null {
  const minutes = longerThan(talk, round)
  return minutes === null ? null : frame.words.parts.minutes(minutes)
}

/** What was asked goes along with every press, and which times it is about. */
function Carried({ asked, set }: { asked: Asked; set: readonly SetTalk[] }) {
  const fields: [string, string][] = [
    ...asked.talks.map((key): [string, string] => ["gesprek", key]),
    ...asked.days.map((day): [string, string] => ["dag", day]),
    ["van", asked.from],
    ["tot", asked.until],
    ...set.map((talk): [string, string] => ["tijd", timeLine(talk)]),
  ]
  return (
    <>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
