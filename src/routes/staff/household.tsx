import { Elysia } from "elysia"
import { mergeHouseholds, settleDoubt, splitHousehold } from "../../db/household-care.ts"
import { addSecondHousehold } from "../../db/household-parents.ts"
import type { DoubtId, GuardianId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { form, idOf, many, oneOf, text } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"
import { answer, doingOf, doneOf, screenOf } from "./household-answer.tsx"
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
        return show(visit, screenOf(visit, idOf(params.household), more))
      },
      { planner: true },
    )
    .post(
      "/:school/team/gezinnen/:household/vragen/:doubt",
      async ({ visit, params, body }) => {
        const wish = { doubt: idOf<DoubtId>(params.doubt), same: body.same !== "no" }
        const here = idOf<HouseholdId>(params.household)
        const outcome = await settleDoubt(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, {
          said: outcome?.ok && outcome.value.merged ? "merged" : "settled",
        })
      },
      { planner: true, body: form({ same: oneOf("yes", "no") }) },
    )
    .post(
      "/:school/team/gezinnen/:household/splitsen",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const wish = {
          household: here,
          pupils: ids<PupilId>(body.going),
          guardians: ids<GuardianId>(body.along),
        }
        const outcome = await splitHousehold(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, { said: "split", doing: "split" })
      },
      { planner: true, body: form({ going: many(30, 15), along: many(30, 15) }) },
    )
    .post(
      "/:school/team/gezinnen/:household/samenvoegen",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const wish = { household: here, other: idOf<HouseholdId>(body.other) }
        const outcome = await mergeHouseholds(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, { said: "merged", doing: "merge" })
      },
      { planner: true, body: form({ other: text(15) }) },
    )
    .post(
      "/:school/team/gezinnen/:household/tweede",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const { pupils, who, ...guardian } = body
        const moves = idOf<GuardianId>(who)
        const wish = { household: here, pupils: ids<PupilId>(pupils), guardian: moves ? { moves } : guardian }
        const outcome = await addSecondHousehold(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, {
          said: "second",
          doing: "second",
          typed: { ...guardian, guardian: null },
        })
      },
      { planner: true, body: form({ ...written, pupils: many(30, 15), who: text(15) }) },
    )
