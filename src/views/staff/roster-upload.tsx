import type { ImportId } from "../../domain/ids.ts"
import type { ImportState } from "../../domain/rosters/roster-import.ts"
import type { SignInFactor } from "../../domain/school/school.ts"
import { momentOf } from "../format.ts"
import { type Frame, StaffPage } from "../layout.tsx"
import { PageHead } from "../parts/page-head.tsx"

export type UploadScreen = {
  factor: SignInFactor
  wrong: "noFile" | "tooLarge" | null
  /** The largest file, in bytes. */
  most: number
  earlier: { id: ImportId; at: Temporal.Instant; state: ImportState; pupils: number | null }[]
}

type Props = { frame: Frame; screen: UploadScreen }

/** Where a school hands in its file. */
export function UploadPage({ frame, screen }: Props) {
  const said = frame.words.imports.upload
  return (
    <StaffPage frame={frame} title={said.title} here="people" failed={screen.wrong !== null}>
      <PageHead
        back={{ to: frame.to.people(), name: frame.words.layout.staff.people }}
        title={said.title}
        lead={said.lead}
      />
      <div class="columns wide">
        <UploadCard frame={frame} most={screen.most} wrong={screen.wrong} />
        <section class="card">
          <p>{said.weRead}</p>
          <p>{said.weLeave}</p>
          {screen.factor === "none" ? null : <p>{said.factor(said.factors[screen.factor])}</p>}
          <details class="fold">
            <summary>{said.where}</summary>
            <dl class="where">
              {said.systems.map(([name, road]) => (
                <div>
                  <dt>{name}</dt>
                  <dd>{road}</dd>
                </div>
              ))}
            </dl>
            <p>{said.parents}</p>
          </details>
        </section>
      </div>
      {screen.earlier.length > 0 ? <Earlier frame={frame} screen={screen} /> : null}
    </StaffPage>
  )
}

/** The form that takes a file. The browser says at once when it is too large; without JavaScript we say it afterwards. */
export function UploadCard(props: { frame: Frame; most: number; wrong?: UploadScreen["wrong"] }) {
  const { frame, wrong } = props
  const said = frame.words.imports.upload
  return (
    <form class="card" method="post" action={frame.to.importing()} enctype="multipart/form-data">
      <div class={wrong ? "field wrong" : "field"}>
        <label for="f-file">{said.file}</label>
        <p class="hint" id="f-file-hint">
          {said.fileHint}
        </p>
        {wrong ? (
          <p class="what" id="f-file-wrong">
            {said[wrong]}
          </p>
        ) : null}
        <input
          id="f-file"
          type="file"
          name="file"
          accept=".xml,.csv,.txt,.tsv,text/xml,text/csv,text/plain"
          aria-describedby={wrong ? "f-file-hint f-file-wrong" : "f-file-hint"}
          aria-invalid={wrong ? "true" : undefined}
          data-most={props.most}
          data-too-large={said.tooLarge}
        />
      </div>
      <div class="actions">
        <button type="submit">{said.button}</button>
      </div>
    </form>
  )
}

/** Files that wait for somebody, and those that may still be put back. */
function Earlier({ frame, screen }: Props) {
  const { words, to, language } = frame
  return (
    <section class="stack fill">
      <h2>{words.imports.upload.earlier}</h2>
      <div class="card">
        <ul class="rows people">
          {screen.earlier.map(({ id, at, state, pupils }) => (
            <li>
              <a href={to.import(id)}>{momentOf(at, language)}</a>
              {pupils === null ? null : <span>{words.imports.pupils(pupils)}</span>}
              <span class={state === "review" || state === "mapping" ? "tag careful" : "tag"}>
                {words.imports.state[state]}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
