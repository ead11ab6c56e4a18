import type { Certificate, FoundPerson } from "../../domain/privacy/erasing.ts"
import { dateOf, namesOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { countsOf } from "../parts/certificate.tsx"
import { DeedForm } from "../parts/deed-form.tsx"
import { Field } from "../parts/field.tsx"
import { Empty } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type RecordsScreen = { search: string; found: readonly FoundPerson[]; proofs: readonly Certificate[] }
type Props = { frame: Frame; screen: RecordsScreen }

/** Finding somebody, to show what is kept of them or to erase it. */
export function RecordsPage({ frame, screen }: Props) {
  const words = frame.words.records
  return (
    <StaffPage frame={frame} title={words.title} here="settings">
      <PageHead
        back={{ to: frame.to.settings(), name: frame.words.layout.staff.settings }}
        title={words.title}
        lead={words.lead}
      />
      <Records frame={frame} screen={screen} />
      {screen.proofs.length > 0 ? <Proofs frame={frame} proofs={screen.proofs} /> : null}
    </StaffPage>
  )
}

/** The part that changes: who was found. */
export function Records({ frame, screen }: Props) {
  const words = frame.words.records
  return (
    <div class="households" id="records">
      <DeedForm action={frame.to.records()} method="get" part="records" class="search">
        <Field name="zoek" label={words.search} hint={words.searchHint} type="search" value={screen.search} />
        <button type="submit">{words.find}</button>
      </DeedForm>
      {screen.search !== "" && screen.found.length === 0 ? (
        <Empty title={words.nobody}>
          <p>{words.nobodyHow}</p>
        </Empty>
      ) : null}
      {screen.found.length > 0 ? (
        <ul class="card found">
          {screen.found.map((person) => (
            <li>
              <span class="tag">{words.kind[person.kind]}</span>
              <a class="line" href={frame.to.record(person)}>
                {namesOf(person.names, frame.language) ||
                  (person.kind === "guardian" ? words.nameless : words.empty)}
              </a>
              {person.hint || person.left ? (
                <span class="hint">
                  {[person.hint, person.left ? words.left : ""].filter(Boolean).join(" · ")}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Proofs({ frame, proofs }: { frame: Frame; proofs: readonly Certificate[] }) {
  const words = frame.words.records
  return (
    <section class="card households" aria-labelledby="proofs">
      <h2 id="proofs">{words.proofs}</h2>
      <p>{words.proofsLead}</p>
      <ul class="rows">
        {proofs.map(({ number, erased, cleanFrom }) => (
          <li>
            <a class="line" href={frame.to.certificate(number)}>
              <code>{number}</code>
            </a>
            <p>{countsOf(erased, frame.words, frame.language)}</p>
            <p class="hint">
              {words.proof.clean} {words.proof.cleanFrom(dateOf(cleanFrom, frame.language))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
