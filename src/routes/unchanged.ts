import { lookMark } from "../domain/look.ts"
import type { Visit } from "./guards.ts"
import { type Screen, send, vary, wantsPart } from "./htmx.ts"

// Pages that a browser may keep if it asks each time whether they still hold. For the one that everybody reloads.

/** Another process may draw other pages from the same facts. */
const edition = crypto.randomUUID()
const headersOf = (tag: string) => ({ ETag: tag, "Cache-Control": "private, no-cache" })

/**
 * Answers only that it is as it was, or what `answer` gives with the headers that make the next question possible: `facts` is
 * everything that it shows, in words. The tag is weak, because the bytes differ by how they are compressed (RFC 9110, 8.8.1).
 */
export function sameOr(
  visit: Visit,
  facts: string,
  answer: (headers: Record<string, string>) => Response,
): Response {
  const look = lookMark(visit.frame.look)
  const hash = Bun.hash(`${edition} ${visit.db.school.id} ${look} ${visit.language} ${facts}`)
  const tag = `W/"${hash.toString(36)}"`
  return visit.request.headers.get("If-None-Match")?.includes(tag)
    ? new Response(null, { status: 304, headers: { ...headersOf(tag), Vary: vary } })
    : answer(headersOf(tag))
}

/** Shows a screen, or only says that it is as it was. */
export function showUnlessSame(visit: Visit, facts: string, screen: () => Required<Screen>): Response {
  const part = wantsPart(visit.request)
  return sameOr(visit, `${part} ${facts}`, (headers) => {
    const { page, fragment } = screen()
    return send(visit.request, part ? fragment().html : `<!doctype html>${page().html}`, 200, headers)
  })
}
