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
  Said,
} from "./parts.tsx"
import { addressOf, calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk stands at another time; the same entry in the calendar moves with it. */
export function bookingMoved(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const { talk } = message
  const { subject, opening, closing: ending } = desk.told
  const was: Particular[] = talk.wasAt ? [[messages.was, momentOf(talk.wasAt, desk.language)]] : []
  const particulars = [...particularsOf(talk, desk), ...was]
  const address = addressOf(talk, desk)
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      listed(particulars),
      `${messages.confirmed.button}:\n${address}`,
      messages.moved.notYou,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <Particulars of={particulars} />
        <MailButton address={address}>{messages.confirmed.button}</MailButton>
        <p>{messages.moved.notYou}</p>
        <Said of={ending} />
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}
