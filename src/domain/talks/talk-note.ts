import { accept, type Result, refuse } from "../result.ts"

/** So many signs fit: a subject to prepare, no letter. */
export const noteMost = 300

/** `over`: by how many signs it is too long. */
export type NoteRefusal =
  | { kind: "notes-not-allowed" }
  | { kind: "note-too-late" }
  | { kind: "note-too-long"; over: number }

/** What is kept of what was typed: plain text, without signs that cannot be seen, in as many lines as were meant. */
export const evenNote = (typed: string) =>
  typed
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" || sign === "\u200d" ? sign : ""))
    .replace(/\n{3,}/g, "\n\n")
    .trim()

/** May this be written to the teacher? As long as the school allows it and the talk has not begun; taking away is always allowed. */
export function decideNote(
  facts: { allowed: boolean; startsAt: Temporal.Instant; typed: string },
  now: Temporal.Instant,
): Result<string, NoteRefusal> {
  const text = evenNote(facts.typed)
  if (text === "") return accept(text)
  if (!facts.allowed) return refuse({ kind: "notes-not-allowed" })
  if (Temporal.Instant.compare(facts.startsAt, now) <= 0) return refuse({ kind: "note-too-late" })
  const over = [...text].length - noteMost
  return over > 0 ? refuse({ kind: "note-too-long", over }) : accept(text)
}
