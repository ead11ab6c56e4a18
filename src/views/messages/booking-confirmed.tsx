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
import { addressOf, calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk stands, with an entry for the calendar. */
export function bookingConfirmed(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const { subject, opening, closing: ending } = desk.told
  const particulars = particularsOf(message.talk, desk)
  const address = addressOf(message.talk, desk)
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      listed(particulars),
      `${messages.confirmed.button}:\n${address}`,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <Particulars of={particulars} />
        <MailButton address={address}>{messages.confirmed.button}</MailButton>
        <Said of={ending} />
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}
