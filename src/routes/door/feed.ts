import { Elysia } from "elysia"
import { feedBehind } from "../../db/rounds/calendar-feeds.ts"
import type { Feed } from "../../domain/rounds/calendar-feed.ts"
import { type Asked, askOnce } from "../../domain/rounds/feed-rate.ts"
import { calendarFeed } from "../../views/calendar-feed.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { missing } from "../htmx.ts"

/** So many seconds a calendar may keep what it got. */
const keptSeconds = 15 * 60

/** So many feeds are remembered at most. */
const most = 20_000

/** A feed for a calendar: no visitor, no session, only the key in the address. */
export const feed = (parts: Parts) => {
  const asked = new Map<string, Asked>()
  return new Elysia().use(guards(parts)).get(
    "/:school/agenda/:token",
    ({ visit, params }) => {
      const token = params.token.replace(/\.ics$/, "")
      const found = feedBehind(visit.db, token)
      if (!found) return missing()
      const wait = waitOf(asked, `${visit.db.school.id} ${Bun.hash(token)}`, visit.now)
      return wait > 0 ? tooOften(wait) : send(visit, found)
    },
    { anyone: true },
  )
}

/** Only feeds that are there are counted: there are no more of them than there are owners. */
function waitOf(asked: Map<string, Asked>, key: string, now: Temporal.Instant): number {
  if (asked.size > most) asked.clear()
  const outcome = askOnce(asked.get(key), now.epochMilliseconds)
  asked.set(key, outcome.asked)
  return outcome.wait
}

const tooOften = (wait: number) =>
  new Response("Too often. Ask again later.", {
    status: 429,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": String(wait) },
  })

function send(visit: Visit, found: Feed): Response {
  const text = calendarFeed(found, visit.frame.school, visit.origin, visit.to)
  // Strong, and of the content alone: the same after a restart, and with any other process.
  const tag = `"${new Bun.CryptoHasher("sha256").update(text).digest("base64url").slice(0, 27)}"`
  const headers = { ETag: tag, "Cache-Control": `private, max-age=${keptSeconds}`, Vary: "Accept-Encoding" }
  if (visit.request.headers.get("If-None-Match")?.includes(tag))
    return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { "Content-Type": "text/calendar; charset=utf-8", ...headers } })
}
