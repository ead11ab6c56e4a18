import type { TimetableSlot, TimetableTeacher } from "../../domain/timetable.ts"
import { timeOfDay } from "../format.ts"
import { leads } from "../parts/htmx.ts"
import { Press } from "./timetable-press.tsx"
import type { TimetableProps } from "./timetable-screen.ts"

/** Times down, teachers across. While a talk is on its way every cell is where it can go. */
export function Grid({ frame, screen }: TimetableProps) {
  const words = frame.words.timetable
  const rows = new Map<string, Temporal.Instant>()
  for (const { slots } of screen.teachers)
    for (const { startsAt } of slots) rows.set(startsAt.toString(), startsAt)
  const times = [...rows.keys()].sort()
  const table = (
    <section class="scroll" tabindex="0" aria-label={words.lead}>
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
                {screen.planning ? null : (
                  <a
                    class="quiet"
                    href={frame.to.teacherAway(screen.round.id, teacher.teacher, screen.day.toString())}
                    aria-label={frame.words.upheaval.away.title(teacher.name)}
                  >
                    {frame.words.upheaval.away.link}
                  </a>
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
}: TimetableProps & { teacher: TimetableTeacher; slot: TimetableSlot | undefined }) {
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
  if (screen.planning)
    return (
      <td class={kind}>
        {kind === "free" ? (
          <button
            type="submit"
            name="slot"
            value={String(slot.id)}
            aria-label={`${seen}, ${words.planHere(at)}`}
          >
            {said}
          </button>
        ) : (
          <span class="still">{said}</span>
        )}
      </td>
    )
  if (isMoving && isInHand) return <td class="talk chosen-cell">{said}</td>
  if (isMoving && blocked)
    return (
      <td class={kind}>
        <span class="still">{said}</span>
      </td>
    )
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
  const wish = frame.to.timetable(
    screen.round.id,
    talk ? { ...here, talk: talk.booking } : { ...here, slot: slot.id },
  )
  return (
    <td class={kind}>
      <a
        href={wish}
        {...leads(wish, "#timetable")}
        aria-label={`${seen}, ${at}`}
        aria-current={isInHand ? "true" : undefined}
      >
        {said}
      </a>
    </td>
  )
}
