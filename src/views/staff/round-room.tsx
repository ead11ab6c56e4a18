import { shortageOf } from "../../domain/rounds/capacity.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { watches } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import type { RoundProps, RoundScreen, TeacherLine } from "./round-screen.ts"
import { RoundTable } from "./round-table.tsx"

/** So many are named; the rest is marked in the table. */
const most = 6

/** Is there time for everybody? The page of its own, for who keeps it open while parents choose. */
export function RoundRoomPage({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.room
  return (
    <StaffPage frame={frame} title={`${words.title} ${screen.round.title}`} here="rounds">
      <PageHead
        back={{ to: frame.to.staffRound(screen.round.id), name: screen.round.title }}
        title={words.title}
        lead={screen.phase === "draft" ? words.leadDraft : words.lead}
      />
      <RoundRoom frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** Who has too little time and what to do about it, above all teachers. While families choose, it follows them by itself. */
export function RoundRoom({ frame, screen }: RoundProps) {
  const address = frame.to.roundRoom(screen.round.id)
  const runs = screen.phase === "announced" || screen.phase === "open"
  const live = runs ? watches(address, 20) : {}
  return (
    <div id="room" class="room-picture" {...live}>
      {screen.phase === "past" ? null : <Shortage frame={frame} screen={screen} />}
      {screen.teachers.length > 0 ? <RoundTable frame={frame} screen={screen} /> : null}
    </div>
  )
}

function Shortage({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.room
  const short = screen.teachers.filter((each) => shortageOf(each) > 0)
  if (short.length === 0) return null
  const [first] = short
  return (
    <Notice kind="careful" title={words.shortTitle(short.length)}>
      <ul>
        {short.slice(0, most).map((teacher) => (
          <li>{shortageIn(frame, screen, teacher)}</li>
        ))}
        {short.length > most ? <li>{words.shortMore(short.length - most)}</li> : null}
      </ul>
      <p>{words.advice}</p>
      <p class="actions">
        {first ? (
          <a class="button second" href={frame.to.marks(screen.round.id, first.id)}>
            {words.letChoose(first.name)}
          </a>
        ) : null}
        <a class="button second" href={`${frame.to.roundTeachers(screen.round.id)}#t-${first?.id}`}>
          {words.moreTimes}
        </a>
        <a class="button second" href={frame.to.changeRound(screen.round.id)}>
          {words.moreDays}
        </a>
      </p>
    </Notice>
  )
}

function shortageIn({ words: { rounds } }: Frame, screen: RoundScreen, teacher: TeacherLine): string {
  const { room } = rounds
  const { name, slots, taken, pupils, talks, waiting, needs } = teacher
  if ((screen.phase !== "draft" && taken > 0) || needs > waiting)
    return room.shortNow(name, waiting, needs, Math.max(0, slots - taken))
  return talks === pupils ? room.short(name, pupils, slots) : room.shortTalks(name, pupils, talks, slots)
}
