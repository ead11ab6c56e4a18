import type { DeliveryFailure } from "./message.ts"

// What a mail server says of an address (RFC 3463: "5.1.1"), as a word of ours that the office can do something with.

/** What came back: the mail that it is about is found by its address to return to. */
export type Bounce = { failure: DeliveryFailure; text: string }

/** Reads one mail, as it came in. Null when it does not say that a mail failed for good: a delay, an answer, anything else. */
export type ReadBounce = (raw: Uint8Array) => Promise<Bounce | null>

/** Why the mail server at the other end did not take it. Null: no code that says more than yes or no. */
export function failureSaid(status: string): DeliveryFailure | null {
  const [, subject, detail] = /^[45]\.(\d{1,3})\.(\d{1,3})$/.exec(status) ?? []
  if (subject === "1") return detail === "7" || detail === "8" ? "refused" : "unknown"
  if (subject === "2") return detail === "2" ? "full" : detail === "3" ? "refused" : "unknown"
  if (subject === "4") return "away"
  return subject === "7" ? "blocked" : null
}
