import { fold } from "./people.ts"
import type { SignInFactor } from "./school.ts"

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
export const foldFirst = (first: string) => fold(first.split(/\s+/)[0] ?? "")
