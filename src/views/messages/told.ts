import { type AddressedMessage, oneLine, type ToldTalk } from "../../domain/messages/message.ts"
import {
  bySms,
  fill,
  type MessageText,
  type Placeholder,
  paragraphsOf,
  type TextKind,
} from "../../domain/messages/message-text.ts"
import type { TalkNews } from "../../domain/messages/talk-news.ts"
import { dayOf, listOf, timeOfDay } from "../format.ts"
import type { Language } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"

/** The words of one message, with names and times filled in. */
export type Told = { subject: string; opening: string[]; closing: string[] }

/** A message whose words a school may change. */
export type TextMessage =
  | Extract<AddressedMessage, { talk: unknown } | { talks: unknown }>
  | Extract<AddressedMessage, { kind: "invitation" | "invitation-reminder" | "parent-link" }>

export const isText = (message: AddressedMessage): message is TextMessage =>
  message.kind !== "staff-setup" && message.kind !== "staff-recovery"

/** Our own words for this message, by the road it goes. */
export function ourText(kind: TextKind, channel: "email" | "sms", words: Words): MessageText {
  const { email, sms } = words.messageTexts
  if (channel === "email") return email[kind]
  return { subject: "", opening: bySms(kind) ? sms[kind] : "", closing: "" }
}

type NewsMessage = Extract<TextMessage, { kind: TalkNews["kind"] }>

const isNews = (message: TextMessage): message is NewsMessage => message.kind.startsWith("booking-")

/** What is another of a talk that moved: its time, or at the same time its teacher, only its length, or only its place. */
export function otherOf({ wasAt, startsAt, wasWith, wasMinutes, placeWas }: ToldTalk) {
  if (!wasAt?.equals(startsAt)) return "time"
  if (wasWith !== undefined) return "teacher"
  if (wasMinutes !== undefined) return "length"
  return placeWas === undefined ? "time" : "place"
}

const otherIn = ({ kind, talk }: NewsMessage) => (kind === "booking-moved" ? otherOf(talk) : null)

/** Our own words for a talk that is held elsewhere now; those of the school speak of another time. */
function otherPlaceText({ by, talk }: NewsMessage, { messageTexts }: Words): MessageText {
  const { subject, opening, bySchool, sms } = messageTexts.otherPlace
  if (by === "sms") return { subject: "", opening: sms[talk.place], closing: "" }
  const text = { subject: subject[talk.place], opening: opening[talk.place], closing: "" }
  if (!talk.bySchool) return text
  return { ...text, opening: `${bySchool.opening}\n\n${text.opening}`, closing: bySchool.closing }
}

const lengthOf = ({ startsAt, endsAt, wasMinutes = 0 }: ToldTalk) =>
  startsAt.until(endsAt).total("minutes") > wasMinutes ? "longer" : "shorter"

/** Our own words where the school changed a talk. */
function bySchoolText(message: NewsMessage, words: Words): MessageText {
  const { email, sms } = words.messageTexts.bySchool
  const other = otherIn(message)
  const kind = other === "teacher" ? "same-time" : other === "length" ? lengthOf(message.talk) : message.kind
  return message.by === "email" ? email[kind] : { subject: "", opening: sms[kind], closing: "" }
}

/** Fills the school's words in, or ours when it has none of its own. */
export function tellIn(
  message: TextMessage,
  own: MessageText | null,
  school: string,
  words: Words,
  language: Language,
): Told {
  const values = valuesOf(message, school, words, language)
  const filled = (paragraph: string) => fill(paragraph, values)
  const around = (text: MessageText): Told => ({
    subject: oneLine(filled(text.subject)),
    opening: paragraphsOf(text.opening).map(filled),
    closing: paragraphsOf(text.closing).map(filled),
  })
  if (isNews(message) && otherIn(message) === "place") return around(otherPlaceText(message, words))
  const changed = isNews(message) && message.talk.bySchool ? message.kind : null
  const text =
    own ?? (changed ? bySchoolText(message as NewsMessage, words) : ourText(message.kind, message.by, words))
  const told = around(text)
  return own && changed ? { ...told, opening: [...told.opening, words.messages.bySchool[changed]] } : told
}

function valuesOf(
  message: TextMessage,
  school: string,
  words: Words,
  language: Language,
): Record<Placeholder, string> {
  const talks = "talk" in message ? [message.talk] : "talks" in message ? message.talks : []
  const [talk] = talks
  return {
    school,
    ouder: message.reader || words.messages.somebody,
    ronde: talk?.title ?? ("title" in message ? message.title : ""),
    dag: talk ? dayOf(talk.startsAt, language) : "",
    tijd: talk ? timeOfDay(talk.startsAt) : "",
    kind: listOf([...new Set(talks.map(({ pupil }) => pupil))], language),
    leraar: talk?.teacher ?? "",
  }
}
