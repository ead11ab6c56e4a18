import type { Word } from "../../domain/evenings/evening.ts"
import type { BookingId, RoundId } from "../../domain/ids.ts"
import { site } from "../../paths.ts"
import { assetNames } from "../assets.ts"
import { timeOfDay } from "../format.ts"
import type { Frame } from "../layout.tsx"

/** How the evening runs for one talk, in one short line; empty when there is nothing to say. */
export function lateSaid({ words }: Frame, word: Word | null): string {
  const said = words.evening
  if (word?.kind === "late") return said.runsLate(word.minutes, timeOfDay(word.begins))
  if (word?.kind === "on-time") return said.onTime
  return word ? said.yourTurn : ""
}

/** The line beside a talk of today. It stands there empty too, so that nothing moves when it is filled. */
export function Late(props: { frame: Frame; booking: BookingId; today: Today }) {
  if (!props.today?.has(props.booking)) return <></>
  const word = props.today.get(props.booking) ?? null
  return (
    <p class="late" role="status" data-late={String(props.booking)} data-kind={word?.kind ?? ""}>
      {lateSaid(props.frame, word)}
    </p>
  )
}

/** What is known of the talks of today; null on another day. */
export type Today = ReadonlyMap<BookingId, Word | null> | null

/** Fills these lines while the page is open. */
export function LateScript({ frame, round, today }: { frame: Frame; round: RoundId; today: Today }) {
  return today ? (
    <script src={site.asset(assetNames.late)} defer data-running={frame.to.running(round)}></script>
  ) : (
    <></>
  )
}
