import type { Actor } from "../access/access.ts"

/** What the logbook is about, for who looks for something in it. */
export type Topic = "sign-in" | "talks" | "families" | "people" | "rounds" | "messages" | "school" | "privacy"

/** Every act that is noted, with its topic. A new act needs its sentence in `views/words/*`/logbook.ts. */
export const acts = {
  "signed-in": "sign-in",
  "link-mailed": "sign-in",
  "sign-in-guarded": "sign-in",
  "staff-signed-in": "sign-in",
  "staff-set-up": "sign-in",
  "staff-recovered": "sign-in",
  "staff-recovery-asked": "sign-in",
  "sessions-ended": "sign-in",
  "passkey-added": "sign-in",
  "passkey-dropped": "sign-in",
  "password-replaced": "sign-in",
  "password-dropped": "sign-in",
  "talk-booked": "talks",
  "talk-moved": "talks",
  "talk-cancelled": "talks",
  "talk-erased": "talks",
  "talk-restored": "talks",
  "teacher-away": "talks",
  "day-moved": "talks",
  "upheaval-undone": "talks",
  "slot-closed": "talks",
  "slot-opened": "talks",
  "absences-said": "talks",
  "place-chosen": "talks",
  "link-pasted": "talks",
  "account-linked": "talks",
  "account-unlinked": "talks",
  "links-made": "talks",
  "links-dropped": "talks",
  "attendance-noted": "talks",
  "note-written": "talks",
  "feed-opened": "talks",
  "feed-closed": "talks",
  "marks-set": "talks",
  "talk-declined": "talks",
  "wait-begun": "talks",
  "wait-ended": "talks",
  "time-offered": "talks",
  "offer-passed": "talks",
  "offer-expired": "talks",
  "talk-wanted-again": "talks",
  "swap-times-said": "talks",
  "swap-asked": "talks",
  "swap-refused": "talks",
  "swap-withdrawn": "talks",
  "doubt-settled": "families",
  "households-merged": "families",
  "household-split": "families",
  "second-household": "families",
  "household-blocked": "families",
  "household-unblocked": "families",
  "code-renewed": "families",
  "office-code-made": "families",
  "guardian-added": "families",
  "guardian-moved": "families",
  "guardian-changed": "families",
  "pupil-corrected": "people",
  "pupil-added": "people",
  "pupil-left": "people",
  "pupil-returned": "people",
  "address-protected": "people",
  "seat-added": "families",
  "seat-removed": "families",
  "list-exported": "privacy",
  "import-committed": "people",
  "import-undone": "people",
  "import-discarded": "people",
  "round-made": "rounds",
  "round-changed": "rounds",
  "round-teachers-set": "rounds",
  "round-published": "rounds",
  "round-discarded": "rounds",
  "places-allowed": "rounds",
  "notes-allowed": "rounds",
  "notes-stopped": "rounds",
  "hall-screen-opened": "rounds",
  "hall-screen-closed": "rounds",
  "invitations-made": "messages",
  "invitations-sent": "messages",
  "letters-made": "messages",
  "message-failed": "messages",
  "messages-again": "messages",
  "reminders-queued": "messages",
  "invitations-reminded": "messages",
  "text-changed": "messages",
  "text-reset": "messages",
  "text-tested": "messages",
  "sms-sender-chosen": "messages",
  "staff-invited": "school",
  "staff-invited-again": "school",
  "staff-removed": "school",
  "role-changed": "school",
  "staff-changed": "school",
  "contact-changed": "school",
  "details-changed": "school",
  "looks-changed": "school",
  "school-restored": "school",
  "jitsi-named": "school",
  "languages-changed": "school",
  "keeping-changed": "privacy",
  "factor-chosen": "school",
  "pupil-erased": "privacy",
  "household-erased": "privacy",
  "guardian-erased": "privacy",
  "round-erased": "privacy",
  "record-shown": "privacy",
  "leaving-asked": "privacy",
  "leaving-confirmed": "privacy",
  "leaving-withdrawn": "privacy",
  "window-opened": "privacy",
  "window-closed": "privacy",
  "operator-looked": "privacy",
  "operator-refused": "privacy",
} as const satisfies Record<string, Topic>

export type Act = keyof typeof acts

export const topics = [
  "sign-in",
  "talks",
  "families",
  "people",
  "rounds",
  "messages",
  "school",
  "privacy",
] as const satisfies readonly Topic[]

/** Ids, counts and words of ours; never a name, an address or a note of somebody. */
export type About = Record<string, number | string | boolean>

/** A row of the logbook as it is kept. */
export type Line = {
  id: number
  at: string
  actorKind: Actor["kind"]
  actorId: number | null
  act: string
  /** JSON. */
  about: string
}

/**
 * What is hashed of a row, exactly: the hash of the row before ("" before the first) and its own columns in this order, as a JSON
 * array without blanks. Its hash is HMAC-SHA256 over the UTF-8 bytes under the school's key "logbook", as base64url. Rows from before the
 * chain have no hash; they are folded in all the same, so the first link covers them.
 */
export const canonical = (before: string, { id, at, actorKind, actorId, act, about }: Line) =>
  JSON.stringify([before, id, at, actorKind, actorId, act, about])

/** Where a chain is broken: at a row that was changed, or where rows are missing. */
export type Break = { line: number; why: "changed" | "missing" | "unsealed" }

type Linked = Line & { hash: string }

/**
 * Follows the chain from its first row and gives the first break in it, or its last link. Numbers count up by one; a row without a hash
 * may only stand before the first link.
 */
export function followChain(
  lines: Iterable<Linked>,
  seal: (text: string) => string,
): { broken: Break } | { lines: number; head: string } {
  let head = ""
  let last = 0
  let begun = false
  for (const line of lines) {
    if (line.id !== last + 1) return { broken: { line: last + 1, why: "missing" } }
    head = seal(canonical(head, line))
    if (line.hash === "" && begun) return { broken: { line: line.id, why: "unsealed" } }
    if (line.hash !== "" && line.hash !== head) return { broken: { line: line.id, why: "changed" } }
    begun ||= line.hash !== ""
    last = line.id
  }
  return { lines: last, head }
}

/** What an id in a row is the id of, as far as people look it up. */
export type NamedKind = "household" | "guardian" | "pupil" | "staff" | "round" | "slot"

const kinds: Record<string, NamedKind> = {
  household: "household",
  other: "household",
  made: "household",
  from: "household",
  to: "household",
  guardian: "guardian",
  pupil: "pupil",
  staff: "staff",
  round: "round",
  slot: "slot",
}

/** The ids in a row that have a name, by the word they stand under. */
export function namedIn(act: string, about: About): { word: string; kind: NamedKind; id: number }[] {
  return Object.entries(about).flatMap(([word, id]) => {
    const kind = kinds[word]
    // Here "made" counts.
    if (!kind || typeof id !== "number" || (act === "invitations-made" && word === "made")) return []
    return [{ word, kind, id }]
  })
}
