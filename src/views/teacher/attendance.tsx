import { timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { LongTalk } from "../parts/long-talk.tsx"
import type { Evening, EveningLine, TodayScreen } from "./today-screen.ts"

type Props = { frame: Frame; screen: TodayScreen; evening: Evening }

/** Who came and who did not, one tap each; the same tap again takes it back. */
export function Attendance(props: Props) {
  const words = props.frame.words.evening
  return (
    <section class="stack" aria-labelledby="attendance">
      <h2 id="attendance">{props.evening.isAhead ? words.listAhead : words.list}</h2>
      {props.evening.isToday ? <p class="hint">{words.listHow}</p> : null}
      <ul class="card people attendance">
        {props.evening.lines.map((line) => (
          <Line {...props} line={line} />
        ))}
      </ul>
    </section>
  )
}

function Line({ frame, screen, evening, line }: Props & { line: EveningLine }) {
  const words = frame.words.evening
  const action = frame.to.turn(screen.teacher, "came")
  const at = timeOfDay(line.startsAt)
  const { came } = line.turn
  return (
    <li id={`t${line.booking}`}>
      <p>
        <time datetime={line.startsAt.toString()}>{at}</time> <strong>{line.child}</strong>{" "}
        <span class="hint">
          {[line.group, line.home ? words.home(line.home) : ""].filter(Boolean).join(" · ")}
        </span>
        <LongTalk frame={frame} minutes={line.minutes} />
      </p>
      {line.note === "" ? null : (
        <p class="words">
          <span class="hint">{words.note.from}</span> {line.note}
        </p>
      )}
      {evening.isAhead ? null : (
        <form class="both" {...sends(action, "#today", "outerMorph")}>
          <input type="hidden" name="booking" value={String(line.booking)} />
          {evening.isToday ? null : <input type="hidden" name="day" value={evening.day.toString()} />}
          <button
            class="second"
            type="submit"
            name="came"
            value={came === true ? "unsaid" : "yes"}
            aria-pressed={came === true ? "true" : "false"}
            aria-label={words.cameOf(line.child, at)}
          >
            {words.came}
          </button>
          <button
            class="second"
            type="submit"
            name="came"
            value={came === false ? "unsaid" : "no"}
            aria-pressed={came === false ? "true" : "false"}
            aria-label={words.stayedAwayOf(line.child, at)}
          >
            {words.stayedAway}
          </button>
        </form>
      )}
    </li>
  )
}
