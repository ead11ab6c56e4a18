import { describe, expect, it } from "bun:test"
import { readFileSync } from "node:fs"
import fc from "fast-check"
import { contrast, type Hex, readColour, surfaces, tonesOf } from "../../../src/domain/school/colour.ts"

const hex = (written: string) => readColour(written) as Hex
const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => hex(`#${number.toString(16).padStart(6, "0")}`))

describe("a colour", () => {
  it("is read when it is # and six digits, and nothing else is", () => {
    expect(readColour(" #0A5C36 ") as string).toBe("#0a5c36")
    for (const written of [
      "",
      "red",
      "#fff",
      "0a5c36",
      "#0a5c36;}body{display:none",
      "#0a5c3g",
      "url(//evil.example)",
      "rgb(1,2,3)",
      "#0a5c36 #fff",
    ])
      expect(readColour(written)).toBeNull()
  })

  it("has the contrast that WCAG says", () => {
    expect(contrast(hex("#000000"), hex("#ffffff"))).toBeCloseTo(21, 3)
    expect(contrast(hex("#777777"), hex("#ffffff"))).toBeCloseTo(4.48, 2)
    expect(contrast(hex("#ffffff"), hex("#777777"))).toBeCloseTo(4.48, 2)
    expect(contrast(hex("#123456"), hex("#123456"))).toBe(1)
  })
})

describe("a school's own colours", () => {
  it("can be read on every surface, by day and by night, whatever they are", () => {
    fc.assert(
      fc.property(colours, fc.option(colours), (main, second) => {
        const tones = tonesOf(main, second)
        for (const mode of ["light", "dark"] as const) {
          const { brand, ink, wash } = tones[mode]
          for (const surface of [...surfaces[mode], wash])
            expect(contrast(brand, surface)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(brand, ink)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it("stay what they are when they can be read already, and keep their hue when they cannot", () => {
    expect(tonesOf(hex("#0a5c36"), null).light.brand as string).toBe("#0a5c36")
    const yellow = tonesOf(hex("#ffdd00"), null)
    expect(yellow.light.brand as string).not.toBe("#ffdd00")
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
      Number.parseInt(yellow.light.brand.slice(at, at + 2), 16),
    )
    expect(r).toBeGreaterThan(b + 40) // still a yellow: red and green high, blue low
    expect(g).toBeGreaterThan(b + 40)
    expect(yellow.dark.brand as string).toBe("#ffdd00")
  })

  it("are made for the surfaces that the stylesheet has", () => {
    // Text of ours that stands on a wash must be readable on a school's wash too: it is as light, or as dark, as our own.
    const css = readFileSync("public/app.css", "utf8")
    for (const [name, at] of [
      ["card", 0],
      ["paper", 1],
      ["sunk", 2],
    ] as const) {
      const [, light = "", dark = ""] =
        new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)`).exec(css) ?? []
      for (const [mode, said] of [
        ["light", light],
        ["dark", dark],
      ] as const) {
        const [l = 0, c = 0, h = 0] = said.split(/[ %]+/).map(Number)
        expect([name, mode, surfaces[mode][at] as string]).toEqual([name, mode, fromCss(l / 100, c, h)])
      }
    }
  })
})

/** oklch() as a browser draws it, written down a second time (CSS Color 4). */
function fromCss(l: number, c: number, degrees: number): string {
  const [a, b] = [c * Math.cos((degrees * Math.PI) / 180), c * Math.sin((degrees * Math.PI) / 180)]
  const lms = [
    l + 0.3963377774 * a + 0.2158037573 * b,
    l - 0.1055613458 * a - 0.0638541728 * b,
    l - 0.0894841775 * a - 1.291485548 * b,
  ].map((value) => value ** 3)
  const rgb = [
    [4.0767416621, -3.3077115913, 0.2309699292],
    [-1.2684380046, 2.6097574011, -0.3413193965],
    [-0.0041960863, -0.7034186147, 1.707614701],
  ].map((row) => row.reduce((sum, share, at) => sum + share * (lms[at] ?? 0), 0))
  const byte = (share: number) =>
    Math.round(255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055))
  return `#${rgb
    .map((share) =>
      Math.min(255, Math.max(0, byte(share)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`
}
