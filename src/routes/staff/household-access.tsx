import { Elysia } from "elysia"
import { blockHousehold, makeOfficeCode, renewCode } from "../../db/households/household-access.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { form, idOf, oneOf } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"
import { answer, screenOf } from "./household-answer.tsx"

/** How one household gets in, or does not. */
export const householdAccess = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .post(
      "/:school/team/gezinnen/:household/code",
      async ({ visit, params }) => {
        const here = idOf<HouseholdId>(params.household)
        const outcome = await makeOfficeCode(visit.db, visit.visitor, here, visit.now)
        if (!outcome?.ok) return answer(visit, here, outcome, { said: "guardian", seen: "" })
        // No redirect: the code is in this answer and nowhere else.
        return show(visit, screenOf(visit, here, { code: outcome.value }))
      },
      { planner: true },
    )
    .post(
      "/:school/team/gezinnen/:household/vernieuwen",
      async ({ visit, params }) => {
        const here = idOf<HouseholdId>(params.household)
        return answer(visit, here, await renewCode(visit.db, visit.visitor, here, visit.now), {
          said: "renewed",
          seen: "",
        })
      },
      { planner: true },
    )
    .post(
      "/:school/team/gezinnen/:household/toegang",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const blocked = body.blocked !== "no"
        const outcome = await blockHousehold(visit.db, visit.visitor, { household: here, blocked }, visit.now)
        return answer(visit, here, outcome, { said: blocked ? "blocked" : "unblocked", seen: "" })
      },
      { planner: true, body: form({ blocked: oneOf("yes", "no") }) },
    )
