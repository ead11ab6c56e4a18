import { isOffice, type Staff, type Visitor } from "../domain/access/access.ts"
import { coloursMark, type Look } from "../domain/school/look.ts"
import type { SchoolEntry } from "../domain/school/school.ts"
import { type Paths, site } from "../paths.ts"
import { assetNames } from "./assets.ts"
import type { Child } from "./jsx/jsx-runtime.ts"
import { Stay } from "./parts/stay.tsx"
import { type Language, languageNames } from "./words/languages.ts"
import type { Words } from "./words/nl.ts"

/** What every page of a visit needs. */
export type Frame = {
  school: SchoolEntry
  look: Look
  to: Paths
  language: Language
  words: Words
  visitor: Visitor | null
  origin: string
}

// Every answer is swapped, refusals too, except ours gone wrong: those leave the page as it was and app.js says so.
const htmxConfig = JSON.stringify({
  noSwap: [204, 304, "5xx"],
  // What a visitor opened stays open when the part around it is renewed; the first is htmx's own.
  morphIgnore: ["data-htmx-powered", "open"],
  extensions: "tt",
  defaultTimeout: 15_000,
})

/** The whole document around any page: ours and the few that belong to no school. */
export function Document(props: {
  language: Language
  words: Words
  title: string
  /** Which stage: "parent" is narrow and large, "staff" is wide, "hall" is a big screen on a wall. */
  stage?: "parent" | "staff" | "plain" | "hall"
  /** After so many seconds the page is asked for anew, where nothing else does it. */
  refresh?: number
  /** Of a parent who is in, with talks to choose. */
  inside?: boolean
  /** The address of a school's own colours; null when they are ours. */
  colours?: string | null
  header: Child
  footer?: Child
  children?: Child
}) {
  const { words } = props
  return (
    <html lang={props.language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.title}</title>
        <link rel="icon" href={site.asset(assetNames.icon)} type="image/svg+xml" />
        <link rel="stylesheet" href={site.asset(assetNames.css)} />
        {props.inside ? <link rel="stylesheet" href={site.asset(assetNames.parent)} /> : null}
        {props.stage === "staff" ? (
          <>
            <link rel="stylesheet" href={site.asset(assetNames.staff)} />
            <link rel="stylesheet" href={site.asset(assetNames.print)} media="print" />
          </>
        ) : null}
        {props.stage === "hall" ? <link rel="stylesheet" href={site.asset(assetNames.hall)} /> : null}
        {props.colours ? <link rel="stylesheet" href={props.colours} /> : null}
        {props.refresh ? (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refresh)} />
          </noscript>
        ) : null}
        <meta name="htmx-config" content={htmxConfig} />
        <script src={site.asset(assetNames.htmx)} defer></script>
        <script src={site.asset(assetNames.script)} defer></script>
      </head>
      <body class={props.stage ?? "parent"} data-offline={words.problems.offline}>
        <a class="skip" href="#main">
          {words.layout.skip}
        </a>
        <header class="top">{props.header}</header>
        <main id="main" tabindex="-1">
          {props.children}
        </main>
        {props.footer ? <footer class="foot">{props.footer}</footer> : null}
        <div id="trouble" role="alert" hidden></div>
      </body>
    </html>
  )
}

/** A page for parents and everyone else at the door of a school. */
export function ParentPage(props: { frame: Frame; title: string; failed?: boolean; children?: Child }) {
  const { frame } = props
  const { words, to } = frame
  const isInside = frame.visitor?.role === "parent"
  const title = props.failed ? words.layout.errorTitle(props.title) : props.title
  return (
    <Document
      language={frame.language}
      words={words}
      inside={isInside}
      colours={coloursOf(frame)}
      title={`${title} · ${frame.school.name}`}
      header={
        <>
          <a class="brand" href={isInside ? to.home() : to.door()}>
            <SchoolMark frame={frame} />
            <span>{frame.school.name}</span>
          </a>
          <div class="tools">
            <LanguageSwitch
              language={frame.language}
              words={words}
              action={to.language()}
              leftOut={frame.look.leftOut}
            />
            {isInside ? (
              <form method="post" action={to.signOut()}>
                <button class="quiet" type="submit">
                  {words.layout.signOut}
                </button>
              </form>
            ) : null}
          </div>
        </>
      }
      footer={<Help frame={frame} />}
    >
      {isInside ? <Stay frame={frame} /> : null}
      {props.children}
    </Document>
  )
}

