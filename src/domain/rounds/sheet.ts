import type { HouseholdId } from "../ids.ts"
import type { PersonName } from "../people/people.ts"
/** A table to be kept as a file: a line of headings, and lines of texts. */
export type Sheet = { name: string; headings: readonly string[]; rows: readonly (readonly string[])[] }

/** The lists that a school can keep: everybody, who talks when, and who did not choose yet. */
export const listKinds = ["pupils", "talks", "unanswered"] as const
export type ListKind = (typeof listKinds)[number]

/** What a list can be kept as. */
export const sheetFiles = ["csv", "xlsx"] as const
export type SheetFile = (typeof sheetFiles)[number]

/** An adult as a list tells of one. */
export type ListedAdult = { prefix: string; last: string; email: string | null; phone: string | null }

/** A pupil in a list, with the adults of one of its homes. */
export type ListedPupil = {
  name: PersonName
  group: string
  household: HouseholdId | null
  adults: readonly ListedAdult[]
}

/** A talk in a list. */
export type ListedTalk = {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** By name who holds it. */
  teacher: string
  room: string
  name: PersonName
  group: string
  adults: readonly ListedAdult[]
}
