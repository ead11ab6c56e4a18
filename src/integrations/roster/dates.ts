import { clean } from "./text.ts"

const months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
const english = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

/** The number of a month written as a word, Dutch or English; null when it is not one. */
export function monthOf(word: string): number | null {
  const start = word.toLowerCase().replace("maa", "mrt").slice(0, 3)
  const at = Math.max(months.indexOf(start), english.indexOf(start))
  return at < 0 ? null : at + 1
}

/** In which order a column writes its dates: a second part above 12 shows that the month comes first, as in the US. */
export type DateOrder = "day-first" | "month-first"

/** Looks at a whole column at once, because one date alone does not tell. */
export function dateOrder(column: Iterable<string>): DateOrder {
  for (const cell of column) {
    const [, second] = /^\s*\d{1,2}[-/.](\d{1,2})[-/.]\d{4}/.exec(cell) ?? []
    if (second && Number(second) > 12) return "month-first"
  }
  return "day-first"
}

/** A date as "2015-03-27"; null when there is no such day. A year of two digits is not read. */
export function readDate(cell: string, order: DateOrder = "day-first"): string | null {
  const text = clean(cell).replace(/(?<=\d)([T ]\d{1,2}:\d{2}.*|Z|[+-]\d{2}:\d{2})$/, "")
  const parts = text.split(/[-/.\s]+/).filter(Boolean)
  const [one = "", two = "", three = ""] = parts
  if (parts.length === 1) return readDigits(one)
  if (parts.length !== 3 || !/^\d+$/.test(one) || !/^\d+$/.test(three)) return null
  const middle = /^\d+$/.test(two) ? Number(two) : monthOf(two)
  if (middle === null) return null
  if (one.length === 4) return day(Number(one), middle, Number(three))
  if (three.length !== 4) return null
  return order === "month-first"
    ? day(Number(three), Number(one), middle)
    : day(Number(three), middle, Number(one))
}

/** "20150327", or a day as Excel counts them since 1900. */
function readDigits(digits: string): string | null {
  if (/^(19|20)\d{6}$/.test(digits))
    return day(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
  if (!/^[2-5]\d{4}$/.test(digits)) return null
  return Temporal.PlainDate.from("1899-12-30")
    .add({ days: Number(digits) })
    .toString()
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day: dayOfMonth }, { overflow: "reject" }).toString()
  } catch {
    return null
  }
}
