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
import { calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk is off; its entry leaves the calendar. */
export function bookingCancelled(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const words = messages.cancelled
  const particulars = particularsOf(message.talk, desk).slice(0, -1)
  const address = `${desk.origin}${desk.to.home()}`
  const subject = words.subject(momentOf(message.talk.startsAt, desk.language))
  return {
    subject,
    text: paragraphs(
      messages.hello,
      words.lead,
      listed(particulars),
      messages.moved.notYou,
      `${words.button}:\n${address}`,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <p>{words.lead}</p>
        <Particulars of={particulars} />
        <p>{messages.moved.notYou}</p>
        <MailButton address={address}>{words.button}</MailButton>
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "CANCEL"),
  }
}
