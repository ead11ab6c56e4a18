import { writeTime } from "../../domain/clock.ts"
import type { RoundId } from "../../domain/ids.ts"
import type { Kept } from "../../domain/privacy/retention.ts"
import { whoIsEarly } from "../../domain/rounds/opening.ts"
import { minutesLeft } from "../../domain/talks/slot.ts"
import { count, dateOf, fullDateOf, fullDayOf, listOf, momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { sends } from "../parts/htmx.ts"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { Inviting } from "./round-inviting.tsx"
import { RoundRoom } from "./round-room.tsx"
import { Said } from "./round-said.tsx"
import type { RoundProps } from "./round-screen.ts"
import { RoundWarnings } from "./round-warnings.tsx"
import { NextWay, RoundWays } from "./round-ways.tsx"
import { PhaseTag } from "./rounds.tsx"
import { Upheavals } from "./upheavals.tsx"

/** One round: how it stands, what needs attention, and the next step. */
export function RoundPage({ frame, screen }: RoundProps) {
  return (
    <StaffPage
      frame={frame}
      title={screen.round.title}
      here="rounds"
      failed={screen.said?.kind.startsWith("no-") ?? false}
    >
      <RoundOverview frame={frame} screen={screen} />
    </StaffPage>
  )
}

/** All of the overview: publishing and inviting change most of it. */
export function RoundOverview(props: RoundProps) {
  const { frame, screen } = props
  const words = frame.words.rounds
  const isDraft = screen.phase === "draft"
  // When choosing is over, who was invited is no more than looked back on.
  const isOver = screen.phase === "closed" || screen.phase === "past"
  return (
    <section id="round" class="round">
      <PageHead
        back={{ to: frame.to.rounds(), name: words.title }}
        step={isDraft ? words.step(3, words.steps.check) : null}
        title={
          <>
            {screen.round.title} <PhaseTag frame={frame} phase={screen.phase} />
          </>
        }
        lead={leadOf(props)}
        beside={<NextWay {...props} />}
      />
      {screen.said ? <Said {...props} said={screen.said} /> : null}
      <Upheavals frame={frame} round={screen.round.id} upheavals={screen.upheavals} said={null} />
      {isDraft ? null : <Numbers {...props} />}
      {screen.phase === "past" ? null : <RoundWarnings {...props} />}
      {isDraft || isOver ? null : <Inviting {...props} />}
      {isDraft ? null : <RoundWays {...props} />}
      {isOver ? <Inviting {...props} /> : null}
      <Dates {...props} />
      {isDraft ? <Publishing {...props} /> : null}
      <RoundRoom {...props} />
      {isDraft ? null : (
        <p class="actions">
          <a class="button second" href={frame.to.copyRound(screen.round.id)}>
            {words.copy.this}
          </a>
        </p>
      )}
      {isDraft ? <Discarding frame={frame} round={screen.round.id} /> : null}
    </section>
  )
}

function leadOf({ frame, screen }: RoundProps): string {
  const lead = frame.words.rounds.overview.lead
  const { opensAt, closesAt } = screen.round
  if (screen.phase === "announced") return lead.announced(momentOf(opensAt, frame.language))
  if (screen.phase === "open") return lead.open(momentOf(closesAt, frame.language))
  return lead[screen.phase]
}

function Numbers({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.overview.numbers
  const slots = screen.teachers.reduce((sum, each) => sum + each.slots, 0)
  const taken = screen.teachers.reduce((sum, each) => sum + each.taken, 0)
  const tile = (number: number, label: string) => (
    <li class="card">
      <span class="big">{count(number, frame.language)}</span> {label}
    </li>
  )
  return (
    <ul class="tiles">
      {tile(screen.invited.households, words.households(screen.invited.households))}
      {tile(taken, words.taken(taken))}
      {tile(slots - taken, words.free(slots - taken))}
    </ul>
  )
}

function Dates({ frame, screen }: RoundProps) {
  const { language, to } = frame
  const words = frame.words.rounds.overview
  const { round } = screen
  const left = screen.phase === "draft" ? minutesLeft({ ...round, days: screen.days }) : 0
  const days = screen.days.map((day) =>
    words.day(dateOf(day.date, language), writeTime(day.starts), writeTime(day.ends)),
  )
  return (
    <section class="card">
      <p>
        {words.dates(round.title, listOf(days, language), round.slotMinutes)}{" "}
        {left > 0 ? words.left(left) : null}
      </p>
      <p>
        {words.window(momentOf(round.opensAt, language), momentOf(round.closesAt, language))}{" "}
        {words.change(momentOf(round.changeUntil, language))} {round.swaps ? null : words.noSwaps}
      </p>
      {round.early ? (
        <p>{words.early(words.earlyFor[whoIsEarly(round.early)], momentOf(round.early.at, language))}</p>
      ) : null}
      {screen.kept ? <p class="hint">{keptSaid(screen.kept, frame)}</p> : null}
      {screen.phase === "past" ? null : (
        <div class="actions">
          <a class="button second" href={to.changeRound(round.id)}>
            {words.changeDetails}
          </a>
          <a
            class={hasTimes(screen) || screen.phase !== "draft" ? "button second" : "button"}
            href={to.roundTeachers(round.id)}
          >
            {words.changeTeachers}
          </a>
          <a class="button second" href={to.videoRound(round.id)}>
            {frame.words.online.open}
          </a>
        </div>
      )}
    </section>
  )
}

function keptSaid(kept: Kept, { words, language }: Frame): string {
  const said = words.records.keptUntil
  return "until" in kept
    ? said.round(fullDateOf(kept.until, language))
    : said.erased(fullDayOf(kept.erasedAt, language))
}

/** Without times there is nothing to publish: then teachers come first. */
const hasTimes = ({ teachers }: RoundProps["screen"]) => teachers.some((each) => each.slots > 0)

function Publishing({ frame, screen }: RoundProps) {
  const words = frame.words.rounds.overview
  const address = frame.to.publish(screen.round.id)
  const isSaid = screen.said?.kind === "no-publishing" && screen.said.refusal.kind === "no-slots"
  if (!hasTimes(screen))
    return isSaid ? null : (
      <Notice kind="careful">
        <p>{words.noTeachers}</p>
      </Notice>
    )
  return (
    <form class="card" {...sends(address, "#round")}>
      <p>{words.publishHint(screen.invited.households)}</p>
      <div class="actions">
        <button type="submit">{words.publish}</button>
      </div>
    </form>
  )
}

function Discarding({ frame, round }: { frame: Frame; round: RoundId }) {
  const words = frame.words.rounds.overview
  return (
    <details>
      <summary>{words.discardOpen}</summary>
      <form class="stack" method="post" action={frame.to.discardRound(round)}>
        <p>{words.discardSure}</p>
        <button class="danger" type="submit">
          {words.discard}
        </button>
      </form>
    </details>
  )
}
