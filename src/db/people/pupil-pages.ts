import type { Office } from "../../domain/access/access.ts"
import { readInstant } from "../../domain/clock.ts"
import type { GroupId, PupilId } from "../../domain/ids.ts"
import { readByHand } from "../../domain/people/by-hand.ts"
import { byName, type PersonName } from "../../domain/people/people.ts"
import type { PupilSheet } from "../../domain/people/pupil-care.ts"
import { householdLines } from "../households/household-lists.ts"
import type { Db } from "../open.ts"
import { seatsOf } from "./pupils.ts"

type Row = PersonName & {
  version: number
  group: GroupId | null
  groupName: string | null
  factor: number
  home: number
  secret: number
  leftAt: string | null
  marks: string
  talks: number
}

/** One pupil, at school or left. Null when there is none. */
export function pupilSheet(db: Db, _staff: Office, id: PupilId, now: Temporal.Instant): PupilSheet | null {
  const row = db
    .sql<Row, [number, string]>(
      `SELECT p.version, p.first, p.prefix, p.last, p.group_id AS "group", g.name AS groupName, p.factor_hash IS NOT NULL AS factor,
              p.postcode_hash IS NOT NULL AS home, p.protected_address AS secret, p.left_at AS leftAt, p.by_hand AS marks,
              (SELECT count(*) FROM bookings b WHERE b.pupil_id = p.id AND b.ends_at > ?2) AS talks
         FROM pupils p LEFT JOIN groups g ON g.id = p.group_id WHERE p.id = ?1`,
    )
    .get(id, now.toString())
  if (!row) return null
  const { first, prefix, last, version, group, groupName, talks } = row
  return {
    id,
    version,
    name: { first, prefix, last },
    group,
    groupName,
    factorKnown: row.factor === 1,
    homeKnown: row.home === 1,
    secret: row.secret === 1,
    leftAt: readInstant(row.leftAt),
    byHand: readByHand(row.marks),
    talks,
    households: householdLines(
      db,
      seatsOf(db, id).map((each) => each.household),
    ),
  }
}

/** The groups that a pupil may be in, by name. */
export const groupsToChoose = (db: Db, _staff: Office): { id: GroupId; name: string }[] =>
  db
    .sql<{ id: GroupId; name: string }, []>("SELECT id, name FROM groups WHERE left_at IS NULL")
    .all()
    .sort((one, other) => byName(one.name, other.name))
