/** Widths of the lines of the four files of EDEX2000: pupils, teachers, groups, and who teaches where. */
const widths = new Set([145, 84, 54, 28])

/** Is this one of the old EDEX text files? All its lines have one fixed width and their fields are filled up with blanks. */
export function isEdex2000(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r\n|\r|\n/)
  // The last one may be cut off by the slice or empty.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const width = whole[0]!.length
  if (!widths.has(width) || !whole.every((line) => line.length === width || line.length === 0)) return false
  return !/[;\t|]/.test(whole[0]!) && / {5}/.test(whole[0]!)
}