/** A page of the administration. `here` names the line of the menu that this page belongs to. */
export function StaffPage(props: {
  frame: Frame
  title: string
  here?: keyof Words["layout"]["staff"]
  failed?: boolean
  children?: Child
}) {
  const { frame } = props
  const { words, to } = frame
  const title = props.failed ? words.layout.errorTitle(props.title) : props.title
  return (
    <Document
      language={frame.language}
      words={words}
      stage="staff"
      colours={coloursOf(frame)}
      title={`${title} · ${frame.school.name}`}
      header={
        <>
          <a class="brand" href={isOffice(frame.visitor) ? to.start() : to.agenda()}>
            <SchoolMark frame={frame} />
            <span>{frame.school.name}</span>
          </a>
          {frame.visitor && frame.visitor.role !== "parent" ? (
            <nav class="menu" aria-label={words.layout.product}>
              {menuOf(frame.visitor, to).map(([name, address]) => (
                <a href={address} aria-current={props.here === name ? "page" : undefined}>
                  {words.layout.staff[name]}
                </a>
              ))}
            </nav>
          ) : null}
          <div class="tools">
            {frame.visitor && frame.visitor.role !== "parent" ? (
              <>
                <a class="quiet" href={to.account()}>
                  {frame.visitor.name}
                </a>
                <form method="post" action={to.staffSignOut()}>
                  <button class="quiet" type="submit">
                    {words.layout.signOut}
                  </button>
                </form>
              </>
            ) : null}
            <LanguageSwitch language={frame.language} words={words} action={to.language()} />
          </div>
        </>
      }
      footer={<a href={site.guide()}>{words.online.guide.open}</a>}
    >
      {props.children}
    </Document>
  )
}

type Line = keyof Words["layout"]["staff"]

/** The lines of the menu: what this member of staff may enter. */
function menuOf(visitor: Staff, to: Paths): [Line, string][] {
  const own: [Line, string][] = [["agenda", to.agenda()]]
  if (visitor.role === "teacher") return own
  if (!isOffice(visitor)) return [...own, ["groups", to.myGroups()]]
  return [
    ["start", to.start()],
    ["people", to.people()],
    ["households", to.households()],
    ["rounds", to.rounds()],
    ["messages", to.messages()],
    ...(visitor.teacher === null ? [] : own),
    ...(visitor.role === "administrator" ? [["settings", to.settings()] satisfies [Line, string]] : []),
  ]
}

function coloursOf({ look, to }: Frame): string | null {
  const mark = coloursMark(look)
  return mark === null ? null : to.colours(mark)
}

/** The school's logo beside its name, or our mark when it has none. */
function SchoolMark({ frame }: { frame: Frame }) {
  const { look, to } = frame
  return look.logo ? <img class="logo" src={to.logo(look.logo)} alt="" height="28" /> : <Mark />
}

/** The languages that are offered, each by its own name; works without JavaScript and returns to the page it stands on. */
export function LanguageSwitch(props: {
  language: Language
  words: Words
  action: string
  leftOut?: readonly string[]
}) {
  return (
    <form class="languages" method="post" action={props.action} aria-label={props.words.layout.language}>
      {(Object.keys(languageNames) as Language[])
        .filter((language) => language !== props.language && !props.leftOut?.includes(language))
        .map((language) => (
          <button class="quiet" type="submit" name="language" value={language} lang={language}>
            {languageNames[language]}
          </button>
        ))}
    </form>
  )
}

/** Help is at the foot of every page, always in the same place. */
function Help({ frame }: { frame: Frame }) {
  const { school, words, to } = frame
  return (
    <>
      <p>
        <span>{words.layout.help(school.name)}</span>
        {school.phone ? (
          <>
            {" "}
            <a href={`tel:${school.phone.replace(/[^0-9+]/g, "")}`}>
              {words.layout.helpPhone} <bdi>{school.phone}</bdi>
            </a>
          </>
        ) : null}
        {school.email ? (
          <>
            {" "}
            <a href={`mailto:${school.email}`}>
              {words.layout.helpMail} <bdi>{school.email}</bdi>
            </a>
          </>
        ) : null}
      </p>
      <p>
        <a href={to.privacy()}>{words.layout.privacy}</a>
        <a href={to.accessibility()}>{words.layout.accessibility}</a>
      </p>
    </>
  )
}

/** Our mark: a clock with ten minutes filled in. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="2.5" />
      <path d="M16 16V4a12 12 0 0 1 10.4 6z" fill="currentColor" />
    </svg>
  )
}
