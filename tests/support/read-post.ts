import { addressMessage } from "../../src/db/messages/addressed-messages.ts"
import { markSent } from "../../src/db/messages/message-outcomes.ts"
import { claimDue } from "../../src/db/messages/messages.ts"
import type { Mail } from "../../src/views/messages/letter.ts"
import { writeMail } from "../../src/views/messages/mail.ts"
import { writeSms } from "../../src/views/messages/sms.ts"
import type { World } from "./app.ts"

/** What leaves now, as it is read by mail and by SMS. */
export async function readPost({ school, clock }: World): Promise<(Mail & { sms: string })[]> {
  const read: (Mail & { sms: string })[] = []
  const desk = { school: school.school, origin: "https://t.example", sender: "post@t.example" }
  for (const message of await claimDue(school, clock.now, 9)) {
    const addressed = await addressMessage(school, message, clock.now)
    if (!addressed) continue
    const sms = writeSms({ ...addressed, by: "sms" }, { ...desk, text: null, smsSender: null })
    read.push({ ...writeMail(addressed, desk, clock.now), sms: sms?.text ?? "" })
    await markSent(school, message, clock.now)
  }
  return read
}

/** What stands behind a name in the calendar file that came along. */
export const entry = (mail: Mail | undefined, name: string) =>
  new RegExp(`${name}:([^\\r\\n]+)`).exec(mail?.calendar?.content.replace(/\r\n /g, "") ?? "")?.[1]
