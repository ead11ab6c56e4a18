import type { AddressedMessage } from "../../domain/message.ts"
import { timeOfDay } from "../format.ts"
import { closing, type Desk, document, type Mail, MailButton, MailPage, paragraphs } from "./parts.tsx"

type ParentLink = Extract<AddressedMessage, { kind: "parent-link" }>

/** The link that a parent asked for at the door. */
export function parentLink(message: ParentLink, desk: Desk): Mail {
  const { messages } = desk.words
  const words = messages.parentLink
  const address = `${desk.origin}${desk.to.entry(message.token)}`
  const subject = words.subject(desk.school.name)
  const lead = words.lead(desk.school.name)
  const until = words.until(timeOfDay(message.until))
  return {
    subject,
    text: paragraphs(
      messages.hello,
      lead,
      `${words.button}:\n${address}`,
      until,
      words.notYou,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <p>{lead}</p>
        <MailButton address={address}>{words.button}</MailButton>
        <p>{until}</p>
        <p>{words.notYou}</p>
      </MailPage>,
    ),
  }
}
