import type { ToldTalk } from "../../domain/message.ts"
import type { SchoolEntry } from "../../domain/school.ts"
import type { Paths } from "../../paths.ts"
import { fullDayOf, timeOfDay } from "../format.ts"
import type { Child } from "../jsx/jsx-runtime.ts"
import type { Language } from "../words/languages.ts"
import type { Words } from "../words/nl.ts"
import type { Told } from "./told.ts"

/** From whose desk a mail leaves: everything it needs besides what it tells. */
export type Desk = {
  school: SchoolEntry
  to: Paths
  origin: string
  language: Language
  words: Words
  /** The address that mails come from, and the organizer in calendars. */
  sender: string
  now: Temporal.Instant
  /** What this message says in words of the school's choice; empty where it has none to choose. */
  told: Told
}

/** A mail ready to send; the text is written as text. */
export type Mail = {
  subject: string
  text: string
  html: string
  calendar?: { method: "REQUEST" | "CANCEL"; content: string }
}

/** Paragraphs of a plain text, with an empty line between; what is null is left out. */
export const paragraphs = (...parts: (string | null)[]) =>
  `${parts.filter((part) => part !== null).join("\n\n")}\n`

/** The last paragraphs of every mail: where to ask, and who writes. */
export const closing = (desk: Desk): [string | null, string] => [
  question(desk),
  `${desk.words.messages.greetings}\n${desk.school.name}`,
]

function question({ school, words: { messages } }: Desk): string | null {
  if (school.phone === "") return school.email === "" ? null : messages.reply
  return school.email === "" ? messages.call(school.phone) : messages.callOrReply(school.phone)
}

/** Paragraphs of the school's choice, with its line breaks. */
export const Said = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((paragraph) => (
      <p style="white-space:pre-line">{paragraph}</p>
    ))}
  </>
)

/** Label and value, as they stand above each other in a mail. */
export type Particular = [label: string, value: string]

export const listed = (particulars: readonly Particular[]) =>
  particulars.map(([label, value]) => `${label}: ${value}`).join("\n")

/** What one wants to know of a talk. */
export function particularsOf(talk: ToldTalk, desk: Desk): Particular[] {
  const { messages } = desk.words
  const hours = messages.from(timeOfDay(talk.startsAt), timeOfDay(talk.endsAt))
  const about: Particular[] = talk.pupil === "" ? [] : [[messages.about, talk.pupil]]
  return [
    ...about,
    [messages.with, talk.teacher],
    [messages.when, `${fullDayOf(talk.startsAt, desk.language)}, ${hours}`],
    [messages.where, placeOf(talk, desk)],
  ]
}

/** "De Regenboog, lokaal 12", or how it is held elsewhere; never a link of a room online. */
export const placeOf = (talk: ToldTalk, { school, words }: Desk) =>
  talk.place !== "school"
    ? words.online.mailed[talk.place]
    : talk.room === ""
      ? school.name
      : `${school.name}, ${words.common.room(talk.room)}`

// Mail programs know no style sheets and half of CSS. One column, their own colours (so that dark stays dark), nothing from afar.
const body = "margin:0;padding:0"
const column =
  "max-width:560px;margin:0 auto;padding:24px 20px;font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5"
const button =
  "display:inline-block;padding:12px 22px;background:#005768;border:1px solid #005768;border-radius:10px;color:#ffffff;font-weight:bold;text-decoration:none"
const particular = "margin:0 0 6px"

/** The whole of a mail in HTML. */
export function MailPage(props: { desk: Desk; subject: string; hello: string; children?: Child }) {
  const { desk } = props
  const asked = question(desk)
  return (
    <html lang={desk.language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.subject}</title>
      </head>
      <body style={body}>
        <div style={column}>
          <p>{props.hello}</p>
          {props.children}
          {asked ? <p>{asked}</p> : null}
          <p>
            {desk.words.messages.greetings}
            <br />
            <bdi>{desk.school.name}</bdi>
          </p>
        </div>
      </body>
    </html>
  )
}

/** A mail's one clear thing to do. */
export const MailButton = (props: { address: string; children?: Child }) => (
  <p style="margin:22px 0">
    <a href={props.address} style={button}>
      {props.children}
    </a>
  </p>
)

export const Particulars = ({ of }: { of: readonly Particular[] }) => (
  <div style="margin:18px 0">
    {of.map(([label, value]) => (
      <p style={particular}>
        <strong>{label}:</strong> <bdi>{value}</bdi>
      </p>
    ))}
  </div>
)

export const document = (page: { html: string }) => `<!doctype html>${page.html}`
