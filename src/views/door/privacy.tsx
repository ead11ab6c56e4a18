import { budgets } from "../../domain/access/attempts.ts"
import { session } from "../../domain/access/sign-in.ts"
import { familyKinds, keeping, type PersonalKind } from "../../domain/privacy/privacy.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import { type Frame, ParentPage } from "../layout.tsx"
import { Contact } from "./contact.tsx"

/** What this school keeps and how it writes, and the cookies by the names that the browser shows. */
export type PrivacyScreen = {
  factor: SignInFactor
  kept: readonly PersonalKind[]
  sms: boolean
  /** How many days after its last talk the talks of a round are kept. */
  keepDays: number
  cookies: Record<"session" | "device" | "language" | "wanted", string>
  wantedMinutes: number
}
type Props = { frame: Frame; screen: PrivacyScreen }

/** What happens with data, in plain words, made from how this school runs. */
export function PrivacyPage({ frame, screen }: Props) {
  const { privacy } = frame.words.door
  const { school, words } = frame
  return (
    <ParentPage frame={frame} title={privacy.title}>
      <h1>{privacy.title}</h1>
      <p class="lead">{privacy.lead(school.name)}</p>
      <Part title={privacy.whoTitle} lines={[privacy.who(school.name)]} />
      <Data frame={frame} screen={screen} />
      <Part
        title={privacy.whyTitle}
        lines={[privacy.whySignIn, privacy.whyHome, privacy.whyMail[screen.sms ? "sms" : "mail"]]}
      />
      <Part title={privacy.fromTitle} lines={[privacy.from]} />
      <Part
        title={privacy.longTitle}
        lines={[
          privacy.long,
          privacy.longBackups(keeping.backupDays),
          privacy.longRounds(screen.keepDays),
          privacy.longMessages(keeping.messageDays),
          privacy.longErase,
        ]}
      />
      <Part
        title={privacy.whereTitle}
        lines={[privacy.where(keeping.place, keeping.backupPlace), privacy.safe]}
      />
      <Part
        title={privacy.readTitle}
        lines={[privacy.readSchool, privacy.readUs, privacy.readOthers, privacy.readHomes]}
      />
      <Cookies frame={frame} screen={screen} />
      <section class="stack">
        <h2>{privacy.rightsTitle}</h2>
        <p>{privacy.rights}</p>
        <Contact school={school} words={words} />
        <p>{privacy.complaint}</p>
      </section>
    </ParentPage>
  )
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <Lines lines={lines} />
    </section>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  const [only] = lines
  if (lines.length === 1) return <p>{only}</p>
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function Data({ frame, screen }: Props) {
  const { privacy } = frame.words.door
  const said = (of: "pupil" | "parent") =>
    familyKinds(screen.kept, of).map((kind) =>
      kind === "pupil-factor" ? privacy.childFactor[screen.factor] : privacy.kind[kind],
    )
  return (
    <section>
      <h2>{privacy.whatTitle}</h2>
      <h3>{privacy.ofChild}</h3>
      <Lines lines={said("pupil")} />
      <h3>{privacy.ofYou}</h3>
      <Lines lines={[...said("parent"), privacy.yourVisits]} />
      <p>{privacy.unreadable}</p>
      <p>{privacy.notKept[screen.factor === "bsn4" ? "bsn4" : "plain"]}</p>
    </section>
  )
}

function Cookies({ frame, screen }: Props) {
  const { privacy } = frame.words.door
  const lasts = {
    session: privacy.sessionLasts(session.idleMinutes, session.longestHours),
    device: privacy.days(budgets.device.days),
    language: privacy.year,
    wanted: privacy.minutes(screen.wantedMinutes),
  }
  return (
    <section>
      <h2>{privacy.cookiesTitle}</h2>
      <p>{privacy.cookiesLead}</p>
      <dl class="cookies">
        {(Object.keys(screen.cookies) as (keyof PrivacyScreen["cookies"])[]).map((cookie) => (
          <div>
            <dt>{privacy.cookies[cookie]}</dt>
            <dd>
              <bdi>{screen.cookies[cookie]}</bdi>, {lasts[cookie].toLowerCase()}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
