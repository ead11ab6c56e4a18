import { Elysia } from "elysia"
import { choosePlace } from "../../db/online/talk-places.ts"
import { jitsiHostOf, linkForParent } from "../../db/online/video-links.ts"
import { talkOf } from "../../db/talks/talks.ts"
import type { BookingId } from "../../domain/ids.ts"
import { isMeetingLink } from "../../domain/online/pasted-link.ts"
import { NotNowPage } from "../../views/parent/talk-online.tsx"
import { form, idOf, text } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { showTalk } from "./booking.tsx"
import { offOrMissing } from "./called-off.tsx"

/** Where a talk is held, and the way in to one that is held online. */
export const talkPlace = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .post(
      "/:school/afspraak/:booking/plek",
      async ({ visit, params, body }) => {
        const booking = idOf<BookingId>(params.booking)
        const wish = { booking, place: body.place }
        const outcome = await choosePlace(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return offOrMissing(visit, booking)
        return outcome.ok
          ? go(visit, visit.to.placed(booking, outcome.value))
          : showTalk(visit, booking, outcome.refusal.kind)
      },
      { parent: true, body: form({ place: text(10) }) },
    )
    .get(
      "/:school/afspraak/:booking/online",
      async ({ visit, params }) => {
        const id = idOf<BookingId>(params.booking)
        const { db, visitor, now } = visit
        const outcome = await linkForParent(db, visitor, id, now)
        const found = talkOf(db, visitor, id)
        if (!outcome || !found) return offOrMissing(visit, id)
        if (outcome.ok && isMeetingLink(outcome.value, jitsiHostOf(db))) return leadTo(outcome.value)
        const refusal = outcome.ok ? ({ kind: "no-link-yet" } as const) : outcome.refusal
        return show(
          visit,
          { page: () => <NotNowPage frame={visit.frame} talk={found.talk} refusal={refusal} /> },
          409,
        )
      },
      { parent: true },
    )

/** Leads to the room; nobody keeps this answer, and the room does not hear where its guest comes from. */
const leadTo = (link: string) =>
  new Response(null, {
    status: 303,
    headers: { Location: link, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" },
  })
