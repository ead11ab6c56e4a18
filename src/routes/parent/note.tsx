import { Elysia } from "elysia"
import { writeNote } from "../../db/talks/talk-notes.ts"
import type { BookingId } from "../../domain/ids.ts"
import { exact, form, idOf } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { go } from "../htmx.ts"
import { showTalk } from "./booking.tsx"
import { offOrMissing } from "./called-off.tsx"

/** A few words from a parent to the teacher, with the talk. */
export const note = (parts: Parts) =>
  new Elysia().use(guards(parts)).post(
    "/:school/afspraak/:booking/bericht",
    async ({ visit, params, body }) => {
      const booking = idOf<BookingId>(params.booking)
      const outcome = await writeNote(visit.db, visit.visitor, { booking, typed: body.note }, visit.now)
      if (!outcome) return offOrMissing(visit, booking)
      if (outcome.ok) return go(visit, visit.to.noted(booking))
      return showTalk(visit, booking, null, { text: body.note, said: outcome.refusal })
    },
    // Exactly as typed: lines stay lines, and what is too long comes back whole.
    { parent: true, body: form({ note: exact }) },
  )
