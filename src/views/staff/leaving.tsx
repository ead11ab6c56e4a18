import type { Leaving, LeavingNumbers, LeavingRefusal } from "../../domain/backup/leaving.ts"
import { cleanFrom } from "../../domain/privacy/retention.ts"
import { site } from "../../paths.ts"
import { fullDateOf, momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Field } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type LeavingScreen = {
  /** Asked or confirmed; null when the school stays. */
  leaving: Leaving | null
  /** Who asked, by name; null for the operator. */
  askedBy: string | null
  numbers: LeavingNumbers
  /** How many others decide at this school, and whether this visitor may confirm. */
  others: number
  mayConfirm: boolean
  said: "asked" | "confirmed" | "stays" | null
  refusal: LeavingRefusal | null
}
type Props = { frame: Frame; screen: LeavingScreen }

/** What leaving does, how it goes, and how far it is. */
export function LeavingPage({ frame, screen }: Props) {
  const words = frame.words.leaving
  const { leaving, said, refusal } = screen
  return (
    <StaffPage frame={frame} title={words.title} here="settings" failed={refusal !== null}>
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      {said ? (
        <Notice kind="done" focus>
          <p>{words.done[said]}</p>
        </Notice>
      ) : null}
      {refusal && refusal.kind !== "name-differs" ? (
        <Notice kind="wrong">
          <p>{words.refusal[refusal.kind]}</p>
        </Notice>
      ) : null}
      <div class="columns wide">
        <Numbers frame={frame} screen={screen} />
        {leaving ? (
          <Underway frame={frame} screen={screen} leaving={leaving} />
        ) : (
          <Ask frame={frame} screen={screen} />
        )}
      </div>
    </StaffPage>
  )
}

const counted = ["pupils", "households", "guardians", "staff", "rounds", "talks"] as const

function Numbers({ frame, screen }: Props) {
  const words = frame.words.leaving
  const { numbers } = screen
  return (
    <section class="card stack" aria-labelledby="what">
      <h2 id="what">{words.what}</h2>
      <ul>
        {counted
          .filter((kind) => numbers[kind] > 0)
          .map((kind) => (
            <li>
              <strong>{words.number[kind](numbers[kind])}</strong>
            </li>
          ))}
      </ul>
      <p>{words.rest}</p>
      {numbers.coming > 0 ? (
        <Notice kind="careful">
          <p>{words.coming(numbers.coming)}</p>
        </Notice>
      ) : null}
    </section>
  )
}

function Ask({ frame, screen }: Props) {
  const words = frame.words.leaving
  const { numbers, others, refusal } = screen
  return (
    <section class="card stack" aria-labelledby="how">
      <h2 id="how">{words.how}</h2>
      <ol>
        {words.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {others === 0 ? (
        <>
          <Notice kind="careful">
            <p>{words.alone}</p>
          </Notice>
          <div class="actions">
            <a class="button second" href={frame.to.newColleague()}>
              {words.invite}
            </a>
          </div>
        </>
      ) : (
        <form class="stack" method="post" action={frame.to.leaving()} novalidate>
          <Field
            name="name"
            label={words.name}
            hint={words.nameHint(frame.school.name)}
            wrong={refusal?.kind === "name-differs" ? words.refusal["name-differs"] : undefined}
          />
          <div class="actions">
            <button class="danger" type="submit">
              {numbers.pupils > 0 ? words.ask(words.number.pupils(numbers.pupils)) : words.askEmpty}
            </button>
          </div>
        </form>
      )}
    </section>
  )
}

function Underway({ frame, screen, leaving }: Props & { leaving: Leaving }) {
  const words = frame.words.leaving
  const { to, language } = frame
  const { endsAt, number } = leaving
  return (
    <section class="card stack" aria-labelledby="how">
      <h2 id="how">{endsAt ? words.confirmedTitle(momentOf(endsAt, language)) : words.askedTitle}</h2>
      <p>{words.asked(screen.askedBy ?? words.operator, momentOf(leaving.askedAt, language))}</p>
      <p>{endsAt ? words.confirmed : words.waits}</p>
      {endsAt && number ? (
        <p>
          {words.proof(number)}{" "}
          {words.proofWhen(
            fullDateOf(cleanFrom(endsAt), language),
            `${new URL(frame.origin).host}${site.check()}`,
          )}
        </p>
      ) : null}
      <form class="actions" method="post" action={to.stayHere()}>
        <button type="submit">{words.stay}</button>
      </form>
      {screen.mayConfirm ? (
        <form class="actions" method="post" action={to.confirmLeaving()}>
          <button class="danger" type="submit">
            {words.confirm}
          </button>
        </form>
      ) : null}
    </section>
  )
}

/** On the first screen, as long as it can be stopped. */
export function LeavingNotice({ frame, leaving }: { frame: Frame; leaving: Leaving }) {
  const words = frame.words.leaving
  const { endsAt } = leaving
  return (
    <Notice
      kind="careful"
      title={endsAt ? words.confirmedTitle(momentOf(endsAt, frame.language)) : words.notice}
    >
      <p>{words.noticeHow}</p>
      <p>
        <a href={frame.to.leaving()}>{words.see}</a>
      </p>
    </Notice>
  )
}
