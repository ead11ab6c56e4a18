import type { AddressedMessage } from "../../domain/message.ts"
import { momentOf } from "../format.ts"
import { closing, type Desk, document, type Mail, MailButton, MailPage, paragraphs } from "./parts.tsx"

export type StaffLink = Extract<AddressedMessage, { name: string }>

/** A link to make an account ready, in the words of this occasion. */
export function staffLink(
  message: StaffLink,
  desk: Desk,
  words: { subject: string; lead: string; todo: string | null; button: string; notYou: string | null },
): Mail {
  const { messages } = desk.words
  const address = `${desk.origin}${desk.to.staffSetup(message.token)}`
  const until = messages.staffLink.until(momentOf(message.until, desk.language))
  const hello = messages.helloStaff(message.name)
  return {
    subject: words.subject,
    text: paragraphs(
      hello,
      words.lead,
      words.todo,
      `${words.button}:\n${address}`,
      until,
      words.notYou,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={words.subject} hello={hello}>
        <p>{words.lead}</p>
        {words.todo ? <p>{words.todo}</p> : null}
        <MailButton address={address}>{words.button}</MailButton>
        <p>{until}</p>
        {words.notYou ? <p>{words.notYou}</p> : null}
      </MailPage>,
    ),
  }
}
