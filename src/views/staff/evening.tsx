import type { RoundId, TeacherId } from "../../domain/ids.ts"
import { dateOf, timeOfDay } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { watches } from "../parts/htmx.ts"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

/** How it goes at a teacher: times, never who comes. */
export type TeacherLine = {
  teacher: TeacherId
  name: string
  room: string
  now: Temporal.Instant | null
  next: Temporal.Instant | null
  late: number | null
  /** The teacher tapped nothing for so long that nothing is said of how it runs. */
  isQuiet: boolean
  talks: number
  came: number
  stayedAway: number
}

export type RoundEveningScreen = {
  round: RoundId
  title: string
  day: Temporal.PlainDate | null
  teachers: readonly TeacherLine[]
  /** The whole address of the screen in the hall; null while there is none. */
  hall: string | null
  /** May parents write to the teacher? */
  notes: boolean
}
type Props = { frame: Frame; screen: RoundEveningScreen }

/** The evening of a round for the office: every teacher, and the screen in the hall. */
export function RoundEveningPage({ frame, screen }: Props) {
  const words = frame.words.evening
  return (
    <StaffPage frame={frame} title={words.round.title} here="rounds">
      <PageHead
        back={{ to: frame.to.staffRound(screen.round), name: screen.title }}
        title={words.round.title}
        lead={screen.day ? words.round.lead(screen.title, dateOf(screen.day, frame.language)) : null}
      />
      {screen.teachers.length > 0 ? (
        <Teachers frame={frame} screen={screen} />
      ) : (
        <Empty title={words.round.none}>
          <p>{words.round.noneHow}</p>
        </Empty>
      )}
      <HallCard frame={frame} screen={screen} />
      <NotesCard frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The table, which an open page renews by itself. */
export function Teachers({ frame, screen }: Props) {
  const words = frame.words.evening.round
  return (
    <table id="teachers" class="cards" {...watches(frame.to.roundEvening(screen.round), 15)}>
      <thead>
        <tr>
          <th scope="col">{words.teacher}</th>
          <th scope="col">{words.room}</th>
          <th scope="col">{words.now}</th>
          <th scope="col">{words.runs}</th>
          <th scope="col">{words.came}</th>
        </tr>
      </thead>
      <tbody>
        {screen.teachers.map((line) => (
          <Row frame={frame} line={line} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ frame, line }: { frame: Frame; line: TeacherLine }) {
  const words = frame.words.evening
  const said = words.round
  return (
    <tr>
      <th scope="row">
        {line.talks > 0 ? <a href={frame.to.today(line.teacher)}>{line.name}</a> : line.name}
      </th>
      <td data-label={said.room}>{line.room}</td>
      <td data-label={said.now}>
        {line.now ? timeOfDay(line.now) : line.next ? said.nextAt(timeOfDay(line.next)) : ""}
      </td>
      <td data-label={said.runs}>
        <Runs frame={frame} line={line} />
      </td>
      <td data-label={said.came}>{line.talks === 0 ? "" : <Came frame={frame} line={line} />}</td>
    </tr>
  )
}

/** How many came, and how many did not. */
function Came({ frame, line }: { frame: Frame; line: TeacherLine }) {
  const words = frame.words.evening.round
  return (
    <>
      {words.cameOf(line.came, line.talks)}{" "}
      {line.stayedAway > 0 ? <span class="tag careful">{words.stayedAway(line.stayedAway)}</span> : null}
    </>
  )
}

function Runs({ frame, line }: { frame: Frame; line: TeacherLine }) {
  const words = frame.words.evening
  if (line.talks === 0) return <>{words.round.noTalks}</>
  if (line.late === null)
    return <>{line.now || line.isQuiet ? "" : line.next ? words.round.notBegun : words.round.finished}</>
  return line.late < 2 ? (
    <span class="tag good">{words.inTime}</span>
  ) : (
    <span class="tag careful">{words.late(line.late)}</span>
  )
}

/** The address of the screen in the hall: made, shown, renewed and closed here. */
function HallCard({ frame, screen }: Props) {
  const words = frame.words.evening.screen
  const make = frame.to.hallScreen(screen.round)
  return (
    <section class="card" aria-labelledby="hall-screen">
      <h2 id="hall-screen">{words.title}</h2>
      <p>{words.how}</p>
      {screen.hall === null ? (
        <form method="post" action={make}>
          <button type="submit">{words.make}</button>
        </form>
      ) : (
        <>
          <p>
            {words.address}:
            <br />
            <a class="secret-address" href={screen.hall}>
              {screen.hall}
            </a>
          </p>
          <p class="hint">
            {words.careful} {words.renewHow}
          </p>
          <div class="actions">
            <form method="post" action={make}>
              <button class="second" type="submit">
                {words.renew}
              </button>
            </form>
            <form method="post" action={frame.to.closeHallScreen(screen.round)}>
              <button class="danger" type="submit">
                {words.close}
              </button>
            </form>
          </div>
        </>
      )}
    </section>
  )
}

/** Whether parents may give their teacher a few words beforehand. */
function NotesCard({ frame, screen }: Props) {
  const words = frame.words.evening.note
  return (
    <section class="card" aria-labelledby="notes">
      <h2 id="notes">{words.allowTitle}</h2>
      <p>{screen.notes ? words.allowed : words.notAllowed}</p>
      <form method="post" action={frame.to.allowNotes(screen.round)}>
        <button class="second" type="submit" name="allowed" value={screen.notes ? "no" : "yes"}>
          {screen.notes ? words.stop : words.allow}
        </button>
      </form>
    </section>
  )
}
