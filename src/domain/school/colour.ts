// A school gives two colours; what is shown of them is made readable here. Calculated in OKLCH (Björn Ottosson's OKLab, as in CSS
// Color 4), where changing the lightness leaves the hue what it is. Contrast is that of WCAG 2.2.

/** "#rrggbb", lower case. */
export type Hex = string & { readonly hex: unique symbol }

type Lch = { l: number; c: number; h: number }
type Rgb = [number, number, number]

/** A colour as written; null when it is anything else than # and six digits of 0–9 and a–f. */
export function readColour(written: string): Hex | null {
  const colour = written.trim().toLowerCase()
  return /^#[0-9a-f]{6}$/.test(colour) ? (colour as Hex) : null
}

const linear = (share: number) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)
const encoded = (share: number) => (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055)

const rgbOf = (hex: Hex): Rgb =>
  [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb

const hexOf = (rgb: Rgb): Hex =>
  `#${rgb
    .map((share) => Math.round(255 * encoded(Math.min(1, Math.max(0, share)))))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")}` as Hex

function lchOf([r, g, b]: Rgb): Lch {
  const one = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const two = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const three = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * one + 0.793617785 * two - 0.0040720468 * three
  const a = 1.9779984951 * one - 2.428592205 * two + 0.4505937099 * three
  const blue = 0.0259040371 * one + 0.7827717662 * two - 0.808675766 * three
  return { l, c: Math.hypot(a, blue), h: Math.atan2(blue, a) }
}

function rgbFrom({ l, c, h }: Lch): Rgb {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)]
  const one = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const two = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const three = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * one - 3.3077115913 * two + 0.2309699292 * three,
    -1.2684380046 * one + 2.6097574011 * two - 0.3413193965 * three,
    -0.0041960863 * one - 0.7034186147 * two + 1.707614701 * three,
  ]
}

/** The nearest colour that a screen can show: as much of its chroma as fits. */
function shown(lch: Lch): Hex {
  const fits = (c: number) => rgbFrom({ ...lch, c }).every((share) => share > -0.0005 && share < 1.0005)
  if (fits(lch.c)) return hexOf(rgbFrom(lch))
  let [least, most] = [0, lch.c]
  for (let step = 0; step < 20; step++) {
    const middle = (least + most) / 2
    if (fits(middle)) least = middle
    else most = middle
  }
  return hexOf(rgbFrom({ ...lch, c: least }))
}

const luminance = (hex: Hex) => {
  const [r, g, b] = rgbOf(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** How well one is read on the other: 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrast(one: Hex, other: Hex): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** What text needs; a little more than 4.5, because browsers round too. */
const enough = 4.6

/** This colour, made darker or lighter until it can be read on all of these. */
function readable(colour: Hex, on: readonly Hex[], towards: "dark" | "light"): Hex {
  const lch = lchOf(rgbOf(colour))
  const step = towards === "dark" ? -0.01 : 0.01
  for (let l = lch.l; l > 0 && l < 1; l += step) {
    const found = shown({ ...lch, l })
    if (on.every((surface) => contrast(found, surface) >= enough)) return found
  }
  return (towards === "dark" ? "#000000" : "#ffffff") as Hex
}

/** Black or white, in so far as they can be told apart from this colour; the better of the two. */
const inkOn = (colour: Hex): Hex =>
  contrast(colour, "#ffffff" as Hex) >= contrast(colour, "#101418" as Hex)
    ? ("#ffffff" as Hex)
    : ("#101418" as Hex)

/** What text of the brand stands on, as app.css has it: card, paper and sunk. tests/domain/school/colour.test.ts compares them. */
export const surfaces = {
  light: ["#ffffff", "#fbfaf5", "#f2f0eb"] as Hex[],
  dark: ["#1b2327", "#11171a", "#0a1014"] as Hex[],
}

/** What a picker shows before a school chose: our own brand, and a warm neighbour. */
export const ourMain = "#005865" as Hex
export const ourSecond = "#e8a33d" as Hex

/** A school's colours in one mode: text and buttons, ink on buttons, a wash behind them, and the band under the top. */
export type Tones = { brand: Hex; ink: Hex; wash: Hex; band: Hex | null }

/** A school's two colours, made readable on every surface, by day and by night. Without a second one there is no band. */
export function tonesOf(main: Hex, second: Hex | null): { light: Tones; dark: Tones } {
  const { c, h } = lchOf(rgbOf(main))
  const tones = (mode: "light" | "dark"): Tones => {
    const wash =
      mode === "light"
        ? shown({ l: 0.955, c: Math.min(c, 0.022), h })
        : shown({ l: 0.31, c: Math.min(c, 0.035), h })
    const brand = readable(main, [...surfaces[mode], wash], mode === "light" ? "dark" : "light")
    return { brand, ink: inkOn(brand), wash, band: second }
  }
  return { light: tones("light"), dark: tones("dark") }
}
