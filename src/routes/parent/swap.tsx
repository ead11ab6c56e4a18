import { Elysia } from "elysia"
import { answerSwap, type SwapAnswer, withdrawQuestion } from "../../db/talks/swap-questions.ts"
import { alsoTimes, sayAlsoTimes } from "../../db/talks/swap-times.ts"
import { askSwap } from "../../db/talks/swaps.ts"
import type { Parent } from "../../domain/access/access.ts"
import type { BookingId } from "../../domain/ids.ts"
import { readTime } from "../../domain/talks/shown-time.ts"
import type { SwapRefusal } from "../../domain/talks/swap.ts"
import { AlsoPage } from "../../views/parent/swap.tsx"
import { form, idOf, many, oneOf, shownTime } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { showMove, showTalk, talkScreen } from "./booking.tsx"
import { offOrMissing } from "./called-off.tsx"

/** When else a talk can be, and changing places with another family. */
export const swap = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/afspraak/:booking/ook", ({ visit, params }) => showAlso(visit, idOf(params.booking)), {
      parent: true,
    })
    .post(
      "/:school/afspraak/:booking/ook",
      async ({ visit, params, body }) => {
        const booking = idOf<BookingId>(params.booking)
        const wish = { booking, times: body.slot.map(readTime) }
        const outcome = await sayAlsoTimes(visit.db, visit.visitor, wish, visit.now, visit.sms)
        if (!outcome) return offOrMissing(visit, booking)
        return outcome.ok ? go(visit, visit.to.alsoSaid(booking)) : showAlso(visit, booking, outcome.refusal)
      },
      { parent: true, body: form({ slot: many(500, 20) }) },
    )
    .post(
      "/:school/afspraak/:booking/ruilen",
      async ({ visit, params, body }) => {
        const booking = idOf<BookingId>(params.booking)
        if (body.do === "withdraw") return withdraw(visit, booking)
        if (body.do === "yes" || body.do === "no")
          return answer(visit, { booking, ...body.slot, yes: body.do === "yes" })
        const outcome = await askSwap(
          visit.db,
          visit.visitor,
          { booking, ...body.slot },
          visit.now,
          visit.sms,
        )
        if (!outcome) return offOrMissing(visit, booking)
        if (!outcome.ok) return showMove(visit, booking, undefined, outcome.refusal)
        return go(visit, outcome.value === "swapped" ? visit.to.moved(booking) : visit.to.booking(booking))
      },
      { parent: true, body: form({ slot: shownTime, do: oneOf("withdraw", "yes", "no") }) },
    )

function showAlso(visit: Visit<Parent>, booking: BookingId, refusal: SwapRefusal | null = null): Response {
  const { screen } = talkScreen(visit, booking)
  const times = alsoTimes(visit.db, visit.visitor, booking, visit.now) ?? []
  const why = refusal ?? (screen.round.swaps ? null : ({ kind: "no-swaps" } as const))
  const shown = { talk: screen.talk, who: screen.who, times, refusal: why }
  return show(visit, { page: () => <AlsoPage frame={visit.frame} screen={shown} /> }, refusal ? 409 : 200)
}

/** Who took it back already, or was answered meanwhile, sees how it is now. */
async function withdraw(visit: Visit<Parent>, booking: BookingId): Promise<Response> {
  talkScreen(visit, booking)
  await withdrawQuestion(visit.db, visit.visitor, { booking }, visit.now)
  return go(visit, visit.to.notSwapped(booking))
}

async function answer(visit: Visit<Parent>, said: SwapAnswer): Promise<Response> {
  const { booking, yes } = said
  const outcome = await answerSwap(visit.db, visit.visitor, said, visit.now)
  if (!outcome) return offOrMissing(visit, booking)
  if (!outcome.ok) return showTalk(visit, booking, null, {}, outcome.refusal)
  return go(visit, yes ? visit.to.moved(booking) : visit.to.notSwapped(booking))
}
