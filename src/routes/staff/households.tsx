import { Elysia } from "elysia"
import { settleDoubt } from "../../db/households/household-care.ts"
import { householdList, openDoubts } from "../../db/households/household-lists.ts"
import { changesIn } from "../../db/households/household-sight.ts"
import type { Office } from "../../domain/access/access.ts"
import type { DoubtId } from "../../domain/ids.ts"
import type { Said } from "../../views/staff/household-parts.tsx"
import { Households, HouseholdsPage, type HouseholdsScreen } from "../../views/staff/households.tsx"
import { form, idOf, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"
import { household } from "./household.tsx"
import { householdAccess } from "./household-access.tsx"
import { doneOf, seen } from "./household-answer.tsx"
import { householdGuardians } from "./household-guardians.tsx"

/** How many questions stand on the page at once. */
const mostDoubts = 8

/** All households: the doubts first, then a list to search in. */
export const households = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/gezinnen",
      ({ visit, query }) => {
        const what = doneOf(query["gelukt"])
        return show(visit, screenOf(visit, query, what && { done: what }))
      },
      { planner: true },
    )
    .post(
      "/:school/team/gezinnen/vragen/:doubt",
      async ({ visit, params, body }) => {
        const { seen } = body
        const wish = { doubt: idOf<DoubtId>(params.doubt), same: body.same !== "no", seen }
        const outcome = await settleDoubt(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return missing()
        if (!outcome.ok) {
          const changes = changesIn(visit.db, seen)
          return show(visit, screenOf(visit, {}, { refused: outcome.refusal.kind, changes }), 409)
        }
        const said = outcome.value.merged ? "merged" : "settled"
        return done(visit, screenOf(visit, {}, { done: said }), `${visit.to.households()}?gelukt=${said}`)
      },
      { planner: true, body: form({ same: oneOf("yes", "no"), seen }) },
    )
    .use(household(parts))
    .use(householdGuardians(parts))
    .use(householdAccess(parts))

const orderOf = oneOf("name", "group", "children")

function screenOf(visit: Visit<Office>, query: Record<string, unknown>, said: Said | null) {
  const { db, frame, visitor } = visit
  const search = text(80)(query["zoek"])
  const order = orderOf(query["op"]) ?? "name"
  const { cards, left } = openDoubts(db, visitor, mostDoubts)
  const list = householdList(db, visitor, { search, order, page: whole(query["pagina"]) ?? 1 })
  const screen: HouseholdsScreen = { doubts: cards, left, list, search, order, said }
  return { page: () => HouseholdsPage({ frame, screen }), fragment: () => Households({ frame, screen }) }
}
