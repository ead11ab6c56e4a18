import type { Markup } from "../views/jsx/jsx-runtime.ts"
import type { Visit } from "./guards.ts"

// All that is known here about htmx: its headers are read and written in this file and in no other.

/** A screen in its two shapes: the page, and the part of it that changes. */
export type Screen = { page: () => Markup; fragment?: () => Markup }

/** Did htmx ask for a part of a page? Restored history and boosted links ask for the whole. */
export const wantsPart = (request: Request) => request.headers.get("HX-Request-Type") === "partial"

/** The page, without its query, on which the visitor pressed a button; empty when the browser does not say. */
export function standsOn(request: Request): string {
  const said = request.headers.get("HX-Current-URL") ?? request.headers.get("Referer") ?? ""
  return URL.canParse(said) ? new URL(said).pathname : ""
}

const type = "text/html; charset=utf-8"
export const vary = "HX-Request-Type, Accept-Encoding, Cookie"

/** How an answer is packed: as the visitor's browser can read it; null when not at all. */
type Coding = "zstd" | "gzip"
export function codingFor(request: Request): Coding | null {
  const accepts = request.headers.get("Accept-Encoding") ?? ""
  return accepts.includes("zstd") ? "zstd" : accepts.includes("gzip") ? "gzip" : null
}

/** The quickest level: higher ones take more than twice the time for five bytes in a hundred. */
export const pack = (markup: string | Uint8Array<ArrayBuffer>, coding: Coding): Uint8Array<ArrayBuffer> =>
  coding === "zstd"
    ? (Bun.zstdCompressSync(markup, { level: 1 }) as Uint8Array<ArrayBuffer>)
    : Bun.gzipSync(markup, { level: 3 })

/** What is said of markup that is packed like this. */
export const headersOf = (coding: Coding | null): Record<string, string> =>
  coding === null
    ? { "Content-Type": type, Vary: vary }
    : { "Content-Type": type, Vary: vary, "Content-Encoding": coding }

/** Sends markup, packed when it is worth it. */
export function send(
  request: Request,
  markup: string,
  status = 200,
  more: Record<string, string> = {},
): Response {
  const coding = markup.length < 800 ? null : codingFor(request)
  const body = coding === null ? markup : pack(markup, coding)
  return new Response(body, { status, headers: { ...headersOf(coding), ...more } })
}

/** Shows a screen: the part when htmx asked for a part, the whole page otherwise. */
export function show(visit: Visit, screen: Screen, status = 200): Response {
  const part = screen.fragment !== undefined && wantsPart(visit.request)
  const markup = part && screen.fragment ? screen.fragment().html : `<!doctype html>${screen.page().html}`
  return send(visit.request, markup, status)
}

/** After a write: htmx gets the changed part, a plain browser is sent to where the change can be seen. */
export function done(visit: Visit, screen: Screen, address: string): Response {
  return screen.fragment !== undefined && wantsPart(visit.request) ? show(visit, screen) : go(visit, address)
}

/** Sends the visitor elsewhere. */
export function go(
  visit: { request: Request },
  address: string,
  headers: Record<string, string> = {},
): Response {
  return wantsPart(visit.request)
    ? new Response(null, { status: 200, headers: { "HX-Redirect": address, ...headers } })
    : new Response(null, { status: 303, headers: { Location: address, ...headers } })
}

/** A file about people, to keep on the visitor's own computer and in no cache. */
export const download = (body: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  })

/** Not there, or not yours: the visitor never learns which. */
export class Missing extends Error {}
export function missing(): never {
  throw new Missing()
}
