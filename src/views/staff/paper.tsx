import { session } from "../../domain/access/sign-in.ts"
import { classification, keeping, kinds, type PersonalKind, type Use } from "../../domain/privacy/privacy.ts"
import { listOf } from "../format.ts"
import { Companies, Ending, kindName, Lines, Part, reach, untilOf, usesOf, WhoIsWho } from "./paper-parts.tsx"
import type { PapersProps } from "./papers-screen.ts"

const subjects = ["pupil", "parent", "staff", "school"] as const
type Someone = (typeof subjects)[number]

const keptOf = (kept: readonly PersonalKind[], of: Someone) => kept.filter((kind) => kinds[kind].of === of)

/** The register of processing (AVG art. 30), whose rows a school can take over in its own. */
export function Register(props: PapersProps) {
  const { frame, screen } = props
  const words = frame.words.papers
  return (
    <>
      <WhoIsWho {...props} />
      <p>{words.who.basis}</p>
      {subjects.map((of) => (
        <Part title={words.subject[of]}>
          <table class="cards">
            <thead>
              <tr>
                {(["data", "use", "form", "until"] as const).map((column) => (
                  <th scope="col">{words.column[column]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keptOf(screen.kept, of).map((kind) => (
                <tr>
                  <th scope="row">{kindName(props, kind)}</th>
                  <td data-label={words.column.use}>{usesOf(frame, kind)}</td>
                  <td data-label={words.column.form}>{words.form[kinds[kind].as]}</td>
                  <td data-label={words.column.until}>{untilOf(props, kind)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ))}
      <Companies {...props} />
      <Ending frame={frame} />
    </>
  )
}

/** Annex 1 of the processing agreement: what it is and which data. */
export function Leaflet(props: PapersProps) {
  const { frame, screen } = props
  const words = frame.words.papers
  const said = words.bijsluiter
  const uses = [...new Set<Use>(screen.kept.flatMap((kind) => [...kinds[kind].for]))]
  const channels = listOf([said.mail, ...(screen.sms ? [said.sms] : [])], frame.language)
  return (
    <>
      <WhoIsWho {...props} />
      <Part title={said.productTitle}>
        <p>{said.product}</p>
        <p>{said.people}</p>
      </Part>
      <Part title={said.choicesTitle}>
        <Lines
          lines={[
            said.choiceFactor(
              screen.factor === "none"
                ? said.noFactor
                : frame.words.team.factor.name[screen.factor].toLowerCase(),
            ),
            said.choiceChannels(channels),
          ]}
        />
      </Part>
      <Part title={said.usesTitle}>
        <p>{said.usesLead}</p>
        <Lines lines={uses.map((use) => words.use[use])} />
        <p>{said.never}</p>
      </Part>
      <Part title={said.dataTitle}>
        {subjects.map((of) => (
          <>
            <h3>{words.subject[of]}</h3>
            <Lines lines={keptOf(screen.kept, of).map((kind) => kindName(props, kind))} />
          </>
        ))}
      </Part>
      <Part title={said.specialTitle}>
        <p>{said.special}</p>
        <p>{screen.factor === "bsn4" ? said.bsn : said.noBsn}</p>
      </Part>
      <Part title={said.sourceTitle}>
        <p>{said.source}</p>
      </Part>
      <Part title={said.placeTitle}>
        <p>{said.place(keeping.place, keeping.backupPlace)}</p>
      </Part>
      <Companies {...props} />
      <Ending frame={frame} />
    </>
  )
}

/** Annex 2 of the processing agreement: how data are protected, and what happens at a breach. */
export function Security(props: PapersProps) {
  const { frame, screen } = props
  const { security } = frame.words.papers
  const { operator } = screen
  const facts = { idle: session.idleMinutes, longest: session.longestHours, backupDays: keeping.backupDays }
  const levels = classification(screen.factor)
  return (
    <>
      <WhoIsWho {...props} />
      <Part title={security.classTitle}>
        <p>{security.classLead}</p>
        <Lines
          lines={(["availability", "integrity", "confidentiality"] as const).map(
            (each) => `${security.classes[each]}: ${security.level[levels[each]]}`,
          )}
        />
      </Part>
      <Part title={security.measuresTitle}>
        {security.measures(facts).map(([title, lines]) => (
          <>
            <h3>{title}</h3>
            <Lines lines={lines} />
          </>
        ))}
      </Part>
      <Part title={security.breachTitle}>
        <Lines lines={security.breach} />
        <p>{security.breachContact(reach(frame, [operator?.email ?? "", operator?.phone ?? ""]))}</p>
        <p>{security.breachSchool(reach(frame, [frame.school.email, frame.school.phone]))}</p>
      </Part>
      <Companies {...props} />
    </>
  )
}
