import { randomUUID } from "node:crypto"
import { mkdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Twilio } from "twilio"
import type { DeliveryFailure } from "../domain/messages/message.ts"
import type { SmsReport } from "../domain/messages/sms.ts"

/** One SMS to one mobile phone. */
export type Sms = {
  /** "+31612345678" */
  to: string
  /** At most eleven letters, digits and spaces. */
  sender: string
  text: string
  /** Where the network tells what came of it: an address of ours that names this message. */
  reportTo: string
  /** After so many seconds it is better not delivered at all. */
  goodFor: number
}

/** Sends one SMS; never throws. Failure says whether trying again makes sense, in a word of ours: networks quote numbers. */
export type SendSms = (
  sms: Sms,
) => Promise<{ delivered: true } | { delivered: false; permanent: boolean; reason: DeliveryFailure }>

/** Reads a report that came in at this public address. Null when it says nothing that matters to us; "forged" when its signature is not the network's. */
export type ReadSmsReport = (
  address: string,
  signature: string,
  fields: Record<string, string>,
) => Promise<SmsReport | null | "forged">

export type TwilioSettings = {
  account: string
  /** Signs the reports, and sends when there is no key. */
  token: string
  key: { id: string; secret: string } | null
  /** A Messaging Service that chooses the sender; null: the name of the school. */
  service: string | null
  region: string | null
  edge: string | null
}

/** How long Twilio may take to take one SMS, in milliseconds. */
const patience = 20_000

/** Sends through Twilio. Its client is large: it is loaded with the first SMS. `elsewhere` is for tests: another host, the same wire. */
export function twilioSms(settings: TwilioSettings, elsewhere: string | null = null): SendSms {
  let made: Promise<Twilio> | undefined
  return async (sms) => {
    made ??= openTwilio(settings, elsewhere)
    try {
      const client = await made
      await client.messages.create({
        to: sms.to,
        body: sms.text,
        statusCallback: sms.reportTo,
        validityPeriod: Math.max(60, Math.min(36_000, Math.floor(sms.goodFor))),
        ...(settings.service ? { messagingServiceSid: settings.service } : { from: sms.sender }),
      })
      return { delivered: true }
    } catch (error) {
      return { delivered: false, ...whyNot(error as Trouble) }
    }
  }
}

async function openTwilio(settings: TwilioSettings, elsewhere: string | null): Promise<Twilio> {
  const { default: twilio } = await import("twilio")
  const { account, token, key, region, edge } = settings
  const http = new twilio.RequestClient({ timeout: patience })
  if (elsewhere) {
    const ask = http.request.bind(http)
    http.request = (wish) => ask({ ...wish, uri: wish.uri.replace(/^https:\/\/[^/]+/, elsewhere) })
  }
  return twilio(key?.id ?? account, key?.secret ?? token, {
    accountSid: account,
    httpClient: http,
    ...(region ? { region } : {}),
    ...(edge ? { edge } : {}),
  })
}

type Trouble = { status?: number; code?: number | string }

const noNumber = new Set([21211, 21214, 21217, 21614, 30005, 30006])
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

/** A 4xx about this message is final; about our account it is ours to mend; anything after it left us is unclear. */
function whyNot({ status, code }: Trouble): { permanent: boolean; reason: DeliveryFailure } {
  if (status === undefined)
    return { permanent: false, reason: neverLeft.has(String(code)) ? "unreachable" : "unclear" }
  if (noNumber.has(Number(code))) return { permanent: true, reason: "address" }
  if (status === 401 || status === 403 || status === 404 || status === 429)
    return { permanent: false, reason: "busy" }
  return status < 500 ? { permanent: true, reason: "refused" } : { permanent: false, reason: "unclear" }
}

/** Reads Twilio's reports with Twilio's own check of X-Twilio-Signature, made with the account's token. */
export function twilioReports(token: string): ReadSmsReport {
  return async (address, signature, fields) => {
    const { validateRequest } = await import("twilio/lib/webhooks/webhooks.js")
    if (!validateRequest(token, signature, address, fields)) return "forged"
    const to = fields["To"] ?? ""
    const state = fields["MessageStatus"]
    if (state === "sent" || state === "delivered") return { to, state }
    if (state !== "failed" && state !== "undelivered") return null
    const code = Number(fields["ErrorCode"])
    if (noNumber.has(code)) return { to, state: "failed", reason: "address" }
    return { to, state: "failed", reason: code === 30003 ? "phone-off" : "refused" }
  }
}

/** In development an SMS falls into the folder of the mail, for the page that shows it. */
export function smsFolder(folder: string): SendSms {
  return async ({ to, sender, text }) => {
    const at = Temporal.Now.instant()
    const name = `${at.toString({ fractionalSecondDigits: 3 }).replace(/[^0-9]/g, "")}-${randomUUID().slice(0, 8)}`
    mkdirSync(folder, { recursive: true })
    const aside = join(folder, `${name}.part`)
    const subject = `Sms van ${sender}`
    writeFileSync(aside, JSON.stringify({ at: at.toString(), to, subject, text, html: "" }))
    renameSync(aside, join(folder, `${name}.json`))
    return { delivered: true }
  }
}
