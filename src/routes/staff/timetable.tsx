import { Elysia } from "elysia"
import {
  type Arranged,
  blockSlot,
  bookFor,
  cancelFor,
  moveFor,
  swapFor,
} from "../../db/talks/arranged-talks.ts"
import { lastDoneWith } from "../../db/upheavals/upheaval-of-one.ts"
import type { Office } from "../../domain/access/access.ts"
import type { BookingId, RoundId, SlotId, UpheavalId } from "../../domain/ids.ts"
import { Timetable, TimetablePage } from "../../views/staff/timetable.tsx"
import { type Done, dones, type TimetableScreen } from "../../views/staff/timetable-screen.ts"
import { form, idOf, shownTalk, shownTime, text, ticked, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"
import { childIn, type Hand, timetableScreen, type Where } from "./timetable-screen.ts"
import { upheavalSaid } from "./upheaval-undo.ts"

const place = { dag: text(10), pagina: whole }

/** All teachers side by side, and everything that the office does with a talk for a family. */
export const timetable = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/rooster",
      ({ visit, params, query }) => {
        const where = { dag: query["dag"] ?? "", pagina: idOf<number>(query["pagina"]) }
        const wish = {
          slot: idOf<SlotId>(query["tijd"]),
          talk: idOf<BookingId>(query["gesprek"]),
          move: idOf<BookingId>(query["verzet"]),
        }
        const told = toldOf(query["gedaan"])
        const said = upheavalSaid(query["gedaan"])
        const act = idOf<UpheavalId>(query["stap"])
        const back = idOf<SlotId>(query["terug"])
        const looking = { wish, told, said, act, child: query["kind"] ?? "", back }
        return show(visit, shapesOf(visit, timetableScreen(visit, idOf(params.round), where, looking)))
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/rooster/plannen",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const wish = { round, ...childIn(body.who), ...body.slot }
        const outcome = await bookFor(visit.db, visit.visitor, wish, visit.now)
        return pressed(visit, round, body, "booked", outcome, { child: body.who })
      },
      { planner: true, body: form({ ...place, who: text(30), slot: shownTime }) },
    )
    .post(
      "/:school/team/rondes/:round/rooster/verzetten",
      async ({ visit, params, body }) => {
        const { db, visitor, now } = visit
        const round = idOf<RoundId>(params.round)
        const { booking: talk, other, slot: to } = body
        const hand = { wish: { move: talk.booking } }
        if (other.booking === 0) {
          const outcome = await moveFor(db, visitor, { round, talk, to }, now)
          return pressed(visit, round, body, "moved", outcome, hand)
        }
        const outcome = await swapFor(db, visitor, { round, one: talk, other }, now)
        return pressed(visit, round, body, "swapped", outcome, hand)
      },
      { planner: true, body: form({ ...place, booking: shownTalk, slot: shownTime, other: shownTalk }) },
    )
    .post(
      "/:school/team/rondes/:round/rooster/afzeggen",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const { booking: talk } = body
        const outcome = await cancelFor(visit.db, visit.visitor, { round, talk }, visit.now)
        return pressed(visit, round, body, "cancelled", outcome, { wish: { talk: talk.booking } })
      },
      { planner: true, body: form({ ...place, booking: shownTalk }) },
    )
    .post(
      "/:school/team/rondes/:round/rooster/sluiten",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const wish = { round, ...body.slot, blocked: body.blocked }
        const outcome = await blockSlot(visit.db, visit.visitor, wish, visit.now)
        return pressed(visit, round, body, body.blocked ? "closed" : "opened", outcome)
      },
      { planner: true, body: form({ ...place, slot: shownTime, blocked: ticked }) },
    )

/** What the address says was just done: without JavaScript the answer to a button is this page. */
const toldOf = (word: string | undefined): TimetableScreen["told"] => {
  const kind = dones.find((each) => each === word)
  return kind ? { kind } : null
}

const shapesOf = ({ frame }: Visit<Office>, screen: TimetableScreen) => ({
  page: () => <TimetablePage frame={frame} screen={screen} />,
  fragment: () => <Timetable frame={frame} screen={screen} />,
})

/** After a press: what was done, or why not, with what was in hand still in hand. */
function pressed(
  visit: Visit<Office>,
  round: RoundId,
  where: Where,
  kind: Done,
  outcome: Arranged<unknown>,
  hand: Hand = {},
): Response {
  if (!outcome) return missing()
  if (!outcome.ok) {
    const told = { kind: "refused", why: outcome.refusal.why } as const
    return show(visit, shapesOf(visit, timetableScreen(visit, round, where, { ...hand, told })), 409)
  }
  const talk = hand.wish?.move || hand.wish?.talk
  const act = talk ? lastDoneWith(visit.db, visit.visitor, round, talk) : null
  // What can be taken back says so itself.
  const screen = timetableScreen(visit, round, where, { act, told: act ? null : { kind } })
  const here = { day: screen.day.toString(), page: screen.page, ...(act ? { act } : { done: kind }) }
  return done(visit, shapesOf(visit, screen), visit.to.timetable(round, here))
}
