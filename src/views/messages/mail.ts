import { type AddressedMessage, oneLine } from "../../domain/messages/message.ts"
import type { MessageText } from "../../domain/messages/message-text.ts"
import type { SchoolEntry } from "../../domain/school/school.ts"
import { pathsOf } from "../../paths.ts"
import { languages } from "../words/languages.ts"
import { invitation, parentLink, staffRecovery, staffSetup } from "./door-letters.ts"
import type { Desk, Letter, Mail } from "./letter.ts"
import { written } from "./mail-page.tsx"
import {
  bookingCancelled,
  bookingConfirmed,
  bookingMoved,
  reminder,
  swapAsked,
  swapOver,
  timeOffered,
  waitingChanged,
} from "./talk-letters.ts"
import { isText, tellIn } from "./told.ts"

/** Says a message in its reader's language, from the desk of this school, in its own words where it has them. */
export function writeMail(
  message: AddressedMessage,
  from: { school: SchoolEntry; origin: string; sender: string; text?: MessageText | null },
  now: Temporal.Instant,
): Mail {
  const { school: entry, origin, sender, text = null } = from
  const school = { ...entry, name: oneLine(entry.name) }
  const words = languages[message.language]
  const desk: Desk = {
    school,
    origin,
    sender,
    told: isText(message)
      ? tellIn(message, text, school.name, words, message.language)
      : { subject: "", opening: [], closing: [] },
    to: pathsOf(school.slug),
    language: message.language,
    words,
    now,
  }
  return written(letterOf(message, desk), desk)
}

function letterOf(message: AddressedMessage, desk: Desk): Letter {
  switch (message.kind) {
    case "invitation":
    case "invitation-reminder":
      return invitation(message, desk)
    case "booking-confirmed":
      return bookingConfirmed(message, desk)
    case "booking-moved":
      return bookingMoved(message, desk)
    case "booking-cancelled":
      return bookingCancelled(message, desk)
    case "reminder":
      return reminder(message, desk)
    case "time-offered":
      return timeOffered(message, desk)
    case "waiting-changed":
      return waitingChanged(message, desk)
    case "swap-asked":
      return swapAsked(message, desk)
    case "swap-over":
      return swapOver(message, desk)
    case "parent-link":
      return parentLink(message, desk)
    case "staff-setup":
      return staffSetup(message, desk)
    case "staff-recovery":
      return staffRecovery(message, desk)
  }
}
