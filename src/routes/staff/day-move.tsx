import { Elysia } from "elysia"
import { lookAtDay, moveDay } from "../../db/upheavals/day-moves.ts"
import { unreachable } from "../../db/upheavals/upheaval-facts.ts"
import type { Office } from "../../domain/access/access.ts"
import { parseDate } from "../../domain/clock.ts"
import type { RoundId } from "../../domain/ids.ts"
import { DayMove, DayMovePage, type DayMoveScreen } from "../../views/staff/day-move.tsx"
import { form, idOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, type Screen, show } from "../htmx.ts"

type Wish = { round: RoundId; day: number; asked: string }

/** A day of a round goes to another date: looking what that comes to, and doing it. */
export const dayMove = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/dag/:day",
      ({ visit, params, query }) => {
        const asked = query["datum"] ?? ""
        return show(visit, moving(visit, { ...wishOf(params), asked }, "datum" in query ? "look" : null))
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/dag/:day",
      async ({ visit, params, body }) => {
        const wish = { ...wishOf(params), asked: body.datum }
        const to = parseDate(wish.asked)
        const outcome = await moveDay(visit.db, visit.visitor, { ...wish, to, seen: body.seen }, visit.now)
        if (!outcome) return missing()
        if (!outcome.ok) return show(visit, moving(visit, wish, outcome.refusal), 409)
        return go(visit, visit.to.timetable(wish.round, { day: to?.toString() ?? "", done: "veel" }))
      },
      { planner: true, body: form({ datum: text(10), seen: text(20) }) },
    )

const wishOf = (params: { round: string; day: string }) => ({
  round: idOf<RoundId>(params.round),
  day: idOf<number>(params.day),
})

/** The page: only the question, or with what the asked date comes to; `said` may be why it was not done. */
function moving(visit: Visit<Office>, wish: Wish, said: "look" | DayMoveScreen["refusal"]): Screen {
  const { db, visitor, now } = visit
  const to = parseDate(wish.asked)
  const ahead = lookAtDay(db, visitor, { ...wish, to }, now)
  if (!ahead) return missing()
  const households = [...new Set(ahead.talks.map(({ household }) => household))]
  const unheard = unreachable(db, visitor, households, visit.sms)
  const children = ahead.talks.filter(({ household }) => unheard.has(household)).map(({ child }) => child)
  const told = households.length - unheard.size
  const screen: DayMoveScreen = {
    round: ahead.round,
    day: ahead.day,
    asked: to?.toString() ?? wish.asked,
    outlook:
      said && to && !ahead.refusal
        ? {
            to,
            talks: ahead.talks.length,
            told,
            unreachable: [...new Set(children)],
            wait: ahead.wait,
            seen: ahead.seen,
          }
        : null,
    refusal: said === "look" ? ahead.refusal : said,
  }
  return {
    page: () => <DayMovePage frame={visit.frame} screen={screen} />,
    fragment: () => <DayMove frame={visit.frame} screen={screen} />,
  }
}
