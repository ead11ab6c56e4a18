import { accept, type Result, refuse } from "../result.ts"

/** Whose meeting room a pasted link leads to. */
export type LinkKind = "meet" | "teams" | "whereby" | "zoom" | "jitsi"

export type PasteRefusal =
  | { kind: "link-missing" }
  | { kind: "link-unreadable" }
  | { kind: "link-unknown" }
  | { kind: "link-without-room" }

export type PastedLink = { kind: LinkKind; href: string }

type Host = { kind: LinkKind; hosts: RegExp; path: RegExp; keep: readonly string[] }

// A closed list: parents are sent to these places and to no other.
const rooms: readonly Host[] = [
  {
    kind: "meet",
    hosts: /^meet\.google\.com$/,
    path: /^\/(?:[a-z]{3}-[a-z]{4}-[a-z]{3}|lookup\/[\w-]+)$/i,
    keep: [],
  },
  {
    kind: "teams",
    hosts: /^teams\.(?:microsoft|live)\.com$/,
    path: /^\/(?:l\/meetup-join\/.+|meet\/\d+)$/i,
    keep: ["context", "p"],
  },
  { kind: "whereby", hosts: /^(?:[a-z0-9-]+\.)?whereby\.com$/, path: /^\/[\w-]{2,}$/, keep: [] },
  {
    kind: "zoom",
    hosts: /^(?:[a-z0-9-]+\.)*zoom\.us$/,
    path: /^\/(?:j|my|s|wc\/join)\/[\w.-]+$/,
    keep: ["pwd"],
  },
]

/** A host as it is written: "jitsi.school.example"; null when it is none. */
export function readHost(written: string): string | null {
  const host = written
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "")
  return /^(?=.{4,200}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(host) ? host : null
}

/**
 * A link as somebody pasted it, made even: https, a room of the closed list or of the school's own Jitsi, and nothing in it that
 * the room does not need.
 */
export function readPastedLink(written: string, jitsiHost: string | null): Result<PastedLink, PasteRefusal> {
  const text = written.trim()
  if (text === "") return refuse({ kind: "link-missing" })
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  if (/[\s\\]/.test(text) || text.length > 1500 || !URL.canParse(withScheme))
    return refuse({ kind: "link-unreadable" })
  const url = new URL(withScheme)
  if (url.protocol !== "https:" || url.username || url.password || url.port)
    return refuse({ kind: "link-unreadable" })
  const own = jitsiHost !== null && url.hostname === jitsiHost ? jitsi : null
  const room = own ?? rooms.find(({ hosts }) => hosts.test(url.hostname))
  if (!room) return refuse({ kind: "link-unknown" })
  const path = url.pathname.replace(/\/$/, "")
  if (!room.path.test(path)) return refuse({ kind: "link-without-room" })
  const search = new URLSearchParams()
  for (const name of room.keep) {
    const value = url.searchParams.get(name)
    if (value !== null) search.set(name, value)
  }
  const asked = search.size > 0 ? `?${search}` : ""
  return accept({ kind: room.kind, href: `https://${url.hostname}${path}${asked}` })
}

const jitsi: Host = { kind: "jitsi", hosts: /^$/, path: /^\/[^/].*$/, keep: ["jwt"] }

/** Is this still a link we send parents to? Asked again right before the door opens. */
export const isMeetingLink = (href: string, jitsiHost: string | null) => readPastedLink(href, jitsiHost).ok
