import type { DroppedKind } from "../../domain/rosters/roster.ts"

/** What a column's own cells give away, whatever stands above it: the number of a citizen or of a pupil of the state. */
export function secretIn(cells: readonly string[], named: boolean): DroppedKind | null {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean)
  // One number passes the test by chance one time in eleven; under a heading we know, ask for more.
  if (filled.length < (named ? 5 : 1)) return null
  const remainders = filled.map(elevenTest)
  const share = (remainder: number) => remainders.filter((each) => each === remainder).length / filled.length
  if (share(0) >= 0.8) return "bsn"
  return share(5) >= 0.8 || share(0) + share(5) >= 0.9 ? "education-number" : null
}

/**
 * The remainder of the eleven-test of a BSN: 0 for a BSN, 5 for an education number (weights 9 to 2 and -1). Eight digits are
 * nine of which Excel lost the nought. Null for anything else.
 */
function elevenTest(written: string): number | null {
  const digits = written.replace(/[\s.]/g, "")
  if (!/^\d{8,9}$/.test(digits) || /^0*$/.test(digits)) return null
  const sum = [...digits.padStart(9, "0")].reduce(
    (total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at),
    0,
  )
  return ((sum % 11) + 11) % 11
}

/** "1,23457E+11": digits are lost, and nothing brings them back. */
export const lostDigits = (cell: string) => /^\d([.,]\d+)?E\+\d+$/i.test(cell.trim())

/**
 * Are there numbers in this column that lost their noughts at the start? Yes when nearly all have one length and a few are
 * much smaller; numbers that merely count on past a power of ten do not look so.
 */
export function lostNoughts(cells: readonly string[]): number {
  const digits = cells.map((cell) => cell.trim()).filter((cell) => /^\d+$/.test(cell))
  if (digits.length < 10) return 0
  const [length, most] = [...Map.groupBy(digits, (each) => each.length)].sort(
    (a, b) => b[1].length - a[1].length,
  )[0]!
  const shorter = digits.filter((each) => each.length < length)
  if (most.length < digits.length * 0.8 || length < 4 || shorter.length === 0) return 0
  return Math.min(...shorter.map(Number)) < 0.8 * 10 ** (length - 1) ? shorter.length : 0
}
