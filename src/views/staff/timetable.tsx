import type { ArrangeRefusal } from "../../domain/arranging.ts"
import type { Round } from "../../domain/round.ts"
import type { Expected, TimetableSlot, TimetableTalk, TimetableTeacher } from "../../domain/timetable.ts"
import { dateOf, timeOfDay } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Empty, Notice } from "../parts/notice.tsx"

/** What the office has in hand: nothing, a time, a talk, or a talk on its way to another time. */
export type InHand =
  | { kind: "time"; slot: TimetableSlot; teacher: TimetableTeacher; expected: readonly Expected[] }
  | { kind: "moving"; slot: TimetableSlot; talk: TimetableTalk; teacher: TimetableTeacher }
  | { kind: "talk"; slot: TimetableSlot; talk: TimetableTalk; teacher: TimetableTeacher }

export type TimetableScreen = {
  round: Round
  day: Temporal.PlainDate
  days: readonly Temporal.PlainDate[]
  /** The teachers of this page, out of how many pages. */
  teachers: readonly TimetableTeacher[]
  page: number
  pages: number
  inHand: InHand | null
  told:
    | { kind: "booked" | "moved" | "swapped" | "cancelled" | "closed" | "opened" }
    | { kind: "refused"; why: ArrangeRefusal }
    | null
}

type Props = { frame: Frame; screen: TimetableScreen }

/** All teachers of a day side by side: time down, teachers across. */
export const TimetablePage = ({ frame, screen }: Props) => (
  <StaffPage
    frame={frame}
    title={frame.words.timetable.title(screen.round.title)}
    here="rounds"
    failed={screen.told?.kind === "refused"}
  >
    <Timetable frame={frame} screen={screen} />
  </StaffPage>
)

/** The part of the page that changes: all of it. */
export function Timetable({ frame, screen }: Props) {
  const words = frame.words.timetable
  const { inHand, told } = screen
  return (
    <section id="timetable" class="timetable">
      <div class="head">
        <div>
          <p>
            <a href={frame.to.staffRound(screen.round.id)}>{screen.round.title}</a>
          </p>
          <h1>{words.heading(dateOf(screen.day, frame.language))}</h1>
          <p class="lead">{words.lead}</p>
        </div>
      </div>
      {told?.kind === "refused" ? (
        <Notice kind="wrong" focus>
          <p class="title">{words.refusal[told.why.kind]("at" in told.why ? timeOfDay(told.why.at) : "")}</p>
        </Notice>
      ) : told ? (
        <Notice kind="done" focus>
          <p class="title">{words.done[told.kind]}</p>
        </Notice>
      ) : null}
      {inHand ? <Hand frame={frame} screen={screen} inHand={inHand} /> : null}
      <Ways frame={frame} screen={screen} />
      {screen.teachers.length === 0 ? <Empty title={words.none} /> : <Grid frame={frame} screen={screen} />}
    </section>
  )
}

/** Other days, and other teachers when there are many. */
function Ways({ frame, screen }: Props) {
  const words = frame.words.timetable
  const to = (day: Temporal.PlainDate, page: number) =>
    frame.to.timetable(screen.round.id, { day: day.toString(), page })
  if (screen.days.length < 2 && screen.pages < 2) return null
  return (
    <nav class="paging" aria-label={words.ways}>
      {screen.days.length > 1
        ? screen.days.map((day) => (
            <a class="line" href={to(day, 1)} aria-current={day.equals(screen.day) ? "page" : undefined}>
              {dateOf(day, frame.language)}
            </a>
          ))
        : null}
      {screen.pages > 1
        ? Array.from({ length: screen.pages }, (_, at) => (
            <a
              class="line"
              href={to(screen.day, at + 1)}
              aria-current={at + 1 === screen.page ? "page" : undefined}
              aria-label={words.pageOf(at + 1, screen.pages)}
            >
              {String(at + 1)}
            </a>
          ))
        : null}
    </nav>
  )
}

/** What was taken in hand, and what can be done with it. */
function Hand({ frame, screen, inHand }: Props & { inHand: InHand }) {
  const words = frame.words.timetable
  const { teacher, slot } = inHand
  const here = { day: screen.day.toString(), page: screen.page }
  const back = frame.to.timetable(screen.round.id, here)
  const away = (
    <a class="quiet" href={back} {...gets(back)}>
      {words.away}
    </a>
  )
  const at = words.at(timeOfDay(slot.startsAt), teacher.name)
  if (inHand.kind === "moving")
    return (
      <Notice kind="note" focus title={words.moving(inHand.talk.child)}>
        <p>{words.movingHow}</p>
        <p class="actions">{away}</p>
      </Notice>
    )
  return (
    <article class="card hand" aria-labelledby="hand">
      <h2 id="hand" tabindex="-1" data-focus="">
        {inHand.kind === "talk" ? words.talkAt(inHand.talk.child, at) : words.timeAt(at, slot.blocked)}
      </h2>
      {inHand.kind === "talk" ? (
        <div class="actions">
          <a
            class="button"
            href={frame.to.timetable(screen.round.id, { ...here, move: inHand.talk.booking })}
            {...gets(frame.to.timetable(screen.round.id, { ...here, move: inHand.talk.booking }))}
          >
            {words.move}
          </a>
          <a class="button second" href={frame.to.household(inHand.talk.household)}>
            {words.household}
          </a>
          <Press frame={frame} screen={screen} step="afzeggen" fields={{ booking: inHand.talk.booking }}>
            <button class="danger" type="submit">
              {words.cancel}
            </button>
          </Press>
          {away}
        </div>
      ) : (
        <>
          {slot.blocked ? null : (
            <Plan frame={frame} screen={screen} slot={slot} expected={inHand.expected} />
          )}
          <div class="actions">
            <Press
              frame={frame}
              screen={screen}
              step="sluiten"
              fields={{ slot: slot.id, blocked: slot.blocked ? "" : "ja" }}
            >
              <button class="second" type="submit">
                {slot.blocked ? words.open : words.close}
              </button>
            </Press>
            {away}
          </div>
        </>
      )}
    </article>
  )
}

