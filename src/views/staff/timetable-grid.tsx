import type { Round } from "../../domain/rounds/round.ts"
import {
  isFreeFor,
  standOf,
  type TimetableSlot,
  type TimetableTeacher,
} from "../../domain/rounds/timetable.ts"
import { areOfOneChild } from "../../domain/talks/arranging.ts"
import { writeTalk, writeTime } from "../../domain/talks/shown-time.ts"
import { longerThan } from "../../domain/talks/slot.ts"
import { timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { leads, readsOn } from "../parts/htmx.ts"
import { Press } from "./timetable-press.tsx"
import type { TimetableProps } from "./timetable-screen.ts"

/** The way to what happens when a teacher is not there; by name where they are more than one. */
function CannotBeThere({ frame, screen, teacher }: TimetableProps & { teacher: TimetableTeacher }) {
  const words = frame.words.upheaval.away
  return (
    <>
      {teacher.holders.map((each) => (
        <a
          class="quiet"
          href={frame.to.teacherAway(screen.round.id, each.teacher, screen.day.toString())}
          aria-label={words.title(each.name)}
        >
          {teacher.holders.length === 1 ? words.link : words.title(each.name)}
        </a>
      ))}
    </>
  )
}

/** Times down, teachers across. While a talk is on its way every cell is where it can go. */
export function Grid({ frame, screen }: TimetableProps) {
  const words = frame.words.timetable
  const rows = new Map<string, Temporal.Instant>()
  for (const { slots } of screen.teachers)
    for (const { startsAt } of slots) rows.set(startsAt.toString(), startsAt)
  const times = [...rows.keys()].sort()
  const isElsewhere =
    screen.back !== 0 && !screen.teachers.some(({ slots }) => slots.some(({ id }) => id === screen.back))
  const table = (
    <section class="scroll" {...readsOn(isElsewhere)} tabindex="0" aria-label={words.lead}>
      <table class={screen.planning ? "grid few" : "grid"}>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            {screen.teachers.map((teacher) => (
              <th scope="col">
                {teacher.name}
                {teacher.room === "" ? null : (
                  <span class="hint">{frame.words.parts.room(teacher.room)}</span>
                )}
                {screen.planning ? null : <CannotBeThere frame={frame} screen={screen} teacher={teacher} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((key) => (
            <tr>
              <th scope="row">{timeOfDay(rows.get(key) as Temporal.Instant)}</th>
              {screen.teachers.map((teacher) => {
                const slot = teacher.slots.find(({ startsAt }) => startsAt.toString() === key)
                const rows = slot ? rowsOf(slot, times, screen.round) : 1
                return isTakenAlong(teacher, key, screen.round) ? null : (
                  <Cell frame={frame} screen={screen} teacher={teacher} slot={slot} rows={rows} />
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
  const { inHand, planning } = screen
  if (planning)
    return (
      <Press
        frame={frame}
        screen={screen}
        step="plannen"
        fields={{ who: `${planning.household}-${planning.pupil}` }}
      >
        {table}
      </Press>
    )
  return inHand?.kind === "moving" ? (
    <Press
      frame={frame}
      screen={screen}
      step="verzetten"
      fields={{ booking: writeTalk(inHand.talk.booking, inHand.slot.id, inHand.slot.startsAt) }}
    >
      {table}
    </Press>
  ) : (
    table
  )
}

/** Over how many rows a talk stands: one, and those that a longer talk takes along. */
const rowsOf = (slot: TimetableSlot, times: readonly string[], round: Round): number =>
  longerThan(slot, round) === null
    ? 1
    : times.filter((time) => slot.startsAt.toString() <= time && time < slot.endsAt.toString()).length

/** Does a longer talk of this teacher that began before stand in this row too? */
const isTakenAlong = ({ slots }: TimetableTeacher, time: string, round: Round): boolean =>
  slots.some(
    (slot) =>
      slot.startsAt.toString() < time && time < slot.endsAt.toString() && longerThan(slot, round) !== null,
  )

type CellProps = { teacher: TimetableTeacher; slot: TimetableSlot | undefined; rows: number }

function Cell({ frame, screen, teacher, slot, rows }: TimetableProps & CellProps) {
  const words = frame.words.timetable
  if (!slot) return <td class="none"></td>
  const { talk } = slot
  const span = rows > 1 ? String(rows) : undefined
  const at = words.at(timeOfDay(slot.startsAt), teacher.name)
  const moving = screen.inHand?.kind === "moving" ? screen.inHand.talk : null
  const isInHand = screen.inHand?.slot.id === slot.id
  const kind = talk ? "talk" : standOf(slot)
  const [what, ...more] = partsOf(frame, slot, screen.round)
  const seen = [what, ...more].join(" ")
  const said =
    more.length === 0 && !talk ? (
      what
    ) : (
      <>
        {what} <span class="hint">{more.join(" · ")}</span>
      </>
    )
  const isFree = screen.planning && isFreeFor(slot, screen.planning.household)
  if (screen.planning)
    return (
      <td class={isFree ? "free" : kind} rowspan={span}>
        {isFree ? (
          <button
            type="submit"
            name="slot"
            value={writeTime(slot.id, slot.startsAt)}
            aria-label={`${seen}, ${words.planHere(at)}`}
          >
            {said}
          </button>
        ) : (
          <span class="still">{said}</span>
        )}
      </td>
    )
  if (moving && isInHand)
    return (
      <td class="talk chosen-cell" rowspan={span}>
        {said}
      </td>
    )
  if (moving && (talk ? areOfOneChild(talk, moving) : !isFreeFor(slot, moving.household)))
    return (
      <td class={kind} rowspan={span}>
        <span class="still">{said}</span>
      </td>
    )
  if (moving)
    return (
      <td class={kind} rowspan={span}>
        <button
          type="submit"
          name={talk ? "other" : "slot"}
          value={talk ? writeTalk(talk.booking, slot.id, slot.startsAt) : writeTime(slot.id, slot.startsAt)}
          aria-label={`${seen}, ${talk ? words.swapHere(at) : words.moveHere(at)}`}
        >
          {said}
        </button>
      </td>
    )
  const here = { day: screen.day.toString(), page: screen.page }
  const wish = frame.to.timetable(
    screen.round.id,
    talk ? { ...here, talk: talk.booking } : { ...here, slot: slot.id },
  )
  return (
    <td class={kind} rowspan={span}>
      <a
        href={wish}
        {...leads(wish, "#timetable")}
        data-focus={screen.back === slot.id ? "" : undefined}
        aria-label={`${seen}, ${at}`}
        aria-current={isInHand ? "true" : undefined}
      >
        {said}
      </a>
    </td>
  )
}

/** What stands in a cell: whose talk it is, or what keeps the time from others and until when. */
function partsOf(frame: Frame, slot: TimetableSlot, round: Round): string[] {
  const words = frame.words.timetable
  const { talk, hold } = slot
  if (talk) return [talk.child, talk.group, lengthOf(frame, slot, round) ?? ""].filter(Boolean)
  const stand = words.stand[standOf(slot)]
  return hold && !slot.blocked ? [stand, words.until(timeOfDay(hold.until))] : [stand]
}

/** "20 minuten", of a talk that is longer than others. */
function lengthOf(frame: Frame, slot: TimetableSlot, round: Round): string | null {
  const minutes = longerThan(slot, round)
  return minutes === null ? null : frame.words.parts.minutes(minutes)
}
