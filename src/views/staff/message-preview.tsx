import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import { segmentsOf } from "../../domain/messages/sms.ts"
import { writeMail } from "../messages/mail.ts"
import { writeSms } from "../messages/sms.ts"
import { DeedForm } from "../parts/deed-form.tsx"
import { Notice } from "../parts/notice.tsx"
import { childrenOf } from "./household-parts.tsx"
import type { TextProps } from "./message-text.tsx"

/** The message as a parent reads it, with a real household or an invented one. */
export function Preview({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  return (
    <section class="card" aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      {screen.unsaved ? (
        <Notice kind="note" focus>
          <p>{words.unsaved}</p>
        </Notice>
      ) : null}
      {screen.channel === "sms" ? (
        <SmsPreview frame={frame} screen={screen} />
      ) : (
        <MailPreview frame={frame} screen={screen} />
      )}
      {screen.households.length > 0 && !screen.unsaved ? <Choose frame={frame} screen={screen} /> : null}
    </section>
  )
}

function MailPreview({ frame, screen }: TextProps) {
  const { school, origin } = frame
  const mail = writeMail(
    screen.message,
    { school, origin, sender: "school@voorbeeld.example", text: screen.shown },
    screen.now,
  )
  return (
    <div class="letter-like" lang={screen.language}>
      <p>
        <strong>{mail.subject}</strong>
      </p>
      <p class="written">{mail.text.trim()}</p>
    </div>
  )
}

function SmsPreview({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  const { school, origin } = frame
  const sms = writeSms(screen.message, { school, origin, text: screen.shown, smsSender: screen.smsSender })
  if (!sms) return null
  const { segments, units, coding } = segmentsOf(sms.text)
  return (
    <>
      <p class="hint">
        {words.from} {sms.sender}
      </p>
      <div class="letter-like" lang={screen.language}>
        <p class="written">{sms.text}</p>
      </div>
      <p>{words.segments(segments, units)}</p>
      {coding === "ucs-2" ? <p class="hint">{words.unicode}</p> : null}
    </>
  )
}

function Choose({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  const { kind, channel, language } = screen
  const name = ({ children }: HouseholdLine) => childrenOf(children, frame.language)
  return (
    <DeedForm action={frame.to.messageText(kind, channel)} method="get" part="text" class="search">
      <input type="hidden" name="taal" value={language} />
      <div class="field">
        <label for="f-gezin">{words.tryOn}</label>
        <select id="f-gezin" name="gezin">
          <option value="">{words.invented}</option>
          {screen.households.map((line) => (
            <option value={String(line.id)} selected={line.id === screen.household}>
              {name(line)}
            </option>
          ))}
        </select>
      </div>
      <button class="second" type="submit">
        {words.show}
      </button>
    </DeedForm>
  )
}
