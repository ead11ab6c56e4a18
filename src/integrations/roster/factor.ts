import { evenFactor, factorText } from "../../domain/access/sign-in.ts"
import type { Hide } from "../../domain/rosters/roster.ts"
import type { SignInFactor } from "../../domain/school/school.ts"

/** What a row says that could open a door; lives as long as the row is being read. */
export type DoorFacts = { key: string | null; birth: string; postcode: string; lastFour: string }

/** The hash of the one fact that the school chose; null when the row does not have it. The other facts are not touched. */
export function hashFactor(factor: SignInFactor, hide: Hide, facts: DoorFacts): string | null {
  const written = {
    none: "",
    "birth-date": facts.birth,
    "pupil-number": facts.key ?? "",
    postcode: facts.postcode,
    bsn4: facts.lastFour,
  }[factor]
  const even = written === "" ? null : evenFactor(factor, written)
  return even === null ? null : hide("factor", factorText(facts.key, even))
}
