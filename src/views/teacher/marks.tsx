import type { Round } from "../../domain/rounds/round.ts"
import { countMarks, type Mark, type MarkedPupil, marks } from "../../domain/talks/mark.ts"
import { minutesFor, mostSlots } from "../../domain/talks/slot.ts"
import { momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type MarksScreen = {
  round: Round
  /** Where the form goes. */
  address: string
  teacher: string
  /** Is it about the visitor's own pupils? */
  isOwn: boolean
  /** How many times this teacher has; 0 in a draft. */
  times: number
  pupils: readonly MarkedPupil[]
  said: "kept" | "over" | null
  /** Whose talk stays as long as it is, for want of room behind it. */
  stuck: readonly MarkedPupil[]
  /** Where it came from. */
  back: string
}
type Props = { frame: Frame; screen: MarksScreen }

/** Whom a teacher wishes to see in a round, with whom no talk is needed, and which talks take longer. */
export function MarksPage({ frame, screen }: Props) {
  const words = frame.words.marks
  return (
    <StaffPage
      frame={frame}
      title={words.title}
      here={screen.isOwn ? "agenda" : "rounds"}
      failed={screen.said === "over"}
    >
      <PageHead
        back={{ to: screen.back, name: screen.isOwn ? frame.words.layout.staff.agenda : screen.round.title }}
        title={screen.isOwn ? words.title : words.titleOf(screen.teacher)}
        lead={words.lead}
      />
      <Marks frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** The list as one form: what is not touched stays as it is, whoever else is busy in it. */
export function Marks({ frame, screen }: Props) {
  const words = frame.words.marks
  const { address } = screen
  if (screen.pupils.length === 0) return <Empty title={words.none} />
  return (
    <form id="marks" class="marks" {...sends(address, "this")}>
      {screen.said === "kept" ? (
        <Notice kind={screen.stuck.length > 0 ? "careful" : "done"} focus>
          <p class="title">{screen.stuck.length > 0 ? words.keptBut : words.kept}</p>
          {screen.stuck.map(({ name, talkAt }) => (
            <p>{words.noRoom(name, talkAt ? momentOf(talkAt, frame.language) : "")}</p>
          ))}
        </Notice>
      ) : null}
      {screen.said === "over" ? (
        <Notice kind="wrong" focus>
          <p>{frame.words.rounds.over}</p>
        </Notice>
      ) : null}
      <p>{words.leadLength}</p>
      <p>{standing(frame, screen)}</p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.pupil}</th>
            <th scope="col">{words.group}</th>
            <th scope="col">{words.talk}</th>
            <th scope="col">{words.length}</th>
          </tr>
        </thead>
        <tbody>
          {screen.pupils.map((pupil) => (
            <PupilRow frame={frame} pupil={pupil} round={screen.round} />
          ))}
        </tbody>
      </table>
      <div class="actions">
        <button type="submit">{frame.words.parts.save}</button>
        <button class="second" type="submit" name="do" value="rest">
          {words.rest}
        </button>
      </div>
    </form>
  )
}

/** "29 tijden, 180 leerlingen. 12 wil je graag spreken, 20 niet nodig: 160 gesprekken te verwachten." */
function standing(frame: Frame, screen: MarksScreen): string {
  const words = frame.words.marks
  const { wanted, notNeeded, expected, slots } = countMarks(screen.pupils)
  const times = screen.times === 0 ? "" : words.times(screen.times)
  const asked = slots === expected ? "" : words.times(slots)
  return [words.marked(screen.pupils.length, wanted, notNeeded), words.expected(expected, asked, times)].join(
    " ",
  )
}

/** Lengths to choose from: whole slots, up to an hour; always a double one. */
const lengthsOf = (round: Round, takes: number): number[] =>
  Array.from({ length: mostSlots }, (_, at) => at + 1).filter(
    (each) => each <= 2 || each === takes || minutesFor(each, round) <= 60,
  )

type RowProps = { frame: Frame; pupil: MarkedPupil; round: Round }

function PupilRow({ frame, pupil, round }: RowProps) {
  const words = frame.words.marks
  const said: Record<Mark, string> = words.mark
  return (
    <tr>
      <th scope="row">
        <input type="hidden" name="pupil" value={String(pupil.pupil)} />
        <input type="hidden" name="was" value={pupil.mark ?? ""} />
        <input type="hidden" name="took" value={String(pupil.takes)} />
        {pupil.name} {pupil.talkAt ? <span class="tag good">{words.talked}</span> : null}
      </th>
      <td data-label={words.group}>{pupil.group || "–"}</td>
      <td data-label={words.talk}>
        <select name="mark" class="medium" aria-label={words.talkOf(pupil.name)}>
          <option value="" selected={pupil.mark === null}>
            {words.noMark}
          </option>
          {marks.map((mark) => (
            <option value={mark} selected={pupil.mark === mark}>
              {said[mark]}
            </option>
          ))}
        </select>
      </td>
      <td data-label={words.length}>
        <select name="takes" aria-label={words.lengthOf(pupil.name)}>
          {lengthsOf(round, pupil.takes).map((takes) => (
            <option value={String(takes)} selected={takes === pupil.takes}>
              {frame.words.parts.minutes(minutesFor(takes, round))}
            </option>
          ))}
        </select>
      </td>
    </tr>
  )
}
