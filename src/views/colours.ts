import type { Tones } from "../domain/school/colour.ts"

/** A school's colours as a style sheet that comes after app.css. Only colours of ours go in: each is "#" and six digits. */
export const coloursSheet = ({ light, dark }: { light: Tones; dark: Tones }): string => {
  const pair = (of: (tones: Tones) => string | null) => `light-dark(${of(light)}, ${of(dark)})`
  const lines = [
    `--brand: ${pair((tones) => tones.brand)};`,
    `--brand-ink: ${pair((tones) => tones.ink)};`,
    `--brand-wash: ${pair((tones) => tones.wash)};`,
    ...(light.band === null ? [] : [`--band: 4px solid ${light.band};`]),
  ]
  return `:root {\n  ${lines.join("\n  ")}\n}\n`
}
