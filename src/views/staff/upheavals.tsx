import type { RoundId, UpheavalId } from "../../domain/ids.ts"
import type { NotBack } from "../../domain/upheavals/undoing.ts"
import { dateOf, shortDayOf, timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"

/** What was done with many talks at once, or with one, and where it stands: it still can be undone, families know of it, or it was undone. */
export type UpheavalSeen = {
  id: UpheavalId
  kind:
    | ("cancelled" | "substituted" | "moved" | "day-moved")
    | ("one-cancelled" | "one-moved" | "one-swapped")
  teacher: string
  other: string
  from: string
  to: string
  talks: number
  families: number
  leavesAt: Temporal.Instant
  /** When an SMS of it leaves that waits for the morning; null when none does. */
  smsAt: Temporal.Instant | null
  /** "held": what was done after it goes back first. "erased": nothing is left that could go back. */
  state: "waiting" | "held" | "erased" | "left" | "undone"
  notBack: readonly { child: string; at: Temporal.Instant; why: NotBack }[]
}

/** Why it was not taken back. */
export const undoWhys = [
  "told",
  "undone-before",
  "not-the-last",
  "changed-meanwhile",
  "families-elsewhere",
  "teacher-elsewhere",
  "date-past",
] as const
export type UndoWhy = (typeof undoWhys)[number]

type Props = { frame: Frame; round: RoundId; upheavals: readonly UpheavalSeen[] }

/** The last changes of many talks at once. `said`: the first one was just done, or why it was not undone. */
export function Upheavals({ frame, round, upheavals, said }: Props & { said: "done" | UndoWhy | null }) {
  const words = frame.words.upheaval
  return (
    <>
      {said && said !== "done" ? (
        <Notice kind="wrong" focus>
          <p class="title">{words.undoRefusal[said]}</p>
        </Notice>
      ) : null}
      {upheavals.map((each, at) => (
        <One frame={frame} round={round} upheaval={each} focus={said === "done" && at === 0} />
      ))}
    </>
  )
}

type OneProps = Pick<Props, "frame" | "round"> & { upheaval: UpheavalSeen; focus: boolean }

/** One of them; `back`: to which day and page of the timetable taking it back leads. */
export function One({
  frame,
  round,
  upheaval,
  focus,
  back = {},
}: OneProps & { back?: Record<string, string | number> }) {
  const words = frame.words.upheaval.done
  const { state, families, smsAt, notBack } = upheaval
  const time = timeOfDay(upheaval.leavesAt)
  if (state === "undone") return <Undone frame={frame} upheaval={upheaval} focus={focus} />
  const tried = state !== "left" && notBack.length > 0
  return (
    <Notice
      kind={state === "left" || (upheaval.kind.startsWith("one-") && !tried) ? "done" : "careful"}
      focus={focus}
    >
      <p class="title">{whatOf(frame, upheaval)}</p>
      {tried ? <StayedAway frame={frame} notBack={notBack} lead={words.noneBack} /> : null}
      <p>
        {state === "erased" ? words.erased : (state === "left" ? words.left : words.leaves)(families, time)}
        {state !== "erased" && smsAt ? ` ${words.smsAt(timeOfDay(smsAt))}` : null}
      </p>
      {state === "waiting" ? (
        <form method="post" action={frame.to.undoUpheaval(round, upheaval.id)}>
          {Object.entries(back).map(([name, value]) => (
            <input type="hidden" name={name} value={String(value)} />
          ))}
          <button class="second" type="submit">
            {words.undo}
          </button>
        </form>
      ) : null}
    </Notice>
  )
}

function Undone({
  frame,
  upheaval,
  focus,
}: Pick<Props, "frame"> & { upheaval: UpheavalSeen; focus: boolean }) {
  const words = frame.words.upheaval.done
  const { talks, notBack } = upheaval
  return (
    <Notice kind={notBack.length > 0 ? "careful" : "done"} focus={focus}>
      <p class="title">
        {whatOf(frame, upheaval)} {notBack.length > 0 && notBack.length === talks ? null : words.undone}
      </p>
      {notBack.length === 0 ? (
        <p>{words.allBack(talks)}</p>
      ) : (
        <StayedAway
          frame={frame}
          notBack={notBack}
          lead={notBack.length === talks ? words.noneBack : words.someBack(talks - notBack.length, talks)}
        />
      )}
    </Notice>
  )
}

/** Which talks could not go back, and why. */
function StayedAway({
  frame,
  notBack,
  lead,
}: Pick<Props, "frame"> & Pick<UpheavalSeen, "notBack"> & { lead: string }) {
  return (
    <>
      <p>{lead}</p>
      <ul>
        {notBack.map(({ child, at, why }) => (
          <li>
            {shortDayOf(at, frame.language)} {timeOfDay(at)}, {child}:{" "}
            {frame.words.upheaval.done.notBack[why]}
          </li>
        ))}
      </ul>
    </>
  )
}

function whatOf({ words: { upheaval }, language }: Frame, { kind, ...it }: UpheavalSeen): string {
  const words = upheaval.done
  if (kind === "one-cancelled" || kind === "one-moved" || kind === "one-swapped") return words[kind]
  if (kind === "cancelled") return words.cancelled(it.talks, it.teacher)
  if (kind === "substituted") return words.substituted(it.talks, it.teacher, it.other)
  if (kind === "moved") return words.moved(it.talks, it.teacher)
  const date = (written: string) => dateOf(Temporal.PlainDate.from(written), language)
  return words["day-moved"](it.talks, date(it.from), date(it.to))
}
