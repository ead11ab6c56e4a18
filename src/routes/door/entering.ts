import { type Caller, type Entry, isStillToChoose, isTheirs } from "../../db/access/entries.ts"
import { budgets, networkOf } from "../../domain/access/attempts.ts"
import { isLanguage } from "../../views/words/languages.ts"
import { cookieName, cookieOf, dropCookie, setCookie } from "../cookies.ts"
import { idOf } from "../form.ts"
import type { Parts, Visit } from "../guards.ts"
import { go } from "../htmx.ts"
import { wantedOf } from "../wanted.ts"

// What all roads through the parents' door share: who knocks, when the answer comes, and what happens when it opens.

export type Listening = { requestIP(request: Request): { address: string } | null } | null

/** Who knocks: their network, and what their browser carries. */
export function callerOf(parts: Parts, visit: Visit, server: Listening): Caller {
  const { request, origin } = visit
  const { slug } = visit.db.school
  const language = cookieOf(request, "taal")
  return {
    address: networkOf(addressOf(parts, request, server)),
    session: cookieOf(request, cookieName(origin, "ouder", slug)),
    device: cookieOf(request, cookieName(origin, "toestel", slug)),
    language: language !== null && isLanguage(language) ? language : null,
  }
}

/**
 * The visitor's address. Of a list of proxies only the last was written by ours, and a header that ours does not set was written by the
 * visitor: the rest is hearsay.
 */
function addressOf(parts: Parts, request: Request, server: Listening): string {
  const said = {
    fly: () => request.headers.get("Fly-Client-IP"),
    forwarded: () => request.headers.get("X-Forwarded-For")?.split(",").at(-1),
  }
  const told = parts.trustedProxy ? said[parts.trustedProxy]() : undefined
  return told?.trim() || (server?.requestIP(request)?.address ?? "")
}

/**
 * Answers at a fixed moment (when work takes longer than that: at the next multiple), so that its duration tells nothing. The timer is
 * set before the work: timers drop what is less than a millisecond, so one for what is left would end as much later as the work took.
 */
export async function atTheFloor<Outcome>(parts: Parts, work: () => Promise<Outcome>): Promise<Outcome> {
  const floor = parts.signInFloor ?? budgets.floor.milliseconds
  if (floor === 0) return work()
  let moment = Bun.sleep(floor)
  const working = work()
  const isLate = () => Promise.race([working.then(() => false), moment.then(() => true)])
  while (await isLate()) moment = Bun.sleep(floor)
  await moment
  return working
}

/** Waits so many seconds. */
export const waitSeconds = (parts: Parts) => (seconds: number) =>
  Bun.sleep(seconds * (parts.waitingSecond ?? 1000))

/** The door opens: cookies, and on to where the parent wanted to be, the round of the invitation, or the start. */
export function letIn(visit: Visit, entry: Entry): Response {
  const { origin, to } = visit
  const { slug } = visit.db.school
  const answer = go(visit, landing(visit, entry) ?? to.home())
  const cookies = [
    setCookie(origin, cookieName(origin, "ouder", slug), entry.session),
    setCookie(origin, cookieName(origin, "toestel", slug), entry.device, budgets.device.days * 24 * 3600),
    dropCookie(origin, cookieName(origin, "terug", slug)),
  ]
  for (const cookie of cookies) answer.headers.append("Set-Cookie", cookie)
  return answer
}

function landing({ db, to, now, origin, request }: Visit, { household, round }: Entry): string | null {
  const wanted = wantedOf(origin, db.school.slug, request)
  const booking = wanted === null ? null : /\/afspraak\/(\d+)/.exec(wanted)?.[1]
  if (wanted !== null && (!booking || isTheirs(db, household, idOf(booking)))) return wanted
  return round !== null && isStillToChoose(db, round, household, now) ? to.round(round) : null
}
