import type { Difference } from "../rosters/roster-differences.ts"
import type { OurPupil } from "../rosters/roster-ours.ts"

// What staff correct stays as they wrote it. The next file is laid beside it: when the file says the same by now, the mark goes; when
// it says something else, ours stays and the review says so and asks, in one list, whether the file should win. Nothing is
// overwritten in silence, and nothing is forgotten in silence.

/** What can be written by hand: parts of a pupil, that they left, or that they were added and stand in no file. */
const byHandKinds = ["name", "group", "factor", "home", "left", "added"] as const
export type ByHand = (typeof byHandKinds)[number]

/** A pupil whose file says something else than staff wrote, and what the file says. */
export type KeptByHand = { was: OurPupil; what: Difference[] }

type Part = Exclude<ByHand, "added">
const parts: Record<Part, readonly (keyof OurPupil)[]> = {
  name: ["name"],
  group: ["group"],
  factor: ["factorHash"],
  home: ["postcodeHash", "addressHash", "protectedAddress"],
  left: ["left"],
}

const same = (one: OurPupil, other: OurPupil, part: Part) =>
  parts[part].every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]))

/** The pupil as it will be: parts that staff wrote stay (`kept`: where the file differs), or the file wins and the marks go. */
export function keepByHand(was: OurPupil, file: OurPupil, overrule: boolean): { is: OurPupil; kept: Part[] } {
  // Whoever stands in the file is no longer only ours.
  const marked = was.byHand.filter((part): part is Part => part !== "added")
  const kept = overrule ? [] : marked.filter((part) => !same(was, file, part))
  const ours = Object.fromEntries(kept.flatMap((part) => parts[part].map((field) => [field, was[field]])))
  return { is: { ...file, ...ours, byHand: kept }, kept }
}

/** Pupils whom a file may miss: who was added by hand does not leave because no file knows them. */
export const isFromFile = (pupil: OurPupil) => !pupil.byHand.includes("added")

/** The marks as they are kept in one text, and back. */
export const writeByHand = (marks: readonly ByHand[]) =>
  byHandKinds.filter((kind) => marks.includes(kind)).join(",")
export const readByHand = (written: string): ByHand[] =>
  byHandKinds.filter((kind) => written.split(",").includes(kind))
