import type { AddressedMessage, ToldTalk } from "../../domain/messages/message.ts"
import { bySms, type MessageText } from "../../domain/messages/message-text.ts"
import { senderOf, transliterate } from "../../domain/messages/sms.ts"
import { type SchoolEntry, zone } from "../../domain/school/school.ts"
import { pathsOf } from "../../paths.ts"
import { shortDayOf, timeOfDay } from "../format.ts"
import { type Language, languages } from "../words/languages.ts"
import { isText, otherOf, type TextMessage, tellIn } from "./told.ts"

/** From whose desk an SMS leaves: the school, the words it chose and the name above them; null for ours. */
export type SmsDesk = {
  school: SchoolEntry
  origin: string
  text: MessageText | null
  smsSender: string | null
}

/** An SMS ready to send: what the school says, when it is, what to do (not answer), and our address. Null for what is only mailed. */
export function writeSms(message: AddressedMessage, desk: SmsDesk): { sender: string; text: string } | null {
  if (!isText(message) || !isBySms(message)) return null
  const { language } = message
  const words = languages[language]
  const { opening } = tellIn(message, desk.text, desk.school.name, words, language)
  const to = pathsOf(desk.school.slug)
  const text = [...opening, factsOf(message), whatToDo(message), desk.origin + pathOf(message, to)]
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

/** "Do 12 nov 19:30, 19:50 (20 min, online)." */
function factsOf(message: SmsMessage): string {
  const { language } = message
  const words = languages[language]
  const { sms } = words.messages
  if (message.kind === "invitation-reminder") return sms.choose(momentIn(message.closesAt, language))
  const time = (talk: ToldTalk) => {
    const { place, minutes } = talk
    const aside = [
      ...(minutes === undefined ? [] : [sms.minutes(minutes)]),
      ...(saysWhere(message, talk) ? [words.online.place[place].toLowerCase()] : []),
    ]
    return `${timeOfDay(talk.startsAt)}${aside.length === 0 ? "" : ` (${aside.join(", ")})`}`
  }
  const short = (talk: ToldTalk) => `${shortDayOf(talk.startsAt, language)} ${time(talk)}`
  if ("talks" in message) {
    const [first, ...more] = message.talks
    return sms.at(upper([short(first), ...more.map(time)].join(", ")))
  }
  const { talk } = message
  if (message.kind === "waiting-changed") return waitIn(sms, talk, upper(short(talk)))
  if (message.kind === "swap-asked" && talk.question) {
    const { at } = talk.question
    const other = onDayOf(talk, at) ? words.parent.swap.at(timeOfDay(at)) : momentIn(at, language)
    return sms.swap(short(talk), other)
  }
  const at = sms.at(upper(short(talk)))
  if (message.kind !== "booking-moved") return at
  const { wasAt } = talk
  const was = wasAt && (onDayOf(talk, wasAt) ? timeOfDay(wasAt) : momentIn(wasAt, language))
  return [
    at,
    ...(was && !wasAt.equals(talk.startsAt) ? [sms.was(was)] : []),
    ...(talk.wasWith === undefined ? [] : [sms.otherTeacher]),
    ...(talk.swapped ? [sms.swapped] : []),
  ].join(" ")
}

type SmsWords = (typeof languages)[Language]["messages"]["sms"]

function waitIn(sms: SmsWords, { waiting }: ToldTalk, moment: string): string {
  const now = waiting?.over ? sms.listOver : waiting?.other ? sms.otherHeld : sms.stillOnList
  return waiting?.held ? `${sms.heldNoMore(moment)} ${now}` : now
}

/** Nobody reads an answer; who may answer or choose reads until when, and that it is done at the address. */
function whatToDo(message: SmsMessage): string {
  const { language } = message
  const { sms } = languages[language].messages
  if (message.kind === "swap-asked" && message.talk.question)
    return sms.answer(momentIn(message.talk.question.until, language))
  const choose = "talk" in message ? message.talk.choose : undefined
  if (!choose) return sms.noReply
  const how = message.kind === "time-offered" ? sms.take(momentIn(choose.until, language)) : sms.another
  return `${sms.noReply} ${how}`
}

/** Where it is held, when that is not at school or was elsewhere; of a talk whose place is all that changed the opening says so. */
function saysWhere({ kind }: SmsMessage, talk: ToldTalk): boolean {
  if (talk.place === "school" && talk.placeWas === undefined) return false
  if (kind === "booking-moved") return otherOf(talk) !== "place"
  return kind === "booking-confirmed" || kind === "reminder"
}

/** "do 12 nov 19:30" */
const momentIn = (at: Temporal.Instant, language: Language) => `${shortDayOf(at, language)} ${timeOfDay(at)}`

const onDayOf = ({ startsAt }: ToldTalk, at: Temporal.Instant) => dateIn(startsAt).equals(dateIn(at))

const dateIn = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
