/** What somebody signed in on, as far as it helps to recognise it. */
export type Device = "computer" | "phone" | "tablet" | "unknown"

/** The kind of device behind a User-Agent header. Only the kind is kept: which browser it is, is nobody's business. */
export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return "unknown"
  if (/iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/i.test(userAgent)) return "tablet"
  if (/Mobi|iPhone|iPod|Android/i.test(userAgent)) return "phone"
  return /Windows|Macintosh|Linux|CrOS|X11/i.test(userAgent) ? "computer" : "unknown"
}

/** Somewhere that a colleague is signed in. `reference` names it in a form, and is of no use to get in. */
export type SignedIn = {
  reference: string
  device: Device
  startedAt: Temporal.Instant
  seenAt: Temporal.Instant
  here: boolean
}
