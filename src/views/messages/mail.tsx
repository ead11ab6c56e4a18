import { type AddressedMessage, oneLine } from "../../domain/message.ts"
import type { MessageText } from "../../domain/message-text.ts"
import type { SchoolEntry } from "../../domain/school.ts"
import { pathsOf } from "../../paths.ts"
import { languages } from "../words/languages.ts"
import { bookingCancelled } from "./booking-cancelled.tsx"
import { bookingConfirmed } from "./booking-confirmed.tsx"
import { bookingMoved } from "./booking-moved.tsx"
import { invitation } from "./invitation.tsx"
import { parentLink } from "./parent-link.tsx"
import type { Desk, Mail } from "./parts.tsx"
import { reminder } from "./reminder.tsx"
import { staffRecovery } from "./staff-recovery.tsx"
import { staffSetup } from "./staff-setup.tsx"
import { timeOffered } from "./time-offered.tsx"
import { isText, tellIn } from "./told.ts"

export type { Mail } from "./parts.tsx"

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
    case "parent-link":
      return parentLink(message, desk)
    case "staff-setup":
      return staffSetup(message, desk)
    case "staff-recovery":
      return staffRecovery(message, desk)
  }
}
