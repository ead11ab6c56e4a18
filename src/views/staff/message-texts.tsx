import { bySms, type Channel, type TextKind, textKinds } from "../../domain/messages/message-text.ts"
import type { SenderRefusal } from "../../domain/messages/sms.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field } from "../parts/field.tsx"
import { Meanwhile, Seen, type Sight } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

/** `now`: the name that is kept; `sender`: as the form stands. */
export type SenderScreen = Sight & {
  sender: string
  now: string
  saved: boolean
  refusal: SenderRefusal | null
}
export type TextsScreen = {
  /** Texts that are the school's own. */
  own: readonly { kind: TextKind; channel: Channel }[]
  sender: SenderScreen
  sms: boolean
  mayChange: boolean
}
type Props = { frame: Frame; screen: TextsScreen }

/** Every message that parents get, each with its text. */
export function MessageTextsPage({ frame, screen }: Props) {
  const words = frame.words.post.texts
  return (
    <StaffPage frame={frame} title={words.title} here="messages" failed={screen.sender.refusal !== null}>
      <PageHead
        back={{ to: frame.to.messages(), name: frame.words.layout.staff.messages }}
        title={words.title}
        lead={words.lead}
      />
      <ul class="columns wide texts">
        {textKinds.map((kind) => (
          <TextCard frame={frame} screen={screen} kind={kind} />
        ))}
      </ul>
      {screen.sms && screen.mayChange ? <SenderForm frame={frame} screen={screen.sender} /> : null}
      {screen.sms ? null : <p class="hint">{frame.words.post.smsOff}</p>}
    </StaffPage>
  )
}

function TextCard({ frame, screen, kind }: Props & { kind: TextKind }) {
  const { texts, kind: names } = frame.words.post
  const way = (channel: Channel, label: string) => (
    <a class="button second" href={frame.to.messageText(kind, channel)}>
      {label}
      <span class="hidden">: {names[kind]}</span>
      {screen.own.some((own) => own.kind === kind && own.channel === channel) ? (
        <span class="tag">{texts.own}</span>
      ) : null}
    </a>
  )
  return (
    <li class="card">
      <h2>{names[kind]}</h2>
      <p>{texts.when[kind]}</p>
      <div class="actions">
        {way("email", texts.byMail)}
        {bySms(kind) ? way("sms", texts.bySms) : null}
      </div>
    </li>
  )
}

/** The name that stands above an SMS. */
export function SenderForm({ frame, screen }: { frame: Frame; screen: SenderScreen }) {
  const words = frame.words.post.sender
  return (
    <DeedForm action={frame.to.smsSender()} part="sender" id="sender" class="card">
      <h2>{words.title}</h2>
      <Seen version={screen.seen} />
      <p>{words.lead}</p>
      {screen.changed ? (
        <Meanwhile
          frame={frame}
          now={screen.now === screen.sender ? [] : [{ label: words.label, value: screen.now }]}
        />
      ) : null}
      {screen.saved ? (
        <Notice kind="done" focus>
          <p>{words.saved}</p>
        </Notice>
      ) : null}
      <Field
        name="sender"
        label={words.label}
        hint={words.hint}
        value={screen.sender}
        size="medium"
        wrong={screen.refusal ? words.refusal[screen.refusal.kind] : undefined}
      />
      <div class="actions">
        <button class="second" type="submit">
          {frame.words.parts.save}
        </button>
      </div>
    </DeedForm>
  )
}
