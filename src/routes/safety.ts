import { Elysia } from "elysia"
import { site } from "../paths.ts"

/** What a page of ours may do in a browser: our own files, nothing inline, nothing from others, no frames. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types htmx",
].join("; ")

const headers: Record<string, string> = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "X-Robots-Tag": "noindex",
  "Cache-Control": "private, no-store",
}

/** The largest body of an ordinary form, of the largest form of staff, and of a file to be read in, in bytes. */
const formLimit = 64 * 1024
const staffLimit = formLimit + 1024 * 1024
export const fileLimit = 20 * 1024 * 1024
/** The largest mail that comes back: it holds the headers of ours, sometimes the whole of it. */
const mailLimit = 1024 * 1024

/** Doors that read a file. They look at the body themselves, behind their guard. */
const readsFile = /^\/[^/]+\/team\/(?:inlezen|instellingen\/logo)$/

/** What every answer of a page brings. */
export const headersFor = (origin: string): Record<string, string> =>
  origin.startsWith("https:")
    ? { ...headers, "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload" }
    : headers

/** Headers on every answer; writes only from our own pages; no bodies larger than their door allows. */
export const safety = (origin: string) => {
  const secure = headersFor(origin)
  const refused = (why: string, status: number) => new Response(why, { status, headers: secure })
  return new Elysia({ name: "safety" })
    .onRequest(({ request }) => {
      if (request.method === "GET" || request.method === "HEAD") return undefined
      if (!isFromOurPages(request) && !isReport(request))
        return refused("Dit verzoek kwam niet van onze eigen pagina.", 403)
      const unread = whyUnread(request)
      return unread ? refused(unread.why, unread.status) : undefined
    })
    .mapResponse({ as: "global" }, ({ responseValue }) => {
      // Onto the answer itself: what waits in `set.headers` makes the framework build every answer twice.
      if (responseValue instanceof Response) secured(responseValue.headers, secure)
      // A handler that only hands on what another promised is not waited for before.
      else if (responseValue instanceof Promise)
        return responseValue.then((answer: unknown) => {
          if (answer instanceof Response) secured(answer.headers, secure)
          return answer as Response
        })
      return undefined
    })
}

/** What an answer says itself stands; one that brings this first header brings all that it needs (a file is no page). */
export function secured(headers: Headers, secure: Record<string, string>): void {
  if (headers.has("Cross-Origin-Resource-Policy")) return
  for (const name in secure) if (!headers.has(name)) headers.set(name, secure[name] as string)
}

/**
 * Why a body is not read, before anybody knows whose it is: reading one holds up everybody, and ours are forms that browsers send,
 * which say what they are and how long. Null when it may be read.
 */
function whyUnread(request: Request): { why: string; status: number } | null {
  const { pathname } = new URL(request.url)
  const [type] = (request.headers.get("Content-Type") ?? "").split(";")
  const takesFile = readsFile.test(pathname)
  const takesMail = pathname === site.mailReport()
  const fits = takesMail
    ? type === "message/rfc822"
    : type === "application/x-www-form-urlencoded" || (takesFile && type === "multipart/form-data")
  if (type !== "" && !fits) return { why: "Dit is geen formulier van ons.", status: 415 }
  if (request.headers.has("Transfer-Encoding"))
    return { why: "Dit verzoek zegt niet hoe lang het is.", status: 411 }
  // A file may be a little over the limit here: its own door then says so in a sentence.
  const most = takesMail
    ? mailLimit
    : takesFile
      ? fileLimit + staffLimit
      : isOfStaff.test(pathname)
        ? staffLimit
        : formLimit
  const length = Number(request.headers.get("Content-Length") ?? "0")
  return length > most ? { why: "Dit bestand is te groot.", status: 413 } : null
}

const isOfStaff = /^\/[^/]+\/team\//

/** What the phone network and mail servers report comes from no page and no browser; their doors look at a signature or a secret. */
const isReport = (request: Request) =>
  request.headers.get("Sec-Fetch-Site") === null &&
  request.headers.get("Origin") === null &&
  isReportDoor(new URL(request.url).pathname)

const isReportDoor = (pathname: string) =>
  pathname === site.mailReport() || /^\/[^/]+\/sms\/[0-9a-f-]{36}$/.test(pathname)

/**
 * Cross-site request forgery: what the browser says about where a request came from decides. Sec-Fetch-Site first,
 * Origin for older browsers; neither means no. (OWASP CSRF Prevention, Fetch Metadata.)
 */
export function isFromOurPages(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site")
  if (site !== null) return site === "same-origin" || site === "none"
  const origin = request.headers.get("Origin")
  if (origin === null || !URL.canParse(origin)) return false
  return new URL(origin).host === (request.headers.get("Host") ?? new URL(request.url).host)
}
