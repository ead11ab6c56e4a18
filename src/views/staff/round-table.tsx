import { fullName } from "../../domain/people/people.ts"
import { partsOf, shortageOf } from "../../domain/rounds/capacity.ts"
import { shortDayOf, timeOfDay } from "../format.ts"
import type { RoundProps, TeacherLine } from "./round-screen.ts"

/** The teachers of a round: their times, how many are taken, and whether that is enough. On a phone every teacher is a card. */
export function RoundTable({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.overview
  const { room } = frame.words.rounds
  const isDraft = screen.phase === "draft"
  const teachers = screen.phase === "past" ? screen.teachers.map(afterwards) : screen.teachers
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{words.teacher}</th>
          <th scope="col">{words.room}</th>
          <th scope="col">{words.hours}</th>
          <th scope="col" class="number">
            {words.pupils}
          </th>
          <th scope="col">{isDraft ? words.slots : words.takenOf}</th>
        </tr>
      </thead>
      <tbody>
        {teachers.map((teacher) => (
          <tr>
            <th scope="row">{teacher.name}</th>
            <td data-label={words.room}>{teacher.room || "–"}</td>
            <td data-label={words.hours}>{hoursOf(teacher)}</td>
            <td data-label={words.pupils} class="number">
              <a
                class="quiet"
                href={frame.to.marks(screen.round.id, teacher.id)}
                aria-label={room.marksOf(teacher.name, teacher.pupils)}
              >
                {teacher.pupils}
              </a>
            </td>
            <td data-label={isDraft ? words.slots : words.takenOf} class="filling">
              <div>
                <RoomBar teacher={teacher} />
                {standingOf(teacher)}{" "}
                {shortageOf(teacher) > 0 ? (
                  <span class="tag careful">{room.tooFew(shortageOf(teacher))}</span>
                ) : null}
                {teacher.listed.length > 0 ? (
                  <details class="waiters">
                    <summary>{room.listed(teacher.listed.length)}</summary>
                    <ol>
                      {teacher.listed.map((child) => (
                        <li>{fullName(child)}</li>
                      ))}
                    </ol>
                  </details>
                ) : null}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function standingOf({ slots, taken, waiting }: TeacherLine): string {
    if (isDraft) return room.times(slots)
    return screen.phase === "past" ? room.stood(taken, slots) : room.standing(taken, slots, waiting)
  }

  function hoursOf({ first, last }: TeacherLine): string {
    if (!first || !last) return "–"
    const [from, until] = [shortDayOf(first, frame.language), shortDayOf(last, frame.language)]
    return from === until
      ? `${from}, ${timeOfDay(first)} – ${timeOfDay(last)}`
      : `${from}, ${timeOfDay(first)} – ${until}, ${timeOfDay(last)}`
  }
}

/** What a past round had of a teacher: nothing is asked for any more. */
const afterwards = (teacher: TeacherLine): TeacherLine => ({ ...teacher, waiting: 0, needs: 0, listed: [] })

/** One teacher as a line: what is taken, what is still asked, and what does not fit. The numbers stand beside it. */
function RoomBar({ teacher }: { teacher: TeacherLine }) {
  const { taken, asked, open, short } = partsOf(teacher)
  return (
    <svg class="room-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="open" width={taken + asked + open} height="6" />
      <rect class="asked" x={taken} width={asked} height="6" />
      <rect class="taken" width={taken} height="6" />
      <rect class="short" x={taken + asked + open} width={short} height="6" />
    </svg>
  )
}
