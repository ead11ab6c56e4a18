import { noteDevice } from "../../db/access/signed-in.ts"
import { staffOf } from "../../db/access/visitors.ts"
import type { Staff } from "../../domain/access/access.ts"
import { deviceOf } from "../../domain/access/device.ts"
import type { StaffId } from "../../domain/ids.ts"
import { cookieName, cookieOf, dropCookie, setCookie, videoCookie } from "../cookies.ts"
import type { Visit } from "../guards.ts"
import { go } from "../htmx.ts"

// How a checked way in becomes a cookie, and what is remembered between password and code.

const cookie = (visit: Pick<Visit, "db" | "origin">, kind: "team" | "stap") =>
  cookieName(visit.origin, kind, visit.db.school.slug)

/** The token of this browser's staff session; empty when it has none. */
export const sessionToken = (visit: Pick<Visit, "db" | "request" | "origin">) =>
  cookieOf(visit.request, cookie(visit, "team")) ?? ""

/** Where someone of the staff begins. */
export const firstPage = (visit: Visit, role: Staff["role"]) =>
  role === "administrator" || role === "planner" ? visit.to.start() : visit.to.agenda()

/** Lets someone in with this session. */
export function letIn(visit: Visit, session: string): Response {
  noteDevice(visit.db, session, deviceOf(visit.request.headers.get("User-Agent")))
  const role = staffOf(visit.db, session, visit.now)?.role ?? "teacher"
  const answer = go(visit, firstPage(visit, role))
  answer.headers.append("Set-Cookie", setCookie(visit.origin, cookie(visit, "team"), session))
  answer.headers.append("Set-Cookie", dropCookie(visit.origin, cookie(visit, "stap")))
  return answer
}

/** Lets someone out: the cookies go, a linked account with them, and what the browser kept of our pages. */
export function letOut(visit: Visit): Response {
  const answer = go(visit, visit.to.staffDoor(), { "Clear-Site-Data": '"cache"' })
  answer.headers.append("Set-Cookie", dropCookie(visit.origin, cookie(visit, "team")))
  const { name, path } = videoCookie(visit)
  answer.headers.append("Set-Cookie", setCookie(visit.origin, name, "", 0, path))
  return answer
}

/** Whose password was right; `who` is under which wrong tries are counted. */
type Halfway = { staff: StaffId; who: string }
/** In seconds. */
export const halfwayLasts = 5 * 60

/** Remembers in the browser, sealed, that the password was right: five minutes for the code. */
export async function goHalfway(visit: Visit, halfway: Halfway): Promise<Response> {
  const until = visit.now.epochMilliseconds + halfwayLasts * 1000
  const sealed = await visit.db.keys.seal(JSON.stringify({ ...halfway, until }), "staff-halfway")
  const answer = go(visit, visit.to.staffCode())
  answer.headers.append("Set-Cookie", setCookie(visit.origin, cookie(visit, "stap"), sealed, halfwayLasts))
  return answer
}

/** Who is between password and code in this browser; null when nobody is, or not any more. */
export async function halfwayOf(visit: Visit): Promise<Halfway | null> {
  const sealed = cookieOf(visit.request, cookie(visit, "stap"))
  const opened = sealed ? await visit.db.keys.open(sealed, "staff-halfway") : null
  if (opened === null) return null
  const { staff, who, until } = JSON.parse(opened) as Halfway & { until: number }
  return until > visit.now.epochMilliseconds ? { staff, who } : null
}

/** For dangerous acts: null when the visitor showed passkey or code in the last five minutes, else the way to do so and back. */
export const askProof = (visit: Visit<Staff>, back: string): Response | null =>
  visit.visitor.fresh ? null : go(visit, visit.to.prove(back))
