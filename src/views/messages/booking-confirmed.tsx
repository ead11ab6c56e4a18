import { momentOf } from "../format.ts"
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
} from "./parts.tsx"
import { addressOf, calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk stands, with an entry for the calendar. */
export function bookingConfirmed(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const words = messages.confirmed
  const particulars = particularsOf(message.talk, desk)
  const address = addressOf(message.talk, desk)
  const subject = words.subject(momentOf(message.talk.startsAt, desk.language))
  return {
    subject,
    text: paragraphs(
      messages.hello,
      words.lead,
      listed(particulars),
      `${words.button}:\n${address}\n${words.change}`,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <p>{words.lead}</p>
        <Particulars of={particulars} />
        <MailButton address={address}>{words.button}</MailButton>
        <p>{words.change}</p>
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}
