import type { RosterImport } from "../../db/rosters/imports.ts"
import type { Comparison } from "../../db/rosters/rosters.ts"
import { isNothing, isSweeping } from "../../domain/rosters/roster-changes.ts"
import { type CommitRefusal, type ListName, listNames, tallyOf } from "../../domain/rosters/roster-import.ts"
import { linesPerPage, reviewList } from "../../domain/rosters/roster-lists.ts"
import type { ReviewList, ReviewScreen } from "../../views/staff/roster-import-screen.ts"

/** How the lists are called in an address. */
const listAddresses: Record<ListName, string> = {
  "pupils-left": "leerlingen-weg",
  "pupils-new": "leerlingen-nieuw",
  "pupils-changed": "leerlingen-gewijzigd",
  "pupils-by-hand": "leerlingen-met-de-hand",
  "teachers-left": "leerkrachten-weg",
  "teachers-new": "leerkrachten-nieuw",
  "teachers-changed": "leerkrachten-gewijzigd",
  "groups-left": "groepen-weg",
  "groups-new": "groepen-nieuw",
  "groups-changed": "groepen-gewijzigd",
}

/** Changes this few stand open by themselves. */
const short = 8

/** Which list is leafed through, and where; every other list is at its first page. */
export type Leaf = { list: ListName | null; page: number }

export function leafOf(query: Record<string, string>): Leaf {
  const list = listNames.find((name) => listAddresses[name] === query["lijst"]) ?? null
  const page = /^\d{1,4}$/.test(query["pagina"] ?? "") ? Math.max(1, Number(query["pagina"])) : 1
  return { list, page }
}

/** Everything that the review of an import shows. */
export function reviewScreen(
  { report }: RosterImport,
  comparison: Comparison,
  here: string,
  leaf: Leaf,
  more: { mayMapColumns: boolean; refusal: CommitRefusal | null },
): ReviewScreen {
  const { changes, roster } = comparison
  return {
    found: report.found ?? { pupils: 0, groups: 0, teachers: 0 },
    guardiansOnly: roster.about === "guardians",
    tally: tallyOf(changes),
    nothing:
      isNothing(changes) &&
      changes.byHand.length === 0 &&
      report.homes?.changed !== true &&
      comparison.erased.length === 0,
    erased: comparison.erased,
    homes: report.homes,
    lists: listNames.flatMap((name) => listOf(comparison, name, here, leaf)),
    problems: report.problems,
    names: comparison.names,
    dropped: report.dropped,
    anotherSchool: report.anotherSchool,
    leftWithTalks: changes.pupils.left.filter((one) => one.talks > 0).length,
    sweeping: isSweeping(changes) ? { left: changes.pupils.left.length, present: changes.present } : null,
    fingerprint: comparison.fingerprint,
    ...more,
  }
}

function listOf({ changes, groupName }: Comparison, name: ListName, here: string, leaf: Leaf): ReviewList[] {
  const asked = leaf.list === name
  const page = asked ? leaf.page : 1
  const { total, lines } = reviewList(changes, groupName, name, page)
  if (total === 0) return []
  const at = (to: number) => `${here}?lijst=${listAddresses[name]}&pagina=${to}#${name}`
  return [
    {
      name,
      total,
      lines,
      open: asked || (name === "pupils-changed" && total <= short),
      previous: page > 1 ? at(page - 1) : null,
      next: page * linesPerPage < total ? at(page + 1) : null,
    },
  ]
}
