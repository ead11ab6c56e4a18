// Pictures as small as they come, with the size that they say they have.

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((sign) => sign.charCodeAt(0)) : part)),
  )
const big = (number: number, size: number) =>
  Array.from({ length: size }, (_, at) => Math.floor(number / 256 ** (size - 1 - at)) % 256)
const little = (number: number, size: number) => big(number, size).reverse()

export const png = (width: number, height: number) =>
  bytes("\x89PNG\r\n\x1a\n", big(13, 4), "IHDR", big(width, 4), big(height, 4), [8, 6, 0, 0, 0, 0, 0, 0, 0])

/** With a comment before the frame, as cameras write them. */
export const jpeg = (width: number, height: number) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xfe, 0, 6],
    "hoi!",
    [0xff, 0xc0, 0, 17, 8],
    big(height, 2),
    big(width, 2),
    [3, 1, 0x11, 0],
  )

export const webp = (width: number, height: number) =>
  bytes(
    "RIFF",
    little(22, 4),
    "WEBPVP8X",
    little(10, 4),
    [0, 0, 0, 0],
    little(width - 1, 3),
    little(height - 1, 3),
  )
