import { placeholdersOf, smsPlaceholders, type TextRefusal } from "../../domain/messages/message-text.ts"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field, LongField } from "../parts/field.tsx"
import { Seen } from "../parts/meanwhile.tsx"
import type { TextProps } from "./message-text.tsx"

/** The words of one message, to change, to look at and to put back. */
export function TextForm({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  const { kind, channel, language, text, refusal } = screen
  const wrong = (field: TextRefusal["field"]) =>
    refusal?.field === field
      ? (words.refusal[refusal.kind] as (one: TextRefusal) => string)(refusal)
      : undefined
  const byMail = channel === "email"
  return (
    <DeedForm action={frame.to.messageText(kind, channel, language)} part="text" class="card">
      <Seen version={screen.version} />
      {byMail ? (
        <Field
          name="subject"
          label={words.subject}
          hint={words.subjectHint}
          value={text.subject}
          wrong={wrong("subject")}
        />
      ) : null}
      <LongField
        name="opening"
        label={words.opening}
        hint={
          byMail ? words.openingHint : kind === "invitation-reminder" ? words.smsHintChoose : words.smsHint
        }
        value={text.opening}
        rows={byMail ? 5 : 3}
        wrong={wrong("opening")}
      />
      {byMail ? (
        <LongField
          name="closing"
          label={words.closing}
          hint={words.closingHint}
          value={text.closing}
          rows={3}
          wrong={wrong("closing")}
        />
      ) : null}
      <FillIns frame={frame} screen={screen} />
      {screen.household === null ? null : (
        <input type="hidden" name="gezin" value={String(screen.household)} />
      )}
      <div class="actions">
        <button type="submit" name="act" value="save">
          {words.save}
        </button>
        <button class="second" type="submit" name="act" value="look">
          {words.look}
        </button>
        {screen.own ? (
          <button class="quiet" type="submit" name="act" value="reset">
            {words.reset}
          </button>
        ) : null}
      </div>
      {screen.own ? <p class="hint">{words.resetHint}</p> : null}
    </DeedForm>
  )
}

function FillIns({ frame, screen: { kind, channel } }: TextProps) {
  const words = frame.words.post.text
  const may = channel === "sms" ? smsPlaceholders(kind) : placeholdersOf(kind)
  return (
    <div class="fill-ins">
      <p>{words.fillIns}</p>
      <dl class="facts">
        {may.map((each) => (
          <>
            <dt>
              <code>{`{${each}}`}</code>
            </dt>
            <dd>{words.fillIn[each]}</dd>
          </>
        ))}
      </dl>
    </div>
  )
}

/** The text as it is kept, to the mailbox or phone of who looks at it. */
export function TestForm({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  const { kind, channel, language, mobile, testTo } = screen
  if (channel === "sms" && !screen.sms) return null
  return (
    <DeedForm action={frame.to.testText(kind, channel, language)} part="text" class="card">
      <h2>{words.test}</h2>
      <p>{channel === "email" ? words.testMail(testTo ?? "") : words.testSms}</p>
      {channel === "sms" ? (
        <Field
          name="mobile"
          label={words.mobile}
          type="tel"
          autocomplete="tel"
          size="medium"
          value={mobile.written}
          wrong={mobile.refusal ? words.mobileRefusal[mobile.refusal.kind] : undefined}
        />
      ) : null}
      <div class="actions">
        <button class="second" type="submit">
          {words.send}
        </button>
      </div>
    </DeedForm>
  )
}
