import { Elysia } from "elysia"
import {
  askToLeave,
  confirmLeaving,
  leavingNumbers,
  leavingOf,
  otherAdministrators,
  stay,
  whoAsked,
} from "../../db/backup/departures.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { canStay, type LeavingRefusal } from "../../domain/backup/leaving.ts"
import { LeavingPage, type LeavingScreen } from "../../views/staff/leaving.tsx"
import { form, oneOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

const saidOf = oneOf("asked", "confirmed", "stays")

/** The school leaves: one administrator asks, another confirms, and for a day everyone of them can stop it. */
export const leaving = (parts: Parts) => {
  const page = (
    visit: Visit<Administrator>,
    said: LeavingScreen["said"],
    refusal: LeavingRefusal | null,
  ): Response => {
    const { db, frame, visitor, now } = visit
    const known = leavingOf(parts.registry.control, db.school.id)
    const underway = canStay(known) ? known : null
    const screen: LeavingScreen = {
      leaving: underway,
      askedBy: underway && whoAsked(db, underway),
      numbers: leavingNumbers(db, now),
      others: otherAdministrators(db, visitor),
      mayConfirm: underway?.state === "asked" && underway.askedBy !== visitor.staff,
      said,
      refusal,
    }
    const status = refusal === null ? 200 : refusal.kind === "name-differs" ? 422 : 409
    return show(visit, { page: () => LeavingPage({ frame, screen }) }, status)
  }
  const to = (visit: Visit<Administrator>, said: NonNullable<LeavingScreen["said"]>) =>
    go(visit, `${visit.to.leaving()}?gelukt=${said}`)
  return new Elysia()
    .use(guards(parts))
    .get("/:school/team/stoppen", ({ visit, query }) => page(visit, saidOf(query["gelukt"]), null), {
      administrator: true,
    })
    .post(
      "/:school/team/stoppen",
      async ({ visit, body }) => {
        const outcome = await askToLeave(parts.registry, visit.db, visit.visitor, body.name, visit.now)
        return outcome.ok ? to(visit, "asked") : page(visit, null, outcome.refusal)
      },
      { provenAdministrator: true, body: form({ name: text(200) }) },
    )
    .post(
      "/:school/team/stoppen/bevestig",
      async ({ visit }) => {
        const outcome = await confirmLeaving(parts.registry, visit.db, visit.visitor, visit.now)
        return outcome.ok ? to(visit, "confirmed") : page(visit, null, outcome.refusal)
      },
      { provenAdministrator: true },
    )
    .post(
      "/:school/team/stoppen/blijven",
      async ({ visit }) => {
        const outcome = await stay(parts.registry, visit.db, visit.visitor, visit.now)
        return outcome.ok ? to(visit, "stays") : page(visit, null, outcome.refusal)
      },
      { administrator: true },
    )
}
