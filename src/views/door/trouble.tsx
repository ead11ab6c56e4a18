import type { SignInFactor } from "../../domain/school/school.ts"
import type { Frame } from "../layout.tsx"
import { Contact } from "./contact.tsx"
import type { DoorTrouble } from "./sign-in.tsx"

type Props = { frame: Frame; trouble: DoorTrouble; factor: SignInFactor }

/** What went wrong, on top of the page and in focus: what to do now, and who helps. */
export function TroubleSummary({ frame, trouble, factor }: Props) {
  const { words, school } = frame
  const { door } = words
  const isShape = trouble.kind === "missing" || trouble.kind === "incomplete" || trouble.kind === "email"
  return (
    <section class="notice wrong" tabindex="-1" data-focus aria-labelledby="trouble-title">
      <span class="sign" aria-hidden="true">
        !
      </span>
      <div>
        <h2 id="trouble-title">{words.parts.somethingWrong}</h2>
        <Said frame={frame} trouble={trouble} factor={factor} />
        {isShape ? null : (
          <>
            {trouble.at === "names" && trouble.kind === "wrong" ? <p>{door.twoHomes}</p> : null}
            <p>{door.askSchool}</p>
            <Contact school={school} words={words} />
          </>
        )}
      </div>
    </section>
  )
}

function Said({ frame, trouble, factor }: Props) {
  const { door } = frame.words
  if (trouble.at === "link") return <Line field="email" said={door.emailWrong} />
  if (trouble.at === "code") {
    if (trouble.kind === "missing") return <Line field="code" said={door.codeMissing} />
    if (trouble.kind === "busy") return <Line field="code" said={door.codeBusy} todo={door.codeBusyTodo} />
    return <Line field="code" said={door.codeWrong} todo={door.codeWrongTodo} />
  }
  if (trouble.kind === "incomplete") {
    const said = { first: door.firstMissing, last: door.lastMissing, factor: door.factorMissing[factor] }
    // What is empty is no secret: each field is named.
    return (
      <>
        {trouble.missing.map((field) => (
          <Line field={field} said={said[field]} />
        ))}
      </>
    )
  }
  if (trouble.kind === "wrong")
    return <Line field="first" said={door.namesWrong} todo={door.namesWrongTodo} />
  if (trouble.kind === "stopped")
    return <Line field="code" said={door.stopped(trouble.minutes)} todo={door.stoppedTodo} />
  return <Line field="code" said={door.codeOrLink} todo={door.codeOrLinkTodo} />
}

function Line({ field, said, todo }: { field: string; said: string; todo?: string }) {
  return (
    <>
      <p>
        <a href={`#f-${field}`}>{said}</a>
      </p>
      {todo ? <p>{todo}</p> : null}
    </>
  )
}
