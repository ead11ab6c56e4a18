import { fold } from "../../domain/people/people.ts"
import { monthOf } from "./dates.ts"
import { clean, saysNothing } from "./text.ts"

/**
 * A class as a list names it. `damaged`: Excel had made a date ("1-feb") or a number ("4,00E+01") of it, and this is our
 * proposal for what it was.
 */
export function readClass(cell: string, today: Temporal.PlainDate): { name: string; damaged: boolean } {
  const written = clean(cell)
  if (saysNothing(written)) return { name: "", damaged: false }
  const mended = fromExponent(written) ?? fromDate(written, today)
  return { name: mended ?? written, damaged: mended !== null }
}

/** "4E1" became 4 × 10¹. */
function fromExponent(written: string): string | null {
  const [, digit, power] = /^([1-9])[.,]0+E\+0*(\d+)$/i.exec(written) ?? []
  return digit && power ? `${digit}E${power}` : null
}

function fromDate(written: string, today: Temporal.PlainDate): string | null {
  const bare = written.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, "").replace(/\.$/, "")
  const parts = bare.split(/[-/ ]/)
  const [one = "", two = "", three] = parts
  if (parts.length < 2 || parts.length > 3) return null
  // The years of a combination class go up, whichever of the two the program took for the month.
  const upward = (years: number[]) => years.sort((a, b) => a - b).join("-")
  const month = monthIn(two) ?? monthIn(one)
  const day = Number(monthIn(two) === null ? two : one)
  const thisYear = three === undefined || Number(three) === today.year % 100
  if (month !== null && thisYear) return day >= 1 && day <= 31 ? upward([day, month]) : null
  const [year = "", middle = 0, last = 0] =
    one.length === 4 ? [one, Number(two), Number(three)] : [three, monthIn(two) ?? Number(two), Number(one)]
  if (!/^\d{4}$/.test(year) || !(middle >= 1 && middle <= 12) || !(last >= 1 && last <= 31)) return null
  if (Math.abs(Number(year) - today.year) <= 1) return upward([middle, last])
  return Number(year) > 2000 && Number(year) < 2013 ? upward([middle, last, Number(year) - 2000]) : null
}

const monthIn = (word: string) =>
  /^[a-z]{3,5}$/i.test(word) && monthOf(word) !== null ? monthOf(word) : null

/** Two spellings of one class: "Groep 3a", "3A" and "3-a". */
export const foldClass = (name: string) => fold(name).replace(/^(groep|klas)(?=.)/, "")

/** The year a cell tells, as EdeXML's code: "groep 4" is "4"; "" when it tells none. */
export function readYear(cell: string): string {
  const text = clean(cell).toUpperCase()
  const digits = /\d{1,2}/.exec(text)?.[0]
  return digits ? String(Number(digits)) : /^[A-Z]$/.test(text) ? text : ""
}
