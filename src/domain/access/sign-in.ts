import { fold, foldSurname } from "../people/people.ts"
import type { SignInFactor } from "../school/school.ts"

/**
 * A factor as typed by a parent or written in a file, made even, so that both have one hash; null when it is not one.
 * birth-date: "2015-03-27". pupil-number: letters and digits, without leading zeros. postcode: the last four signs ("34AB");
 * a whole postcode is accepted and cut. bsn4: four digits.
 */
export function evenFactor(factor: SignInFactor, written: string): string | null {
  const signs = written.toUpperCase().replace(/[^0-9A-Z]/g, "")
  if (factor === "birth-date") return evenDate(written)
  if (factor === "pupil-number") return signs.replace(/^0+(?=.)/, "") || null
  if (factor === "postcode") return /^([1-9]\d)?\d{2}[A-Z]{2}$/.test(signs) ? signs.slice(-4) : null
  if (factor === "bsn4") return /^\d{4}$/.test(signs) ? signs : null
  return null
}

/** "27-3-2015", "27 03 2015" and "2015-03-27" are one day; null when there is no such day. */
function evenDate(written: string): string | null {
  const parts = written.split(/\D+/).filter(Boolean)
  const [one = "", two = "", three = ""] = parts
  const [day, month, year] = one.length === 4 ? [three, two, one] : [one, two, three]
  if (parts.length !== 3 || year?.length !== 4) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: "reject" },
    ).toString()
  } catch {
    return null
  }
}

/** What is hashed for one pupil: bound to the pupil, so that equal facts of two pupils do not look equal in the table. */
export const factorText = (pupilKey: string | null, even: string) => `${pupilKey ?? ""}|${even}`

/** The purpose under which a factor is hashed. */
export const factorPurpose = (factor: SignInFactor) => `factor:${factor}`

/** Names at the door are compared folded. */
const foldFirst = (first: string) => fold(first.split(/\s+/)[0] ?? "")

/** Do two first names go together? "Anne" opens for "Anne Fleur", and so does the whole name in any spelling. */
export function sameFirst(typed: string, known: string): boolean {
  const [mine, theirs] = [fold(typed), fold(known)]
  return mine !== "" && (mine === theirs || foldFirst(typed.trim()) === foldFirst(known.trim()))
}

/**
 * A surname as it may be known here, folded: the whole first, then each half of a double name ("Jansen-de Vries" is also
 * "jansen" and "vries"). At most six.
 */
export function surnamesIn(written: string): string[] {
  const whole = foldSurname(written)
  const halves = written
    .split(/[-–—/\s]+/)
    .filter((half) => foldSurname(`${half} x`) !== "x")
    .map(fold)
    .filter((half) => half.length >= 3)
  return [...new Set([whole, ...halves])].filter((name) => name !== "").slice(0, 6)
}

/** Do two surnames go together? One name of a double name is enough, on either side. */
export function sameSurname(typed: string, known: string): boolean {
  const [mine, theirs] = [surnamesIn(typed), surnamesIn(known)]
  const [whole = "", itsWhole = ""] = [mine[0], theirs[0]]
  return whole !== "" && itsWhole !== "" && (theirs.includes(whole) || mine.includes(itsWhole))
}

/**
 * The names that a try could be meant for: what it is counted under, so that garbage added to a name brings no new budget. A
 * child with a double first name or surname has a budget for each of its spellings.
 */
export const triedNames = (first: string, last: string): string[] =>
  [...new Set([fold(first), foldFirst(first.trim())])].flatMap((one) =>
    surnamesIn(last).map((other) => `${one} ${other}`),
  )

/** Months by their first three letters, folded, in Dutch and English. */
const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  maa: 3,
  mrt: 3,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dec: 12,
}

/**
 * A birth date from three fields, as text for `evenFactor`. A month may be a name; a year of two digits is of this century;
 * a whole date in the first field is fine.
 */
export function writtenDate(day: string, month: string, year: string): string {
  return `${day} ${month} ${year.replace(/^\D*(\d\d)\D*$/, "20$1")}`.replace(
    /\p{L}+/gu,
    (word) => `${months[fold(word).slice(0, 3)] ?? word}`,
  )
}

/** How long a parent stays signed in: minutes without a sign of life, hours in all, and when the page warns. */
export const session = { idleMinutes: 30, longestHours: 12, warnAfterMinutes: 25 } as const

/** The same for staff. */
export const staffSession = { idleMinutes: 60, longestHours: session.longestHours } as const

/** May a visitor be sent back to this address after signing in? Only pages for parents of this school. */
export function wantedPage(slug: string, path: string): string | null {
  if (path.length > 120 || !/^[\w/-]+$/.test(path)) return null
  const rest = path.startsWith(`/${slug}/`) ? path.slice(slug.length + 2) : ""
  return /^(?:gesprekken(?:\/\d+)?|afspraak\/\d+(?:\/verzetten)?)$/.test(rest) ? path : null
}
