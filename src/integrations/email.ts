import { randomUUID } from "node:crypto"
import { mkdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { SendMailOptions } from "nodemailer"
import { failureSaid } from "../domain/messages/bounce.ts"
import { type DeliveryFailure, oneLine } from "../domain/messages/message.ts"

/** One mail to one person. Always one recipient: a server that refuses one of several does not say so clearly. */
export type Email = {
  /** Unique and the same for every attempt; becomes the Message-ID. */
  uid: string
  to: string
  from: { name: string; address: string }
  /** Where it returns to when it cannot be delivered; null: to `from`. */
  returnTo: string | null
  replyTo: string | null
  language: string
  subject: string
  text: string
  html: string
  /** A calendar file of one event, shown by mail programs as an invitation. */
  calendar?: { method: "REQUEST" | "CANCEL"; content: string }
}

/** Sends one mail; never throws. Failure says whether trying again makes sense, in a word of ours: servers quote addresses. */
export type SendEmail = (
  email: Email,
) => Promise<{ delivered: true } | { delivered: false; permanent: boolean; reason: DeliveryFailure }>

/** A way to send, and how to hang up. */
export type PostOffice = { send: SendEmail; close: () => void }

/** How long one mail may take, in milliseconds; well under the lease of the outbox. */
const patience = 45_000

/**
 * Sends through a mail server: "smtp://user:secret@host:587", or "smtps://…" for TLS from the first byte. Over smtp:// STARTTLS is
 * demanded, except from a server on this machine or when the address says `?requireTLS=false`.
 */
export function mailServer(url: string): PostOffice {
  const opened = once(() => transportTo(url))
  return {
    async send(email) {
      if (!isAddress(email.to)) return { delivered: false, permanent: true, reason: "address" }
      try {
        await (await opened.get()).sendMail({ ...written(email), signal: AbortSignal.timeout(patience) })
        return { delivered: true }
      } catch (error) {
        return { delivered: false, ...whyNot(error as SmtpTrouble) }
      }
    },
    close: () => opened.made()?.then((transport) => transport.close()),
  }
}

/** Whether the mail server lets us in with this address and secret: null when it does, otherwise why not. Sends nothing. */
export async function knockAt(url: string): Promise<DeliveryFailure | null> {
  const transport = await transportTo(url)
  try {
    await transport.verify()
    return null
  } catch (error) {
    const trouble = error as SmtpTrouble
    return trouble.code === "EAUTH" ? "refused" : whyNot(trouble).reason
  } finally {
    transport.close()
  }
}

async function transportTo(url: string) {
  const address = new URL(url)
  const near = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(address.hostname)
  if (!near && address.protocol === "smtp:" && !address.searchParams.has("requireTLS"))
    address.searchParams.set("requireTLS", "true")
  return (await import("nodemailer")).createTransport({
    url: address.href,
    pool: true,
    maxConnections: 5,
    // Trying again is the outbox's; an idle line is dropped long before the server does (RFC 5321 4.5.3.2.7: five minutes).
    maxRequeues: 0,
    idleTimeout: 30_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 30_000,
  })
}

/** In development mail falls into a folder: the whole message as .eml, and its parts as .json for the page that shows it. */
export function mailFolder(folder: string): PostOffice {
  const opened = once(async () =>
    (await import("nodemailer")).createTransport({ streamTransport: true, buffer: true, newline: "windows" }),
  )
  return {
    async send(email) {
      if (!isAddress(email.to)) return { delivered: false, permanent: true, reason: "address" }
      const { message } = await (await opened.get()).sendMail(written(email))
      const at = Temporal.Now.instant()
      const name = `${at.toString({ fractionalSecondDigits: 3 }).replace(/[^0-9]/g, "")}-${randomUUID().slice(0, 8)}`
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${name}.eml`), message as Buffer)
      const { to, subject, text, html, calendar } = email
      // Written aside first: the page never reads half a mail.
      const aside = join(folder, `${name}.part`)
      writeFileSync(
        aside,
        JSON.stringify({ at: at.toString(), to, subject, text, html, calendar: calendar?.content }),
      )
      renameSync(aside, join(folder, `${name}.json`))
      return { delivered: true }
    },
    close: () => undefined,
  }
}

/** The address in "Tienminuten <noreply@tienminuten.example>" or in a bare address; throws when there is none. */
export function addressIn(written: string): string {
  const address = (/<([^<>]+)>\s*$/.exec(written)?.[1] ?? written).trim()
  if (!isAddress(address)) throw new Error("MAIL_FROM must hold an e-mail address")
  return address
}

/** One plain address (RFC 5321 dot-string at a domain): no quotes, lists, comments or signs that could begin a header. */
const isAddress = (text: string) =>
  text.length <= 254 &&
  /^[^\s\p{C}"(),.:;<>@[\\\]]+(\.[^\s\p{C}"(),.:;<>@[\\\]]+)*@[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u.test(
    text,
  )

function written(email: Email): SendMailOptions {
  return {
    messageId: `<${email.uid}@${email.from.address.split("@")[1]}>`,
    from: { name: oneLine(email.from.name), address: email.from.address },
    to: { name: "", address: email.to },
    ...(email.returnTo ? { envelope: { from: email.returnTo, to: email.to } } : {}),
    // Told of failure only, and with no more of the mail than its headers (RFC 3461), by servers that can.
    dsn: { notify: "failure", return: "headers" },
    ...(email.replyTo && isAddress(email.replyTo) ? { replyTo: { name: "", address: email.replyTo } } : {}),
    subject: oneLine(email.subject),
    text: email.text,
    html: email.html,
    headers: {
      "Auto-Submitted": "auto-generated", // RFC 3834: no answering machine answers
      "X-Auto-Response-Suppress": "OOF, AutoReply", // the same for Exchange
      "Content-Language": email.language,
    },
    ...(email.calendar
      ? {
          icalEvent: {
            method: email.calendar.method,
            content: email.calendar.content,
            filename: "afspraak.ics",
          },
        }
      : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

type SmtpTrouble = {
  code?: string
  originalCode?: string
  command?: string
  responseCode?: number
  response?: string
  message?: string
}

const away = new Set(["EDNS", "EAUTH", "ENOAUTH", "ETLS", "ECONFIG", "EPROXY"])
const unreached = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"])

/** A 5xx about the recipient or the message is final; about us or our sign-in it is ours to mend, and the mail waits. */
function whyNot(trouble: SmtpTrouble): { permanent: boolean; reason: DeliveryFailure } {
  const { code = "", originalCode = "", command = "", response = "", responseCode } = trouble
  if (responseCode !== undefined) {
    const final = responseCode >= 500 && (command === "RCPT TO" || command === "DATA")
    return final
      ? { permanent: true, reason: failureSaid(statusIn(response)) ?? "refused" }
      : { permanent: false, reason: "busy" }
  }
  if (code === "EENVELOPE") return { permanent: true, reason: "address" }
  const neverThere =
    away.has(code) ||
    unreached.has(code) ||
    unreached.has(originalCode) ||
    /Connection timeout|Greeting never received/.test(trouble.message ?? "")
  return { permanent: false, reason: neverThere ? "unreachable" : "unclear" }
}

/** The enhanced code in "550 5.1.1 User unknown" (RFC 2034); empty when there is none. */
const statusIn = (response: string) => /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? ""

/** Made when first used. */
function once<Made>(make: () => Promise<Made>) {
  let made: Promise<Made> | undefined
  return {
    get: () => {
      made ??= make()
      return made
    },
    made: () => made,
  }
}
