import type { AddressedMessage } from "../../domain/message.ts"
import { timeOfDay } from "../format.ts"
import { closing, type Desk, document, type Mail, MailButton, MailPage, paragraphs, Said } from "./parts.tsx"

type ParentLink = Extract<AddressedMessage, { kind: "parent-link" }>

/** The link that a parent asked for at the door. */
export function parentLink(message: ParentLink, desk: Desk): Mail {
  const { messages } = desk.words
  const { subject, opening, closing: ending } = desk.told
  const words = messages.parentLink
  const address = `${desk.origin}${desk.to.entry(message.token)}`
  const until = words.until(timeOfDay(message.until))
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      `${words.button}:\n${address}`,
      until,
      words.notYou,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <MailButton address={address}>{words.button}</MailButton>
        <p>{until}</p>
        <p>{words.notYou}</p>
        <Said of={ending} />
      </MailPage>,
    ),
  }
}
