import { accept, type Result, refuse } from "../result.ts"
import { zone } from "../school/school.ts"
import type { DeliveryFailure } from "./message.ts"

// What fits in an SMS (3GPP TS 23.038), who it says it is from, and when it may ring.

const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
)
/** Signs that take two places. */
const extended = new Set("^{}\\[~]|€\f")

const likenesses: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "…": "...",
  "·": ".",
  "•": "-",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2009": " ",
  "\t": " ",
  œ: "oe",
  Œ: "OE",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
  ĳ: "ij",
  Ĳ: "IJ",
  þ: "th",
  ð: "d",
}

/** The same text in the signs of an SMS, where a sign is so close that nobody minds: "Zoë" is "Zoe". What has no likeness stays. */
export function transliterate(text: string): string {
  let said = ""
  for (const sign of text.normalize("NFC")) said += inGsm(sign) ? sign : likenessOf(sign)
  return said
}

const inGsm = (sign: string) => basic.has(sign) || extended.has(sign)

function likenessOf(sign: string): string {
  const like = likenesses[sign]
  if (like !== undefined) return like
  const letter = sign.normalize("NFD").replace(/\p{M}/gu, "")
  return letter !== "" && [...letter].every(inGsm) ? letter : sign
}

/** How a text travels: in how many parts, each of which costs, and in which signs. */
export type Segments = { coding: "gsm-7" | "ucs-2"; units: number; segments: number }

/** Counts as the network does: 160 signs of GSM-7 or 70 of UCS-2 in one part; 153 or 67 in each of several. No sign is cut in two. */
export function segmentsOf(text: string): Segments {
  const signs = [...text]
  const gsm = signs.every(inGsm)
  const sizes = signs.map((sign) => (gsm ? (extended.has(sign) ? 2 : 1) : sign.length))
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const coding = gsm ? "gsm-7" : "ucs-2"
  if (units <= (gsm ? 160 : 70)) return { coding, units, segments: units === 0 ? 0 : 1 }
  const room = gsm ? 153 : 67
  let segments = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > room) {
      segments++
      used = 0
    }
    used += size
  }
  return { coding, units, segments }
}

/** A name above an SMS: at most eleven letters, digits and spaces, at least one of them a letter; nobody can answer it. */
export type SenderRefusal = { kind: "sender-too-long" | "sender-signs" | "sender-no-letter" | "sender-empty" }

/** Reads the name that a school wants above its SMS. */
export function readSender(written: string): Result<string, SenderRefusal> {
  const sender = written.trim().replace(/ {2,}/g, " ")
  if (sender === "") return refuse({ kind: "sender-empty" })
  if (!/^[A-Za-z0-9 ]+$/.test(sender)) return refuse({ kind: "sender-signs" })
  if (sender.length > 11) return refuse({ kind: "sender-too-long" })
  return /[A-Za-z]/.test(sender) ? accept(sender) : refuse({ kind: "sender-no-letter" })
}

/** The name above the SMS of a school that chose none: its own, as far as it fits; "Tienminuten" when nothing of it does. */
export function senderOf(school: string): string {
  const letters = transliterate(school.normalize("NFC"))
    .normalize("NFD")
    .replace(/[^A-Za-z0-9 ]/g, "")
    .trim()
  const close = letters.length > 11 ? letters.replace(/ /g, "") : letters
  const read = readSender(close.slice(0, 11))
  return read.ok ? read.value : "Tienminuten"
}

/** No phone rings between these hours, in Amsterdam. */
export const quiet = { from: 21, until: 8 }

/** The first moment, from `now` on, at which an SMS may leave. */
export function leavesAt(now: Temporal.Instant): Temporal.Instant {
  const there = now.toZonedDateTimeISO(zone)
  if (there.hour >= quiet.until && there.hour < quiet.from) return now
  const day = there.hour >= quiet.from ? there.toPlainDate().add({ days: 1 }) : there.toPlainDate()
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour: quiet.until } }).toInstant()
}

/** What the network reports of an SMS: on its way, on the phone, or why not. `to` is the number it was for. */
export type SmsReport = { to: string } & (
  | { state: "sent" | "delivered" }
  | { state: "failed"; reason: DeliveryFailure }
)
