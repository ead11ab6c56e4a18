import type { AddressedMessage } from "../../domain/message.ts"
import { momentOf } from "../format.ts"
import { closing, type Desk, document, type Mail, MailButton, MailPage, paragraphs, Said } from "./parts.tsx"

type Invitation = Extract<AddressedMessage, { kind: "invitation" | "invitation-reminder" }>

/** A household's own way in to a round; the times are the school's, the children are not named. */
export function invitation(message: Invitation, desk: Desk): Mail {
  const { messages } = desk.words
  const { subject, opening, closing: ending } = desk.told
  const words = messages.invitation
  const address = `${desk.origin}${desk.to.invitation(message.token)}`
  const until = momentOf(message.closesAt, desk.language)
  const opened = Temporal.Instant.compare(message.opensAt, desk.now) <= 0
  const when = opened ? words.now(until) : words.soon(momentOf(message.opensAt, desk.language), until)
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      when,
      `${words.button}:\n${address}`,
      words.personal,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <p>{when}</p>
        <MailButton address={address}>{words.button}</MailButton>
        <p>{words.personal}</p>
        <Said of={ending} />
      </MailPage>,
    ),
  }
}
