import type { DroppedKind, RosterCode, RosterProblem } from "../../domain/rosters/roster.ts"

const mostLines = 200

type Place = Omit<RosterProblem, "code">

/** What a reader wants to say while it reads. */
export type Remarks = {
  /** One remark at one place. After 200 places the rest is only counted. */
  say(code: RosterCode, place?: Place): void
  /** A count; silent when it is nought. */
  tally(code: RosterCode, count: number, variant?: string): void
  /** Something in the file that is not ours to keep. */
  drop(kind: DroppedKind, count?: number): void
  dropped: Partial<Record<DroppedKind, number>>
  /** Everything said, in the order of the codes: refusals, rows, remarks. */
  all(): RosterProblem[]
}

// Ethnicity and the numbers of citizens are worth a sentence of their own; a user name is not.
const sensitive: DroppedKind[] = [
  "bsn",
  "bsn-last-four",
  "education-number",
  "national-number",
  "ethnicity",
  "country",
  "weight",
  "home-language",
  "medical",
  "bank-account",
  "password",
]

export function startRemarks(): Remarks {
  const placed: RosterProblem[] = []
  const others = new Map<string, RosterProblem>()
  const dropped: Partial<Record<DroppedKind, number>> = {}

  const tally = (code: RosterCode, count: number, variant?: string) => {
    if (count === 0) return
    const key = `${code} ${variant}`
    const known = others.get(key)
    others.set(key, { code, ...(variant ? { variant } : {}), count: (known?.count ?? 0) + count })
  }
  return {
    say(code, place = {}) {
      if (place.line === undefined) others.set(`${code} ${place.variant} ${others.size}`, { code, ...place })
      else if (placed.length < mostLines) placed.push({ code, ...place })
      else tally(code, 1, place.variant)
    },
    tally,
    drop(kind, count = 1) {
      if (count > 0) dropped[kind] = (dropped[kind] ?? 0) + count
    },
    dropped,
    all() {
      const told = sensitive.flatMap((kind): RosterProblem[] =>
        dropped[kind] ? [{ code: "W04", variant: kind, count: dropped[kind] }] : [],
      )
      const rank = (problem: RosterProblem) => "FEW".indexOf(problem.code.charAt(0))
      return [...placed, ...others.values(), ...told].sort(
        (one, other) => rank(one) - rank(other) || one.code.localeCompare(other.code),
      )
    },
  }
}
