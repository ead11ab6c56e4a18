import type { PersonName } from "../../domain/people/people.ts"
import {
  type ErasingPlan,
  type ErasingRefusal,
  type Person,
  recordKinds,
  totalOf,
} from "../../domain/privacy/erasing.ts"
import { count, fullDateOf, momentOf, namesOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { countsOf } from "../parts/certificate.tsx"
import { Tick } from "../parts/field.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type RecordScreen = {
  person: Person
  names: readonly PersonName[]
  plan: ErasingPlan
  /** From when on backups would be clean. */
  cleanFrom: Temporal.PlainDate
  twoHomes: boolean
  refusal: ErasingRefusal | null
}
type Props = { frame: Frame; screen: RecordScreen }

/** What is kept of somebody, and what can be done about it. */
export function RecordPage({ frame, screen }: Props) {
  const words = frame.words.records
  const { person, plan, refusal } = screen
  const name =
    namesOf(screen.names, frame.language) || (person.kind === "guardian" ? words.nameless : words.empty)
  return (
    <StaffPage frame={frame} title={name} here="settings" failed={refusal !== null}>
      <div class="households">
        <PageHead
          back={{ to: frame.to.records(), name: words.title }}
          title={name}
          lead={words.keptLead[person.kind]}
        />
        {refusal ? (
          <Notice kind="wrong">
            <p>{words.erase.refusal[refusal.kind]}</p>
          </Notice>
        ) : null}
        <div class="columns wide">
          <div class="households">
            <section class="card" aria-labelledby="kept">
              <h2 id="kept">{words.kept}</h2>
              <dl class="kept">
                {recordKinds
                  .filter((kind) => plan.counts[kind])
                  .map((kind) => (
                    <div>
                      <dt>{words.count[kind](plan.counts[kind] ?? 0)}</dt>
                      <dd class="hint">{words.about[kind]}</dd>
                    </div>
                  ))}
              </dl>
            </section>
            <Talks frame={frame} screen={screen} />
          </div>
          <div class="households">
            <Access frame={frame} screen={screen} />
            <Erase frame={frame} screen={screen} />
          </div>
        </div>
      </div>
    </StaffPage>
  )
}

function Talks({ frame, screen }: Props) {
  const words = frame.words.records
  return (
    <section class="card" aria-labelledby="talks">
      <h2 id="talks">{words.toCome}</h2>
      {screen.plan.talks.length === 0 ? <p>{words.noTalks}</p> : null}
      <ul class="kin">
        {screen.plan.talks.map((talk) => (
          <li>
            {momentOf(talk.startsAt, frame.language)}{" "}
            <span class="hint">{words.talk(talk.child, talk.teacher)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Access({ frame, screen }: Props) {
  const words = frame.words.records.access
  return (
    <section class="card" aria-labelledby="access">
      <h2 id="access">{words.title}</h2>
      <p>{words.lead}</p>
      {screen.twoHomes ? (
        <Notice kind="careful">
          <p>{words.twoHomes}</p>
        </Notice>
      ) : null}
      <form class="actions" method="post" action={frame.to.giveRecord(screen.person)}>
        <button class="second" type="submit" name="as" value="pdf">
          {words.pdf}
        </button>
        <button class="second" type="submit" name="as" value="json">
          {words.json}
        </button>
      </form>
    </section>
  )
}

function Erase({ frame, screen }: Props) {
  const { language } = frame
  const words = frame.words.records.erase
  const { plan, person, cleanFrom, refusal } = screen
  const told = plan.talks.filter((talk) => talk.told).length
  return (
    <section class="card" aria-labelledby="erase">
      <h2 id="erase">{words.title}</h2>
      <p>{words.lead}</p>
      <details open={refusal !== null}>
        <summary>{words.open[person.kind]}</summary>
        <form class="stack" method="post" action={frame.to.eraseRecord(person)} novalidate>
          <p>
            <strong>{words.what(countsOf(plan.counts, frame.words, language))}</strong>
          </p>
          <ul>
            {plan.alsoHouseholds > 0 ? <li>{words.alsoHouseholds(plan.alsoHouseholds)}</li> : null}
            {plan.alsoPupils > 0 ? <li>{words.alsoPupils(plan.alsoPupils)}</li> : null}
            {person.kind !== "pupil" || plan.alsoHouseholds === 0 ? (
              <li>{words.stays[person.kind]}</li>
            ) : null}
            {plan.talks.length > 0 ? <li>{words.freed(plan.talks.length)}</li> : null}
            {told > 0 ? <li>{words.told(told)}</li> : null}
            {plan.waitingFiles > 0 ? <li>{words.files(plan.waitingFiles)}</li> : null}
            {plan.undoCopies > 0 ? <li>{words.undo}</li> : null}
            <li>{words.backups(fullDateOf(cleanFrom, language))}</li>
          </ul>
          {person.kind === "guardian" ? null : <p class="hint">{words.source}</p>}
          <input type="hidden" name="seen" value={plan.fingerprint} />
          <Tick name="sure" label={words.sure} />
          <button class="danger" type="submit">
            {words.deed(count(totalOf(plan.counts), language))}
          </button>
        </form>
      </details>
    </section>
  )
}
