import { type AddressedMessage, oneLine } from "../../domain/message.ts"
import type { SchoolEntry } from "../../domain/school.ts"
import { pathsOf } from "../../paths.ts"
import { languages } from "../words/languages.ts"
import { bookingCancelled } from "./booking-cancelled.tsx"
import { bookingConfirmed } from "./booking-confirmed.tsx"
import { bookingMoved } from "./booking-moved.tsx"
import { invitation } from "./invitation.tsx"
import { parentLink } from "./parent-link.tsx"
import type { Desk, Mail } from "./parts.tsx"
import { staffRecovery } from "./staff-recovery.tsx"
import { staffSetup } from "./staff-setup.tsx"

export type { Mail } from "./parts.tsx"

/** Says a message in its reader's language, from the desk of this school. */
export function writeMail(
  message: AddressedMessage,
  from: { school: SchoolEntry; origin: string; sender: string },
  now: Temporal.Instant,
): Mail {
  const desk: Desk = {
    ...from,
    school: { ...from.school, name: oneLine(from.school.name) },
    to: pathsOf(from.school.slug),
    language: message.language,
    words: languages[message.language],
    now,
  }
  switch (message.kind) {
    case "invitation":
      return invitation(message, desk)
    case "booking-confirmed":
      return bookingConfirmed(message, desk)
    case "booking-moved":
      return bookingMoved(message, desk)
    case "booking-cancelled":
      return bookingCancelled(message, desk)
    case "parent-link":
      return parentLink(message, desk)
    case "staff-setup":
      return staffSetup(message, desk)
    case "staff-recovery":
      return staffRecovery(message, desk)
  }
}
