import type { Office } from "../../domain/access/access.ts"
import { matches, type Page, type PupilLine, pageOf } from "../../domain/households/household-lines.ts"
import type { GroupId, HouseholdId, PupilId } from "../../domain/ids.ts"
import { byName, fullName, type PersonName } from "../../domain/people/people.ts"
import type { Db } from "../open.ts"

export type PupilSearch = {
  search: string
  group: GroupId | null
  unreachable: boolean
  /** Who left instead of who is at school now. */
  left: boolean
  order: "name" | "group"
  page: number
}

/** The pupils of today, a page at a time, with what the lists can be narrowed by and how many of everything there are. */
export type PupilList = {
  list: Page<PupilLine>
  groups: { id: GroupId; name: string }[]
  counts: { pupils: number; groups: number; households: number; unreachable: number }
}

/** Pupils who are at school now, by name. */
export function pupilList(
  db: Db,
  _staff: Office,
  { search, group, unreachable, left, order, page }: PupilSearch,
): PupilList {
  const pupils = linesOf(db, false)
  const groups = [
    ...new Map(pupils.flatMap((each) => (each.group ? [[each.group.id, each.group]] : []))).values(),
  ]
  const found = (left ? linesOf(db, true) : pupils).filter(
    (each) =>
      (group === null || each.group?.id === group) &&
      !(unreachable && each.reachable) &&
      matches(search, [each.name.first + each.name.prefix + each.name.last, each.group?.name ?? null]),
  )
  // They come by name; sorting is stable.
  if (order === "group") found.sort((one, other) => byName(one.group?.name ?? "", other.group?.name ?? ""))
  return {
    list: pageOf(found, page),
    groups: groups.sort((one, other) => byName(one.name, other.name)),
    counts: {
      pupils: pupils.length,
      groups: groups.length,
      households: new Set(pupils.flatMap((each) => each.households)).size,
      unreachable: pupils.filter((each) => !each.reachable).length,
    },
  }
}

type Row = PersonName & { id: PupilId; group: GroupId | null; groupName: string | null; reachable: number }

function linesOf(db: Db, left: boolean): PupilLine[] {
  const rows = db
    .sql<Row, [number]>(
      `SELECT p.id, p.first, p.prefix, p.last, g.id AS "group", g.name AS groupName,
              EXISTS (SELECT 1 FROM household_pupils hp JOIN guardians v ON v.household_id = hp.household_id
                       WHERE hp.pupil_id = p.id AND v.email IS NOT NULL) AS reachable
         FROM pupils p LEFT JOIN groups g ON g.id = p.group_id WHERE (p.left_at IS NOT NULL) = ?`,
    )
    .all(left ? 1 : 0)
  const seats = db
    .sql<{ pupil: PupilId; household: HouseholdId }, []>(
      "SELECT pupil_id AS pupil, household_id AS household FROM household_pupils ORDER BY household_id",
    )
    .all()
  const teachers = db
    .sql<{ group: GroupId } & PersonName, []>(
      `SELECT tg.group_id AS "group", t.first, t.prefix, t.last FROM teacher_groups tg JOIN teachers t ON t.id = tg.teacher_id
        WHERE t.host = 1 AND t.left_at IS NULL ORDER BY t.last, t.id`,
    )
    .all()
  const [homes, staff] = [Map.groupBy(seats, (row) => row.pupil), Map.groupBy(teachers, (row) => row.group)]
  return rows
    .map(({ id, first, prefix, last, group, groupName, reachable }) => ({
      id,
      name: { first, prefix, last },
      group: group === null ? null : { id: group, name: groupName ?? "" },
      teachers: (group === null ? [] : (staff.get(group) ?? [])).map(fullName),
      households: (homes.get(id) ?? []).map((row) => row.household),
      reachable: reachable === 1,
    }))
    .sort(
      (one, other) =>
        byName(`${one.name.last} ${one.name.first}`, `${other.name.last} ${other.name.first}`) ||
        one.id - other.id,
    )
}
