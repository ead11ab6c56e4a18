import { Elysia } from "elysia"
import { householdOf } from "../../db/household-lists.ts"
import { addGuardian, editGuardian, moveGuardian } from "../../db/household-parents.ts"
import type { Office } from "../../domain/access.ts"
import type { GuardianId, HouseholdId } from "../../domain/ids.ts"
import { form, idOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { missing } from "../htmx.ts"
import { answer } from "./household-answer.tsx"

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
        if (id && !has(visit, here, id)) return missing()
        const typed = { ...guardian, guardian: id || null }
        if (!id) {
          const outcome = await addGuardian(
            visit.db,
            visit.visitor,
            { household: here, ...guardian },
            visit.now,
          )
          return answer(visit, here, outcome, { said: "guardian", doing: "guardian", typed })
        }
        const outcome = await editGuardian(
          visit.db,
          visit.visitor,
          { ...guardian, guardian: id, seen },
          visit.now,
        )
        const renewed = outcome?.ok && outcome.value.codesRenewed
        return answer(visit, here, outcome, {
          said: renewed ? "guardian-renewed" : "guardian",
          doing: "guardian",
          typed,
        })
      },
      { planner: true, body: form({ ...written, guardian: text(15), seen: whole }) },
    )
    .post(
      "/:school/team/gezinnen/:household/ouder/verplaatsen",
      async ({ visit, params, body }) => {
        const here = idOf<HouseholdId>(params.household)
        const wish = { guardian: idOf<GuardianId>(body.guardian), to: idOf<HouseholdId>(body.to) }
        if (!has(visit, here, wish.guardian)) return missing()
        const outcome = await moveGuardian(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, here, outcome, { said: "moved" })
      },
      { planner: true, body: form({ guardian: text(15), to: text(15) }) },
    )

/** Is this guardian of this household? */
const has = (visit: Visit<Office>, here: HouseholdId, guardian: GuardianId) =>
  householdOf(visit.db, visit.visitor, here)?.line.guardians.some((each) => each.id === guardian) ?? false
