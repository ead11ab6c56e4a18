import type { AddressedMessage, ToldTalk } from "../../domain/messages/message.ts"
import { calendarFile } from "../calendar.ts"
import { fullDayOf, momentOf, timeOfDay } from "../format.ts"
import { around, type Desk, type Letter, type Mail, type Particular } from "./letter.ts"
import { otherOf } from "./told.ts"

// What a family is told about its talks. The words before and after are the school's; what stands between is ours.

export type TalkMessage = Extract<AddressedMessage, { talk: unknown }>
type Reminder = Extract<AddressedMessage, { talks: unknown }>

/** The talk stands, with an entry for the calendar. */
export function bookingConfirmed(message: TalkMessage, desk: Desk): Letter {
  const { confirmed } = desk.words.messages
  return {
    ...around(
      desk,
      { particulars: particularsOf(message.talk, desk) },
      toTalk(message, desk, confirmed.button),
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}

/** The talk stands at another time; the same entry in the calendar moves with it. */
export function bookingMoved(message: TalkMessage, desk: Desk): Letter {
  const { confirmed, moved } = desk.words.messages
  const { talk } = message
  return {
    ...around(
      desk,
      talk.wasWith === undefined ? null : moved.otherTeacher(talk.teacher),
      talk.minutes === undefined || talk.wasMinutes === undefined
        ? null
        : moved.otherLength(desk.words.parts.minutes(talk.minutes)),
      { particulars: [...particularsOf(talk, desk), ...wasOf(talk, desk)] },
      toTalk(message, desk, confirmed.button),
      talk.bySchool ? null : talk.swapped ? moved.swapped : moved.notYou,
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}

/** The talk is off; its entry leaves the calendar. */
export function bookingCancelled(message: TalkMessage, desk: Desk): Letter {
  const { cancelled, moved, reminder: today } = desk.words.messages
  const { choose, bySchool } = message.talk
  return {
    ...around(
      desk,
      { particulars: withoutPlace(message.talk, desk) },
      bySchool ? null : moved.notYou,
      choose ? cancelled.until(momentOf(choose.until, desk.language)) : null,
      toChoose(message, desk, choose ? cancelled.button : today.button),
      choose?.token ? cancelled.personal : null,
    ),
    calendar: calendarOf(message, desk, "CANCEL"),
  }
}

/** A time came free and is held for who waited for it. */
export function timeOffered(message: TalkMessage, desk: Desk): Letter {
  const { offered, cancelled } = desk.words.messages
  const { choose } = message.talk
  return around(
    desk,
    { particulars: withoutPlace(message.talk, desk) },
    choose ? offered.until(momentOf(choose.until, desk.language)) : null,
    toChoose(message, desk, offered.button),
    choose?.token ? cancelled.personal : null,
  )
}

/** The school took back a time that was held, or there is nothing to wait for any more; and whether the family is still on the list. */
export function waitingChanged(message: TalkMessage, desk: Desk): Letter {
  const words = desk.words.messages.waiting
  const { held, over, other } = message.talk.waiting ?? { held: false, over: false, other: false }
  const particulars = withoutPlace(message.talk, desk)
  return around(
    desk,
    { particulars: held ? particulars : particulars.slice(0, -1) },
    held ? words.held : null,
    over ? words.over : other ? words.other : words.stays,
    { button: words.button, address: `${desk.origin}${desk.to.home()}` },
  )
}

/** Another family asks to change places: which time for which, and that nothing happens without a yes. */
export function swapAsked(message: TalkMessage, desk: Desk): Letter {
  const { swap, cancelled } = desk.words.messages
  const { talk } = message
  const { question } = talk
  if (!question) return swapOver(message, desk)
  const { at, until, token } = question
  const becomes: Particular = [swap.becomes, `${fullDayOf(at, desk.language)}, ${timeOfDay(at)}`]
  return around(
    desk,
    { particulars: [...particularsOf(talk, desk), becomes] },
    `${swap.nothing} ${swap.until(momentOf(until, desk.language))}`,
    {
      button: swap.button,
      address: token ? `${desk.origin}${desk.to.invitation(token)}` : addressOf(talk, desk),
    },
    token ? cancelled.personal : null,
  )
}

/** What was asked came to nothing: the talk stands as it did. */
export const swapOver = (message: TalkMessage, desk: Desk): Letter =>
  around(
    desk,
    { particulars: particularsOf(message.talk, desk) },
    toTalk(message, desk, desk.words.messages.confirmed.button),
  )

/** The talks of one day, the day before. */
export const reminder = ({ talks }: Reminder, desk: Desk): Letter =>
  around(desk, ...talks.map((talk) => ({ particulars: particularsOf(talk, desk) })), {
    button: desk.words.messages.reminder.button,
    address: `${desk.origin}${desk.to.home()}`,
  })

/** What one wants to know of a talk. */
function particularsOf(talk: ToldTalk, desk: Desk): Particular[] {
  return [...withoutPlace(talk, desk), [desk.words.messages.where, placeOf(talk, desk)]]
}

function withoutPlace(talk: ToldTalk, desk: Desk): Particular[] {
  const { messages } = desk.words
  const times = messages.from(timeOfDay(talk.startsAt), timeOfDay(talk.endsAt))
  const hours = talk.minutes === undefined ? times : `${times} (${desk.words.parts.minutes(talk.minutes)})`
  const about: Particular[] = talk.pupil === "" ? [] : [[messages.about, talk.pupil]]
  return [
    ...about,
    [messages.with, talk.teacher],
    [messages.when, `${fullDayOf(talk.startsAt, desk.language)}, ${hours}`],
  ]
}

/** When and with whom it was, as far as that is another. */
function wasOf(talk: ToldTalk, desk: Desk): Particular[] {
  const { messages, online, parts } = desk.words
  const { wasAt, wasMinutes, wasWith, placeWas } = talk
  if (!wasAt) return []
  const other = otherOf(talk)
  if (placeWas && other === "place") return [[messages.was, online.place[placeWas]]]
  const at = momentOf(wasAt, desk.language)
  const moment = wasMinutes === undefined ? at : `${at} (${parts.minutes(wasMinutes)})`
  if (wasWith === undefined) return [[messages.was, moment]]
  const said =
    other === "teacher" ? messages.moved.sameTime(wasWith) : messages.moved.wasWith(moment, wasWith)
  return [[messages.was, said]]
}

/** "De Regenboog, lokaal 12", or how it is held elsewhere; never a link of a room online. */
const placeOf = (talk: ToldTalk, { school, words }: Desk) =>
  talk.place !== "school"
    ? words.online.mailed[talk.place]
    : talk.room === ""
      ? school.name
      : `${school.name}, ${words.parts.room(talk.room)}`

/** Our own address of the talk. */
const addressOf = ({ booking }: ToldTalk, desk: Desk) => `${desk.origin}${desk.to.booking(booking)}`

const toTalk = ({ talk }: TalkMessage, desk: Desk, button: string) => ({
  button,
  address: addressOf(talk, desk),
})

/** To where the family can choose: without signing in where it was given a key of its own. */
const toChoose = ({ talk: { choose } }: TalkMessage, desk: Desk, button: string) => ({
  button,
  address: `${desk.origin}${choose?.token ? desk.to.invitation(choose.token) : desk.to.home()}`,
})

/** The talk as an entry for this reader's calendar; it names no child and no teacher, because calendars are shared. */
function calendarOf(
  { talk, to }: TalkMessage,
  desk: Desk,
  method: "REQUEST" | "CANCEL",
): NonNullable<Mail["calendar"]> {
  const { uid, sequence, startsAt, endsAt } = talk
  const entry = {
    uid,
    sequence,
    startsAt,
    endsAt,
    title: desk.words.messages.calendarTitle(desk.school.name),
    place: placeOf(talk, desk),
    url: addressOf(talk, desk),
    school: desk.school.name,
    email: desk.sender,
    attendee: to,
  }
  return { method, content: calendarFile(entry, method, desk.now) }
}
