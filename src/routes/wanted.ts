import { wantedPage } from "../domain/access/sign-in.ts"
import { cookieName, cookieOf, setCookie } from "./cookies.ts"

// Where a parent was, or wanted to be, when the door was closed. Kept in a cookie for a while, so that no address needs to carry it.

/** How long it is kept, in minutes. */
export const wantedMinutes = 15

/** A cookie with the page that was asked for, or that was sent from; no header when it is none of ours. */
export function rememberWanted(origin: string, slug: string, request: Request): Record<string, string> {
  const asked = request.method === "GET" ? request.url : (request.headers.get("Referer") ?? "")
  const path = URL.canParse(asked)
    ? new URL(asked).pathname.replace(/\/(?:agenda\.ics|afzeggen|kies)$/, "")
    : ""
  const wanted = wantedPage(slug, path)
  return wanted === null
    ? {}
    : { "Set-Cookie": setCookie(origin, cookieName(origin, "terug", slug), wanted, wantedMinutes * 60) }
}

/** The page that this visitor wanted; null when there is none. */
export function wantedOf(origin: string, slug: string, request: Request): string | null {
  const kept = cookieOf(request, cookieName(origin, "terug", slug))
  return kept === null ? null : wantedPage(slug, kept)
}
