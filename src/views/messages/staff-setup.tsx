import type { Desk, Mail } from "./parts.tsx"
import { type StaffLink, staffLink } from "./staff-link.tsx"

/** Welcome to a new member of staff. */
export function staffSetup(message: StaffLink, desk: Desk): Mail {
  const { staffSetup: words } = desk.words.messages
  return staffLink(message, desk, {
    subject: words.subject(desk.school.name),
    lead: words.lead(desk.school.name),
    todo: words.todo,
    button: words.button,
    notYou: null,
  })
}
