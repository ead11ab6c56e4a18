import { Elysia } from "elysia"
import { keptOf } from "../../db/rounds/round-erasing.ts"
import { overviewOf } from "../../db/rounds/round-overview.ts"
import { publishRound } from "../../db/rounds/round-slots.ts"
import { discardRound } from "../../db/rounds/rounds.ts"
import type { Office } from "../../domain/access/access.ts"
import { dayIn } from "../../domain/evenings/evening.ts"
import type { RoundId } from "../../domain/ids.ts"
import { byName, sortName } from "../../domain/people/people.ts"
import { phase } from "../../domain/rounds/round.ts"
import { nextWay } from "../../domain/rounds/round-overview.ts"
import { nameTogether } from "../../domain/talks/pair.ts"
import { RoundOverview, RoundPage } from "../../views/staff/round.tsx"
import { RoundRoom, RoundRoomPage } from "../../views/staff/round-room.tsx"
import type { RoundScreen } from "../../views/staff/round-screen.ts"
import { idOf, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, go, missing, type Screen, show } from "../htmx.ts"
import { upheavalsSeen } from "./upheaval-undo.ts"

/** One round: how it stands, publishing it, throwing a draft away. */
export const round = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/rondes/:round",
      ({ visit, params, query }) => show(visit, overview(visit, idOf(params.round), justDone(query))),
      {
        planner: true,
      },
    )
    .get(
      "/:school/team/rondes/:round/ruimte",
      ({ visit, params }) => {
        const screen = screenOf(visit, idOf(params.round), null)
        return show(visit, {
          page: () => <RoundRoomPage frame={visit.frame} screen={screen} />,
          fragment: () => <RoundRoom frame={visit.frame} screen={screen} />,
        })
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/openen",
      async ({ visit, params }) => {
        const id = idOf<RoundId>(params.round)
        const outcome = await publishRound(visit.db, visit.visitor, id, visit.now)
        if (!outcome) return missing()
        if (outcome.ok)
          return done(visit, overview(visit, id, { kind: "published" }), visit.to.publishedRound(id))
        return show(visit, overview(visit, id, { kind: "no-publishing", refusal: outcome.refusal }), 409)
      },
      { planner: true },
    )
    .post(
      "/:school/team/rondes/:round/weg",
      async ({ visit, params }) => {
        const id = idOf<RoundId>(params.round)
        const outcome = await discardRound(visit.db, visit.visitor, id, visit.now)
        if (!outcome) return missing()
        return outcome.ok
          ? go(visit, visit.to.rounds())
          : show(visit, overview(visit, id, { kind: "no-discarding" }), 409)
      },
      { planner: true },
    )

/** What the address says was just done: without JavaScript the answer to a button is this page. */
function justDone(query: Record<string, string>): RoundScreen["said"] {
  if ("gepubliceerd" in query) return { kind: "published" }
  const mailed = whole(query["gemaild"])
  return mailed === null ? null : { kind: "sent", mailed }
}

/** The overview of a round, with what was just done. Missing when there is no such round. */
export function overview(visit: Visit<Office>, id: RoundId, said: RoundScreen["said"] = null): Screen {
  const screen = screenOf(visit, id, said)
  return {
    page: () => RoundPage({ frame: visit.frame, screen }),
    fragment: () => RoundOverview({ frame: visit.frame, screen }),
  }
}

function screenOf(visit: Visit<Office>, id: RoundId, said: RoundScreen["said"]): RoundScreen {
  const found = overviewOf(visit.db, visit.visitor, id)
  if (!found) return missing()
  const now = phase(found.round, visit.now)
  return {
    ...found,
    said,
    next: nextWay(now, {
      isToday: found.days.some(({ date }) => date.equals(dayIn(visit.now))),
      waiting: found.teachers.reduce((sum, each) => sum + each.waiting, 0),
    }),
    upheavals: upheavalsSeen(visit, id),
    kept: keptOf(visit.db, visit.visitor, id),
    phase: now,
    groups: found.groups.toSorted(byName),
    groupsWithoutTeacher: found.groupsWithoutTeacher.toSorted(byName),
    teachers: found.teachers
      .toSorted((one, other) => byName(sortName(one.name), sortName(other.name)))
      .map((teacher) => ({ ...teacher, name: nameTogether(teacher.name, teacher.along) })),
  }
}
