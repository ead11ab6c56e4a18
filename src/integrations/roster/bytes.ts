import { encodings } from "../../domain/rosters/roster-columns.ts"

export type Sniffed = "text" | "empty" | "too-large" | "excel" | "pdf" | "html" | "zip" | "unknown"

/** The largest file that is looked at: 20 MB. */
export const mostBytes = 20 * 1024 * 1024

const latin = new TextDecoder("latin1")
const starts = (bytes: Uint8Array, ...signs: number[]) => signs.every((sign, at) => bytes[at] === sign)

/** What a file is by its first bytes, before anything in it is believed. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length > mostBytes) return "too-large"
  const start = latin.decode(bytes.subarray(0, 4096))
  if (bytes.length < 4096 && start.replace(/^(ï»¿|ÿþ|þÿ)/, "").replace(/[\s\p{Cc}]/gu, "") === "")
    return "empty"
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "excel"
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return start.includes("[Content_Types].xml") ? "excel" : "zip"
  if (starts(bytes, 0x50, 0x4b) && bytes[2]! < 9) return "zip"
  if (starts(bytes, 0x1f, 0x8b) || start.startsWith("7z\xbc\xaf") || start.startsWith("Rar!")) return "zip"
  if (/^\s*%PDF/.test(start)) return "pdf"
  if (/^<(!doctype\s+html|html|head|body|table|meta|script|div)[\s>]/i.test(firstTag(start))) return "html"
  return isBinary(bytes, start) ? "unknown" : "text"
}

/** A start of a file from its first tag on: without marks, declaration and comments. */
function firstTag(start: string): string {
  let rest = start
    .replaceAll("\0", "")
    .replace(/^(ï»¿|ÿþ|þÿ)/, "")
    .trimStart()
  for (const [opens, closes] of [
    ["<?", "?>"],
    ["<!--", "-->"],
  ] as const)
    while (rest.startsWith(opens) && rest.includes(closes))
      rest = rest.slice(rest.indexOf(closes) + closes.length).trimStart()
  return rest
}

/** Pictures, programs and the like: many signs that no text holds. Noughts are left to UTF-16. */
function isBinary(bytes: Uint8Array, start: string): boolean {
  if (wideOf(bytes)) return false
  const odd = start.match(/\p{Cc}/gu)?.filter((sign) => sign < " " && !/\s/.test(sign)).length ?? 0
  return start.includes("\0") || odd > start.length / 20
}

/** UTF-16 by its byte-order mark, or by the noughts beside plain letters. */
function wideOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (starts(bytes, 0xff, 0xfe)) return "utf-16le"
  if (starts(bytes, 0xfe, 0xff)) return "utf-16be"
  const size = Math.min(bytes.length, 1024) & ~1
  let [even, odd] = [0, 0]
  for (let at = 0; at < size; at++)
    if (bytes[at] === 0) {
      if (at % 2 === 0) even++
      else odd++
    }
  if (size < 8) return null
  if (odd > size * 0.3 && even < size * 0.05) return "utf-16le"
  return even > size * 0.3 && odd < size * 0.05 ? "utf-16be" : null
}

export type Decoded = {
  text: string
  encoding: string
  /** Why a person should look at the spelling of names. */
  doubt: "guessed" | "declared-otherwise" | "double-encoded" | null
}

const decodable: ReadonlySet<string> = new Set(encodings)

/**
 * Bytes as text: byte-order mark, then strict UTF-8, then what the file declares, then Windows West European. Decodes as
 * `chosen` when a person chose. Text that was encoded twice is mended.
 */
export function decode(bytes: Uint8Array, chosen?: string): Decoded {
  const found = chosen && decodable.has(chosen) ? { encoding: chosen, doubt: null } : guess(bytes)
  const text = decodeAs(found.encoding, bytes).replace(/^\ufeff+/, "")
  const mended = chosen ? text : mendTwice(text)
  return { ...found, text: mended, doubt: mended === text ? found.doubt : "double-encoded" }
}

function guess(bytes: Uint8Array): Pick<Decoded, "encoding" | "doubt"> {
  const wide = wideOf(bytes)
  if (wide) return { encoding: wide, doubt: null }
  const declared = /^[\s\xef\xbb\xbf]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/
    .exec(latin.decode(bytes.subarray(0, 300)))?.[1]
    ?.toLowerCase()
  if (isUtf8(bytes)) {
    const otherwise =
      declared && !/^(utf-?8|us-ascii|ascii)$/.test(declared) && bytes.some((byte) => byte > 127)
    return { encoding: "utf-8", doubt: otherwise ? "declared-otherwise" : null }
  }
  if (declared && !/^utf-?(8|16|32)/.test(declared) && canDecode(declared))
    return { encoding: declared, doubt: null }
  return { encoding: leastOdd(bytes), doubt: "guessed" }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function canDecode(label: string): boolean {
  if (dos.has(label)) return true
  try {
    return new TextDecoder(label as "utf-8").encoding !== "utf-8"
  } catch {
    return false
  }
}

const dos = new Set(["cp850", "ibm850", "850"])
// The upper half of code page 850, which TextDecoder does not know.
const dosLetters =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0"

function decodeAs(encoding: string, bytes: Uint8Array): string {
  if (!dos.has(encoding)) return new TextDecoder(encoding as "utf-8").decode(bytes)
  return latin1(bytes).replace(/[\u0080-\u00ff]/g, (sign) => dosLetters[sign.charCodeAt(0) - 128]!)
}

// TextDecoder's "latin1" is Windows-1252; this is the real one: byte n is sign n.
const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1")

/** Signs that no name holds in its middle, or at its end after a small letter. */
const odd = /\p{Ll}(?:[\u0080-\u009f‰„“”‹›•†‡ˆ™‚‘¢¤£¦§¨©ª«¬¯±²³´µ¶¸¹º»¼½¾¿÷×░▒▓]|[À-ÖØ-ÞŠŽŸ])/gu

/** Of the code pages without marks, the one in which the words look least strange; Windows West European unless another wins. */
function leastOdd(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 500_000)
  const oddities = (encoding: string) => decodeAs(encoding, sample).match(odd)?.length ?? 0
  let [best, fewest] = ["windows-1252", oddities("windows-1252")]
  if (fewest === 0) return best
  for (const other of ["cp850", "macintosh"]) {
    const count = oddities(other)
    if (count < fewest) [best, fewest] = [other, count]
  }
  return best
}

// "Ã«": the two bytes of a UTF-8 letter, each read as a letter of Windows-1252 and written as UTF-8 again. Not with an
// apostrophe behind it, which people do write after a capital.
const twice =
  /[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|â\u20ac[\u2018\u2019\u0153\u009d\u2122\u02dc\u201c\u201d]/g

function mendTwice(text: string): string {
  return text.replace(twice, (signs) => {
    const bytes = Uint8Array.from(signs, (sign) => byteOf.get(sign) ?? sign.charCodeAt(0))
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    } catch {
      return signs
    }
  })
}

const byteOf = new Map(
  Array.from({ length: 32 }, (_, at): [string, number] => [
    new TextDecoder("windows-1252").decode(Uint8Array.of(at + 128)),
    at + 128,
  ]),
)
