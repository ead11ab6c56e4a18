import type { Office } from "../../domain/access/access.ts"
import type { DoubtKind } from "../../domain/households/household.ts"
import {
  type DoubtCard,
  type GuardianLine,
  type HouseholdLine,
  type HouseholdOrder,
  matches,
  type Page,
  pageOf,
} from "../../domain/households/household-lines.ts"
import type { DoubtId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { byName, fold, type PersonName } from "../../domain/people/people.ts"
import type { Db } from "../open.ts"
import { relatedTo } from "./household-parents.ts"

/** These households, or all that have a child at school, in the order of their first child's name. */
export function linesOf(db: Db, ids: readonly HouseholdId[] | null): HouseholdLine[] {
  const which = ids === null ? null : JSON.stringify(ids)
  const within = (column: string) => `(?1 IS NULL OR ${column} IN (SELECT value FROM json_each(?1)))`
  const children = db
    .sql<
      { household: HouseholdId; blocked: number; version: number; group: string | null } & PersonName & {
          id: PupilId
        },
      [string | null]
    >(
      `SELECT hp.household_id AS household, h.blocked, h.version, p.id, p.first, p.prefix, p.last, g.name AS "group"
         FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id JOIN households h ON h.id = hp.household_id
         LEFT JOIN groups g ON g.id = p.group_id
        WHERE p.left_at IS NULL AND ${within("hp.household_id")} ORDER BY p.last, p.first, p.id`,
    )
    .all(which)
  const guardians = db
    .sql<GuardianLine & { household: HouseholdId }, [string | null]>(
      `SELECT id, household_id AS household, prefix, last, email, phone, origin FROM guardians WHERE ${within("household_id")} ORDER BY id`,
    )
    .all(which)
  const doubts = db
    .sql<{ household: HouseholdId; other: HouseholdId | null }, []>(
      "SELECT household_id AS household, other_id AS other FROM household_doubts WHERE settled_at IS NULL",
    )
    .all()
  const seats = db
    .sql<{ household: HouseholdId; other: HouseholdId }, [string | null]>(
      `SELECT DISTINCT a.household_id AS household, b.household_id AS other FROM household_pupils a
         JOIN household_pupils b ON b.pupil_id = a.pupil_id AND b.household_id <> a.household_id WHERE ${within("a.household_id")}`,
    )
    .all(which)
  const [guardiansOf, othersOf] = [
    Map.groupBy(guardians, (row) => row.household),
    Map.groupBy(seats, (row) => row.household),
  ]
  const doubted = Map.groupBy(
    doubts.flatMap(({ household, other }) => (other === null ? [household] : [household, other])),
    (household) => household,
  )
  return [...Map.groupBy(children, (row) => row.household)].map(([id, rows]) => ({
    id,
    blocked: rows[0]?.blocked === 1,
    version: rows[0]?.version ?? 0,
    children: rows.map(({ id: pupil, first, prefix, last, group }) => ({
      id: pupil,
      name: { first, prefix, last },
      group,
    })),
    guardians: (guardiansOf.get(id) ?? []).map(({ household: _, ...guardian }) => guardian),
    others: (othersOf.get(id) ?? []).map((row) => row.other),
    doubts: doubted.get(id)?.length ?? 0,
  }))
}

export type HouseholdSearch = { search: string; order: HouseholdOrder; page: number }

const textsOf = ({ children, guardians }: HouseholdLine) => [
  ...children.flatMap(({ name, group }) => [name.first + name.prefix + name.last, group]),
  ...guardians.flatMap(({ prefix, last, email }) => [prefix + last, email]),
]

/** The households of the school, searched, sorted and a page at a time. */
export function householdList(
  db: Db,
  _staff: Office,
  { search, order, page }: HouseholdSearch,
): Page<HouseholdLine> {
  const found = linesOf(db, null).filter((line) => matches(search, textsOf(line)))
  const firstGroup = ({ children }: HouseholdLine) =>
    children.map(({ group }) => group ?? "").sort(byName)[0] ?? ""
  const firstName = ({ children }: HouseholdLine) =>
    `${children[0]?.name.last ?? ""} ${children[0]?.name.first ?? ""}`
  const ordered = found.toSorted(
    (one, other) =>
      (order === "group" ? byName(firstGroup(one), firstGroup(other)) : 0) ||
      (order === "children" ? other.children.length - one.children.length : 0) ||
      byName(firstName(one), firstName(other)) ||
      one.id - other.id,
  )
  return pageOf(ordered, page)
}

/** The open doubts, oldest first, at most so many, with how many there are in all; of one household when it is given. */
export function openDoubts(db: Db, _staff: Office, most: number, household: HouseholdId | null = null) {
  const rows = db
    .sql<
      { id: DoubtId; kind: DoubtKind; household: HouseholdId; other: HouseholdId | null },
      [number | null]
    >(
      `SELECT id, kind, household_id AS household, other_id AS other FROM household_doubts
        WHERE settled_at IS NULL AND (?1 IS NULL OR household_id = ?1 OR other_id = ?1) ORDER BY id`,
    )
    .all(household)
  const shown = rows.slice(0, most)
  const lines = linesOf(
    db,
    shown.flatMap((row) => (row.other === null ? [row.household] : [row.household, row.other])),
  )
  const line = new Map(lines.map((each) => [each.id, each]))
  const cards = shown.flatMap(({ id, kind, household: one, other }): DoubtCard[] => {
    const first = line.get(one)
    const second = other === null ? null : line.get(other)
    return first && second !== undefined ? [{ id, kind, household: first, other: second }] : []
  })
  return { cards, left: rows.length }
}

/** These households, as far as a child of theirs is at school. */
export const householdLines = (db: Db, ids: readonly HouseholdId[]): HouseholdLine[] => linesOf(db, ids)

/** Households that staff may mean: at most ten; none before something was typed. */
export const findHouseholds = (db: Db, _staff: Office, search: string): HouseholdLine[] =>
  fold(search) === ""
    ? []
    : linesOf(db, null)
        .filter((line) => matches(search, textsOf(line)))
        .slice(0, 10)

/** One household with those that have to do with it; null when it is not there, or nobody of it is at school. */
export function householdOf(db: Db, _staff: Office, id: HouseholdId) {
  const [line] = linesOf(db, [id])
  return line ? { line, related: linesOf(db, relatedTo(db, id)) } : null
}

/** Households that staff may mean, to merge with this one: at most ten; none before something was typed. */
export function findOthers(db: Db, staff: Office, id: HouseholdId, search: string): HouseholdLine[] {
  return findHouseholds(db, staff, search).filter((line) => line.id !== id)
}
