import { expect, it } from "bun:test"
import fc from "fast-check"
import { readLogo } from "../../../src/domain/school/logo.ts"
import { jpeg, png, webp } from "../../support/pictures.ts"

it("answers whatever the bytes are, and takes no picture without one of the three signatures", () => {
  const starts = [png(8, 8), jpeg(8, 8), webp(8, 8), Uint8Array.of()]
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.nat(40),
      fc.uint8Array({ maxLength: 60 }),
      (start, at, noise) => {
        const bytes = Uint8Array.from([...start.slice(0, at), ...noise])
        const read = readLogo(bytes)
        const signed = bytes[0] === 0x89 || bytes[0] === 0xff || bytes[0] === 0x52
        if (read.ok) expect(signed).toBe(true)
      },
    ),
    { numRuns: 5000 },
  )
})

it("ends with a JPEG whose segments never end", () => {
  expect(readLogo(Uint8Array.from([0xff, 0xd8, ...Array(5000).fill(0xff)])).ok).toBe(false)
  expect(readLogo(Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 0, ...Array(5000).fill(0)])).ok).toBe(false)
})
