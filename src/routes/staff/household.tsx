import { Elysia } from "elysia"
import { mergeHouseholds, settleDoubt, splitHousehold } from "../../db/households/household-care.ts"
import { addSecondHousehold } from "../../db/households/household-parents.ts"
import type { DoubtId, GuardianId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { form, idOf, many, oneOf, text } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { go, show } from "../htmx.ts"
import { answer, doingOf, doneOf, screenOf, seen, standing } from "./household-answer.tsx"
import { written } from "./household-guardians.tsx"

const ids = <Id extends number>(all: string[]) => all.map((each) => idOf<Id>(each))

/** One household, and everything that staff may do with it. */
export const household = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/gezinnen/:household",
      ({ visit, params, query }) => {
        const what = doneOf(query["gelukt"])
        const more = {
          said: what && { done: what },
          doing: doingOf(query["doe"]),
          search: text(80)(query["zoek"]),
        }
        const here = idOf<HouseholdId>(params.household)
        const there = standing(visit, here)
        return there === here
          ? show(visit, screenOf(visit, here, more))
          : go(visit, visit.to.household(there))
      },
      { planner: true },
    )
    .post(
      "/:school/team/gezinnen/:household/vragen/:doubt",
      async ({ visit, params, body }) => {
        const { seen } = body
        const wish = { doubt: idOf<DoubtId>(params.doubt), same: body.same !== "no", seen }
        const here = idOf<HouseholdId>(params.household)
        const outcome = await settleDoubt(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, {
          said: outcome?.ok && outcome.value.merged ? "merged" : "settled",
          seen,
        })
      },
      { planner: true, body: form({ same: oneOf("yes", "no"), seen }) },
    )
    .post(
      "/:school/team/gezinnen/:household/splitsen",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const { seen } = body
        const picked = { pupils: ids<PupilId>(body.going), guardians: ids<GuardianId>(body.along) }
        const outcome = await splitHousehold(
          visit.db,
          visit.visitor,
          { household: here, ...picked, seen },
          visit.now,
        )
        return answer(visit, here, outcome, { said: "split", doing: "split", picked, seen })
      },
      { planner: true, body: form({ going: many(30, 15), along: many(30, 15), seen }) },
    )
    .post(
      "/:school/team/gezinnen/:household/samenvoegen",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const { seen } = body
        const wish = { household: here, other: idOf<HouseholdId>(body.other), seen }
        const outcome = await mergeHouseholds(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, { said: "merged", doing: "merge", seen })
      },
      { planner: true, body: form({ other: text(15), seen }) },
    )
    .post(
      "/:school/team/gezinnen/:household/tweede",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const { pupils, who, seen, ...guardian } = body
        const moves = idOf<GuardianId>(who)
        const picked = { pupils: ids<PupilId>(pupils), guardians: moves ? [moves] : [] }
        const wish = { household: here, pupils: picked.pupils, guardian: moves ? { moves } : guardian, seen }
        const outcome = await addSecondHousehold(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, {
          said: "second",
          doing: "second",
          typed: { ...guardian, guardian: null },
          picked,
          seen,
        })
      },
      { planner: true, body: form({ ...written, pupils: many(30, 15), who: text(15), seen }) },
    )
