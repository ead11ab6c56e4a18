import { dateOf } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Choices } from "../parts/field.tsx"
import { sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { Back } from "../parts/page-head.tsx"
import { Live } from "./live.tsx"
import type { TogetherScreen } from "./together-screen.ts"
import { Offer, Proposed } from "./together-set.tsx"

type Props = { frame: Frame; screen: TogetherScreen }

/** Where a parent has all talks planned at once. */
export function TogetherPage({ frame, screen }: Props) {
  const words = frame.words.parent.together
  return (
    <ParentPage frame={frame} title={words.title} failed={screen.told !== null}>
      <Back to={frame.to.round(screen.round.id)} name={words.byHand} />
      <h1>{words.title}</h1>
      <Together frame={frame} screen={screen} />
      <Live frame={frame} round={screen.round.id} renew={frame.to.round(screen.round.id)} />
    </ParentPage>
  )
}

/** The part of the page that changes. */
export function Together({ frame, screen }: Props) {
  const words = frame.words.parent.together
  const { held, lapsed, sets, isAsked, told } = screen
  const proposed = held?.talks ?? lapsed
  const none = isAsked && !proposed && sets.length === 0 && told === null
  return (
    <section id="together" class="talks" data-own={screen.own}>
      {told && "kind" in told ? (
        <Notice kind="wrong" focus>
          <p class="title">{words.ask[told.kind]("most" in told ? told.most : 0)}</p>
        </Notice>
      ) : null}
      <Proposed frame={frame} screen={screen} />
      {none ? (
        <Notice kind="careful" focus title={words.none}>
          <p>{words.noneHow}</p>
        </Notice>
      ) : null}
      {sets.length > 0 ? (
        <section class="stack" aria-labelledby="others">
          <h2 id="others">{proposed ? words.others : words.possible}</h2>
          {sets.map((set) => (
            <Offer frame={frame} screen={screen} set={set} />
          ))}
        </section>
      ) : null}
      {proposed || sets.length > 0 ? (
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
