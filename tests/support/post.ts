import { SMTPServer } from "smtp-server"
import { SMTPConnection } from "smtp-server/lib/smtp-connection.js"

// It waits a tenth of a second before it greets, to catch who talks too soon. Ours do not, and there are many of them.
SMTPConnection.prototype.init = function (this: {
  _setListeners: (ready: () => void) => void
  connectionReady: () => void
}) {
  this._setListeners(() => this.connectionReady())
}

/** One mail as it came in over SMTP. */
export type Received = {
  /** The address it returns to when it cannot be delivered. */
  returnTo: string
  to: string
  /** The whole message as it was sent. */
  raw: string
  headers: Map<string, string>
  text: string
  html: string
  /** The calendar as a part of the message, and as a file beside it. */
  calendar: { type: string; content: string } | null
  file: { type: string; content: string } | null
}

export type PostOffice = Awaited<ReturnType<typeof postOffice>>

/** A real mail server in this process, that keeps what it gets. `answer` may refuse: give "550 …" or "451 …" for an address. */
export async function postOffice(answer: (to: string) => string | null = () => null) {
  const received: Received[] = []
  const refuse = (words: string) =>
    Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) })
  const make = () =>
    new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      closeTimeout: 10,
      onRcptTo({ address }, _session, done) {
        const words = answer(address)
        done(words ? refuse(words) : undefined)
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on("data", (chunk: Buffer) => chunks.push(chunk))
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(", ")
          const { mailFrom } = session.envelope
          const returnTo = mailFrom ? mailFrom.address : ""
          received.push({ ...readMail(to, Buffer.concat(chunks).toString("latin1")), returnTo })
          done()
        })
      },
    })
  let server = make()
  const listen = (port: number) =>
    new Promise<number>((done) =>
      server.listen(port, "127.0.0.1", () => done((server.server.address() as { port: number }).port)),
    )
  const port = await listen(0)
  const close = () => new Promise<void>((done) => server.close(() => done()))
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** The mail server is away. */
    close,
    /** It is back, at the same address. */
    async reopen() {
      server = make()
      await listen(port)
    },
  }
}

type Part = { headers: Map<string, string>; body: string }

/** Reads a message (RFC 5322, 2045–2047), as far as our own mails go. */
export function readMail(to: string, raw: string): Received {
  const whole = split(raw)
  const parts = leaves(whole)
  const find = (type: RegExp) => parts.find(({ headers }) => type.test(headers.get("content-type") ?? ""))
  const content = (part: Part | undefined) => (part ? decode(part) : "")
  const asFile = (part: Part | undefined) =>
    part ? { type: part.headers.get("content-type") ?? "", content: decode(part) } : null
  const headers = new Map([...whole.headers].map(([name, value]) => [name, decodeWords(value)]))
  return {
    returnTo: "",
    to,
    raw,
    headers,
    text: content(find(/^text\/plain/)).replace(/\r\n/g, "\n"),
    html: content(find(/^text\/html/)),
    calendar: asFile(find(/^text\/calendar/)),
    file: asFile(find(/^application\/ics/)),
  }
}

function split(raw: string): Part {
  const end = raw.indexOf("\r\n\r\n")
  const headers = new Map<string, string>()
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")) {
    const colon = line.indexOf(":")
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: raw.slice(end + 4) }
}

function leaves(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(part.headers.get("content-type") ?? "")?.[1]
  if (!boundary) return [part]
  return part.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((each) => leaves(split(each.replace(/^\r\n|\r\n$/g, ""))))
}

function decode({ headers, body }: Part): string {
  const coding = headers.get("content-transfer-encoding")?.toLowerCase()
  if (coding === "base64") return Buffer.from(body, "base64").toString("utf8")
  if (coding !== "quoted-printable") return Buffer.from(body, "latin1").toString("utf8")
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8")
}

const decodeWords = (value: string) =>
  value.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_all, coding, coded) =>
    coding.toUpperCase() === "B"
      ? Buffer.from(coded, "base64").toString("utf8")
      : Buffer.from(
          coded
            .replace(/_/g, " ")
            .replace(/=([0-9A-F]{2})/gi, (_hit: string, hex: string) =>
              String.fromCharCode(Number.parseInt(hex, 16)),
            ),
          "latin1",
        ).toString("utf8"),
  )
