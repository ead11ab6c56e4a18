/** Requests that may leave for one counterpart: a method and a path, where `*` stands for one id. */
export type Leaving = readonly `${"GET" | "POST" | "PATCH" | "DELETE"} /${string}`[]

const within = 10_000

/** Is this request one of the list? */
export function mayLeave(list: Leaving, method: string, path: string): boolean {
  return list.some((line) => {
    const [known, pattern = ""] = line.split(" ")
    const parts = pattern.split("/")
    const given = path.split("/")
    return (
      known === method &&
      parts.length === given.length &&
      parts.every((part, at) => part === given[at] || (part === "*" && given[at] !== ""))
    )
  })
}

/**
 * A fetch that lets only the requests of a closed list leave, only for this origin, with the token that it alone adds, and not for
 * ever. Anything else is our own mistake, and throws before it leaves.
 */
export const guardedFetch =
  (origin: string, list: Leaving, access: string, signal: AbortSignal) =>
  async (to: RequestInfo | URL, options: RequestInit = {}): Promise<Response> => {
    const url = new URL(to instanceof Request ? to.url : String(to))
    const method = (options.method ?? (to instanceof Request ? to.method : "GET")).toUpperCase()
    if (url.origin !== new URL(origin).origin || !mayLeave(list, method, url.pathname))
      throw new Error(`Not on the list of what may leave: ${method} ${url.origin}`)
    const headers = new Headers(options.headers)
    headers.set("Authorization", `Bearer ${access}`)
    const { body } = options
    return fetch(url, {
      method,
      headers,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(within)]),
      ...(body === undefined || body === null ? {} : { body }),
    })
  }

/** "Retry-After" in seconds, between one and ten minutes; null when nobody asked for patience. */
export function waitAsked(headers: { get(name: string): string | null } | undefined): number | null {
  const written = headers?.get("Retry-After")
  if (!written) return null
  const seconds = /^\d+$/.test(written)
    ? Number(written)
    : Math.ceil((Date.parse(written) - Date.now()) / 1000)
  return Number.isFinite(seconds) ? Math.min(600, Math.max(1, seconds)) : null
}
