// Cookies are one opaque string each, read and written here. The framework's own signing and parsing is not used.

/** The value of a cookie of this request, or null. */
export function cookieOf(request: Request, name: string): string | null {
  const header = request.headers.get("Cookie")
  if (header === null) return null
  const start = header.startsWith(`${name}=`) ? 0 : header.indexOf(`; ${name}=`) + 2
  if (start === 1) return null
  const from = start + name.length + 1
  const end = header.indexOf(";", from)
  return header.slice(from, end < 0 ? undefined : end)
}

/** Browsers take `__Host-` cookies over https, and on localhost. Elsewhere over http (a phone in development) the name is plain. */
const isSafe = (origin: string) =>
  origin.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(origin)

/** The name of a cookie of a school; every school of this host has its own. The privacy page lists them. */
export const cookieName = (
  origin: string,
  kind: "ouder" | "team" | "toestel" | "terug" | "stap" | "koppel",
  slug: string,
) => `${isSafe(origin) ? "__Host-" : ""}${kind}-${slug}`

/** Sets a cookie: for this visit, or for so many seconds. */
export function setCookie(origin: string, name: string, value: string, seconds?: number, path = "/"): string {
  const lasts = seconds === undefined ? "" : `; Max-Age=${seconds}`
  return `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax${isSafe(origin) ? "; Secure" : ""}${lasts}`
}

export const dropCookie = (origin: string, name: string) => setCookie(origin, name, "", 0)

/**
 * The cookie with an account for talks online: large, so that it only goes to the pages that need it. A name that begins with
 * "__Host-" would have to go everywhere. It is "Lax", because the page after the provider's is reached from there.
 */
export const videoCookie = ({ origin, db }: { origin: string; db: { school: { slug: string } } }) => ({
  name: `${isSafe(origin) ? "__Secure-" : ""}video-${db.school.slug}`,
  path: `/${db.school.slug}/team/video`,
})
