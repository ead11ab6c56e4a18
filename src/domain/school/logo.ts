import { accept, type Result, refuse } from "../result.ts"

// A logo is drawn in the browsers of all parents: only pictures that cannot run anything, by what their bytes say and never by
// their name, small in bytes and in size. An SVG can hold script and is refused.

export type LogoType = "image/png" | "image/jpeg" | "image/webp"
export type LogoRefusal = { kind: "no-file" | "too-heavy" | "svg" | "not-a-picture" | "too-big" }

/** In bytes. */
export const heaviestLogo = 200 * 1024
/** In pixels, each way: a small file can hold a picture that no phone can draw. */
const biggestLogo = 2000

type Size = { type: LogoType; width: number; height: number }

/** What kind of picture this is, when it may be a logo. */
export function readLogo(bytes: Uint8Array): Result<LogoType, LogoRefusal> {
  if (bytes.length === 0) return refuse({ kind: "no-file" })
  if (bytes.length > heaviestLogo) return refuse({ kind: "too-heavy" })
  const size = pngSize(bytes) ?? jpegSize(bytes) ?? webpSize(bytes)
  if (!size) return refuse({ kind: isSvg(bytes) ? "svg" : "not-a-picture" })
  const fits = (side: number) => side > 0 && side <= biggestLogo
  return fits(size.width) && fits(size.height) ? accept(size.type) : refuse({ kind: "too-big" })
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const says = (bytes: Uint8Array, at: number, word: string) =>
  [...word].every((sign, place) => bytes[at + place] === sign.charCodeAt(0))
const isSvg = (bytes: Uint8Array) => /<svg|<\?xml/i.test(new TextDecoder().decode(bytes.subarray(0, 1024)))

/** PNG, RFC 2083: a signature of eight bytes, then the header with the size. */
function pngSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 24 || !says(bytes, 0, "\x89PNG\r\n\x1a\n") || !says(bytes, 12, "IHDR")) return null
  return { type: "image/png", width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) }
}

/** JPEG, ITU T.81: segments up to the frame header (SOF), which has the size. */
function jpegSize(bytes: Uint8Array): Size | null {
  if (!says(bytes, 0, "\xff\xd8\xff")) return null
  const read = view(bytes)
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { type: "image/jpeg", height: read.getUint16(at + 5), width: read.getUint16(at + 7) }
    at += marker === 0xff ? 1 : 2 + read.getUint16(at + 2)
  }
  return null
}

/** WebP, RFC 9649: a RIFF file whose first chunk has the size, in one of three ways. */
function webpSize(bytes: Uint8Array): Size | null {
  if (bytes.length < 30 || !says(bytes, 0, "RIFF") || !says(bytes, 8, "WEBP")) return null
  const read = view(bytes)
  const three = (at: number) => read.getUint16(at, true) | ((bytes[at + 2] ?? 0) << 16)
  const size = (width: number, height: number): Size => ({ type: "image/webp", width, height })
  if (says(bytes, 12, "VP8X")) return size(three(24) + 1, three(27) + 1)
  if (says(bytes, 12, "VP8L")) {
    const bits = read.getUint32(21, true)
    return size((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
  }
  if (!says(bytes, 12, "VP8 ")) return null
  return size(read.getUint16(26, true) & 0x3fff, read.getUint16(28, true) & 0x3fff)
}
