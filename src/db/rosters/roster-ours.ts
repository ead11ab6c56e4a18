import type { GroupId, LocationId, PupilId, TeacherId } from "../../domain/ids.ts"
import { readByHand } from "../../domain/people/by-hand.ts"
import type {
  OurGroup,
  OurLocation,
  OurPupil,
  OurRoster,
  OurTeacher,
} from "../../domain/rosters/roster-ours.ts"
import type { Db } from "../open.ts"

/** The school's people as they are kept, with who left, and the talks that are still to come. */
export function ourRoster(db: Db, now: Temporal.Instant): OurRoster {
  return {
    locations: db.sql<OurLocation, []>("SELECT id, key, name FROM locations ORDER BY id").all(),
    groups: ourGroups(db),
    pupils: ourPupils(db, now),
    teachers: ourTeachers(db, now),
  }
}

/** Rows of a table that links, gathered by their owner. */
function gather<Owner, Kept>(rows: readonly { owner: Owner; one: Kept }[]): Map<Owner, Kept[]> {
  const gathered = new Map<Owner, Kept[]>()
  for (const { owner, one } of rows) {
    const list = gathered.get(owner)
    if (list) list.push(one)
    else gathered.set(owner, [one])
  }
  return gathered
}

const codes = (joined: string) => joined.split(",").filter(Boolean)

type GroupRow = {
  id: GroupId
  name: string
  yearGroups: string
  kind: OurGroup["kind"]
  location: LocationId | null
  left: number
}

function ourGroups(db: Db): OurGroup[] {
  const keys = gather(
    db
      .sql<{ owner: GroupId; one: string }, []>(
        "SELECT group_id AS owner, key AS one FROM group_keys ORDER BY key",
      )
      .all(),
  )
  return db
    .sql<GroupRow, []>(
      `SELECT id, name, year_groups AS yearGroups, kind, location_id AS location, left_at IS NOT NULL AS "left" FROM groups ORDER BY id`,
    )
    .all()
    .map((row) => ({
      ...row,
      yearGroups: codes(row.yearGroups),
      keys: keys.get(row.id) ?? [],
      left: row.left === 1,
    }))
}

type PupilRow = Omit<OurPupil, "name" | "combined" | "left" | "protectedAddress" | "byHand"> & {
  first: string
  prefix: string
  last: string
  left: number
  protectedAddress: number
  marks: string
}

function ourPupils(db: Db, now: Temporal.Instant): OurPupil[] {
  const lessons = gather(
    db
      .sql<{ owner: PupilId; one: GroupId }, []>(
        "SELECT pupil_id AS owner, group_id AS one FROM pupil_groups ORDER BY pupil_id, group_id",
      )
      .all(),
  )
  return db
    .sql<PupilRow, [string]>(
      `SELECT id, key, first, prefix, last, group_id AS "group", year_group AS yearGroup, location_id AS location,
              factor_hash AS factorHash, postcode_hash AS postcodeHash, address_hash AS addressHash,
              protected_address AS protectedAddress, left_at IS NOT NULL AS "left", by_hand AS marks,
              coalesce(talks, 0) AS talks
         FROM pupils
         LEFT JOIN (SELECT pupil_id, count(*) AS talks FROM bookings WHERE ends_at > ? GROUP BY pupil_id) ON pupil_id = id
        ORDER BY id`,
    )
    .all(now.toString())
    .map(({ first, prefix, last, marks, ...row }) => ({
      ...row,
      name: { first, prefix, last },
      byHand: readByHand(marks),
      combined: lessons.get(row.id) ?? [],
      protectedAddress: row.protectedAddress === 1,
      left: row.left === 1,
    }))
}

type TeacherRow = Omit<OurTeacher, "name" | "roles" | "groups" | "left" | "host"> & {
  first: string
  prefix: string
  last: string
  roles: string
  host: number
  left: number
}

function ourTeachers(db: Db, now: Temporal.Instant): OurTeacher[] {
  const groups = gather(
    db
      .sql<{ owner: TeacherId; one: GroupId }, []>(
        "SELECT teacher_id AS owner, group_id AS one FROM teacher_groups ORDER BY teacher_id, group_id",
      )
      .all(),
  )
  return db
    .sql<TeacherRow, [string]>(
      `SELECT id, key, first, initials, prefix, last, email, roles, host, left_at IS NOT NULL AS "left",
              coalesce(talks, 0) AS talks
         FROM teachers
         LEFT JOIN (SELECT teacher_id, count(*) AS talks FROM bookings WHERE ends_at > ? GROUP BY teacher_id) ON teacher_id = id
        ORDER BY id`,
    )
    .all(now.toString())
    .map(({ first, prefix, last, ...row }) => ({
      ...row,
      name: { first, prefix, last },
      roles: codes(row.roles),
      host: row.host === 1,
      groups: groups.get(row.id) ?? [],
      left: row.left === 1,
    }))
}
