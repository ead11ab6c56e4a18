import { Elysia } from "elysia"
import { seenOf } from "../../db/school/seen-settings.ts"
import { chooseFactor, pupilsWithFactor, settingsOf } from "../../db/school/settings.ts"
import { colleagues } from "../../db/staff/staff.ts"
import type { Administrator } from "../../domain/access/access.ts"
import { isStale } from "../../domain/meanwhile.ts"
import { type ChooseFactorRefusal, signInFactors } from "../../domain/school/school.ts"
import { BsnPage, type FactorScreen, SignInFactorPage } from "../../views/staff/sign-in-factor.tsx"
import { form, oneOf, seen, ticked } from "../form.ts"
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
        if (body.factor === null) return page(visit, { empty: true })
        if (body.factor !== "bsn4")
          return choose(visit, { factor: body.factor, officerAgrees: false, seen: body.seen })
        // The next step sees what stands there then: what was seen here is asked about here.
        if (isStale(body.seen, seenOf(visit.db, "factor"))) return page(visit, { changed: body.factor })
        const on = settingsOf(visit.db).factor === "bsn4"
        return go(visit, on ? visit.to.settings() : visit.to.signInBsn())
      },
      {
        provenAdministrator: true,
        body: form({ factor: oneOf(...signInFactors), seen }),
      },
    )
    .get("/:school/team/instellingen/inloggen/bsn", ({ visit }) => bsn(visit, null), { administrator: true })
    .post(
      "/:school/team/instellingen/inloggen/bsn",
      ({ visit, body }) => choose(visit, { factor: "bsn4", officerAgrees: body.agree, seen: body.seen }),
      {
        provenAdministrator: true,
        body: form({ agree: ticked, seen }),
      },
    )

async function choose(visit: Visit<Administrator>, wish: Parameters<typeof chooseFactor>[2]) {
  const outcome = await chooseFactor(visit.db, visit.visitor, wish, visit.now)
  if (!outcome.ok) {
    const { refusal } = outcome
    return refusal.kind === "changed-meanwhile" ? page(visit, { changed: wish.factor }) : bsn(visit, refusal)
  }
  const news = wish.factor !== "none" && outcome.value.changed ? "factor-forgotten" : "factor-chosen"
  return go(visit, `${visit.to.settings()}?gelukt=${news}`)
}

/** `empty`: nothing was chosen. `changed`: this was, over a choice of somebody else. */
type News = { empty?: boolean; changed?: FactorScreen["factor"] }

function page(visit: Visit<Administrator>, { empty = false, changed }: News = {}): Response {
  const { factor, factorDecision } = settingsOf(visit.db)
  const by = colleagues(visit.db, visit.visitor).find((each) => each.id === factorDecision?.by)
  const decided = factorDecision && { name: by?.name ?? null, at: factorDecision.at }
  const sight = { seen: seenOf(visit.db, "factor"), changed: changed !== undefined }
  const known = pupilsWithFactor(visit.db)
  const screen: FactorScreen = { factor, chosen: changed ?? factor, ...sight, ...known, decided, empty }
  const status = changed ? 409 : empty ? 422 : 200
  return show(visit, { page: () => SignInFactorPage({ frame: visit.frame, screen }) }, status)
}

const bsn = (visit: Visit<Administrator>, refusal: ChooseFactorRefusal | null) =>
  show(
    visit,
    { page: () => BsnPage({ frame: visit.frame, screen: { seen: seenOf(visit.db, "factor"), refusal } }) },
    refusal ? 409 : 200,
  )
