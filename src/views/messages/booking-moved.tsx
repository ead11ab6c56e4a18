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
  const was = wasOf(talk, desk)
  const other = talk.wasWith === undefined ? null : messages.moved.otherTeacher(talk.teacher)
  const notYou = talk.bySchool ? null : messages.moved.notYou
  const particulars = [...particularsOf(talk, desk), ...was]
  const address = addressOf(talk, desk)
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      other,
      listed(particulars),
      `${messages.confirmed.button}:\n${address}`,
      notYou,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        {other ? <p>{other}</p> : null}
        <Particulars of={particulars} />
        <MailButton address={address}>{messages.confirmed.button}</MailButton>
        {notYou ? <p>{notYou}</p> : null}
        <Said of={ending} />
      </MailPage>,
    ),
    calendar: calendarOf(message, desk, "REQUEST"),
  }
}

/** When and with whom it was, as far as that is another. */
function wasOf({ wasAt, wasWith, startsAt }: TalkMessage["talk"], desk: Desk): Particular[] {
  const { messages } = desk.words
  if (!wasAt) return []
  const moment = momentOf(wasAt, desk.language)
  if (wasWith === undefined) return [[messages.was, moment]]
  const said = wasAt.equals(startsAt)
    ? messages.moved.sameTime(wasWith)
    : messages.moved.wasWith(moment, wasWith)
  return [[messages.was, said]]
}
