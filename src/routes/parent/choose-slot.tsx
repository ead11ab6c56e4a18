import { Elysia } from "elysia"
import { bookSlot } from "../../db/talks/bookings.ts"
import { type Look, lookAtRound, roundsOfHousehold, wishedSlot } from "../../db/talks/talks.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { BookingId, PupilId, RoundId, SlotId } from "../../domain/ids.ts"
import { phase } from "../../domain/rounds/round.ts"
import type { BookingRefusal } from "../../domain/talks/booking.ts"
import { nearestTo } from "../../domain/talks/family-round.ts"
import { RoundPage, RoundTalks } from "../../views/parent/choose-slot.tsx"
import { HomePage } from "../../views/parent/home.tsx"
import { placesOf, type RoundScreen, type Told } from "../../views/parent/round-screen.ts"
import { form, idOf, shownTime, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, go, missing, type Screen, show } from "../htmx.ts"
import { showUnlessSame } from "../unchanged.ts"
import { factsOfWords, wordsToday } from "./evening.ts"
import { minuteOf, momentOfRound, offIn, roundScreen } from "./round-screen.ts"

/** The first page of parents, and the one on which they choose. */
export const chooseSlot = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/gesprekken",
      ({ visit }) => {
        const rounds = roundsOfHousehold(visit.db, visit.visitor, visit.now)
        const [only] = rounds
        if (only && rounds.length === 1) return go(visit, visit.to.round(only.round.id))
        const screen = {
          rounds: rounds.map(({ round, talks }) => ({
            ...round,
            phase: phase(round, visit.now),
            talks: talks.filter((talk) => talk.round === round.id).length,
          })),
        }
        return show(visit, { page: () => <HomePage frame={visit.frame} screen={screen} /> })
      },
      { parent: true },
    )
    .get(
      "/:school/gesprekken/:round",
      ({ visit, params }) => {
        const look = lookAtRound(visit.db, visit.visitor, idOf(params.round))
        if (!look) return missing()
        const { search, ...asked } = askedOf(visit.request.url, look)
        const passing = `${factsOfWords(wordsToday(visit, look.family))} ${factsOfOff(visit, look)}`
        const facts = `${search} ${factsOf(look, visit.now)} ${passing}`
        return showUnlessSame(visit, facts, () => shapes(visit, () => roundScreen(visit, look, asked)))
      },
      { parent: true },
    )
    .post(
      "/:school/gesprekken/:round/kies",
      async ({ visit, params, body }) => {
        const wish = {
          round: idOf<RoundId>(params.round),
          pupil: (body.pupil ?? 0) as PupilId,
          ...body.slot,
        }
        const outcome = await bookSlot(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return missing()
        const screen = shapes(visit, () => {
          const look = lookAtRound(visit.db, visit.visitor, wish.round)
          if (!look) return missing()
          return outcome.ok
            ? roundScreen(visit, look, { told: { kind: "booked", booking: outcome.value } })
            : refusedScreen(visit, look, wish, outcome.refusal)
        })
        return outcome.ok
          ? done(visit, screen, visit.to.chosen(wish.round, outcome.value))
          : show(visit, screen, 409)
      },
      { parent: true, body: form({ pupil: whole, slot: shownTime }) },
    )

/** The page and its part, from the same screen. */
export const shapes = (visit: Visit, screen: () => RoundScreen): Required<Screen> => ({
  page: () => <RoundPage frame={visit.frame} screen={screen()} />,
  fragment: () => <RoundTalks frame={visit.frame} screen={screen()} />,
})

/** Everything that the page shows, in words. */
function factsOf(look: Look, now: Temporal.Instant): string {
  const { phase, isOffering, changeable, isAhead } = momentOfRound(look, now)
  const { family, versions } = look
  return `${phase} ${isOffering} ${isAhead} ${[...changeable].join()} ${minuteOf(family, now)} ${versions.join()} ${family.stamp}`
}

/** Which talks are off, and which of them may still come back. */
const factsOfOff = (visit: Visit<Parent>, { family }: Look) =>
  offIn(visit, family.round.id)
    .map(({ booking, finalAt }) => `${booking}${finalAt ? "?" : ""}`)
    .join()

/** What the address asks for besides the round: whose times to open, or word of what was just done. */
function askedOf(url: string, { family }: Look): { search: string; told: Told | null; met: string | null } {
  const from = url.indexOf("?")
  if (from < 0) return { search: "", told: null, met: null }
  const search = new URLSearchParams(url.slice(from))
  const booking = idOf<BookingId>(search.get("gekozen") ?? undefined)
  const isTheirs = family.talks.some((talk) => talk.id === booking)
  const told: Told | null = isTheirs
    ? { kind: "booked", booking }
    : search.has("afgezegd")
      ? { kind: "cancelled" }
      : null
  return { search: search.toString(), told, met: search.get("met") }
}

/** The page with why it could not be, and the three free times that are nearest to the one that was wished. */
function refusedScreen(
  visit: Visit<Parent>,
  look: Look,
  wish: { round: RoundId; pupil: PupilId; slot: SlotId },
  refusal: BookingRefusal,
): RoundScreen {
  const wished = wishedSlot(visit.db, visit.visitor, wish.round, wish.slot)
  const teacher = wished?.teacher ?? null
  const screen = roundScreen(visit, look)
  const place = placesOf(look.family).find(
    (each) => each.child.pupil === wish.pupil && each.teacher.teacher === teacher,
  )
  const times = (place && screen.choices[place.at]?.times) ?? []
  const nearest = wished ? nearestTo(wished.at, times, 3) : []
  const told = {
    kind: "refused" as const,
    refusal,
    at: wished?.at ?? null,
    nearest,
    pupil: wish.pupil,
    teacher,
  }
  return { ...screen, told }
}
