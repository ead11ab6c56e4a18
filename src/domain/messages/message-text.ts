import { accept, type Result, refuse } from "../result.ts"

// What a school may say in its own words around the facts of a message. Time, place and link are ours: no text can break them.

/** Messages whose words a school may change. */
export const textKinds = [
  "invitation",
  "invitation-reminder",
  "booking-confirmed",
  "booking-moved",
  "booking-cancelled",
  "reminder",
  "time-offered",
  "waiting-changed",
  "swap-asked",
  "swap-over",
  "parent-link",
] as const
export type TextKind = (typeof textKinds)[number]
export type Channel = "email" | "sms"

/** Messages that open a door: too secret for an SMS. */
const doors = ["invitation", "parent-link"] as const
/** Which of these also go by SMS. */
export const bySms = (kind: TextKind): kind is Exclude<TextKind, (typeof doors)[number]> =>
  !doors.some((door) => door === kind)

/** The words of one message. An SMS has an opening only. */
export type MessageText = { subject: string; opening: string; closing: string }

/** How long each may be, in signs. */
const textLimits = { subject: 80, opening: 600, closing: 600, sms: 120 }

/** Every word between braces that we fill in. A subject shows on a locked screen: it names no child and nobody else. */
export const placeholders = ["school", "ronde", "dag", "tijd", "kind", "leraar", "ouder"] as const
export type Placeholder = (typeof placeholders)[number]
const inSubject: readonly Placeholder[] = ["school", "ronde", "dag", "tijd"]

/** Which of them have something to say in this message. */
export function placeholdersOf(kind: TextKind): readonly Placeholder[] {
  if (kind === "parent-link") return ["school", "ouder"]
  if (kind === "invitation" || kind === "invitation-reminder") return ["school", "ronde", "ouder"]
  return kind === "reminder" ? ["school", "dag", "kind", "ouder"] : placeholders
}

const subjectPlaceholders = (kind: TextKind) =>
  placeholdersOf(kind).filter((each) => inSubject.includes(each))
/** An SMS names the child at most. */
export const smsPlaceholders = (kind: TextKind) => placeholdersOf(kind).filter((each) => each !== "leraar")

export type TextField = keyof MessageText
/** Why a text is not kept, and in which field. */
export type TextRefusal = { field: TextField } & (
  | { kind: "text-missing" }
  | { kind: "text-too-long"; most: number }
  | { kind: "placeholder-unknown"; word: string }
  | { kind: "placeholder-private"; word: string }
)

/** Reads a text as a school wrote it. Braces around anything but our own words are refused; the words between are free. */
export function readText(
  kind: TextKind,
  channel: Channel,
  written: MessageText,
): Result<MessageText, TextRefusal> {
  const text: MessageText = {
    subject: channel === "sms" ? "" : written.subject.replace(/\s+/g, " ").trim(),
    opening: tidy(written.opening),
    closing: channel === "sms" ? "" : tidy(written.closing),
  }
  const may = channel === "sms" ? smsPlaceholders(kind) : placeholdersOf(kind)
  const wrong =
    (channel === "sms"
      ? null
      : wrongIn("subject", text.subject, textLimits.subject, subjectPlaceholders(kind), may)) ??
    wrongIn("opening", text.opening, channel === "sms" ? textLimits.sms : textLimits.opening, may, may) ??
    wrongIn("closing", text.closing, textLimits.closing, may, may)
  return wrong ? refuse(wrong) : accept(text)
}

function wrongIn(
  field: TextField,
  text: string,
  most: number,
  may: readonly Placeholder[],
  known: readonly Placeholder[],
): TextRefusal | null {
  if (text === "") return field === "closing" ? null : { field, kind: "text-missing" }
  if (text.length > most) return { field, kind: "text-too-long", most }
  for (const [whole, word = ""] of text.matchAll(/\{([^{}]*)\}?|\}/g)) {
    const found = whole === `{${word}}` ? may.find((each) => each === word) : undefined
    if (found) continue
    const elsewhere = whole === `{${word}}` && known.some((each) => each === word)
    return {
      field,
      kind: elsewhere ? "placeholder-private" : "placeholder-unknown",
      word: whole.slice(0, 40),
    }
  }
  return null
}

/** Lines as they are, without spaces at their ends, at most one empty line between paragraphs. */
const tidy = (text: string) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()

/** The text with its words filled in; what a value holds is never read as a placeholder. */
export const fill = (text: string, values: Record<Placeholder, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(values, word) ? values[word as Placeholder] : whole,
  )

/** The paragraphs of a text. */
export const paragraphsOf = (text: string): string[] => text.split(/\n{2,}/).filter((each) => each !== "")
