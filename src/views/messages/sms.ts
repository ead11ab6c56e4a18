import type { AddressedMessage } from "../../domain/messages/message.ts"
import { bySms, type MessageText } from "../../domain/messages/message-text.ts"
import { senderOf, transliterate } from "../../domain/messages/sms.ts"
import type { SchoolEntry } from "../../domain/school/school.ts"
import { pathsOf } from "../../paths.ts"
import { shortDayOf, timeOfDay } from "../format.ts"
import { languages } from "../words/languages.ts"
import { isText, type TextMessage, tellIn } from "./told.ts"

/** From whose desk an SMS leaves: the school, the words it chose and the name above them; null for ours. */
export type SmsDesk = {
  school: SchoolEntry
  origin: string
  text: MessageText | null
  smsSender: string | null
}

/** An SMS ready to send: what the school says, when it is, that nobody reads an answer, and our address. Null for what is only mailed. */
export function writeSms(message: AddressedMessage, desk: SmsDesk): { sender: string; text: string } | null {
  if (!isText(message) || !isBySms(message)) return null
  const { language } = message
  const words = languages[language]
  const { opening } = tellIn(message, desk.text, desk.school.name, words, language)
  const to = pathsOf(desk.school.slug)
  const text = [...opening, factsOf(message), words.messages.sms.noReply, desk.origin + pathOf(message, to)]
  return {
    sender: desk.smsSender ?? senderOf(desk.school.name),
    text: transliterate(text.join(" ").replace(/\s+/g, " ")),
  }
}

type SmsMessage = Exclude<TextMessage, { kind: "invitation" | "parent-link" }>
const isBySms = (message: TextMessage): message is SmsMessage => bySms(message.kind)

/** Where it leads: to the talk, to all talks, or to the door, which opens with the code of the letter. No address opens anything itself. */
function pathOf(message: SmsMessage, to: ReturnType<typeof pathsOf>): string {
  if (message.kind === "invitation-reminder") return to.door()
  const stands =
    "talk" in message &&
    message.kind !== "booking-cancelled" &&
    message.kind !== "time-offered" &&
    message.kind !== "waiting-changed"
  return stands ? to.booking(message.talk.booking) : to.home()
}

/** "Do 12 nov 19:30, 19:50." */
function factsOf(message: SmsMessage): string {
  const { language } = message
  const { sms } = languages[language].messages
  if (message.kind === "invitation-reminder")
    return sms.choose(`${shortDayOf(message.closesAt, language)} ${timeOfDay(message.closesAt)}`)
  const time = ({ startsAt, minutes }: { startsAt: Temporal.Instant; minutes?: number }) =>
    minutes === undefined ? timeOfDay(startsAt) : `${timeOfDay(startsAt)} (${sms.minutes(minutes)})`
  const short = (talk: { startsAt: Temporal.Instant; minutes?: number }) =>
    `${shortDayOf(talk.startsAt, language)} ${time(talk)}`
  if ("talks" in message) {
    const [first, ...more] = message.talks
    return sms.at(upper([short(first), ...more.map(time)].join(", ")))
  }
  const { talk } = message
  const at = sms.at(upper(short(talk)))
  if (message.kind === "waiting-changed")
    return [
      talk.waiting?.held ? sms.heldNoMore(short(talk)) : "",
      talk.waiting?.over ? sms.listOver : talk.waiting?.other ? sms.otherHeld : sms.stillOnList,
    ].join(" ")
  if (message.kind === "swap-asked" && talk.question)
    return [at, sms.swap(short({ startsAt: talk.question.at }))].join(" ")
  if (message.kind !== "booking-moved") return at
  const was =
    talk.wasAt && !talk.wasAt.equals(talk.startsAt) ? [sms.was(short({ startsAt: talk.wasAt }))] : []
  return [at, ...was, ...(talk.wasWith === undefined ? [] : [sms.otherTeacher])].join(" ")
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
