import { budgets } from "../../domain/access/attempts.ts"
import { session } from "../../domain/access/sign-in.ts"
import { keeping, kinds, type PersonalKind } from "../../domain/privacy/privacy.ts"
import { undoLasts } from "../../domain/rosters/roster-import.ts"
import { listOf, phoneOf } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Frame } from "../layout.tsx"
import type { PapersProps } from "./papers-screen.ts"

/** A heading with what stands under it. */
export const Part = ({ title, children }: { title: string; children?: Child }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

export const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

/** What a kind of data is called: the sign-in fact by the one that the school chose. */
export const kindName = ({ frame, screen }: PapersProps, kind: PersonalKind) =>
  kind === "pupil-factor" ? frame.words.papers.factor[screen.factor] : frame.words.papers.kind[kind]

/** "zolang de school de dienst gebruikt" */
export function untilOf({ frame, screen }: PapersProps, kind: PersonalKind): string {
  const { words } = frame
  const { until } = words.papers
  const ending = kinds[kind].until
  if (ending === "school" || ending === "factor") return until[ending]
  const lasts = {
    session: session.longestHours,
    device: budgets.device.days,
    ticket: keeping.ticketHours,
    message: keeping.messageDays,
    round: screen.keepDays,
    undo: undoLasts.hours,
    erased: keeping.erasedDays,
  }
  return until[ending](lasts[ending])
}

/** "inloggen en gesprekken plannen" */
export const usesOf = (frame: Frame, kind: PersonalKind) =>
  listOf(
    kinds[kind].for.map((use) => frame.words.papers.use[use]),
    frame.language,
  )

/** Ways to reach somebody, as far as they are known. */
export const reach = (frame: Frame, ways: readonly string[]) =>
  ways.filter(Boolean).map(phoneOf).join(", ") || frame.words.papers.missing

/** Who decides, and who keeps it for them. */
export function WhoIsWho({ frame, screen }: PapersProps) {
  const { who, missing } = frame.words.papers
  const { school } = frame
  const { operator } = screen
  return (
    <Part title={who.title}>
      <p>
        {who.controller(school.city ? `${school.name}, ${school.city}` : school.name)}{" "}
        {who.contact(reach(frame, [school.email, school.phone]))}
      </p>
      <p>
        {who.processor(operator?.name ?? `Tienminuten (${missing})`)}{" "}
        {who.contact(reach(frame, [operator?.email ?? "", operator?.phone ?? ""]))}
      </p>
    </Part>
  )
}

/** The companies that help. */
export function Companies({ frame, screen }: PapersProps) {
  const words = frame.words.papers
  return (
    <Part title={words.processors.title}>
      <p>{words.processors.lead}</p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.column.use}</th>
            <th scope="col">{words.company}</th>
            <th scope="col">{words.place}</th>
          </tr>
        </thead>
        <tbody>
          {screen.processors.map((each) => (
            <tr>
              <th scope="row">{words.task[each.task]}</th>
              <td data-label={words.company}>{each.name || words.missing}</td>
              <td data-label={words.place}>{each.place || words.missing}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

export const Ending = ({ frame }: { frame: Frame }) => (
  <Part title={frame.words.papers.ending.title}>
    <Lines lines={frame.words.papers.ending.lines(keeping.backupDays)} />
  </Part>
)
