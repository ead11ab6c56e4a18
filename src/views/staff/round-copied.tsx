import type { RoundId } from "../../domain/ids.ts"
import type { Frame } from "../layout.tsx"

/** Which round a new one is a copy of, and how many weeks later it is. */
export type Copied = { from: RoundId; title: string; weeks: number; firstDay: string }

/** Says what was copied, and moves the whole copy to another week. */
export function CopiedFrom({ frame, copied }: { frame: Frame; copied: Copied }) {
  const words = frame.words.rounds.copy
  return (
    <section class="card">
      <p>{words.how(copied.title, copied.weeks)}</p>
      <form class="search" method="get" action={frame.to.newRound()}>
        <input type="hidden" name="van" value={String(copied.from)} />
        <div class="field">
          <label for="f-week">{words.week}</label>
          <p class="hint" id="f-week-hint">
            {words.weekHint}
          </p>
          <input
            id="f-week"
            name="week"
            type="date"
            value={copied.firstDay}
            aria-describedby="f-week-hint"
            autocomplete="off"
          />
        </div>
        <button class="second" type="submit">
          {words.move}
        </button>
      </form>
    </section>
  )
}
