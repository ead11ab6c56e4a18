import type { AddressedMessage } from "../../domain/message.ts"
import { calendarFile } from "../calendar.ts"
import type { Desk, Mail } from "./parts.tsx"
import { placeOf } from "./parts.tsx"

export type TalkMessage = Extract<AddressedMessage, { talk: unknown }>

/** The talk as an entry for this reader's calendar; it names no child and no teacher, because calendars are shared. */
export function calendarOf(
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

/** Our own address of the talk. */
export const addressOf = ({ booking }: TalkMessage["talk"], desk: Desk) =>
  `${desk.origin}${desk.to.booking(booking)}`
