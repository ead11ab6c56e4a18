import { site } from "../paths.ts"
import { momentOf } from "./format.ts"
import type { Child } from "./jsx/jsx-runtime.ts"
import { SitePage } from "./problems.tsx"

// For who builds this, in development only; nobody else ever sees these pages.

/** A mail that fell into the folder. */
export type CaughtMail = {
  name: string
  at: Temporal.Instant
  to: string
  subject: string
  text: string
  html: string
  calendar: string | null
}

/** All mails that were caught, newest first. */
export function PostPage({ mails, more }: { mails: readonly CaughtMail[]; more: number }) {
  return (
    <SitePage language="nl" title="Post">
      <h1>Post</h1>
      <p class="lead">
        In ontwikkeling gaat er niets de deur uit. Elke mail en elke sms valt hier, nieuwste eerst.
      </p>
      {mails.length === 0 ? (
        <div class="empty">
          <h2>Nog geen post</h2>
          <p>Kies een tijd als ouder. De bevestiging komt hier binnen een paar tellen.</p>
        </div>
      ) : (
        <ul class="stack">
          {mails.map((mail) => (
            <li class="card">
              <a href={site.caught(mail.name)}>{mail.subject}</a>
              <p class="hint">
                {mail.to} · {momentOf(mail.at, "nl")}
                {mail.calendar ? " · met agenda" : ""}
              </p>
            </li>
          ))}
        </ul>
      )}
      {more > 0 ? <p class="hint">En nog {more} oudere, in de map.</p> : null}
    </SitePage>
  )
}

/** One mail, as text, as calendar and as source. `looks`: where it is shown as a mail program would, if anywhere. */
export function CaughtPage({ mail, origin, looks }: { mail: CaughtMail; origin: string; looks?: string }) {
  return (
    <SitePage language="nl" title={mail.subject}>
      <p>{looks ? <a href={site.gallery()}>Galerij</a> : <a href={site.post()}>Alle post</a>}</p>
      <h1>{mail.subject}</h1>
      <p class="hint">
        Aan {mail.to} · {momentOf(mail.at, "nl")}
      </p>
      {looks ? (
        <p>
          <a href={looks}>Zoals een mailprogramma het toont</a>
        </p>
      ) : null}
      <Source open title="Tekst">
        {withLinks(mail.text, origin)}
      </Source>
      {mail.calendar ? <Source title="Agenda">{mail.calendar}</Source> : null}
      {mail.html ? <Source title="HTML">{mail.html}</Source> : null}
    </SitePage>
  )
}

const Source = (props: { title: string; open?: boolean; children?: Child }) => (
  <details open={props.open ?? false}>
    <summary>{props.title}</summary>
    <pre>{props.children}</pre>
  </details>
)

/** The text with our own addresses to click on. */
function withLinks(text: string, origin: string): Child {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part) => (part.startsWith(`${origin}/`) ? <a href={part}>{part}</a> : part))
}
