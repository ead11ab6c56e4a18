import type { StaffId } from "../../domain/ids.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import type { Colleague } from "../../domain/staff/staff.ts"
import { count, listOf } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { type Language, languageNames } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"
import { Colleagues } from "./colleagues.tsx"
import { PrivacySettings } from "./settings-privacy.tsx"

export type Settings = {
  /** Null while nobody chose. */
  factor: SignInFactor | null
  pupils: number
  known: number
  keepRoundDays: number
  colleagues: Colleague[]
  self: StaffId
  done: keyof Words["team"]["settings"]["done"] | null
}

type Props = { frame: Frame; screen: Settings }

/** How the school wants things: every setting with what it is now, and the way to change it. */
export function SettingsPage({ frame, screen }: Props) {
  const words = frame.words.team.settings
  return (
    <StaffPage frame={frame} title={words.title} here="settings">
      <PageHead title={words.title} lead={words.lead} />
      {screen.done ? (
        <Notice kind="done" focus>
          <p>{words.done[screen.done]}</p>
        </Notice>
      ) : null}
      <School frame={frame} />
      <Parents frame={frame} screen={screen} />
      <PrivacySettings frame={frame} />
      <Colleagues frame={frame} screen={screen} />
    </StaffPage>
  )
}

function School({ frame }: { frame: Frame }) {
  const { school, to, look } = frame
  const words = frame.words.school
  const logo = look.logo ? words.looks.withLogo : words.looks.withoutLogo
  return (
    <section class="stack fill">
      <h2>{frame.words.team.settings.school}</h2>
      <ul class="card people">
        <Line frame={frame} title={words.details.title} address={to.schoolDetails()}>
          {school.city ? `${school.name}, ${school.city}` : school.name}
          <br />
          {[school.phone, school.email].filter(Boolean).join(", ")}
        </Line>
        <Line frame={frame} title={words.looks.title} address={to.schoolLooks()}>
          {look.main ? words.looks.own : words.looks.ours} {logo}
        </Line>
      </ul>
    </section>
  )
}

function Parents({ frame, screen }: Props) {
  const { to, language, look } = frame
  const { school, team } = frame.words
  const words = team.settings
  const offered = (Object.keys(languageNames) as Language[]).filter((each) => !look.leftOut.includes(each))
  return (
    <section class="stack fill">
      <h2>{words.parents}</h2>
      <ul class="card people">
        <Line
          frame={frame}
          title={words.signIn}
          address={to.signInFactor()}
          todo={screen.factor ? undefined : words.chooseFactor}
        >
          {words.now} {inSentence(team.factor.name[screen.factor ?? "none"])}.
          {screen.factor && screen.factor !== "none"
            ? ` ${words.known(count(screen.known, language), count(screen.pupils, language))}`
            : ""}
        </Line>
        <Line frame={frame} title={school.languages.title} address={to.schoolLanguages()}>
          {school.languages.now(
            listOf(
              offered.map((each) => frame.words.post.text.language[each]),
              language,
            ),
          )}
        </Line>
        <Line frame={frame} title={school.keeping.title} address={to.roundKeeping()}>
          {school.keeping.now(screen.keepRoundDays)}
        </Line>
      </ul>
    </section>
  )
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** One setting: what it is about, what it is now, and the way to change it. `todo`: somebody has to choose still. */
function Line(props: {
  frame: Frame
  title: string
  address: string
  todo?: string | undefined
  children?: Child
}) {
  const { frame, title, address, todo } = props
  const { change } = frame.words.school
  return (
    <li>
      <div>
        <h3>{title}</h3>
        <p class="hint">{props.children}</p>
      </div>
      {todo ? (
        <a class="button" href={address}>
          {todo}
        </a>
      ) : (
        <a class="quiet" href={address}>
          {change}
          <span class="hidden"> {title}</span>
        </a>
      )}
    </li>
  )
}
