import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { PasskeyForm, PasskeyScript } from "../parts/passkey.tsx"
import type { Words } from "../words/nl.ts"

/** Why someone is still at the door. `seconds`: how long to wait. */
export type DoorTrouble = { kind: "wrong" | "wrong-passkey" | "busy" } | { kind: "wait"; seconds: number }

/** The staff's door: passkey first, password below it. */
export function StaffDoorPage(props: {
  frame: Frame
  /** `isOver`: somebody was in here until now, and may just have pressed something. */
  screen: { email: string; trouble: DoorTrouble | null; isOver: boolean }
}) {
  const { frame, screen } = props
  const { to, school } = frame
  const words = frame.words.team.door
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.trouble !== null}>
      <div class="door">
        <PageHead title={words.title} lead={words.lead(school.name)} />
        {screen.isOver ? (
          <Notice kind="note" focus>
            <p>{words.over}</p>
          </Notice>
        ) : null}
        {screen.trouble ? <Trouble words={frame.words} trouble={screen.trouble} /> : null}
        <section class="card">
          <PasskeyForm
            frame={frame}
            way="get"
            action={to.passkey()}
            options={to.passkeyOptions()}
            label={words.withPasskey}
          >
            <p class="hint" data-ready hidden>
              {words.passkeyHint}
            </p>
          </PasskeyForm>
        </section>
        <section class="card">
          <h2>{words.withPassword}</h2>
          <form class="plain" method="post" action={to.staffPassword()}>
            <Field
              name="email"
              label={words.email}
              type="email"
              autocomplete="username"
              value={screen.email}
            />
            <Field name="password" label={words.password} type="password" autocomplete="current-password" />
            <button class="second" type="submit">
              {words.toCode}
            </button>
          </form>
        </section>
        <p class="ways">
          <a href={to.staffRecover()}>{words.noWayIn}</a>
          <a href={to.door()}>{words.forParents}</a>
        </p>
      </div>
      <PasskeyScript />
    </StaffPage>
  )
}

/** After the password: the code of the app. */
export function StaffCodePage(props: { frame: Frame; screen: { trouble: DoorTrouble | null } }) {
  const { frame, screen } = props
  const words = frame.words.team.code
  const wrong = screen.trouble?.kind === "wrong" ? words.wrong : undefined
  return (
    <StaffPage frame={frame} title={words.title} failed={screen.trouble !== null}>
      <div class="door">
        <PageHead
          back={{ to: frame.to.staffDoor(), name: frame.words.team.door.title }}
          title={words.title}
          lead={words.lead}
        />
        {screen.trouble && !wrong ? <Trouble words={frame.words} trouble={screen.trouble} /> : null}
        <form class="card" method="post" action={frame.to.staffCode()}>
          <CodeField label={words.label} wrong={wrong} />
          <div class="actions">
            <button type="submit">{words.enter}</button>
          </div>
        </form>
        <p class="ways">
          <a href={frame.to.staffRecover()}>{words.lost}</a>
        </p>
      </div>
    </StaffPage>
  )
}

/** Six digits; phones offer them by themselves. */
export function CodeField(props: { label: string; wrong?: string | undefined; hint?: string }) {
  return (
    <Field
      name="code"
      label={props.label}
      hint={props.hint}
      wrong={props.wrong}
      autocomplete="one-time-code"
      inputmode="numeric"
      size="short"
    />
  )
}

/** What went wrong at the door, in one sentence. */
export function Trouble(props: { words: Words; trouble: DoorTrouble }) {
  const words = props.words.team.door
  const { trouble } = props
  const said =
    trouble.kind === "wait"
      ? words.wait(timeOf(trouble.seconds, props.words))
      : { wrong: words.wrong, "wrong-passkey": words.wrongPasskey, busy: words.busy }[trouble.kind]
  return (
    <Notice kind="wrong">
      <p>{said}</p>
    </Notice>
  )
}

/** "45 seconden", "2 minuten": rounded up, because nobody counts along. */
const timeOf = (seconds: number, words: Words) =>
  seconds < 60 ? words.team.door.seconds(seconds) : words.parts.minutes(Math.ceil(seconds / 60))
