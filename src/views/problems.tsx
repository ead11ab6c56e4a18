import { site } from "../paths.ts"
import type { Child } from "./jsx/jsx-runtime.ts"
import { Document, Mark } from "./layout.tsx"
import { type Language, languages } from "./words/languages.ts"

type Trouble = "missing" | "left" | "broken" | "unavailable" | "not-understood"

/** A page for when something is not there or does not work: what it means and where to go. */
export function TroublePage(props: {
  trouble: Trouble
  language: Language
  reference?: string
  back?: string
  /** Of the certificate of a school that left. */
  proof?: string | null
}) {
  const words = languages[props.language]
  const said = {
    missing: [words.problems.missingTitle, words.problems.missing],
    left: [words.problems.leftTitle, words.problems.left],
    broken: [words.problems.brokenTitle, words.problems.broken],
    unavailable: [words.problems.unavailableTitle, words.problems.unavailable],
    "not-understood": [words.problems.notUnderstoodTitle, words.problems.notUnderstood],
  }[props.trouble] as [string, string]
  return (
    <SitePage language={props.language} title={said[0]}>
      <h1>{said[0]}</h1>
      <p>{said[1]}</p>
      {props.reference ? <p class="hint">{words.problems.reference(props.reference)}</p> : null}
      {props.proof ? (
        <p>
          <a href={site.checked(props.proof)}>{words.problems.leftProof}</a>
        </p>
      ) : null}
      <p>
        <a class="button" href={props.back ?? site.front()}>
          {words.problems.toFront}
        </a>
      </p>
    </SitePage>
  )
}

/** A page that belongs to no school. `tools` stand at the end of its header; "staff" is for who works at one. */
export function SitePage(props: {
  language: Language
  title: string
  stage?: "staff"
  tools?: Child
  children?: Child
}) {
  const words = languages[props.language]
  return (
    <Document
      language={props.language}
      words={words}
      {...(props.stage ? { stage: props.stage } : {})}
      title={`${props.title} · ${words.layout.product}`}
      header={
        <>
          <a class="brand" href={site.front()}>
            <Mark />
            <span>{words.layout.product}</span>
          </a>
          {props.tools ? <div class="tools">{props.tools}</div> : null}
        </>
      }
    >
      {props.children}
    </Document>
  )
}
