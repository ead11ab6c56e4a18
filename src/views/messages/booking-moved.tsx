import { momentOf } from "../format.ts"
import {
  closing,
  type Desk,
  document,
  listed,
  type Mail,
  MailButton,
  MailPage,
  type Particular,
  Particulars,
  paragraphs,
  particularsOf,
} from "./parts.tsx"
import { addressOf, calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk stands at another time; the same entry in the calendar moves with it. */
export function bookingMoved(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const { talk } = message
  const was: Particular[] = talk.wasAt ? [[messages.was, momentOf(talk.wasAt, desk.language)]] : []
  const particulars = [...particularsOf(talk, desk), ...was]
  const address = addressOf(talk, desk)
  const subject = messages.moved.subject(momentOf(talk.startsAt, desk.language))
  return {
    subject,
    text: paragraphs(
      messages.hello,
      messages.moved.lead,
      listed(particulars),
      `${messages.confirmed.button}:\n${address}`,
      messages.moved.notYou,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <p>{messages.moved.lead}</p>
        <Particulars of={particulars} />
        <MailButton address={address}>{messages.confirmed.button}</MailButton>
        <p>{messages.moved.notYou}</p>
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}
