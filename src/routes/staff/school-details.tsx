import { Elysia } from "elysia"
import { changeDetails, detailsOf } from "../../db/school/school-details.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { differing } from "../../domain/meanwhile.ts"
import { detailFields, readDetails, type SchoolDetails } from "../../domain/school/school-details.ts"
import { DetailsPage, type DetailsScreen } from "../../views/staff/school-details.tsx"
import { form, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

const fields = {
  name: text(100),
  address: text(100),
  postcode: text(12),
  city: text(80),
  contactPerson: text(100),
  phone: text(40),
  email: text(254),
  seen: whole,
}

/** What the school says about itself. */
export const schoolDetails = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/instellingen/school", ({ visit }) => page(visit), { administrator: true })
    .post(
      "/:school/team/instellingen/school",
      async ({ visit, body: { seen, ...written } }) => {
        const wish = { seen, written }
        const outcome = await changeDetails(parts.registry, visit.db, visit.visitor, wish, visit.now)
        if (outcome.ok) return go(visit, `${visit.to.settings()}?gelukt=details-saved`)
        const { refusal } = outcome
        if (refusal.kind === "changed-meanwhile") return page(visit, { written, changed: true }, 409)
        return page(visit, { written, refusal }, 422)
      },
      { administrator: true, body: form(fields) },
    )

type News = { written: SchoolDetails; refusal?: DetailsScreen["refusal"]; changed?: boolean }

function page(visit: Visit<Administrator>, news: News | null = null, status = 200): Response {
  const { version, ...now } = detailsOf(visit.db, visit.visitor)
  const written = news?.written ?? now
  const screen: DetailsScreen = {
    written,
    version,
    refusal: news?.refusal ?? null,
    changed: news?.changed ? changes(now, written) : null,
  }
  return show(visit, { page: () => <DetailsPage frame={visit.frame} screen={screen} /> }, status)
}

/** What was typed is compared as it would be kept: a blank more or less is no difference. */
function changes(now: SchoolDetails, written: SchoolDetails): DetailsScreen["changed"] {
  const read = readDetails(written)
  const differs = new Set(differing(now, read.ok ? read.value : written))
  return detailFields.filter((field) => differs.has(field)).map((field) => ({ field, now: now[field] }))
}
