import { type ChooseFactorRefusal, type SignInFactor, signInFactors } from "../../domain/school/school.ts"
import { count, fullDayOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Choices, Tick } from "../parts/field.tsx"
import { Meanwhile, Seen, type Sight } from "../parts/meanwhile.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type FactorScreen = Sight & {
  factor: SignInFactor
  /** What is ticked in the form. */
  chosen: SignInFactor
  pupils: number
  known: number
  /** Who chose what is there now, by name (null: someone who left), and when; null while nobody chose. */
  decided: { name: string | null; at: Temporal.Instant } | null
  /** Nothing was chosen. */
  empty: boolean
}

/** What parents type next to the names of their child; every choice says how weak it is. */
export function SignInFactorPage({ frame, screen }: { frame: Frame; screen: FactorScreen }) {
  const { language, to } = frame
  const words = frame.words.team.factor
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={screen.empty}>
      <PageHead
        back={{ to: to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      {screen.empty ? (
        <Notice kind="wrong">
          <p>{words.nothing}</p>
        </Notice>
      ) : null}
      {screen.changed ? (
        <Meanwhile
          frame={frame}
          now={
            screen.factor === screen.chosen ? [] : [{ label: words.legend, value: words.name[screen.factor] }]
          }
        />
      ) : null}
      <form class="card" method="post" action={to.signInFactor()}>
        <Seen version={screen.seen} />
        <Choices
          name="factor"
          legend={words.legend}
          choices={signInFactors.map((factor) => ({
            value: factor,
            label: words.name[factor],
            hint: words.advice[factor],
            chosen: factor === screen.chosen,
          }))}
        />
        {screen.known > 0 ? (
          <Notice kind="careful">
            <p>{words.known(count(screen.known, language), count(screen.pupils, language))}</p>
            <p>{words.forgets}</p>
          </Notice>
        ) : null}
        <div class="actions">
          <button type="submit">{words.save}</button>
        </div>
        {screen.decided ? (
          <p class="hint">
            {words.decided(screen.decided.name ?? words.someone, fullDayOf(screen.decided.at, language))}
          </p>
        ) : null}
      </form>
    </StaffPage>
  )
}

/** The step before the BSN: why it is doubtful, and who must agree. */
export function BsnPage({
  frame,
  screen,
}: {
  frame: Frame
  screen: { seen: string; refusal: ChooseFactorRefusal | null }
}) {
  const { to } = frame
  const words = frame.words.team.bsn
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={screen.refusal !== null}>
      <PageHead
        back={{ to: to.signInFactor(), name: frame.words.team.factor.title }}
        title={words.title}
        lead={words.lead}
      />
      {screen.refusal ? (
        <Notice kind="wrong">
          <p>{words.refusal[screen.refusal.kind]}</p>
        </Notice>
      ) : null}
      <form class="card" method="post" action={to.signInBsn()}>
        <Seen version={screen.seen} />
        <ul>
          {words.why.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
        <p>{words.keep}</p>
        <Tick name="agree" value="ja" label={words.agree} hint={words.record} />
        <div class="actions">
          <button type="submit">{words.on}</button>
          <a class="button second" href={to.signInFactor()}>
            {words.back}
          </a>
        </div>
      </form>
    </StaffPage>
  )
}
