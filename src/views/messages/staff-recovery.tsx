import type { Desk, Mail } from "./parts.tsx"
import { type StaffLink, staffLink } from "./staff-link.tsx"

/** A staff member lost the way in and asked for a new one. */
export function staffRecovery(message: StaffLink, desk: Desk): Mail {
  const { staffRecovery: words, staffLink: link } = desk.words.messages
  return staffLink(message, desk, {
    subject: words.subject(desk.school.name),
    lead: words.lead,
    todo: null,
    button: words.button,
    notYou: link.notYou,
  })
}
