import { codeSecretOf, factorsOf } from "../../db/staff/staff-factors.ts"
import { proveWithCode, proveWithPasskey } from "../../db/staff/staff-sessions.ts"
import type { Proven, Staff } from "../../domain/access/access.ts"
import { type Proof, ProvePage } from "../../views/staff/prove.tsx"
import type { DoorTrouble } from "../../views/staff/sign-in.tsx"
import { form, text } from "../form.ts"
import type { Visit } from "../guards.ts"
import { go, show, standsOn, wantsPart } from "../htmx.ts"
import { stepOf } from "./codes.ts"
import { sessionToken } from "./entry.ts"
import { checkShown, credential } from "./passkeys.ts"
import { beginTry, forgive } from "./patience.ts"

// A dangerous act asks for passkey or code again when the last time was long ago. What was typed waits meanwhile in the
// page that asks, sealed, and goes through the door together with the proof: nothing is typed twice, and nothing is kept here.

type Written = { credential: string; code: string }
type Typed = { body: unknown; proof: Written | null }

const typed = new WeakMap<Request, Typed>()
const proofFields = form({ credential, code: text(20), typed: text(400_000) })["~standard"]

/** To which what was typed is bound: this door, this session. */
const boundTo = (visit: Pick<Visit, "db" | "request" | "origin">) =>
  `typed:${visit.db.keys.hash("typed", `${new URL(visit.request.url).pathname} ${sessionToken(visit)}`)}`

/** Before a dangerous form is read: what was typed into it, also when it comes back together with a proof. */
export async function readTyped(
  visit: Pick<Visit, "db" | "request" | "origin">,
  body: unknown,
): Promise<unknown> {
  const { typed: sealed, ...proof } = proofFields.validate(body).value
  const opened = sealed === "" ? null : await visit.db.keys.open(sealed, boundTo(visit))
  const found = opened === null ? { body, proof: null } : { body: JSON.parse(opened) as unknown, proof }
  typed.set(visit.request, found)
  return found.body
}

/** The same visit, proved; or the page that asks for the proof and goes on from there. */
export async function askAgain<Who extends Staff>(visit: Visit<Who>): Promise<Visit<Proven<Who>> | Response> {
  const { request, visitor, to } = visit
  if (visitor.fresh) return visit as Visit<Proven<Who>>
  if (request.method === "GET") return go(visit, to.prove(new URL(request.url).pathname))
  // A part of a page is no place to ask: the act is done again from the page it stood on.
  if (wantsPart(request)) return go(visit, to.prove(standsOn(request)))
  const { body, proof } = typed.get(request) ?? { body: {}, proof: null }
  const trouble = proof && (await tryProof(visit, proof))
  if (proof && !trouble) {
    const proven = { ...visitor, fresh: true } as Proven<Who>
    return { ...visit, visitor: proven, frame: { ...visit.frame, visitor: proven } }
  }
  const kept = { typed: await visit.db.keys.seal(JSON.stringify(body ?? {}), boundTo(visit)) }
  return showProof(visit, { action: new URL(request.url).pathname, kept, trouble })
}

/** Checks passkey or code; null when it is right, and dangerous acts are open for five minutes. */
export const tryProof = (visit: Visit<Staff>, written: Written): Promise<DoorTrouble | null> =>
  written.credential === "" ? tryCode(visit, written.code) : tryPasskey(visit, written.credential)

/** The page that asks. `kept` travels along: where to go on, or what was typed. */
export function showProof(visit: Visit<Staff>, ask: Pick<Proof, "action" | "kept" | "trouble">): Response {
  const { passkeys, password } = factorsOf(visit.db, visit.visitor.staff)
  const screen: Proof = { ...ask, passkey: passkeys > 0, code: password }
  const asked = ask.kept["typed"] === undefined ? 200 : 403
  const status = ask.trouble === null ? asked : ask.trouble.kind === "wait" ? 429 : 422
  return show(visit, { page: () => <ProvePage frame={visit.frame} screen={screen} /> }, status)
}

async function tryPasskey(visit: Visit<Staff>, written: string): Promise<DoorTrouble | null> {
  const { db, visitor, now } = visit
  const shown = await checkShown(visit, `prove:${visitor.staff}`, written)
  const proved = shown && (await proveWithPasskey(db, visitor, sessionToken(visit), shown, now))
  return proved ? null : { kind: "wrong-passkey" }
}

async function tryCode(visit: Visit<Staff>, code: string): Promise<DoorTrouble | null> {
  const { db, visitor, now } = visit
  const who = `bevestig ${visitor.staff}`
  const seconds = beginTry(db, who, now)
  if (seconds > 0) return { kind: "wait", seconds }
  const secret = await codeSecretOf(db, visitor.staff)
  const step = secret === null ? null : stepOf(secret, code, now)
  if (step === null || !(await proveWithCode(db, visitor, sessionToken(visit), step, now)))
    return { kind: "wrong" }
  forgive(db, who)
  return null
}
