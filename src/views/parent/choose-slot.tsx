import { whoIsEarly } from "../../domain/rounds/opening.ts"
import type { Phase } from "../../domain/rounds/round.ts"
import { lookMark } from "../../domain/school/look.ts"
import { type FamilyRound, progressOf } from "../../domain/talks/family-round.ts"
import { openTalks } from "../../domain/talks/together.ts"
import { momentOf } from "../format.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { type Stencil, stencil } from "../jsx/stencil.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { KeptUntil } from "../parts/kept-until.tsx"
import { Notice } from "../parts/notice.tsx"
import { ChildCard, isPlain, PlaceButtons, PlaceTimes } from "./child-card.tsx"
import { LateScript } from "./late.tsx"
import { Live, ownMark } from "./live.tsx"
import { Complete, Progress } from "./progress.tsx"
import { type Choice, type Place, placesOf, type RoundScreen, refusedAt } from "./round-screen.ts"
import { RefusalNotice } from "./times.tsx"

type Props = { frame: Frame; screen: RoundScreen }

/** All talks of a household in a round, on one page. */
export const RoundPage = ({ frame, screen }: Props) =>
  drawn("page", frame, screen, (choice) => (
    <ParentPage frame={frame} title={screen.family.round.title} failed={isRefusal(screen.told)}>
      <h1>{screen.family.round.title}</h1>
      <Talks frame={frame} screen={screen} choice={choice} />
      <KeptUntil frame={frame} day={screen.family.keptUntil} />
      {screen.phase === "open" || screen.phase === "closed" ? (
        <Live frame={frame} round={screen.family.round.id} renew={frame.to.round(screen.family.round.id)} />
      ) : null}
      <LateScript frame={frame} round={screen.family.round.id} today={screen.today} />
    </ParentPage>
  ))

const isRefusal = (told: RoundScreen["told"]) =>
  told?.kind === "refused" || told?.kind === "not-declined" || told?.kind === "not-waiting"

/** The part of the page that changes when a time is chosen. */
export const RoundTalks = ({ frame, screen }: Props) =>
  drawn("part", frame, screen, (choice) => <Talks frame={frame} screen={screen} choice={choice} />)

const sheets = new WeakMap<FamilyRound, Map<string, Stencil>>()

/**
 * Everything but the free times is drawn once for a household and kept with what it shows: it goes when anything in that changes.
 * What was just done is drawn for once, and so is a day of talks, on which everything passes by the minute.
 */
function drawn(shape: string, frame: Frame, screen: RoundScreen, draw: (choice: Choice) => Markup): Markup {
  if (screen.told || screen.today || screen.off.length > 0)
    return draw((place) => <PlaceTimes frame={frame} screen={screen} place={place} />)
  const kept = sheets.get(screen.family) ?? new Map<string, Stencil>()
  sheets.set(screen.family, kept)
  const places = placesOf(screen.family)
  const plain = places.map((place) => isPlain(screen, place))
  const key = `${shape} ${lookMark(frame.look)} ${frame.language} ${screen.phase} ${screen.isOffering} ${[...screen.away].join()} ${screen.isAhead} ${[...screen.changeable].join()} ${plain.join()} ${hasTimes(screen)}`
  const sheet = kept.get(key) ?? stencil((hole) => draw((place) => holeOf(frame, screen, place, hole)))
  kept.set(key, sheet)
  return sheet((at) => {
    const place = places[at] as Place
    const Part = plain[at] ? PlaceButtons : PlaceTimes
    return <Part frame={frame} screen={screen} place={place} />
  })
}

/** The form around the buttons of a plain place stands in the sheet too. */
function holeOf(frame: Frame, screen: RoundScreen, place: Place, hole: (number: number) => string) {
  const here = hole(place.at)
  return isPlain(screen, place) ? (
    <PlaceTimes frame={frame} screen={screen} place={place} hole={here} />
  ) : (
    here
  )
}

/** What there is to do and until when. */
function Lead({ frame, screen, isComplete }: Props & { isComplete: boolean }) {
  const words = frame.words.parent.round
  const { opensAt, closesAt } = screen.family.round
  const said: Record<Phase, () => string> = {
    draft: () => "",
    announced: () =>
      isComplete
        ? words.nothingToDo
        : `${words.announced(momentOf(opensAt, frame.language))} ${words.announcedHow}`,
    open: () =>
      isComplete
        ? words.nothingToDo
        : progressOf(screen.family).wanted === 0
          ? words.noneNeeded
          : words.open(momentOf(closesAt, frame.language)),
    closed: () => words.closed(momentOf(closesAt, frame.language)),
    past: () => words.past,
  }
  return (
    <>
      <p class="lead">{said[screen.phase]()}</p>
      {screen.isAhead ? <Ahead frame={frame} screen={screen} /> : null}
    </>
  )
}

/** Who may choose before others, in plain words. */
function Ahead({ frame, screen }: Props) {
  const { opening } = screen.family
  if (!opening) return null
  const words = frame.words.parent.round.opening
  const [first, others] = [opening.at, opening.others].map((at) => momentOf(at, frame.language))
  return (
    <p>
      {opening.isFirst ? <strong>{words.you}</strong> : null}{" "}
      {words.rule[whoIsEarly(opening)](first ?? "", others ?? "")}
    </p>
  )
}

/** Are there times for more than one talk? Where teachers are full there is nothing to look for. */
const hasTimes = ({ choices }: RoundScreen) =>
  choices.filter((choice) => choice !== null && choice.times.length > 0).length > 1

/** For who has several talks to choose: the way to have them planned at once. */
function TogetherWay({ frame, screen }: Props) {
  const words = frame.words.parent.together
  return (
    <p class="together">
      <a class="button" href={frame.to.together(screen.family.round.id)}>
        {words.short}
      </a>
      <span class="hint">{words.shortHow}</span>
    </p>
  )
}

/** How far it is, and a card per child. */
function Talks({ frame, screen, choice }: Props & { choice: Choice }) {
  const { family, phase, told } = screen
  const words = frame.words.parent.round
  const { chosen, wanted } = progressOf(family)
  const isComplete = chosen === wanted && chosen > 0 && phase !== "past"
  const isPlaced = placesOf(family).some((place) => refusedAt(screen, place) !== null)
  return (
    <section id="talks" class="talks" data-own={ownMark(family)}>
      <Lead frame={frame} screen={screen} isComplete={isComplete} />
      {told?.kind === "refused" && !isPlaced ? <RefusalNotice frame={frame} refused={told} /> : null}
      {told?.kind === "not-declined" || told?.kind === "not-waiting" ? (
        <Notice kind={told.refusal.kind === "times-free" ? "note" : "wrong"} focus>
          <p>
            {told.kind === "not-declined"
              ? frame.words.parent.declining.refusal[told.refusal.kind]
              : frame.words.parent.waiting.refusal[told.refusal.kind]}
          </p>
        </Notice>
      ) : null}
      {told?.kind === "cancelled" ? (
        <Notice kind="done" focus title={words.cancelled}>
          <p>{phase === "open" ? words.cancelledHow : words.cancelledOver}</p>
        </Notice>
      ) : null}
      {isComplete ? (
        <Complete frame={frame} screen={screen} />
      ) : (
        <Progress frame={frame} screen={screen} chosen={chosen} wanted={wanted} />
      )}
      {phase === "open" && openTalks(family).length > 1 && hasTimes(screen) ? (
        <TogetherWay frame={frame} screen={screen} />
      ) : null}
      {family.children.map((child) => (
        <ChildCard frame={frame} screen={screen} child={child} choice={choice} />
      ))}
    </section>
  )
}
