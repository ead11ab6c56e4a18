import { fullDayOf, timeOfDay } from "../format.ts"
import { type Frame, ParentPage } from "../layout.tsx"

/** A talk that is off: when it was, about whom (null when nobody knows any more), by whom, and where to go on. */
export type CalledOffScreen = {
  startsAt: Temporal.Instant
  child: string | null
  teacher: string
  by: "school" | "family"
  /** Until then the school may still take it back; null when it stands. */
  finalAt: Temporal.Instant | null
  next: { kind: "choose" | "stands" | "overview"; address: string }
}

/** What the address of a talk says once that talk is off. */
export function CalledOffPage({ frame, screen }: { frame: Frame; screen: CalledOffScreen }) {
  const { startsAt, child, teacher, by, finalAt, next } = screen
  const words = frame.words.parent.calledOff
  const talk = frame.words.parent.talk
  const when = (
    <>
      {fullDayOf(startsAt, frame.language)}
      <br />
      {talk.at(timeOfDay(startsAt))}
    </>
  )
  return (
    <ParentPage frame={frame} title={finalAt ? words.changing : words.title}>
      <h1>{finalAt ? words.changing : words.title}</h1>
      <p class="lead">{finalAt ? words.lookAgain(timeOfDay(finalAt)) : words.by[by]}</p>
      <article class="card">
        <dl class="facts">
          <dt>{talk.when}</dt>
          <dd>
            <time datetime={startsAt.toString()}>{finalAt ? when : <del>{when}</del>}</time>
          </dd>
          {child === null ? null : (
            <>
              <dt>{talk.about}</dt>
              <dd>{child}</dd>
            </>
          )}
          <dt>{talk.with}</dt>
          <dd>{teacher}</dd>
        </dl>
      </article>
      {next.kind === "stands" ? <p>{words.stands(teacher)}</p> : null}
      <p class="actions">
        <a class="button" href={next.address}>
          {words.next[next.kind]}
        </a>
      </p>
    </ParentPage>
  )
}
