import type { PupilId } from "../ids.ts"
import { type ByHand, isFromFile, type KeptByHand, keepByHand } from "../people/by-hand.ts"
import { byName, sortName } from "../people/people.ts"
import type { Roster, RosterProblem } from "./roster.ts"
import { type Difference, differencesOf } from "./roster-differences.ts"
import { type Matching, matchRosters } from "./roster-matching.ts"
import { mergeWith, saysOf } from "./roster-merging.ts"
import type { OurGroup, OurLocation, OurPupil, OurRoster, OurTeacher } from "./roster-ours.ts"

export type Changed<Kept> = { was: Kept; is: Kept; what: Difference[] }

/** Who is new has a provisional id. */
export type Changes<Kept> = { new: Kept[]; changed: Changed<Kept>[]; left: Kept[]; same: number }

export type RosterChanges = {
  locations: Changes<OurLocation>
  groups: Changes<OurGroup>
  pupils: Changes<OurPupil>
  teachers: Changes<OurTeacher>
  /** For every pupil in the file, whose line it is; null for a guardian's line about a pupil whom we do not know. */
  who: (PupilId | null)[]
  /** Where staff wrote something else than the file says: ours stays unless a person says otherwise. */
  byHand: KeptByHand[]
  /** Pupils of whom fewer parts are by hand now: the file says the same, or was to win. */
  marks: { pupil: PupilId; byHand: readonly ByHand[] }[]
  /** How many pupils the school has now. */
  present: number
  /** What the comparison itself wants to say. */
  problems: RosterProblem[]
}

/** More than this share of a school does not leave in one go; then the file is asked about. */
const mostLeaving = 1 / 5

/** Would more than a fifth of the school leave? */
export const isSweeping = (changes: RosterChanges) =>
  changes.pupils.left.length > changes.present * mostLeaving

/** Does the file say nothing that we do not have already? Somebody who is not in it is a change. */
export const isNothing = (changes: RosterChanges) =>
  [changes.locations, changes.groups, changes.pupils, changes.teachers].every(
    (each) => each.new.length + each.changed.length + each.left.length === 0,
  )

/**
 * Lays a file beside the school as it is: who is new, who changes and how, and who is no longer there. What staff wrote by hand
 * stays, unless the file is to win (`overrule`).
 */
export function compareRosters(ours: OurRoster, theirs: Roster, overrule = false): RosterChanges {
  const found = matchRosters(ours, theirs)
  const merge = mergeWith(theirs, found)
  const different = differencesOf(ours, theirs)
  const says = saysOf(theirs)
  const locations = pairs(theirs.locations, found.locations, merge.location, different.location)
  const groups = pairs(theirs.groups, found.groups, merge.group, different.group)
  const byHand: KeptByHand[] = []
  const marks: RosterChanges["marks"] = []
  const pupils = pairs(theirs.pupils, found.pupils, merge.pupil, different.pupil).map((pair) => {
    if (pair.was === null || pair.was.byHand.length === 0) return pair
    const { is, kept } = keepByHand(pair.was, pair.is, overrule)
    if (kept.length > 0) byHand.push({ was: pair.was, what: different.pupil(is, pair.is) })
    if (kept.length < pair.was.byHand.length) marks.push({ pupil: pair.was.id, byHand: kept })
    return { was: pair.was, is, what: different.pupil(pair.was, is) }
  })
  const teachers = pairs(theirs.teachers, found.teachers, merge.teacher, different.teacher)
  const known = pupils.map((pair) => (says.everyPupil || pair.was !== null ? pair : null))
  return {
    locations: changesOf(locations, []),
    groups: changesOf(groups, says.groups ? present(ours.groups) : []),
    pupils: leaversFirst(changesOf(known, says.everyPupil ? present(ours.pupils).filter(isFromFile) : [])),
    teachers: leaversFirst(changesOf(teachers, says.teachers ? present(ours.teachers) : [])),
    // Whom staff marked as left needs no home.
    who: known.map((pair) => (pair?.is.left ? null : (pair?.is.id ?? null))),
    byHand,
    marks,
    present: present(ours.pupils).length,
    problems: says.everyPupil ? renumbered(ours, theirs, found) : unknown(found),
  }
}

type Pair<Kept> = { was: Kept | null; is: Kept; what: Difference[] }

const pairs = <Theirs, Kept>(
  theirs: readonly Theirs[],
  found: readonly (Kept | null)[],
  merge: (one: Theirs, was: Kept | null, at: number) => Kept,
  different: (was: Kept, is: Kept) => Difference[],
): Pair<Kept>[] =>
  theirs.map((one, at) => {
    const was = found[at] ?? null
    const is = merge(one, was, at)
    return { was, is, what: was === null ? [] : different(was, is) }
  })

const present = <Kept extends { left: boolean }>(ours: readonly Kept[]) => ours.filter((one) => !one.left)

/** Sorts pairs into new, changed and the same. Of these of ours, who is in no pair has left. */
function changesOf<Kept>(pairs: readonly (Pair<Kept> | null)[], ours: readonly Kept[]): Changes<Kept> {
  const changes: Changes<Kept> = { new: [], changed: [], left: [], same: 0 }
  const found = new Set<Kept>()
  for (const pair of pairs) {
    if (pair === null) continue
    const { was, is, what } = pair
    if (was !== null) found.add(was)
    if (was === null) changes.new.push(is)
    else if (what.length > 0) changes.changed.push({ was, is, what })
    else changes.same++
  }
  changes.left = ours.filter((one) => !found.has(one))
  return changes
}

/** Who still has a talk comes first, because somebody must tell the parents; then by name. */
function leaversFirst<Kept extends OurPupil | OurTeacher>(changes: Changes<Kept>): Changes<Kept> {
  const named = changes.left.map((who) => ({ who, name: sortName(who.name) }))
  named.sort(
    (one, other) => Number(other.who.talks > 0) - Number(one.who.talks > 0) || byName(one.name, other.name),
  )
  return { ...changes, left: named.map(({ who }) => who) }
}

/** A list of parents is about pupils who are there: of the others it brings nothing, and somebody should hear that. */
function unknown(found: Matching): RosterProblem[] {
  const count = found.pupils.filter((ours) => ours === null).length
  return count > 0 ? [{ code: "W12", variant: "unknown", count }] : []
}

/** Most keys unknown to a school that has keys: they were probably renumbered, and everybody would come in twice. */
function renumbered(ours: OurRoster, theirs: Roster, found: Matching): RosterProblem[] {
  const keyed = theirs.pupils.filter((one) => one.key !== null).length
  const unknown = theirs.pupils.filter((one, at) => one.key !== null && found.pupils[at] === null).length
  const hadKeys = ours.pupils.some((one) => one.key !== null && !one.left)
  return hadKeys && unknown * 2 > keyed ? [{ code: "W12", variant: "renumbered", count: unknown }] : []
}
