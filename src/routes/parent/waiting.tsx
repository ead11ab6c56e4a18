import { Elysia } from "elysia"
import { lookAtRound } from "../../db/talks/talks.ts"
import { passOffer, stopWaiting, waitFor } from "../../db/talks/waiting.ts"
import type { PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import { accept } from "../../domain/result.ts"
import { form, idOf, oneOf, whole } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"
import { shapes } from "./choose-slot.tsx"
import { roundScreen } from "./round-screen.ts"

/** The waiting list of a teacher who is full: on it, off it, or letting a time go by. */
export const waiting = (parts: Parts) =>
  new Elysia().use(guards(parts)).post(
    "/:school/gesprekken/:round/wachtlijst",
    async ({ visit, params, body }) => {
      const { db, visitor, now } = visit
      const round = idOf<RoundId>(params.round)
      const wish = {
        round,
        pupil: (body.pupil ?? 0) as PupilId,
        teacher: (body.teacher ?? 0) as TeacherId,
      }
      if (!lookAtRound(db, visitor, round)) return missing()
      // Who left the list or let the time go by already is where they want to be.
      const outcome =
        body.do === "stop"
          ? accept(await stopWaiting(db, visitor, wish, now))
          : body.do === "pass"
            ? accept(await passOffer(db, visitor, wish, now))
            : await waitFor(db, visitor, wish, now, visit.sms)
      if (!outcome) return missing()
      const screen = shapes(visit, () => {
        const look = lookAtRound(db, visitor, round) ?? missing()
        return roundScreen(visit, look, {
          told: outcome.ok
            ? { kind: "said", pupil: wish.pupil, teacher: wish.teacher }
            : { kind: "not-waiting", refusal: outcome.refusal },
        })
      })
      return outcome.ok ? done(visit, screen, visit.to.child(round, wish.pupil)) : show(visit, screen, 409)
    },
    { parent: true, body: form({ pupil: whole, teacher: whole, do: oneOf("stop", "pass") }) },
  )
