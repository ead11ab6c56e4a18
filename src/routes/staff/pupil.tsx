import { Elysia } from "elysia"
import { findHouseholds, householdOf } from "../../db/households/household-lists.ts"
import { changesIn } from "../../db/households/household-sight.ts"
import { groupsToChoose, pupilSheet } from "../../db/people/pupil-pages.ts"
import { addSeat, removeSeat } from "../../db/people/pupil-seats.ts"
import { addPupil, correctPupil, markLeft, protectAddress, seatsOf } from "../../db/people/pupils.ts"
import { settingsOf } from "../../db/school/settings.ts"
import type { Office } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, PupilId } from "../../domain/ids.ts"
import type { PupilRefusal } from "../../domain/people/pupil-care.ts"
import type { Result } from "../../domain/result.ts"
import { NewPupilPage } from "../../views/staff/new-pupil.tsx"
import { PupilPage, PupilPart, type PupilScreen } from "../../views/staff/pupil.tsx"
import type { TypedPupil } from "../../views/staff/pupil-fields.tsx"
import { type FormOf, form, idOf, oneOf, text, whole } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, go, missing, type Screen, show } from "../htmx.ts"
import { seen } from "./household-answer.tsx"

type Desk = Visit<Office>
type Done = Extract<NonNullable<PupilScreen["said"]>, { done: unknown }>["done"]

const written = {
  first: text(80),
  prefix: text(20),
  last: text(80),
  group: text(15),
  factor: text(40),
  postcode: text(12),
  house: text(12),
}
const wishOf = ({ group, ...typed }: FormOf<typeof written>) => ({
  ...typed,
  group: group === "" ? null : idOf<GroupId>(group),
})

/** One pupil, looked at and put right by hand. */
export const pupil = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/leerlingen/nieuw",
      ({ visit, query }) => show(visit, adding(visit, idOf(text(15)(query["gezin"])), empty, null)),
      { planner: true },
    )
    .post(
      "/:school/team/leerlingen/nieuw",
      async ({ visit, body }) => {
        const { household, ...typed } = body
        const wish = { ...wishOf(typed), household: household === "" ? null : idOf<HouseholdId>(household) }
        const outcome = await addPupil(visit.db, visit.visitor, wish, visit.now)
        if (!outcome) return missing()
        if (!outcome.ok) return show(visit, adding(visit, idOf(household), typed, outcome.refusal.kind), 422)
        return go(visit, `${visit.to.pupil(outcome.value.pupil)}?gelukt=added`)
      },
      { planner: true, body: form({ ...written, household: text(15) }) },
    )
    .get(
      "/:school/team/leerlingen/:pupil",
      ({ visit, params, query }) => {
        const what = doneOf(query["gelukt"])
        const more = { said: what && { done: what }, search: text(80)(query["zoek"]) }
        return show(visit, screenOf(visit, idOf(params.pupil), more))
      },
      { planner: true },
    )
    .post(
      "/:school/team/leerlingen/:pupil",
      async ({ visit, params, body }) => {
        const { seen, ...typed } = body
        const id = idOf<PupilId>(params.pupil)
        const wish = { pupil: id, seen, ...wishOf(typed) }
        return answer(visit, id, await correctPupil(visit.db, visit.visitor, wish, visit.now), "saved", typed)
      },
      { planner: true, body: form({ ...written, seen: whole }) },
    )
    .post(
      "/:school/team/leerlingen/:pupil/vertrek",
      async ({ visit, params, body }) => {
        const id = idOf<PupilId>(params.pupil)
        const wish = { pupil: id, seen: body.seen, left: body.left !== "no" }
        const outcome = await markLeft(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, id, outcome, wish.left ? "left" : "returned")
      },
      { planner: true, body: form({ left: oneOf("yes", "no"), seen: whole }) },
    )
    .post(
      "/:school/team/leerlingen/:pupil/adres",
      async ({ visit, params, body }) => {
        const id = idOf<PupilId>(params.pupil)
        const wish = { pupil: id, seen: body.seen, secret: body.secret !== "no" }
        const outcome = await protectAddress(visit.db, visit.visitor, wish, visit.now)
        return answer(visit, id, outcome, wish.secret ? "secret" : "open")
      },
      { planner: true, body: form({ secret: oneOf("yes", "no"), seen: whole }) },
    )
    .post(
      "/:school/team/leerlingen/:pupil/gezin",
      async ({ visit, params, body }) => {
        const { seen } = body
        const wish = {
          pupil: idOf<PupilId>(params.pupil),
          household: idOf<HouseholdId>(body.household),
          seen,
        }
        const adds = body.seat !== "remove"
        const outcome = await (adds ? addSeat : removeSeat)(visit.db, visit.visitor, wish, visit.now)
        if (outcome?.ok !== false || outcome.refusal.kind !== "changed-meanwhile")
          return answer(visit, wish.pupil, outcome, adds ? "seated" : "unseated")
        const changes = changesIn(
          visit.db,
          seen,
          seatsOf(visit.db, wish.pupil).map((each) => each.household),
        )
        return show(
          visit,
          screenOf(visit, wish.pupil, { said: { refused: "changed-meanwhile", changes } }),
          409,
        )
      },
      { planner: true, body: form({ household: text(15), seat: oneOf("add", "remove"), seen }) },
    )

const doneOf = oneOf<Done>("saved", "added", "left", "returned", "secret", "open", "seated", "unseated")
const empty: TypedPupil = { first: "", prefix: "", last: "", group: "", factor: "", postcode: "", house: "" }

/** Wishes that were not understood; the others were, and clash with how things are. */
const unread: PupilRefusal["kind"][] = ["name-missing", "factor-invalid", "postcode-invalid", "house-invalid"]

function answer(
  visit: Desk,
  id: PupilId,
  outcome: Result<unknown, PupilRefusal> | null,
  said: Done,
  typed: TypedPupil | null = null,
): Response {
  if (!outcome) return missing()
  if (!outcome.ok) {
    const { kind } = outcome.refusal
    const status = unread.includes(kind) ? 422 : 409
    return show(visit, screenOf(visit, id, { said: { refused: kind }, typed }), status)
  }
  return done(visit, screenOf(visit, id, { said: { done: said } }), `${visit.to.pupil(id)}?gelukt=${said}`)
}

function screenOf(visit: Desk, id: PupilId, more: Partial<PupilScreen>): Screen {
  const { db, visitor, frame, now } = visit
  const sheet = pupilSheet(db, visitor, id, now) ?? missing()
  const screen: PupilScreen = {
    pupil: sheet,
    groups: groupsToChoose(db, visitor),
    factor: settingsOf(db).factor,
    said: null,
    typed: null,
    search: "",
    ...more,
    found: findHouseholds(db, visitor, more.search ?? ""),
  }
  return { page: () => PupilPage({ frame, screen }), fragment: () => PupilPart({ frame, screen }) }
}

function adding(
  visit: Desk,
  household: HouseholdId,
  typed: TypedPupil,
  refused: PupilRefusal["kind"] | null,
) {
  const { db, visitor, frame } = visit
  const found = household ? (householdOf(db, visitor, household) ?? missing()) : null
  const screen = {
    groups: groupsToChoose(db, visitor),
    factor: settingsOf(db).factor,
    typed,
    household: found?.line ?? null,
    refused,
  }
  return { page: () => NewPupilPage({ frame, screen }) }
}
