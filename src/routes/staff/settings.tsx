import { Elysia } from "elysia"
import { keepRoundDays } from "../../db/school/school-details.ts"
import { pupilsWithFactor, settingsOf } from "../../db/school/settings.ts"
import { colleagues } from "../../db/staff/staff.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { type Settings, SettingsPage } from "../../views/staff/settings.tsx"
import { oneOf } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { show } from "../htmx.ts"

/** Every setting of the school, with what it is now. */
export const settings = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/instellingen", ({ visit, query }) => page(visit, doneOf(query["gelukt"])), {
      administrator: true,
    })

function page(visit: Visit<Administrator>, done: Settings["done"]): Response {
  const { db, frame, visitor } = visit
  const { factor, factorDecision } = settingsOf(db)
  const screen: Settings = {
    factor: factorDecision ? factor : null,
    ...pupilsWithFactor(db),
    keepRoundDays: keepRoundDays(db),
    colleagues: colleagues(db, visitor),
    self: visitor.staff,
    done,
  }
  return show(visit, { page: () => <SettingsPage frame={frame} screen={screen} /> })
}

const doneOf = oneOf<NonNullable<Settings["done"]>>(
  "details-saved",
  "languages-saved",
  "keeping-saved",
  "invited",
  "invited-again",
  "removed",
  "factor-chosen",
  "factor-forgotten",
)
