import type { HouseholdLine } from "../../domain/households/household-lines.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { differing } from "../../domain/meanwhile.ts"
import type { AddressedMessage } from "../../domain/messages/message.ts"
import type { Channel, MessageText, TextKind, TextRefusal } from "../../domain/messages/message-text.ts"
import type { MobileRefusal } from "../../domain/people/phone.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Meanwhile } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import type { Language } from "../words/languages.ts"
import { Preview } from "./message-preview.tsx"
import { TestForm, TextForm } from "./message-text-forms.tsx"

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
  /** Which of its words stand in the form, or stood there when they were typed over. */
  version: string
  /** What a colleague wrote meanwhile; null when nobody did. */
  meanwhile: MessageText | null
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
  const failed = screen.refusal !== null || screen.meanwhile !== null || screen.mobile.refusal !== null
  return (
    <StaffPage frame={frame} title={titleOf(frame, screen)} here="messages" failed={failed}>
      <PageHead
        back={{ to: frame.to.messageTexts(), name: post.texts.title }}
        title={titleOf(frame, screen)}
        lead={post.texts.when[screen.kind]}
      >
        {screen.channel === "sms" && !screen.sms ? <p class="hint">{post.text.smsOff}</p> : null}
        <Languages frame={frame} screen={screen} />
      </PageHead>
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

/** What stands there now where something else was typed. */
const changedUnder = ({ words: { post } }: Frame, { text }: TextScreen, now: MessageText) =>
  differing(now, text).map((field) => ({ label: post.text[field], value: now[field] }))

/** The part that changes. */
export function MessageTextPart({ frame, screen }: TextProps) {
  const words = frame.words.post.text
  return (
    <div class={screen.testTo === null ? "upheaval" : "columns wide"} id="text">
      <div class="households">
        {screen.done ? (
          <Notice kind="done" focus>
            <p>{words[screen.done]}</p>
          </Notice>
        ) : null}
        {screen.meanwhile ? (
          <Meanwhile frame={frame} now={changedUnder(frame, screen, screen.meanwhile)} />
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
