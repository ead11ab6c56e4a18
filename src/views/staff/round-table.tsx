import { shortDayOf, timeOfDay } from "../format.ts"
import type { RoundProps, TeacherLine } from "./round-screen.ts"

/** The teachers of a round: their times, and how many are taken. On a phone every teacher is a card. */
export function RoundTable({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.overview
  const isDraft = screen.phase === "draft"
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
          <th scope="col" class="number">
            {isDraft ? words.slots : words.takenOf}
          </th>
        </tr>
      </thead>
      <tbody>
        {screen.teachers.map((teacher) => (
          <tr>
            <th scope="row">{teacher.name}</th>
            <td data-label={words.room}>{teacher.room || "–"}</td>
            <td data-label={words.hours}>{hoursOf(teacher)}</td>
            <td data-label={words.pupils} class="number">
              {teacher.pupils}
            </td>
            <td data-label={isDraft ? words.slots : words.takenOf} class="number">
              <span>
                {isDraft ? teacher.slots : `${teacher.taken} / ${teacher.slots}`}
                {teacher.slots < teacher.talks ? <span class="tag careful">{words.tooFew}</span> : null}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function hoursOf({ first, last }: TeacherLine): string {
    if (!first || !last) return "–"
    const [from, until] = [shortDayOf(first, frame.language), shortDayOf(last, frame.language)]
    return from === until
      ? `${from}, ${timeOfDay(first)} – ${timeOfDay(last)}`
      : `${from}, ${timeOfDay(first)} – ${until}, ${timeOfDay(last)}`
  }
}
