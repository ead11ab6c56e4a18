import { attemptsOf } from "../../db/access/attempts.ts"
import { signInByCode } from "../../db/access/sign-in.ts"
import type { Parts, Visit } from "../guards.ts"
import { show } from "../htmx.ts"
import { callerOf, type Listening, letIn, waitSeconds } from "./entering.ts"
import { door } from "./screen.tsx"

/** Signs in with a code, from the field or from the address of a letter. */
export async function byCode(parts: Parts, visit: Visit, code: string, server: Listening): Promise<Response> {
  const refused = (kind: "missing" | "wrong" | "busy") =>
    show(visit, door(visit, { trouble: { at: "code", kind } }), kind === "busy" ? 429 : 422)
  if (code === "") return refused("missing")
  const caller = { ...callerOf(parts, visit, server), wait: waitSeconds(parts) }
  const outcome = await signInByCode(visit.db, attemptsOf(parts.registry, visit.now), code, caller, visit.now)
  if (outcome.ok) return letIn(visit, outcome.value)
  return refused(outcome.refusal.kind === "busy" ? "busy" : "wrong")
}
