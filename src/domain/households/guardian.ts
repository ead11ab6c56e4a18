import { foldSurname } from "../people/people.ts"

// The same adult in two places: in this year's file and last year's, in two children's rows, in a file and as staff wrote it.

/** How an adult can be recognised. */
export type Known = { prefix: string; last: string; email: string | null; phone: string | null }

/** An e-mail address as it is compared. */
export const evenEmail = (email: string | null) => email?.trim().toLowerCase() || null

/** A phone number as it is compared: its last nine digits, so that +31 6 and 06 are one. Null when there are fewer. */
export function evenPhone(phone: string | null): string | null {
  const digits = (phone ?? "").replace(/\D/g, "")
  return digits.length < 9 ? null : digits.slice(-9)
}

/** What one recognises an adult by, the surest first. */
const marks: ((one: Known) => string | null)[] = [
  ({ email }) => evenEmail(email),
  ({ phone }) => evenPhone(phone),
  ({ last }) => foldSurname(last) || null,
]

/** How sure it is that these lists hold one person: 4 for an e-mail address, 2 for a phone, 1 for a surname; 0 for nothing. */
export function likeness(one: readonly Known[], other: readonly Known[]): number {
  const shared = marks.map((mark) => {
    const there = new Set(other.map(mark))
    return one.some((each) => mark(each) !== null && there.has(mark(each)))
  })
  return shared[0] ? 4 : shared[1] ? 2 : shared[2] ? 1 : 0
}

/**
 * Who of `told` is who in each of these lists, everybody at most once: by e-mail in the first list, in the second, then by phone, then
 * by surname. A surname must be there, except in lists named `nameless`. Whoever is nobody's match is left out.
 */
export function recognise<One extends Known, Found extends Known>(
  told: readonly One[],
  lists: readonly { of: readonly Found[]; nameless: boolean }[],
): Map<One, Found> {
  const found = new Map<One, Found>()
  const taken = new Set<Found>()
  const pass = (mark: (one: Known) => string | null, of: readonly Found[]) => {
    for (const one of told) {
      const sign = found.has(one) ? null : mark(one)
      const same = sign === null ? undefined : of.find((each) => !taken.has(each) && mark(each) === sign)
      if (!same) continue
      found.set(one, same)
      taken.add(same)
    }
  }
  for (const mark of marks) for (const { of } of lists) pass(mark, of)
  const blank = ({ last }: Known) => (foldSurname(last) === "" ? "" : null)
  for (const { of, nameless } of lists) if (nameless) pass(blank, of)
  return found
}

/** Everybody once: who has the same e-mail address and no other surname, or the same surname and phone, is one. */
export function everybodyOnce<One extends Known>(all: readonly One[]): One[] {
  const kept: One[] = []
  for (const one of all.toSorted((a, b) => Number(a.last === "") - Number(b.last === ""))) {
    const [email, phone, last] = marks.map((mark) => mark(one))
    const known = kept.some((other) => {
      const [otherEmail, otherPhone, otherLast] = marks.map((mark) => mark(other))
      if (email !== otherEmail) return false
      return email ? last === otherLast || !last || !otherLast : last === otherLast && phone === otherPhone
    })
    if (!known && (email || phone || last)) kept.push(one)
  }
  return kept
}
