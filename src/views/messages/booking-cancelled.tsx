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
import { calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk is off; its entry leaves the calendar. */
export function bookingCancelled(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const words = messages.cancelled
  const { subject, opening, closing: ending } = desk.told
  const particulars = particularsOf(message.talk, desk).slice(0, -1)
  const address = `${desk.origin}${desk.to.home()}`
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      listed(particulars),
      messages.moved.notYou,
      `${words.button}:\n${address}`,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <Particulars of={particulars} />
        <p>{messages.moved.notYou}</p>
        <MailButton address={address}>{words.button}</MailButton>
        <Said of={ending} />
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "CANCEL"),
  }
}
