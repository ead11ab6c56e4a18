import { Elysia } from "elysia"
import { leaveOutLanguages } from "../../db/looks.ts"
import { chooseKeeping, keepRoundDays } from "../../db/school-details.ts"
import type { Administrator } from "../../domain/access.ts"
import { KeepingPage, type KeepingScreen, LanguagesPage } from "../../views/staff/small-settings.tsx"
import { languages } from "../../views/words/languages.ts"
import { form, many, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** Settings of one question each: languages for parents, and how long rounds are kept. */
export const smallSettings = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/instellingen/talen",
      ({ visit }) => show(visit, { page: () => <LanguagesPage frame={visit.frame} /> }),
      { administrator: true },
    )
    .post(
      "/:school/team/instellingen/talen",
      async ({ visit, body }) => {
        const leftOut = Object.keys(languages).filter(
          (each) => each !== "nl" && !body.language.includes(each),
        )
        await leaveOutLanguages(visit.db, visit.visitor, leftOut, visit.now)
        return go(visit, `${visit.to.settings()}?gelukt=languages-saved`)
      },
      { administrator: true, body: form({ language: many(20, 8) }) },
    )
    .get(
      "/:school/team/instellingen/bewaren",
      ({ visit }) => keeping(visit, { days: String(keepRoundDays(visit.db)), refusal: null }),
      { administrator: true },
    )
    .post(
      "/:school/team/instellingen/bewaren",
      async ({ visit, body: { days, agreed } }) => {
        const wish = { days: whole(days), agreed }
        const outcome = await chooseKeeping(visit.db, visit.visitor, wish, visit.now)
        if (!outcome.ok) return keeping(visit, { days, refusal: outcome.refusal })
        return go(visit, `${visit.to.settings()}?gelukt=keeping-saved`)
      },
      // A shorter term erases.
      { provenAdministrator: true, body: form({ days: text(12), agreed: whole }) },
    )

const keeping = (visit: Visit<Administrator>, screen: KeepingScreen) =>
  show(
    visit,
    { page: () => <KeepingPage frame={visit.frame} screen={screen} /> },
    screen.refusal === null ? 200 : screen.refusal.kind === "erases" ? 409 : 422,
  )
