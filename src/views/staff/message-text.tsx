import type { HouseholdLine } from "../../domain/household-lines.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import type { AddressedMessage } from "../../domain/message.ts"
import {
  type Channel,
  type MessageText,
  placeholdersOf,
  smsPlaceholders,
  type TextKind,
  type TextRefusal,
} from "../../domain/message-text.ts"
import type { MobileRefusal } from "../../domain/phone.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Field, LongField } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import type { Language } from "../words/languages.ts"
import { DeedForm } from "./household-parts.tsx"
import { Preview } from "./message-preview.tsx"

export type TextScreen = {
  kind: TextKind
  channel: Channel
  language: Language
  /** What stands in the form: as kept, or as typed. */
  text: MessageText
  /** What the preview shows: never a text that was refused. */
  shown: MessageText
  /** The school has words of its own for this message. */
  own: boolean
  refusal: TextRefusal | null
  done: "saved" | "wasReset" | "tested" | null
  /** What stands in the form is looked at and not kept. */
  unsaved: boolean
  message: AddressedMessage
  smsSender: string | null
  households: readonly HouseholdLine[]
  household: HouseholdId | null
  /** The mail address that a test goes to; null for who may not change texts. */
  testTo: string | null
  mobile: { written: string; refusal: MobileRefusal | null }
  sms: boolean
  now: Temporal.Instant
}
export type TextProps = { frame: Frame; screen: TextScreen }

/** The text of one message: read it, change it, look at it as a parent does, send it to yourself. */
export function MessageTextPage({ frame, screen }: TextProps) {
  const { post } = frame.words
  const failed = screen.refusal !== null || screen.mobile.refusal !== null
  return (
    <StaffPage frame={frame} title={titleOf(frame, screen)} here="messages" failed={failed}>
      <div class="stack households">
        <a class="quiet up" href={frame.to.messageTexts()}>
          {post.texts.backToTexts}
        </a>
        <h1>{titleOf(frame, screen)}</h1>
        <p class="lead">{post.texts.when[screen.kind]}</p>
        {screen.channel === "sms" && !screen.sms ? <p class="hint">{post.text.smsOff}</p> : null}
        <Languages frame={frame} screen={screen} />
      </div>
      <MessageTextPart frame={frame} screen={screen} />
    </StaffPage>
  )
}

const titleOf = ({ words: { post } }: Frame, { kind, channel }: TextScreen) =>
  post.text.title(post.kind[kind], post.channel[channel])

function Languages({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  return (
    <nav class="orders" aria-label={words.languages}>
      {(["nl", "en"] as const).map((language) => (
        <a
          class="quiet"
          href={frame.to.messageText(screen.kind, screen.channel, language)}
          aria-current={screen.language === language ? "true" : undefined}
        >
          {words.language[language]}
        </a>
      ))}
    </nav>
  )
}

/** The part that changes. */
export function MessageTextPart({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  return (
    <div class="columns wide" id="text">
      <div class="households">
        {screen.done ? (
          <Notice kind="done" focus>
            <p>{words[screen.done]}</p>
          </Notice>
        ) : null}
        {screen.testTo === null ? (
          <p class="hint">{words.onlyAdministrator}</p>
        ) : (
          <TextForm frame={frame} screen={screen} />
        )}
        {screen.testTo === null ? null : <TestForm frame={frame} screen={screen} />}
      </div>
      <Preview frame={frame} screen={screen} />
    </div>
  )
}

function TextForm({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  const { kind, channel, language, text, refusal } = screen
  const wrong = (field: TextRefusal["field"]) =>
    refusal?.field === field
      ? (words.refusal[refusal.kind] as (one: TextRefusal) => string)(refusal)
      : undefined
  const byMail = channel === "email"
  return (
    <DeedForm action={frame.to.messageText(kind, channel, language)} part="text" class="card">
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
        hint={byMail ? words.openingHint : words.smsHint}
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

function TestForm({ frame, screen }: TextProps) {
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
