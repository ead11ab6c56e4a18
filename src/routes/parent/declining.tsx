import { Elysia } from "elysia"
import { declineTalk } from "../../db/talks/declining.ts"
import { lookAtRound } from "../../db/talks/talks.ts"
import type { PupilId, RoundId } from "../../domain/ids.ts"
import { form, idOf, ticked, whole } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"
import { shapes } from "./choose-slot.tsx"
import { roundScreen } from "./round-screen.ts"

/** A family says that it needs no talk about a child, or does after all. */
export const declining = (parts: Parts) =>
  new Elysia().use(guards(parts)).post(
    "/:school/gesprekken/:round/geen",
    async ({ visit, params, body }) => {
      const round = idOf<RoundId>(params.round)
      const wish = { round, pupil: (body.pupil ?? 0) as PupilId, declined: body.declined }
      const outcome = await declineTalk(visit.db, visit.visitor, wish, visit.now)
      if (!outcome) return missing()
      const screen = shapes(visit, () => {
        const look = lookAtRound(visit.db, visit.visitor, round) ?? missing()
        return roundScreen(visit, look, {
          told: outcome.ok
            ? { kind: "said", pupil: wish.pupil, teacher: null }
            : { kind: "not-declined", refusal: outcome.refusal },
        })
      })
      return outcome.ok ? done(visit, screen, visit.to.child(round, wish.pupil)) : show(visit, screen, 409)
    },
    { parent: true, body: form({ pupil: whole, declined: ticked }) },
  )
