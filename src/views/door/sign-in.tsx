import type { SignInFactor } from "../../domain/school/school.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { NamesForm } from "./names-form.tsx"
import { TroubleSummary } from "./trouble.tsx"

/** Why the door stayed closed. Which of the names or the factor was wrong is never said. */
export type DoorTrouble =
  | { at: "code"; kind: "missing" | "wrong" | "busy" }
  | { at: "names"; kind: "wrong" | "code-or-link" }
  | { at: "names"; kind: "stopped"; minutes: number }
  | { at: "names"; kind: "incomplete"; missing: readonly ("first" | "last" | "factor")[] }
  | { at: "link"; kind: "email" }

export type SignInScreen = {
  factor: SignInFactor
  trouble: DoorTrouble | null
  note: "already" | "signed-out" | "wanted" | null
  /** What stays filled in. Codes and factors never do. */
  typed: { first: string; last: string; email: string }
}

type Props = { frame: Frame; screen: SignInScreen }

/** The door of a school for parents: the code first, the other ways behind one press. */
export function SignInPage({ frame, screen }: Props) {
  const { words, to } = frame
  const { trouble } = screen
  const opened = trouble ? wayOf(trouble) : null
  return (
    <ParentPage frame={frame} title={words.door.title} failed={trouble !== null}>
      {trouble ? (
        <TroubleSummary frame={frame} trouble={trouble} factor={screen.factor} />
      ) : screen.note ? (
        <DoorNote frame={frame} note={screen.note} />
      ) : null}
      <h1>{words.door.title}</h1>
      <p class="lead">{words.door.lead}</p>
      <CodeForm frame={frame} trouble={trouble} />
      <section class="roads" aria-labelledby="other-ways">
        <h2 id="other-ways">{words.door.otherWays}</h2>
        {screen.factor === "none" ? null : (
          <details open={opened === "names"}>
            <summary>{words.door.namesTitle}</summary>
            <NamesForm frame={frame} screen={screen} />
          </details>
        )}
        <details open={opened === "link"}>
          <summary>{words.door.linkTitle}</summary>
          <LinkForm frame={frame} screen={screen} />
        </details>
      </section>
      <p class="hint">
        {words.door.staff} <a href={to.staffDoor()}>{words.door.staffGo}</a>
      </p>
    </ParentPage>
  )
}

/** The way that stands open after trouble: the one that was tried, or the one that is left. */
function wayOf(trouble: DoorTrouble): DoorTrouble["at"] {
  return trouble.kind === "code-or-link" || trouble.kind === "stopped" ? "link" : trouble.at
}

function DoorNote({ frame, note }: { frame: Frame; note: NonNullable<SignInScreen["note"]> }) {
  const { door } = frame.words
  const said = { already: door.already, "signed-out": door.signedOut, wanted: door.wanted }[note]
  return (
    <div class="notice" role="status">
      <span class="sign" aria-hidden="true">
        i
      </span>
      <p>
        {said} {note === "already" ? <a href={frame.to.home()}>{door.alreadyGo}</a> : null}
      </p>
    </div>
  )
}

/** One field for the code. Used on every page where a code may follow. */
export function CodeForm({ frame, trouble }: { frame: Frame; trouble: DoorTrouble | null }) {
  const { door } = frame.words
  const said = { missing: door.codeMissing, wrong: door.codeWrong, busy: door.codeBusy }
  const wrong = trouble?.at === "code" ? said[trouble.kind] : undefined
  return (
    <form class="card plain" method="post" action={frame.to.signIn()} novalidate>
      <input type="hidden" name="road" value="code" />
      <Field name="code" label={door.code} hint={door.codeHint} wrong={wrong} size="medium" />
      <button type="submit">{door.signIn}</button>
    </form>
  )
}

function LinkForm({ frame, screen }: Props) {
  const { door } = frame.words
  const wrong = screen.trouble?.at === "link" ? door.emailWrong : undefined
  return (
    <form class="plain" method="post" action={frame.to.askLink()} novalidate>
      <p>{door.linkLead}</p>
      <Field
        name="email"
        label={door.email}
        wrong={wrong}
        value={screen.typed.email}
        type="email"
        inputmode="email"
        autocomplete="email"
      />
      <button class="second" type="submit">
        {door.sendLink}
      </button>
    </form>
  )
}
