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
  Said,
} from "./parts.tsx"
import { calendarOf, type TalkMessage } from "./talk.tsx"

/** The talk is off; its entry leaves the calendar. */
export function bookingCancelled(message: TalkMessage, desk: Desk): Mail {
  const { messages } = desk.words
  const { choose, bySchool } = message.talk
  const words = messages.cancelled
  const notYou = bySchool ? null : messages.moved.notYou
  const until = choose ? words.until(momentOf(choose.until, desk.language)) : null
  const personal = choose?.token ? words.personal : null
  const button = choose ? words.button : messages.reminder.button
  const { subject, opening, closing: ending } = desk.told
  const particulars = particularsOf(message.talk, desk).slice(0, -1)
  const address = `${desk.origin}${choose?.token ? desk.to.invitation(choose.token) : desk.to.home()}`
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      listed(particulars),
      notYou,
      until,
      `${button}:\n${address}`,
      personal,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <Particulars of={particulars} />
        {notYou ? <p>{notYou}</p> : null}
        {until ? <p>{until}</p> : null}
        <MailButton address={address}>{button}</MailButton>
        {personal ? <p>{personal}</p> : null}
        <Said of={ending} />
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "CANCEL"),
  }
}
