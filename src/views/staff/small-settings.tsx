import { type KeepingRefusal, keepRound } from "../../domain/school/school-details.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices, Field } from "../parts/field.tsx"
import { Meanwhile, Seen, type Sight } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { type Language, languageNames } from "../words/languages.ts"

/** `leftOut`: as the form stands. */
export type LanguagesScreen = Sight & { leftOut: readonly string[] }

/** Which languages parents can choose. */
export function LanguagesPage({ frame, screen }: { frame: Frame; screen: LanguagesScreen }) {
  const words = frame.words.school.languages
  const names = frame.words.post.text.language
  const offered = (leftOut: readonly string[]) =>
    (Object.keys(languageNames) as Language[])
      .filter((each) => !leftOut.includes(each))
      .map((each) => names[each])
      .join(", ")
  const now = offered(frame.look.leftOut)
  const isSame = now === offered(screen.leftOut)
  const choices = (Object.keys(languageNames) as Language[]).map((language) => ({
    value: language,
    label: names[language],
    chosen: !screen.leftOut.includes(language),
    ...(language === "nl" ? { off: true, hint: words.always } : {}),
  }))
  return (
    <OneSetting
      frame={frame}
      words={words}
      action={frame.to.schoolLanguages()}
      sight={screen}
      now={isSame ? [] : [{ label: words.legend, value: now }]}
    >
      <Choices name="language" legend={words.legend} many choices={choices} />
    </OneSetting>
  )
}

/** `now`: the term that is kept, in days. */
export type KeepingScreen = Sight & { days: string; now: number; refusal: KeepingRefusal | null }

/** How long a round's bookings and messages are kept. */
export function KeepingPage({ frame, screen }: { frame: Frame; screen: KeepingScreen }) {
  const words = frame.words.school.keeping
  const { least, usual, most } = keepRound
  const { refusal } = screen
  const erases = refusal?.kind === "erases" ? refusal : null
  return (
    <OneSetting
      frame={frame}
      words={words}
      action={frame.to.roundKeeping()}
      failed={refusal !== null}
      sight={screen}
      now={String(screen.now) === screen.days ? [] : [{ label: words.days, value: String(screen.now) }]}
      save={erases ? words.agree(screen.days) : undefined}
    >
      {erases ? (
        <Notice kind="careful" focus>
          <p>{words.erases(erases.rounds, erases.talks)}</p>
          <input type="hidden" name="agreed" value={String(erases.talks)} />
        </Notice>
      ) : null}
      <Field
        name="days"
        label={words.days}
        hint={words.hint(least, most, usual)}
        value={screen.days}
        inputmode="numeric"
        size="short"
        wrong={refusal && refusal.kind !== "erases" ? words.refusal[refusal.kind] : undefined}
      />
      <p class="hint">{words.what}</p>
    </OneSetting>
  )
}

function OneSetting(props: {
  frame: Frame
  words: { title: string; lead: string }
  action: string
  failed?: boolean
  sight: Sight
  /** What stands there now, where something else was chosen. */
  now: readonly { label: string; value: string }[]
  /** What the button says when more is at stake than saving. */
  save?: string | undefined
  children?: Child
}) {
  const { frame, words } = props
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={props.failed ?? false}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      {props.sight.changed ? <Meanwhile frame={frame} now={props.now} /> : null}
      <form class="card" method="post" action={props.action} novalidate>
        <Seen version={props.sight.seen} />
        {props.children}
        <div class="actions">
          <button class={props.save ? "danger" : undefined} type="submit">
            {props.save ?? frame.words.parts.save}
          </button>
        </div>
      </form>
    </StaffPage>
  )
}
