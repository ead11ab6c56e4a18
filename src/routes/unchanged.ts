import type { Db } from "../db/open.ts"
import { lookMark } from "../domain/school/look.ts"
import type { Visit } from "./guards.ts"
import { codingFor, headersOf, pack, type Screen, vary, wantsPart } from "./htmx.ts"

// Pages that a browser may keep if it asks each time whether they still hold. For the one that everybody reloads.

/** Another process, or another copy of a school's file, may draw other pages from the same facts. */
const printings = new WeakMap<Db, string>()
function printingOf(db: Db): string {
  const printing = printings.get(db) ?? crypto.randomUUID()
  printings.set(db, printing)
  return printing
}

/** What the browser kept has its own headers, and goes on with them (RFC 9111, 4.3.4): this first one keeps them from coming again. */
const unchanged = { "Cross-Origin-Resource-Policy": "same-origin", Vary: vary }
const headersOfTag = (tag: string) => ({ ETag: tag, "Cache-Control": "private, no-cache" })

/**
 * Answers only that it is as it was, or what `answer` gives with the headers that make the next question possible: `facts` is
 * everything that it shows, in words. The tag is weak, because the bytes differ by how they are compressed (RFC 9110, 8.8.1).
 */
export function sameOr(
  visit: Visit,
  facts: string,
  answer: (headers: Record<string, string>, shown: string) => Response,
): Response {
  const look = lookMark(visit.frame.look)
  const shown = `${printingOf(visit.db)} ${look} ${visit.language} ${facts}`
  const tag = `W/"${Bun.hash(shown).toString(36)}"`
  return visit.request.headers.get("If-None-Match")?.includes(tag)
    ? new Response(null, { status: 304, headers: { ...headersOfTag(tag), ...unchanged } })
    : answer(headersOfTag(tag), shown)
}

type Bytes = Uint8Array<ArrayBuffer>

/** The answers that were sent last, as they were sent, by all that they show. */
const sent = new Map<string, Bytes>()
const most = 300

/** Shows a screen, or only says that it is as it was. */
export function showUnlessSame(visit: Visit, facts: string, screen: () => Required<Screen>): Response {
  const part = wantsPart(visit.request)
  return sameOr(visit, `${part} ${facts}`, (headers, shown) => {
    const coding = codingFor(visit.request)
    const key = `${coding} ${shown}`
    const bytes = sent.get(key) ?? keep(key, bytesOf(screen(), part), coding)
    return new Response(bytes, { headers: { ...headersOf(coding), ...headers } })
  })
}

const doctype = new TextEncoder().encode("<!doctype html>")
const bytesOf = ({ page, fragment }: Required<Screen>, part: boolean): Bytes =>
  part ? fragment().bytes() : Buffer.concat([doctype, page().bytes()])

function keep(key: string, bytes: Bytes, coding: ReturnType<typeof codingFor>): Bytes {
  const packed = coding === null ? bytes : pack(bytes, coding)
  const [oldest] = sent.keys()
  if (sent.size >= most && oldest !== undefined) sent.delete(oldest)
  sent.set(key, packed)
  return packed
}