/** A family for a free time. */
function Plan({
  frame,
  screen,
  slot,
  expected,
}: Props & { slot: TimetableSlot; expected: readonly Expected[] }) {
  const words = frame.words.timetable
  if (expected.length === 0) return <p>{words.nobody}</p>
  return (
    <Press frame={frame} screen={screen} step="plannen" fields={{ slot: slot.id }}>
      <div class="search">
        <div class="field">
          <label for="f-wie">{words.who}</label>
          <select id="f-wie" name="who">
            {expected.map((each) => (
              <option value={`${each.household}-${each.pupil}`}>
                {[each.child, each.group, each.home].filter(Boolean).join(" · ")}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{words.plan}</button>
      </div>
    </Press>
  )
}

/** Times down, teachers across. While a talk is on its way every cell is where it can go. */
function Grid({ frame, screen }: Props) {
  const words = frame.words.timetable
  const rows = new Map<string, Temporal.Instant>()
  for (const { slots } of screen.teachers)
    for (const { startsAt } of slots) rows.set(startsAt.toString(), startsAt)
  const times = [...rows.keys()].sort()
  const table = (
    <section class="scroll" tabindex="0" aria-label={words.lead}>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            {screen.teachers.map((teacher) => (
              <th scope="col">
                {teacher.name}
                {teacher.room === "" ? null : (
                  <span class="hint">{frame.words.common.room(teacher.room)}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((key) => (
            <tr>
              <th scope="row">{timeOfDay(rows.get(key) as Temporal.Instant)}</th>
              {screen.teachers.map((teacher) => (
                <Cell
                  frame={frame}
                  screen={screen}
                  teacher={teacher}
                  slot={teacher.slots.find(({ startsAt }) => startsAt.toString() === key)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
  const { inHand } = screen
  return inHand?.kind === "moving" ? (
    <Press frame={frame} screen={screen} step="verzetten" fields={{ booking: inHand.talk.booking }}>
      {table}
    </Press>
  ) : (
    table
  )
}

function Cell({
  frame,
  screen,
  teacher,
  slot,
}: Props & { teacher: TimetableTeacher; slot: TimetableSlot | undefined }) {
  const words = frame.words.timetable
  if (!slot) return <td class="none"></td>
  const { talk, blocked } = slot
  const at = words.at(timeOfDay(slot.startsAt), teacher.name)
  const isMoving = screen.inHand?.kind === "moving"
  const isInHand = screen.inHand?.slot.id === slot.id
  const kind = talk ? "talk" : blocked ? "closed" : "free"
  const seen = talk ? `${talk.child} ${talk.group}` : blocked ? words.closed : words.free
  const said = talk ? (
    <>
      {talk.child} <span class="hint">{talk.group}</span>
    </>
  ) : (
    seen
  )
  if (isMoving && (isInHand || blocked)) return <td class={isInHand ? "talk chosen-cell" : kind}>{said}</td>
  if (isMoving)
    return (
      <td class={kind}>
        <button
          type="submit"
          name={talk ? "other" : "slot"}
          value={String(talk ? talk.booking : slot.id)}
          aria-label={`${seen}, ${talk ? words.swapHere(at) : words.moveHere(at)}`}
        >
          {said}
        </button>
      </td>
    )
  const here = { day: screen.day.toString(), page: screen.page }
  const wish = talk ? { ...here, talk: talk.booking } : { ...here, slot: slot.id }
  return (
    <td class={kind}>
      <a
        href={frame.to.timetable(screen.round.id, wish)}
        {...gets(frame.to.timetable(screen.round.id, wish))}
        aria-label={`${seen}, ${at}`}
        aria-current={isInHand ? "true" : undefined}
      >
        {said}
      </a>
    </td>
  )
}

/** A press of a button: goes to its own address and comes back to this day and page. */
function Press(props: Props & { step: string; fields: Record<string, string | number>; children?: Child }) {
  const { frame, screen } = props
  const action = frame.to.timetableStep(screen.round.id, props.step)
  const fields = { ...props.fields, dag: screen.day.toString(), pagina: screen.page }
  return (
    <form
      class={props.step === "verzetten" ? "whole" : undefined}
      method="post"
      action={action}
      data-hx-post={action}
      data-hx-target="#timetable"
      data-hx-swap="outerHTML"
      data-hx-sync="this:drop"
    >
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      {props.children}
    </form>
  )
}

const gets = (address: string) => ({
  "data-hx-get": address,
  "data-hx-target": "#timetable",
  "data-hx-swap": "outerHTML",
  "data-hx-push-url": "true",
})
