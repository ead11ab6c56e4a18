import type { AddressedMessage } from "../../domain/message.ts"
import {
  closing,
  type Desk,
  document,
  listed,
  type Mail,
  MailButton,
  MailPage,
  Particulars,
  paragraphs,
  particularsOf,
  Said,
} from "./parts.tsx"

type Reminder = Extract<AddressedMessage, { kind: "reminder" }>

/** The talks of one day, the day before. */
export function reminder({ talks }: Reminder, desk: Desk): Mail {
  const { messages } = desk.words
  const { subject, opening, closing: ending } = desk.told
  const particulars = talks.map((talk) => particularsOf(talk, desk))
  const address = `${desk.origin}${desk.to.home()}`
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      ...particulars.map(listed),
      `${messages.reminder.button}:\n${address}`,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        {particulars.map((of) => (
          <Particulars of={of} />
        ))}
        <MailButton address={address}>{messages.reminder.button}</MailButton>
        <Said of={ending} />
      </MailPage>,
    ),
  }
}
