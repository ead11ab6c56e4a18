import { Elysia } from "elysia"
import { chooseFactor, pupilsWithFactor, settingsOf } from "../../db/settings.ts"
import { colleagues } from "../../db/staff.ts"
import type { Administrator } from "../../domain/access.ts"
import type { ChooseFactorRefusal } from "../../domain/school.ts"
import { BsnPage, type FactorScreen, SignInFactorPage } from "../../views/staff/sign-in-factor.tsx"
import { form, oneOf, ticked } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { go, show } from "../htmx.ts"

/** What parents type next to the names of their child. The BSN has a step of its own. */
export const signInFactor = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get("/:school/team/instellingen/inloggen", ({ visit }) => page(visit), { administrator: true })
    .post(
      "/:school/team/instellingen/inloggen",
      async ({ visit, body }) => {
        if (body.factor === null) return page(visit, true)
        if (body.factor !== "bsn4") return choose(visit, body.factor, false)
        const on = settingsOf(visit.db).factor === "bsn4"
        return go(visit, on ? visit.to.settings() : visit.to.signInBsn())
      },
      {
        provenAdministrator: true,
        body: form({ factor: oneOf("none", "birth-date", "pupil-number", "postcode", "bsn4") }),
      },
    )
    .get("/:school/team/instellingen/inloggen/bsn", ({ visit }) => bsn(visit, null), { administrator: true })
    .post("/:school/team/instellingen/inloggen/bsn", ({ visit, body }) => choose(visit, "bsn4", body.agree), {
      provenAdministrator: true,
      body: form({ agree: ticked }),
    })

async function choose(visit: Visit<Administrator>, factor: FactorScreen["factor"], officerAgrees: boolean) {
  const outcome = await chooseFactor(visit.db, visit.visitor, { factor, officerAgrees }, visit.now)
  if (!outcome.ok) return bsn(visit, outcome.refusal)
  const news = factor !== "none" && outcome.value.changed ? "factor-forgotten" : "factor-chosen"
  return go(visit, `${visit.to.settings()}?gelukt=${news}`)
}

function page(visit: Visit<Administrator>, empty = false): Response {
  const { factor, factorDecision } = settingsOf(visit.db)
  const by = colleagues(visit.db, visit.visitor).find((each) => each.id === factorDecision?.by)
  const decided = factorDecision && { name: by?.name ?? null, at: factorDecision.at }
  const screen: FactorScreen = { factor, ...pupilsWithFactor(visit.db), decided, empty }
  return show(visit, { page: () => SignInFactorPage({ frame: visit.frame, screen }) }, empty ? 422 : 200)
}

const bsn = (visit: Visit<Administrator>, refusal: ChooseFactorRefusal | null) =>
  show(visit, { page: () => BsnPage({ frame: visit.frame, screen: { refusal } }) }, refusal ? 409 : 200)
