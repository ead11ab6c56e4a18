import { Elysia } from "elysia"
import { eveningsOfRound } from "../../db/evenings/evening-teachers.ts"
import { closeHallScreen, hallScreenOf, openHallScreen } from "../../db/evenings/hall-screens.ts"
import { allowNotes } from "../../db/talks/talk-notes.ts"
import type { Office } from "../../domain/access/access.ts"
import type { RoundId } from "../../domain/ids.ts"
import { byName, sortName } from "../../domain/people/people.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import { RoundEveningPage, Teachers } from "../../views/staff/evening.tsx"
import { form, idOf, oneOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, missing, type Screen, show } from "../htmx.ts"

const isAllowed = form({ allowed: oneOf("yes", "no") })

/** The evening of a round for the office, and the screen in the hall. */
export const roundEvening = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round/avond",
      ({ visit, params }) => show(visit, screenOf(visit, idOf(params.round))),
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/avond/scherm",
      async ({ visit, params }) => {
        const round = idOf<RoundId>(params.round)
        const made = await openHallScreen(visit.db, visit.visitor, round, visit.now)
        return made ? go(visit, visit.to.roundEvening(round)) : missing()
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/avond/scherm/sluiten",
      async ({ visit, params }) => {
        const round = idOf<RoundId>(params.round)
        const closed = await closeHallScreen(visit.db, visit.visitor, round, visit.now)
        return closed ? go(visit, visit.to.roundEvening(round)) : missing()
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/avond/berichten",
      async ({ visit, params, body }) => {
        const wish = { round: idOf<RoundId>(params.round), allowed: body.allowed === "yes" }
        const changed = await allowNotes(visit.db, visit.visitor, wish, visit.now)
        return changed ? go(visit, visit.to.roundEvening(wish.round)) : missing()
      },
      { planner: true, body: isAllowed },
    )

function screenOf(visit: Visit<Office>, round: RoundId): Screen {
  const found = eveningsOfRound(visit.db, visit.visitor, round, visit.now)
  if (!found) return missing()
  const token = hallScreenOf(visit.db, visit.visitor, round)
  const screen = {
    ...found,
    round,
    teachers: found.teachers
      .toSorted((one, other) => byName(sortName(one.name), sortName(other.name)))
      .map((line) => ({ ...line, name: nameTogether(line.name, line.along) })),
    hall: token === null ? null : `${visit.origin}${visit.to.hall(token)}`,
  }
  return {
    page: () => <RoundEveningPage frame={visit.frame} screen={screen} />,
    fragment: () => <Teachers frame={visit.frame} screen={screen} />,
  }
}
