import { Elysia } from "elysia"
import { boardOf, timesOn } from "../../db/talks/boards.ts"
import { lookAtRound } from "../../db/talks/talks.ts"
import { freeFor } from "../../domain/talks/family-round.ts"
import { writeTime } from "../../domain/talks/shown-time.ts"
import { takesOf } from "../../domain/talks/slot.ts"
import { liveMark, ownMark } from "../../views/parent/live.tsx"
import { placesOf } from "../../views/parent/round-screen.ts"
import { idOf } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { missing } from "../htmx.ts"
import { sameOr } from "../unchanged.ts"
import { minuteOf } from "./round-screen.ts"

/** Which times this family can still choose or move to, as numbers, and how its own talks stand: asked every moment by each page that is open, so no page is drawn for it. */
export const live = (parts: Parts) =>
  new Elysia().use(guards(parts)).get(
    "/:school/gesprekken/:round/vrij",
    ({ visit, params }) => {
      const look = lookAtRound(visit.db, visit.visitor, idOf(params.round))
      if (!look) return missing()
      const { family, versions } = look
      return sameOr(visit, `${family.stamp} ${versions.join()} ${minuteOf(family, visit.now)}`, (headers) => {
        const free = placesOf(family).flatMap(({ at, teacher }) => {
          const board = boardOf(visit.db, family.round.id, teacher.teacher, versions[at] ?? 0)
          // A talk that stands may move: as long as it is, and whatever else the family has then.
          const { talk } = teacher
          const takes = talk ? takesOf(talk, family.round) : teacher.takes
          const others = talk ? family.talks.filter(({ id }) => id !== talk.id) : family.talks
          const { times } = freeFor(timesOn(board, takes, family.round), others, visit.now)
          return times.map(({ id, startsAt }) => liveMark(writeTime(id, startsAt), takes))
        })
        return new Response([...new Set(free)].join(" "), {
          headers: { "Content-Type": "text/plain; charset=utf-8", "X-Own": ownMark(family), ...headers },
        })
      })
    },
    { parent: true },
  )
