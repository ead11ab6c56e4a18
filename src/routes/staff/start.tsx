import { Elysia } from "elysia"
import { progressOf } from "../../db/progress.ts"
import type { Administrator } from "../../domain/access.ts"
import { firstSteps } from "../../domain/first-steps.ts"
import { StartPage } from "../../views/staff/start.tsx"
import { guards, type Parts, type Visit } from "../guards.ts"
import { show } from "../htmx.ts"

/** The administrator's first screen. */
export const start = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/start", ({ visit }) => page(visit), { administrator: true })

function page(visit: Visit<Administrator>): Response {
  const progress = progressOf(visit.db, visit.visitor, visit.now)
  const factorEmpty = progress.factor !== "none" && progress.pupils > 0 && progress.known === 0
  const steps = firstSteps({
    ...progress,
    factorEmpty,
    rounds: progress.rounds.length,
    invited: progress.rounds.some((round) => round.invitedAt !== null || round.invited > 0),
  })
  const screen = { ...progress, factor: progress.factorChosen ? progress.factor : null, steps, factorEmpty }
  return show(visit, { page: () => StartPage({ frame: visit.frame, screen }) })
}
