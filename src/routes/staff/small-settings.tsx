import { Elysia } from "elysia"
import { leaveOutLanguages } from "../../db/school/looks.ts"
import { chooseKeeping, keepRoundDays } from "../../db/school/school-details.ts"
import { seenOf } from "../../db/school/seen-settings.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { KeepingPage, type KeepingScreen, LanguagesPage } from "../../views/staff/small-settings.tsx"
import { languages } from "../../views/words/languages.ts"
import { form, many, seen, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** Settings of one question each: languages for parents, and how long rounds are kept. */
export const smallSettings = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/instellingen/talen", ({ visit }) => offering(visit, visit.frame.look.leftOut), {
      administrator: true,
    })
    .post(
      "/:school/team/instellingen/talen",
      async ({ visit, body }) => {
        const leftOut = Object.keys(languages).filter(
          (each) => each !== "nl" && !body.language.includes(each),
        )
        const wish = { leftOut, seen: body.seen }
        const outcome = await leaveOutLanguages(visit.db, visit.visitor, wish, visit.now)
        if (!outcome.ok) return offering(visit, leftOut, true)
        return go(visit, `${visit.to.settings()}?gelukt=languages-saved`)
      },
      { administrator: true, body: form({ language: many(20, 8), seen }) },
    )
    .get(
      "/:school/team/instellingen/bewaren",
      ({ visit }) => keeping(visit, { days: String(keepRoundDays(visit.db)), refusal: null, changed: false }),
      { administrator: true },
    )
    .post(
      "/:school/team/instellingen/bewaren",
      async ({ visit, body: { days, agreed, seen } }) => {
        const wish = { days: whole(days), agreed, seen }
        const outcome = await chooseKeeping(visit.db, visit.visitor, wish, visit.now)
        if (!outcome.ok) {
          const { refusal } = outcome
          if (refusal.kind === "changed-meanwhile")
            return keeping(visit, { days, refusal: null, changed: true })
          return keeping(visit, { days, refusal, changed: false })
        }
        return go(visit, `${visit.to.settings()}?gelukt=keeping-saved`)
      },
      // A shorter term erases.
      { provenAdministrator: true, body: form({ days: text(12), agreed: whole, seen }) },
    )

function offering(visit: Visit<Administrator>, leftOut: readonly string[], changed = false): Response {
  const screen = { leftOut, seen: seenOf(visit.db, "languages"), changed }
  return show(
    visit,
    { page: () => <LanguagesPage frame={visit.frame} screen={screen} /> },
    changed ? 409 : 200,
  )
}

function keeping(visit: Visit<Administrator>, said: Omit<KeepingScreen, "seen" | "now">): Response {
  const screen = { ...said, seen: seenOf(visit.db, "keeping"), now: keepRoundDays(visit.db) }
  const isRefused = said.refusal !== null && said.refusal.kind !== "erases"
  return show(
    visit,
    { page: () => <KeepingPage frame={visit.frame} screen={screen} /> },
    isRefused ? 422 : said.changed || said.refusal !== null ? 409 : 200,
  )
}
