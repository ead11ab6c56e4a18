import type { PupilId, SlotId } from "../../domain/ids.ts"
import type { Round } from "../../domain/rounds/round.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import { longerThan } from "../../domain/talks/slot.ts"
import type { Asked, AskRefusal, OpenTalk } from "../../domain/talks/together.ts"
import { dateOf, dayOf, timeOfDay } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Choices } from "../parts/field.tsx"
import { sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { Back } from "../parts/page-head.tsx"
import { RefusalNotice, type Refused, roomOf } from "./times.tsx"

/** One talk of a set, by name. */
export type SetTalk = {
  pupil: PupilId
  slot: SlotId
  child: string
  teacher: string
  room: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

/** All talks in one go: what is asked, the set that is held, and the others. */
export type TogetherScreen = {
  round: Round
  open: readonly OpenTalk[]
  asked: Asked
  /** Clock times and days to choose from; with one day there is nothing to choose. */
  hours: readonly string[]
  days: readonly string[]
  held: { talks: readonly SetTalk[]; until: Temporal.Instant; extendable: boolean } | null
  sets: readonly (readonly SetTalk[])[]
  /** Was a set asked for? */
  isAsked: boolean
  told: Refused | AskRefusal | null
}

type Props = { frame: Frame; screen: TogetherScreen }

/** Where a parent has all talks planned at once. */
export function TogetherPage({ frame, screen }: Props) {
  const words = frame.words.parent.together
  return (
    <ParentPage frame={frame} title={words.title} failed={screen.told !== null}>
      <Back to={frame.to.round(screen.round.id)} name={words.byHand} />
      <h1>{words.title}</h1>
      <Together frame={frame} screen={screen} />
    </ParentPage>
  )
}

/** The part of the page that changes. */
export function Together({ frame, screen }: Props) {
  const words = frame.words.parent.together
  const { held, sets, isAsked, told } = screen
  const none = isAsked && !held && sets.length === 0 && told === null
  return (
    <section id="together" class="talks">
      {told && "kind" in told ? (
        <Notice kind="wrong" focus>
          <p class="title">{words.ask[told.kind]("most" in told ? told.most : 0)}</p>
        </Notice>
      ) : told ? (
        <RefusalNotice frame={frame} refused={told} />
      ) : null}
      {held ? <Held frame={frame} screen={screen} held={held} /> : null}
      {none ? (
        <Notice kind="careful" focus title={words.none}>
          <p>{words.noneHow}</p>
        </Notice>
      ) : null}
      {sets.length > 0 ? (
        <section class="stack" aria-labelledby="others">
          <h2 id="others">{held ? words.others : words.possible}</h2>
          {sets.map((set) => (
            <form class="card plain" {...sends(frame.to.hold(screen.round.id), "#together")}>
              <SetLines frame={frame} set={set} round={screen.round} />
              <Carried asked={screen.asked} set={set} />
              <button class="second" type="submit">
                {words.see}
              </button>
            </form>
          ))}
        </section>
      ) : null}
      {held || sets.length > 0 ? (
        <details class="card">
          <summary>{words.otherwise}</summary>
          <AskForm frame={frame} screen={screen} />
        </details>
      ) : (
        <AskForm frame={frame} screen={screen} />
      )}
    </section>
  )
}

/** The set that is kept for this family, and the one button that makes it theirs. */
function Held({ frame, screen, held }: Props & { held: NonNullable<TogetherScreen["held"]> }) {
  const words = frame.words.parent.together
  const { id } = screen.round
  return (
    <article class="card set" aria-labelledby="held">
      <h2 id="held" tabindex="-1" data-focus="">
        {words.proposal(held.talks.length)}
      </h2>
      <SetLines frame={frame} set={held.talks} round={screen.round} />
      <p class="hint">{words.heldUntil(timeOfDay(held.until))}</p>
      <div class="actions">
        <form {...sends(frame.to.bookTogether(id), "#together")}>
          <Carried asked={screen.asked} set={held.talks} />
          <button type="submit">{words.take(held.talks.length)}</button>
        </form>
        {held.extendable ? (
          <form {...sends(frame.to.hold(id), "#together")}>
            <Carried asked={screen.asked} set={held.talks} />
            <button class="quiet" type="submit">
              {words.longer}
            </button>
          </form>
        ) : null}
      </div>
    </article>
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

/** Which talks, and when the family can come. */
function AskForm({ frame, screen }: Props) {
  const words = frame.words.parent.together
  const { asked, hours, days, open } = screen
  const select = (name: "van" | "tot", label: string, value: string, all: readonly string[]) => (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      <select id={`f-${name}`} name={name}>
        <option value="">{words.noMatter}</option>
        {all.map((time) => (
          <option value={time} selected={time === value}>
            {time}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <form class="card plain" {...sends(frame.to.together(screen.round.id), "#together")}>
      <p>{words.how}</p>
      <Choices
        name="gesprek"
        legend={words.which}
        many
        choices={open.map(({ key, child, teacher }) => ({
          value: key,
          label: words.talk(child.name, teacher.name),
          chosen: asked.talks.includes(key),
        }))}
      />
      {days.length > 1 ? (
        <Choices
          name="dag"
          legend={words.when}
          many
          choices={days.map((day) => ({
            value: day,
            label: dateOf(Temporal.PlainDate.from(day), frame.language),
            chosen: asked.days.length === 0 || asked.days.includes(day),
          }))}
        />
      ) : null}
      <div class="hours">
        {select("van", words.from, asked.from, hours.slice(0, -1))}
        {select("tot", words.until, asked.until, hours.slice(1))}
      </div>
      <button type="submit">{words.search}</button>
    </form>
  )
}

/** What was asked goes along with every press, and which times it is about. */
function Carried({ asked, set }: { asked: Asked; set: readonly SetTalk[] }) {
  const fields: [string, string][] = [
    ...asked.talks.map((key): [string, string] => ["gesprek", key]),
    ...asked.days.map((day): [string, string] => ["dag", day]),
    ["van", asked.from],
    ["tot", asked.until],
    ...set.map(({ pupil, slot, startsAt }): [string, string] => [
      "tijd",
      `${pupil}-${writeTime(slot, startsAt)}`,
    ]),
  ]
  return (
    <>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
