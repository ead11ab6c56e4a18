import { Elysia } from "elysia"
import { leavingOf } from "../../db/backup/departures.ts"
import { openWindowOf } from "../../db/privacy/operator-windows.ts"
import { progressOf } from "../../db/rounds/progress.ts"
import type { Office } from "../../domain/access/access.ts"
import { canStay } from "../../domain/backup/leaving.ts"
import { firstSteps } from "../../domain/school/first-steps.ts"
import { StartPage } from "../../views/staff/start.tsx"
import { guards, type Parts, type Visit } from "../guards.ts"
import { show } from "../htmx.ts"

/** The first screen of who prepares the talks. */
export const start = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/start", ({ visit }) => page(parts, visit), { planner: true })

function page({ registry }: Parts, visit: Visit<Office>): Response {
  const progress = progressOf(visit.db, visit.visitor, visit.now)
  const factorEmpty = progress.factor !== "none" && progress.pupils > 0 && progress.known === 0
  const steps = firstSteps({
    ...progress,
    factorEmpty,
    decides: visit.visitor.role === "administrator",
    rounds: progress.rounds.length,
    invited: progress.rounds.some((round) => round.invitedAt !== null || round.invited > 0),
  })
  const window = visit.visitor.role === "administrator" ? openWindowOf(visit.db, visit.now) : null
  const known =
    visit.visitor.role === "administrator" ? leavingOf(registry.control, visit.db.school.id) : null
  const screen = {
    ...progress,
    window,
    leaving: canStay(known) ? known : null,
    factor: progress.factorChosen ? progress.factor : null,
    steps,
    factorEmpty,
  }
  return show(visit, { page: () => StartPage({ frame: visit.frame, screen }) })
}
