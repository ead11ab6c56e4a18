import type { RoundId } from "../../domain/ids.ts"
import { few, type Shown, type ShownHalves, steps } from "../../domain/rounds/figures.ts"
import { count, fullDayOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Bar } from "../parts/bar.tsx"
import { Empty, Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

/** Times, and how many of them are taken; a longer talk takes several. */
type TeacherLine = { name: string; slots: number; taken: number; talks: number; attendance: ShownHalves }
type GroupLine = { name: string; pupils: number; talks: Shown; reached: ShownHalves; share: number | null }

export type FiguresScreen = {
  round: RoundId
  title: string
  erasedAt: Temporal.Instant | null
  teachers: readonly TeacherLine[]
  groups: readonly GroupLine[]
  /** Came and stayed away in all, as far as it was noted. */
  attendance: { came: number; noted: number }
  /** Minutes of the family in the middle; null when there are too few. */
  median: number | null
  /** How many families took how long; null when there are too few. */
  times: readonly Shown[] | null
}
type Props = { frame: Frame; screen: FiguresScreen }

/** What a round came to, in numbers that point at nobody, to read and to print. */
export function FiguresPage({ frame, screen }: Props) {
  const words = frame.words.figures
  const talks = screen.teachers.reduce((sum, each) => sum + each.talks, 0)
  return (
    <StaffPage frame={frame} title={words.title} here="rounds">
      <PageHead
        back={{ to: frame.to.staffRound(screen.round), name: screen.title }}
        title={words.title}
        lead={words.lead(screen.title)}
      />
      {screen.erasedAt ? (
        <Notice kind="note">
          <p>{words.erased(fullDayOf(screen.erasedAt, frame.language))}</p>
        </Notice>
      ) : talks === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHow}</p>
        </Empty>
      ) : (
        <All frame={frame} screen={screen} talks={talks} />
      )}
    </StaffPage>
  )
}

function All(props: Props & { talks: number }) {
  const words = props.frame.words.figures
  return (
    <div class="figures">
      <Tiles {...props} />
      <Teachers {...props} />
      <Groups {...props} />
      <Times {...props} />
      <p class="hint">
        {words.small(few)} {words.kept}
      </p>
      <p class="actions">
        <button class="second" type="button" data-print hidden>
          {words.print}
        </button>
      </p>
    </div>
  )
}

const percent = (part: number, of: number) => (of > 0 ? Math.round((100 * part) / of) : 0)

function Tiles({ frame, screen, talks }: Props & { talks: number }) {
  const words = frame.words.figures
  const slots = screen.teachers.reduce((sum, each) => sum + each.slots, 0)
  const taken = screen.teachers.reduce((sum, each) => sum + each.taken, 0)
  const { came, noted } = screen.attendance
  const tile = (big: string, label: string) => (
    <li class="card">
      <span class="big">{big}</span> {label}
    </li>
  )
  const all = count(talks, frame.language)
  return (
    <ul class="tiles">
      {tile(all, words.tiles.talks(all))}
      {tile(words.share(percent(taken, slots)), words.tiles.full)}
      {noted >= few && (came === noted || noted - came >= few)
        ? tile(words.share(percent(came, noted)), words.tiles.came)
        : null}
      {screen.median === null ? null : tile(minutesSaid(frame, screen.median), words.tiles.minutes)}
    </ul>
  )
}

const minutesSaid = (frame: Frame, minutes: number) =>
  frame.words.figures.minutes(count(Math.max(1, Math.round(minutes)), frame.language))

/** A count in words: exactly, or as near as it may be told. */
function said({ words, language }: Frame, shown: Shown): string {
  const { few: fewer, over, hidden } = words.figures.shown
  if (shown.kind === "count") return count(shown.count, language)
  if (shown.kind === "over") return over(count(shown.count, language))
  return shown.kind === "few" ? fewer(few) : hidden
}

function Teachers({ frame, screen }: Props) {
  const words = frame.words.figures
  const number = (value: number) => count(value, frame.language)
  return (
    <section class="stack" aria-labelledby="teachers">
      <h2 id="teachers">{words.teachers}</h2>
      {screen.teachers.some(({ taken, talks }) => taken > talks) ? <p class="hint">{words.longer}</p> : null}
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.teacher}</th>
            <th scope="col">{words.taken}</th>
            <th scope="col">{words.full}</th>
            <th scope="col">{words.came}</th>
            <th scope="col">{words.stayedAway}</th>
          </tr>
        </thead>
        <tbody>
          {screen.teachers.map((line) => (
            <tr>
              <th scope="row">{line.name}</th>
              <td data-label={words.taken}>{words.takenOf(number(line.taken), number(line.slots))}</td>
              <td data-label={words.full}>
                <Bar part={line.taken} of={line.slots} />
              </td>
              <td data-label={words.came}>{said(frame, line.attendance.part)}</td>
              <td data-label={words.stayedAway}>{said(frame, line.attendance.rest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Groups({ frame, screen }: Props) {
  const words = frame.words.figures
  return (
    <section class="stack" aria-labelledby="groups">
      <h2 id="groups">{words.groups}</h2>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.group}</th>
            <th scope="col">{words.pupils}</th>
            <th scope="col">{words.withTalk}</th>
            <th scope="col">{words.reached}</th>
            <th scope="col">{words.withoutTalk}</th>
            <th scope="col">{words.talks}</th>
          </tr>
        </thead>
        <tbody>
          {screen.groups.map((line) => (
            <tr>
              <th scope="row">{line.name}</th>
              <td data-label={words.pupils}>{count(line.pupils, frame.language)}</td>
              <td data-label={words.withTalk}>{said(frame, line.reached.part)}</td>
              <td data-label={words.reached}>
                {line.share === null ? "" : <Bar part={line.share} of={line.pupils} />}
              </td>
              <td data-label={words.withoutTalk}>{said(frame, line.reached.rest)}</td>
              <td data-label={words.talks}>{said(frame, line.talks)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How long choosing took, step by step. */
function Times({ frame, screen }: Props) {
  const words = frame.words.figures
  const most = Math.max(0, ...(screen.times ?? []).map((shown) => (shown.kind === "count" ? shown.count : 0)))
  const name = (at: number) => {
    const [least = 0, upTo = 0] = [steps[at - 1], steps[at]]
    if (at === 0) return words.step.upTo(upTo)
    return at === steps.length - 1 ? words.step.over : words.step.from(least, upTo)
  }
  return (
    <section class="stack" aria-labelledby="times">
      <h2 id="times">{words.times}</h2>
      <p class="hint">{screen.times ? words.timesHow : words.timesFew(few)}</p>
      {screen.times ? (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{words.took}</th>
              <th scope="col">{words.families}</th>
              <th scope="col">
                <span class="hidden">{words.families}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {screen.times.map((shown, at) => (
              <tr>
                <th scope="row">{name(at)}</th>
                <td data-label={words.families}>{said(frame, shown)}</td>
                <td>{shown.kind === "count" ? <Bar part={shown.count} of={most} /> : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
