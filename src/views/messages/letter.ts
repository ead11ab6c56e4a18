import type { SchoolEntry } from "../../domain/school/school.ts"
import type { Paths } from "../../paths.ts"
import type { Language } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"
import type { Told } from "./told.ts"

// What a letter is: a list of pieces between a greeting and who writes. Every mail is one.

/** From whose desk a mail leaves: everything it needs besides what it tells. */
export type Desk = {
  school: SchoolEntry
  to: Paths
  origin: string
  language: Language
  words: Words
  /** The address that mails come from, and the organizer in calendars. */
  sender: string
  now: Temporal.Instant
  /** What this message says in words of the school's choice; empty where it has none to choose. */
  told: Told
}

/** A mail ready to send; the text is written as text. */
export type Mail = {
  subject: string
  text: string
  html: string
  calendar?: { method: "REQUEST" | "CANCEL"; content: string }
}

/** Label and value, as they stand above each other in a mail. */
export type Particular = [label: string, value: string]

/** What a mail is made of: a paragraph with its line breaks, what one wants to know of a talk, or the one thing to do. */
export type Piece = string | { particulars: readonly Particular[] } | { button: string; address: string }

/** What one mail says between its greeting and who writes, from top to bottom; null is left out. */
export type Letter = {
  subject: string
  hello: string
  says: readonly (Piece | null)[]
  calendar?: Mail["calendar"]
}

/** A letter in the school's words, with these facts between them. */
export const around = ({ told, words }: Desk, ...facts: (Piece | null)[]): Letter => ({
  subject: told.subject,
  hello: words.messages.hello,
  says: [...told.opening, ...facts, ...told.closing],
})
