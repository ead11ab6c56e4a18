import type { ImportId } from "../../domain/ids.ts"
import type { RosterProblem } from "../../domain/rosters/roster.ts"
import {
  type ColumnGuess,
  type ColumnMeaning,
  columnMeanings,
  encodings,
  guardianFields,
  rowMeanings,
} from "../../domain/rosters/roster-columns.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { Notice } from "../parts/notice.tsx"
import { PageHead } from "../parts/page-head.tsx"
import { problemText } from "./roster-problems.ts"

export type ColumnsScreen = { id: ImportId; guess: ColumnGuess; problems: RosterProblem[] }

type Props = { frame: Frame; screen: ColumnsScreen }

/** What the columns of a list mean: our guess, the first rows to judge it by, and a choice per column. */
export function ColumnsPage({ frame, screen }: Props) {
  const { words, to } = frame
  const said = words.imports.columns
  const { mapping, headings, preview } = screen.guess
  return (
    <StaffPage frame={frame} title={said.title} here="people" failed={screen.problems.length > 0}>
      <PageHead title={said.title} lead={said.lead} />
      {screen.problems.length > 0 ? (
        <Notice kind="wrong" focus>
          {screen.problems.map((problem) => (
            <p>{problemText(words, problem)}</p>
          ))}
        </Notice>
      ) : null}
      <form class="stack fill" method="post" action={to.importColumns(screen.id)}>
        <input
          type="hidden"
          name="delimiter"
          value={mapping.delimiter === "\t" ? "tab" : mapping.delimiter}
        />
        <input
          type="hidden"
          name="headingRow"
          value={mapping.headingRow === null ? "" : String(mapping.headingRow)}
        />
        <div class="card">
          <section class="scroll" tabindex="0" aria-label={said.caption}>
            <table class="mapping">
              <caption class="hidden">{said.caption}</caption>
              <thead>
                <tr>
                  {mapping.columns.map((meaning, at) => (
                    <th scope="col">
                      <Meaning
                        frame={frame}
                        at={at}
                        name={headings[at] || said.column(letters(at))}
                        meaning={meaning}
                        never={screen.guess.dropped[at] === true}
                      />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {preview.map((row) => (
                  <tr>
                    {mapping.columns.map((_, at) => (
                      <td>
                        <bdi>{row[at] ?? ""}</bdi>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
        <details class="card fold">
          <summary>{said.encoding}</summary>
          <div class="field">
            <label for="f-encoding">{said.encodingLabel}</label>
            <select id="f-encoding" name="encoding">
              {encodings.map((each) => (
                <option value={each} selected={each === mapping.encoding}>
                  {said.encodings[each]}
                </option>
              ))}
            </select>
          </div>
        </details>
        <div class="actions">
          <button type="submit">{said.button}</button>
          <a class="button second" href={to.import(screen.id)}>
            {words.parts.cancel}
          </a>
        </div>
      </form>
    </StaffPage>
  )
}

function Meaning(props: { frame: Frame; at: number; name: string; meaning: ColumnMeaning; never: boolean }) {
  const said = props.frame.words.imports.columns
  const id = `f-column-${props.at}`
  if (props.never)
    return (
      <>
        <span>{props.name}</span>
        <input type="hidden" name="column" value="ignore" />
        <p class="hint">{said.never}</p>
      </>
    )
  return (
    <>
      <label for={id}>{props.name}</label>
      <select id={id} name="column">
        {grouped.map(({ about, meanings }) =>
          about === null ? (
            meanings.map((each) => <Option said={said} meaning={each} chosen={props.meaning} />)
          ) : (
            <optgroup label={typeof about === "number" ? said.about.guardian(about) : said.about[about]}>
              {meanings.map((each) => (
                <Option said={said} meaning={each} chosen={props.meaning} />
              ))}
            </optgroup>
          ),
        )}
      </select>
    </>
  )
}

type Said = Frame["words"]["imports"]["columns"]

function Option(props: { said: Said; meaning: ColumnMeaning; chosen: ColumnMeaning }) {
  return (
    <option value={props.meaning} selected={props.meaning === props.chosen}>
      {meaningText(props.said, props.meaning)}
    </option>
  )
}

/** "Roepnaam", or "Ouder 1: e-mail". */
function meaningText(said: Said, meaning: ColumnMeaning): string {
  const row = rowMeanings.find((each) => each === meaning)
  if (row) return said.meaning[row]
  const field = guardianFields.find((each) => meaning.endsWith(`.${each}`))
  return `${said.about.guardian(meaning.startsWith("guardian1") ? 1 : 2)}: ${field ? said.guardianField[field] : ""}`
}

type About = "pupil" | "address" | "other" | 1 | 2 | null

const aboutOf = (meaning: ColumnMeaning): About => {
  if (meaning === "ignore") return null
  if (meaning.startsWith("guardian1")) return 1
  if (meaning.startsWith("guardian2")) return 2
  if (meaning.startsWith("pupil")) return "pupil"
  return meaning.startsWith("address") || meaning.startsWith("family") ? "address" : "other"
}

/** Meanings by what they are about, in the order in which a person would look. */
const grouped = [...Map.groupBy(columnMeanings, aboutOf)].map(([about, meanings]) => ({ about, meanings }))

/** "A" to "Z", "AA": as a spreadsheet names its columns. */
const letters = (at: number): string =>
  (at >= 26 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26))
