import type { DoubtId, GroupId, HouseholdId, PupilId } from "../ids.ts"
import { fold, type Guardian, type PersonName } from "../people/people.ts"
import type { DoubtKind } from "./household.ts"

// Households and pupils as staff see them in lists.

export type Child = { id: PupilId; name: PersonName; group: string | null }
export type GuardianLine = Guardian & { origin: "file" | "staff" }

/** A household: its children who are at school now, with their groups, and its guardians. */
export type HouseholdLine = {
  id: HouseholdId
  blocked: boolean
  /** Raised with everything that changes what this household sees. */
  version: number
  children: Child[]
  guardians: GuardianLine[]
  /** Other households of the same children. */
  others: HouseholdId[]
  /** How many open doubts it has. */
  doubts: number
}

/** An open doubt with the one or two households that it is about. */
export type DoubtCard = {
  id: DoubtId
  kind: DoubtKind
  household: HouseholdLine
  other: HouseholdLine | null
}

export type HouseholdOrder = "name" | "group" | "children"

/** A pupil. `reachable`: a guardian in one of its households has an e-mail address. */
export type PupilLine = {
  id: PupilId
  name: PersonName
  group: { id: GroupId; name: string } | null
  teachers: string[]
  households: HouseholdId[]
  reachable: boolean
}

/** Some rows of a longer list; pages count from 1. */
export type Page<Row> = { rows: Row[]; page: number; pages: number; total: number; from: number }

/** How many rows a page has. */
export const pageSize = 50

/** One page of these rows; a page that is not there is the nearest one. */
export function pageOf<Row>(rows: readonly Row[], wished: number): Page<Row> {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const page = Math.min(Math.max(1, wished), pages)
  const from = (page - 1) * pageSize
  return { rows: rows.slice(from, from + pageSize), page, pages, total: rows.length, from }
}

/** Does every word that was typed occur in one of these texts? Case, accents and punctuation do not matter. */
export function matches(search: string, texts: readonly (string | null)[]): boolean {
  const hay = texts.map((text) => fold(text ?? "")).join(" ")
  return search
    .split(/\s+/)
    .map(fold)
    .every((word) => hay.includes(word))
}
