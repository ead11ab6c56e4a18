import type { AddressedMessage } from "../../domain/message.ts"
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

type TimeOffered = Extract<AddressedMessage, { kind: "time-offered" }>

/** A time came free and is held for who waited for it. */
export function timeOffered({ talk }: TimeOffered, desk: Desk): Mail {
  const { messages } = desk.words
  const { choose } = talk
  const { subject, opening, closing: ending } = desk.told
  const words = messages.offered
  const until = choose ? words.until(momentOf(choose.until, desk.language)) : null
  const personal = choose?.token ? messages.cancelled.personal : null
  const particulars = particularsOf(talk, desk).slice(0, -1)
  const address = `${desk.origin}${choose?.token ? desk.to.invitation(choose.token) : desk.to.home()}`
  return {
    subject,
    text: paragraphs(
      messages.hello,
      ...opening,
      listed(particulars),
      until,
      `${words.button}:\n${address}`,
      personal,
      ...ending,
      ...closing(desk),
    ),
    html: document(
      <MailPage desk={desk} subject={subject} hello={messages.hello}>
        <Said of={opening} />
        <Particulars of={particulars} />
        {until ? <p>{until}</p> : null}
        <MailButton address={address}>{words.button}</MailButton>
        {personal ? <p>{personal}</p> : null}
        <Said of={ending} />
      </MailPage>,
    ),
  }
}
