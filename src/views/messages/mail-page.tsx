import { phoneOf } from "../format.ts"
import type { Desk, Letter, Mail, Piece } from "./letter.ts"

/** Writes a letter twice from the one list, so that its text and its page never say different things. */
export function written({ subject, hello, says, calendar }: Letter, desk: Desk): Mail {
  const { greetings } = desk.words.messages
  const pieces = [hello, ...says, question(desk)].filter((piece) => piece !== null)
  return {
    subject,
    text: `${[...pieces.map(inText), `${greetings}\n${desk.school.name}`].join("\n\n")}\n`,
    html: `<!doctype html>${(<MailPage desk={desk} subject={subject} pieces={pieces} />).html}`,
    ...(calendar ? { calendar } : {}),
  }
}

/** Where to ask; null where the school left no address. */
function question({ school, words: { messages } }: Desk): string | null {
  if (school.phone === "") return school.email === "" ? null : messages.reply
  return school.email === "" ? messages.call(school.phone) : messages.callOrReply(school.phone)
}

function inText(piece: Piece): string {
  if (typeof piece === "string") return piece
  if ("button" in piece) return `${piece.button}:\n${piece.address}`
  return piece.particulars.map(([label, value]) => `${label}: ${value}`).join("\n")
}

// Mail programs know no style sheets and half of CSS. One column, their own colours (so that dark stays dark), nothing from afar.
const body = "margin:0;padding:0"
const column =
  "max-width:560px;margin:0 auto;padding:24px 20px;font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5"
const button =
  "display:inline-block;padding:12px 22px;background:#005768;border:1px solid #005768;border-radius:10px;color:#ffffff;font-weight:bold;text-decoration:none"

const MailPage = ({ desk, subject, pieces }: { desk: Desk; subject: string; pieces: Piece[] }) => (
  <html lang={desk.language} dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{subject}</title>
    </head>
    <body style={body}>
      <div style={column}>
        {pieces.map((piece) => (
          <OnPage piece={typeof piece === "string" ? unbroken(piece, desk.school) : piece} />
        ))}
        <p>
          {desk.words.messages.greetings}
          <br />
          <bdi>{desk.school.name}</bdi>
        </p>
      </div>
    </body>
  </html>
)

/** The number of the school stays on one line, */
const unbroken = (text: string, { phone }: Desk["school"]) =>
  phone === "" ? text : text.replaceAll(phone, phoneOf(phone))

function OnPage({ piece }: { piece: Piece }) {
  if (typeof piece === "string") return <p style="white-space:pre-line">{piece}</p>
  if ("button" in piece)
    return (
      <p style="margin:22px 0">
        <a href={piece.address} style={button}>
          {piece.button}
        </a>
      </p>
    )
  return (
    <div style="margin:18px 0">
      {piece.particulars.map(([label, value]) => (
        <p style="margin:0 0 6px">
          <strong>{label}:</strong> <bdi>{value}</bdi>
        </p>
      ))}
    </div>
  )
}
