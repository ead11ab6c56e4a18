import { Elysia } from "elysia"
import { findRound } from "../../db/rounds/round-setup.ts"
import { setOwnTimes, ownTimes as timesOf } from "../../db/talks/own-times.ts"
import type { Staff } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { readTime } from "../../domain/talks/shown-time.ts"
import { longerThan } from "../../domain/talks/slot.ts"
import { AgendaPage } from "../../views/teacher/agenda.tsx"
import { OwnTimes, OwnTimesPage, type OwnTimesScreen } from "../../views/teacher/own-times.tsx"
import { form, idOf, many } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, type Screen, show } from "../htmx.ts"

/** A teacher says when they cannot be there. */
export const ownTimes = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/mijn-gesprekken/:round/tijden",
      ({ visit, params, query }) => {
        if (!findRound(visit.db, idOf(params.round))) return missing()
        return visit.visitor.teacher === null
          ? show(visit, {
              page: () => (
                <AgendaPage
                  frame={visit.frame}
                  screen={{ rounds: null, clock: null, isToday: false, todos: [], lacking: [] }}
                />
              ),
            })
          : show(visit, screenOf(visit, idOf(params.round), "bewaard" in query ? "kept" : null))
      },
      { teacher: true },
    )
    .post(
      "/:school/team/mijn-gesprekken/:round/tijden",
      async ({ visit, params, body }) => {
        const round = idOf<RoundId>(params.round)
        const wish = { round, shown: body.shown.map(readTime), closed: body.closed.map(readTime) }
        const outcome = await setOwnTimes(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return missing()
        if (outcome.ok) return done(visit, screenOf(visit, round, "kept"), visit.to.ownTimesKept(round))
        const { refusal } = outcome
        const said = refusal.kind === "chosen-meanwhile" ? { chosen: refusal.at } : refusal.kind
        return show(visit, screenOf(visit, round, said), 409)
      },
      { teacher: true, body: form({ shown: many(1000, 20), closed: many(1000, 20) }) },
    )

function screenOf(
  { db, visitor, frame, now }: Visit<Staff>,
  round: RoundId,
  said: OwnTimesScreen["said"],
): Screen {
  const found = timesOf(db, visitor, round, now)
  if (!found) return missing()
  const { together } = found
  const times = found.times.map((time) => ({ ...time, minutes: longerThan(time, found.round) }))
  const isDraft = found.round.publishedAt === null
  const screen: OwnTimesScreen = { round, title: found.round.title, isDraft, together, times, said }
  return {
    page: () => <OwnTimesPage frame={frame} screen={screen} />,
    fragment: () => <OwnTimes frame={frame} screen={screen} />,
  }
}
