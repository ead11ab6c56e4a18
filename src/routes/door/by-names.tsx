import { newChallenge } from "../../db/access/attempt-proofs.ts"
import { attemptsOf } from "../../db/access/attempts.ts"
import { type NamesRefusal, signInByNames } from "../../db/access/sign-in.ts"
import { settingsOf } from "../../db/school/settings.ts"
import { evenFactor, triedNames, writtenDate } from "../../domain/access/sign-in.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import { MomentPage } from "../../views/door/moment.tsx"
import type { DoorTrouble } from "../../views/door/sign-in.tsx"
import { type FormOf, text } from "../form.ts"
import type { Parts, Visit } from "../guards.ts"
import { show } from "../htmx.ts"
import { atTheFloor, callerOf, type Listening, letIn } from "./entering.ts"
import { door } from "./screen.tsx"

/** What a parent may type about a child, and the work that the browser adds when asked. */
export const nameFields = {
  first: text(80),
  last: text(80),
  factor: text(40),
  day: text(20),
  month: text(20),
  year: text(20),
  challenge: text(200),
  answer: text(12),
}
type Typed = FormOf<typeof nameFields>

/** Signs in with names and the factor of the school. Every no is one page, at one moment. */
export async function byNames(
  parts: Parts,
  visit: Visit,
  typed: Typed,
  server: Listening,
): Promise<Response> {
  const { db, now } = visit
  const { factor } = settingsOf(db)
  const even = evenFactor(factor, factor === "birth-date" ? dateOf(typed) : typed.factor)
  const missing = missingIn(typed, factor === "none" ? "" : even)
  const refused = (trouble: DoorTrouble, status = 422) =>
    show(visit, door(visit, { trouble, typed: { first: typed.first, last: typed.last, email: "" } }), status)
  if (missing.length > 0) return refused({ at: "names", kind: "incomplete", missing })
  const attempts = attemptsOf(parts.registry, now)
  const proof = typed.challenge && typed.answer ? { challenge: typed.challenge, answer: typed.answer } : null
  const wish = { first: typed.first, last: typed.last, even: even ?? "", proof }
  const outcome = await atTheFloor(parts, () =>
    signInByNames(db, attempts, wish, callerOf(parts, visit, server), now),
  )
  if (outcome.ok) return letIn(visit, outcome.value)
  const { refusal } = outcome
  tellOperator(parts, visit, refusal)
  if (refusal.kind === "proof-needed")
    return show(visit, moment(visit, factor, typed, newChallenge(attempts, db.school.id, now)), 422)
  if (refusal.kind !== "stopped") return refused({ at: "names", kind: refusal.kind })
  const answer = refused({ at: "names", ...refusal }, 429)
  answer.headers.set("Retry-After", String(refusal.minutes * 60))
  return answer
}

const dateOf = ({ day, month, year }: Typed) => writtenDate(day, month, year)

/** Fields that are empty or can not be what was asked; says nothing about what the school knows. */
function missingIn(typed: Typed, even: string | null): ("first" | "last" | "factor")[] {
  const named = triedNames(typed.first, "x").every((name) => name.startsWith(" ")) ? ["first" as const] : []
  const surnamed = triedNames("x", typed.last).length === 0 ? ["last" as const] : []
  return [...named, ...surnamed, ...(even === null ? ["factor" as const] : [])]
}

function tellOperator(parts: Parts, { db }: Visit, refusal: NamesRefusal): void {
  if (refusal.kind === "wrong" && refusal.guardBegan)
    parts.log?.({ event: "sign-in-guarded", school: db.school.id })
}

/** The same form, to be sent again by the browser with its work. */
function moment(visit: Visit, factor: SignInFactor, typed: Typed, challenge: string) {
  const { first, last, day, month, year } = typed
  const fact = factor === "birth-date" ? { day, month, year } : { factor: typed.factor }
  const screen = { challenge, fields: { road: "names", first, last, ...fact } }
  return { page: () => <MomentPage frame={visit.frame} screen={screen} /> }
}
