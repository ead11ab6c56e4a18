import { Elysia } from "elysia"
import {
  addGuardian,
  editGuardian,
  moveGuardian,
  sendToGuardianAgain,
} from "../../db/households/household-parents.ts"
import type { GuardianId, HouseholdId } from "../../domain/ids.ts"
import { form, idOf, text } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { answer, seen } from "./household-answer.tsx"

/** The fields of a guardian, as long as names and addresses get. */
export const written = { prefix: text(20), last: text(80), email: text(254), phone: text(40) }

/** The guardians of one household. */
export const householdGuardians = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .post(
      "/:school/team/gezinnen/:household/ouder",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const { guardian: which, seen, ...guardian } = body
        const id = idOf<GuardianId>(which)
        const told = { doing: "guardian", typed: { ...guardian, guardian: id || null }, seen } as const
        const wish = { household: here, ...guardian, seen }
        if (!id) {
          const outcome = await addGuardian(visit.db, visit.visitor, wish, visit.now)
          return answer(visit, here, outcome, { said: "guardian", ...told })
        }
        const outcome = await editGuardian(visit.db, visit.visitor, { ...wish, guardian: id }, visit.now)
        const renewed = outcome?.ok && outcome.value.codesRenewed
        return answer(visit, here, outcome, { said: renewed ? "guardian-renewed" : "guardian", ...told })
      },
      { planner: true, body: form({ ...written, guardian: text(15), seen }) },
    )
    .post(
      "/:school/team/gezinnen/:household/ouder/verplaatsen",
      async ({ visit, params, body }) => {
        const household = idOf<HouseholdId>(params.household)
        const { seen } = body
        const wish = {
          household,
          guardian: idOf<GuardianId>(body.guardian),
          to: idOf<HouseholdId>(body.to),
          seen,
        }
        const outcome = await moveGuardian(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, household, outcome, { said: "moved", seen })
      },
      { planner: true, body: form({ guardian: text(15), to: text(15), seen }) },
    )
    .post(
      "/:school/team/gezinnen/:household/ouder/opnieuw",
      async ({ visit, params, body }) => {
        const household = idOf<HouseholdId>(params.household)
        const wish = { household, guardian: idOf<GuardianId>(body.guardian) }
        const outcome = await sendToGuardianAgain(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, household, outcome, { said: "again", seen: "" })
      },
      { planner: true, body: form({ guardian: text(15) }) },
    )
