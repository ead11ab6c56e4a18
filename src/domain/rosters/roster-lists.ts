import { sortName } from "../people/people.ts"
import type { RosterChanges } from "./roster-changes.ts"
import type { Difference } from "./roster-differences.ts"
import type { ListName } from "./roster-import.ts"
import type { OurGroup, OurPupil, OurTeacher } from "./roster-ours.ts"

/** One line of a review: who it is about, and what is different. */
export type ReviewLine = { name: string; group: string; talks: number; what: Difference[] }

/** So many lines of a list stand on one page. */
export const linesPerPage = 50

/** How long a list of the review is, and one page of it (counted from 1). */
export function reviewList(
  changes: RosterChanges,
  groupName: (id: number | null) => string,
  name: ListName,
  page: number,
): { total: number; lines: ReviewLine[] } {
  const from = (page - 1) * linesPerPage
  const cut = <One>(list: readonly One[], line: (one: One) => ReviewLine) => ({
    total: list.length,
    lines: list.slice(from, from + linesPerPage).map(line),
  })
  const pupil = (one: OurPupil, what: Difference[] = []): ReviewLine => ({
    name: sortName(one.name),
    group: groupName(one.group),
    talks: one.talks,
    what,
  })
  const teacher = (one: OurTeacher, what: Difference[] = []): ReviewLine => ({
    name: sortName({ ...one.name, first: one.name.first || one.initials }),
    group: one.groups.map(groupName).join(", "),
    talks: one.talks,
    what,
  })
  const group = (one: OurGroup, what: Difference[] = []): ReviewLine => ({
    name: one.name,
    group: "",
    talks: 0,
    what,
  })
  const { pupils, teachers, groups } = changes
  const lists: Record<ListName, () => { total: number; lines: ReviewLine[] }> = {
    "pupils-left": () => cut(pupils.left, (one) => pupil(one)),
    "pupils-new": () => cut(pupils.new, (one) => pupil(one)),
    "pupils-changed": () => cut(pupils.changed, ({ is, what }) => pupil(is, what)),
    "pupils-by-hand": () => cut(changes.byHand, ({ was, what }) => pupil(was, what)),
    "teachers-left": () => cut(teachers.left, (one) => teacher(one)),
    "teachers-new": () => cut(teachers.new, (one) => teacher(one)),
    "teachers-changed": () => cut(teachers.changed, ({ is, what }) => teacher(is, what)),
    "groups-left": () => cut(groups.left, (one) => group(one)),
    "groups-new": () => cut(groups.new, (one) => group(one)),
    "groups-changed": () => cut(groups.changed, ({ is, what }) => group(is, what)),
  }
  return lists[name]()
}
