import type { AddressedMessage } from "../../domain/messages/message.ts"
import { momentOf, timeOfDay } from "../format.ts"
import { around, type Desk, type Letter } from "./letter.ts"

// Letters that open a door: their link is for one reader only.

type Invitation = Extract<AddressedMessage, { kind: "invitation" | "invitation-reminder" }>
type ParentLink = Extract<AddressedMessage, { kind: "parent-link" }>
type StaffLink = Extract<AddressedMessage, { name: string }>

/** A household's own way in to a round; the times are the school's, the children are not named. */
export function invitation(message: Invitation, desk: Desk): Letter {
  const words = desk.words.messages.invitation
  const until = momentOf(message.closesAt, desk.language)
  const opened = Temporal.Instant.compare(message.opensAt, desk.now) <= 0
  return around(
    desk,
    opened ? words.now(until) : words.soon(momentOf(message.opensAt, desk.language), until),
    { button: words.button, address: `${desk.origin}${desk.to.invitation(message.token)}` },
    words.personal,
  )
}

/** The link that a parent asked for at the door. */
export function parentLink(message: ParentLink, desk: Desk): Letter {
  const words = desk.words.messages.parentLink
  return around(
    desk,
    { button: words.button, address: `${desk.origin}${desk.to.entry(message.token)}` },
    words.until(timeOfDay(message.until)),
    words.notYou,
  )
}

/** Welcome to a new member of staff. */
export function staffSetup(message: StaffLink, desk: Desk): Letter {
  const { staffSetup: words } = desk.words.messages
  const { name } = desk.school
  return staffLink(message, desk, {
    subject: words.subject(name),
    says: [words.lead(name), words.todo],
    button: words.button,
    notYou: null,
  })
}

/** A staff member lost the way in and asked for a new one. */
export function staffRecovery(message: StaffLink, desk: Desk): Letter {
  const { staffRecovery: words, staffLink: link } = desk.words.messages
  return staffLink(message, desk, {
    subject: words.subject(desk.school.name),
    says: [words.lead],
    button: words.button,
    notYou: link.notYou,
  })
}

/** A link to make an account ready, in the words of this occasion. */
function staffLink(
  message: StaffLink,
  desk: Desk,
  words: { subject: string; says: string[]; button: string; notYou: string | null },
): Letter {
  const { messages } = desk.words
  return {
    subject: words.subject,
    hello: messages.helloStaff(message.name),
    says: [
      ...words.says,
      { button: words.button, address: `${desk.origin}${desk.to.staffSetup(message.token)}` },
      messages.staffLink.until(momentOf(message.until, desk.language)),
      words.notYou,
    ],
  }
}
