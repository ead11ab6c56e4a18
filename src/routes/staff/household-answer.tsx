import { findOthers, householdOf, openDoubts } from "../../db/households/household-lists.ts"
import { changesIn, mergedInto } from "../../db/households/household-sight.ts"
import { messagesOf, wrongAddresses } from "../../db/messages/message-overview.ts"
import type { Office } from "../../domain/access/access.ts"
import type { HouseholdRefusal } from "../../domain/households/household-care.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import type { Result } from "../../domain/result.ts"
import { Household, HouseholdPage } from "../../views/staff/household.tsx"
import type { Said } from "../../views/staff/household-parts.tsx"
import type { Doing, HouseholdScreen } from "../../views/staff/household-screen.ts"
import { oneOf, text } from "../form.ts"
import type { Visit } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"

type Done = Extract<Said, { done: unknown }>["done"]

/** What a page may say that was done before it was asked for. */
export const doneOf = oneOf<Done>(
  "settled",
  "merged",
  "split",
  "second",
  "moved",
  "guardian",
  "guardian-renewed",
  "renewed",
  "blocked",
  "unblocked",
  "again",
)
/** Which part of the page is asked for. */
export const doingOf = oneOf<Doing>("split", "merge", "second", "guardian")

export type Told = { said: Done; seen: string; doing?: Doing } & Partial<
  Pick<HouseholdScreen, "typed" | "picked" | "search">
>

/** What of its households a form of this page carries: room for a family of many, and those it has to do with. */
export const seen = text(4000)

/** What the deed came to: not there, refused with the form still open, or done. */
export function answer(
  visit: Visit<Office>,
  here: HouseholdId,
  outcome: Result<{ household?: HouseholdId }, HouseholdRefusal> | null,
  told: Told,
): Response {
  if (!outcome) return missing()
  if (!outcome.ok) {
    const { kind } = outcome.refusal
    const status =
      kind === "email-invalid" ||
      kind === "phone-invalid" ||
      kind === "guardian-unknown" ||
      kind === "nobody-chosen"
        ? 422
        : 409
    const { said: _, seen, doing = null, ...more } = told
    const changes = kind === "changed-meanwhile" ? changesIn(visit.db, seen) : []
    const there = standing(visit, here)
    return show(visit, screenOf(visit, there, { said: { refused: kind, changes }, doing, ...more }), status)
  }
  // A merge may have gone on as the other household.
  const next = householdOf(visit.db, visit.visitor, here) ? here : (outcome.value.household ?? here)
  return done(
    visit,
    screenOf(visit, next, { said: { done: told.said } }),
    `${visit.to.household(next)}?gelukt=${told.said}`,
  )
}

/** This household, or the one it became when a colleague merged it meanwhile. */
export const standing = ({ db, visitor }: Visit<Office>, id: HouseholdId): HouseholdId =>
  householdOf(db, visitor, id) ? id : (mergedInto(db, id) ?? id)

/** One household's page; missing when nobody of it is at school. */
export function screenOf(visit: Visit<Office>, id: HouseholdId, more: Partial<HouseholdScreen>) {
  const { db, frame, visitor } = visit
  const found = householdOf(db, visitor, id)
  if (!found) return missing()
  const screen: HouseholdScreen = {
    ...found,
    doubts: openDoubts(db, visitor, 20, id).cards,
    messages: messagesOf(db, visitor, id, 8),
    wrong: wrongAddresses(db, visitor, visit.sms, id),
    said: null,
    doing: null,
    typed: null,
    picked: null,
    search: "",
    code: null,
    ...more,
    found: findOthers(db, visitor, id, more.search ?? ""),
  }
  return { page: () => HouseholdPage({ frame, screen }), fragment: () => Household({ frame, screen }) }
}
