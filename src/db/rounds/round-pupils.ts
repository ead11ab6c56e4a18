import type { Office } from "../../domain/access/access.ts"
import type { GroupId, HouseholdId, PupilId, RoundId, TeacherId } from "../../domain/ids.ts"
import type { PupilInRound } from "../../domain/rounds/answers.ts"
import type { GroupToChoose } from "../../domain/rounds/round-draft.ts"
import type { Db } from "../open.ts"
import { listOf } from "../talks/pairs.ts"

// Whom a round is about: the pupils of today in its groups, home or lesson group. From the pupil to its groups, not the other way
// round: SQLite would look at every group of the round for every pupil. Everybody at once is gathered in plain questions: in one, it
// would sort every pair of pupil and teacher.

/** Is pupil `p` in one of the groups of this round? In SQL. */
export const inRound = (
  round: string,
) => `(EXISTS (SELECT 1 FROM round_groups WHERE round_id = ${round} AND group_id = p.group_id)
  OR EXISTS (SELECT 1 FROM pupil_groups l CROSS JOIN round_groups rg ON rg.round_id = ${round} AND rg.group_id = l.group_id
      WHERE l.pupil_id = p.id))`

/** Does this teacher have a group of this round with pupil `p` in it? In SQL, for all pupils of a teacher. */
export const taughtInRound = (round: string, teacher: string) =>
  inGroup(`SELECT tg.group_id FROM teacher_groups tg JOIN round_groups rg ON rg.group_id = tg.group_id AND rg.round_id = ${round}
    WHERE tg.teacher_id = ${teacher}`)

/** The same of anybody who holds the talks of this list. In SQL. */
export const taughtOnList = (round: string, list: string) =>
  inGroup(`SELECT tg.group_id FROM round_teachers h JOIN teacher_groups tg ON tg.teacher_id = h.teacher_id
    JOIN round_groups rg ON rg.group_id = tg.group_id AND rg.round_id = ${round} WHERE h.round_id = ${round} AND ${listOf("h")} = ${list}`)

/** Is pupil `p` in one of these groups (ids, or a question for them)? In SQL, for all pupils of the groups. */
export const inGroup = (groups: string) => `p.id IN (SELECT id FROM pupils WHERE group_id IN (${groups})
    UNION ALL SELECT pupil_id FROM pupil_groups WHERE group_id IN (${groups}))`

/** The groups that can be in a round: those of today with pupils in them. */
export const groupsForRound = (db: Db, _office: Office): GroupToChoose[] =>
  db
    .sql<GroupToChoose, []>(
      `SELECT g.id, g.name, g.kind, count(DISTINCT p.id) AS pupils
         FROM (SELECT id AS pupil_id, group_id FROM pupils UNION ALL SELECT pupil_id, group_id FROM pupil_groups) m
         JOIN pupils p ON p.id = m.pupil_id AND p.left_at IS NULL
         JOIN groups g ON g.id = m.group_id AND g.left_at IS NULL GROUP BY g.id`,
    )
    .all()

/** Is there a group that can be in a round? */
export const hasGroupForRound = (db: Db, _office: Office): boolean =>
  db
    .sql<unknown, []>(
      `SELECT 1 FROM groups g JOIN pupils p ON p.left_at IS NULL AND ${inGroup("g.id")} WHERE g.left_at IS NULL LIMIT 1`,
    )
    .get() !== null

type Gathered = {
  teachers: Set<TeacherId>
  takes?: Map<TeacherId, number>
  spared: boolean
  homes: { home: HouseholdId; talks: Set<TeacherId>; declined: boolean; waits: boolean }[]
}

/** Every pupil of a round with its teachers there and what each of its homes said; only those of one home when it is given. */
export function pupilsInRound(
  db: Db,
  round: RoundId,
  home: HouseholdId | null = null,
): ReadonlyMap<PupilId, PupilInRound> {
  const ask: Ask = <Row extends unknown[]>(text: Text) =>
    (home === null
      ? db.sql<never, number[]>(text(() => "")).values(round)
      : db.sql<never, number[]>(text(ofHome)).values(round, home)) as Row[]
  const pupils = withTeachers(ask, teachersByGroup(db, round))
  hearHomes(ask, pupils)
  return pupils
}

/** A question about all pupils, or, when `only` says something, about some. */
type Text = (only: (pupil: string) => string) => string
type Ask = <Row extends unknown[]>(text: Text) => Row[]

function withTeachers(ask: Ask, teachersOf: ReadonlyMap<GroupId, TeacherId[]>): Map<PupilId, Gathered> {
  const pupils = new Map<PupilId, Gathered>()
  for (const [pupil, group] of ask<[PupilId, GroupId]>(seatsText)) {
    const teachers = teachersOf.get(group)
    if (!teachers) continue
    const known = pupils.get(pupil)?.teachers
    if (known) for (const teacher of teachers) known.add(teacher)
    else pupils.set(pupil, { teachers: new Set(teachers), spared: false, homes: [] })
  }
  for (const [pupil, teacher] of ask<[PupilId, TeacherId]>(sparedText)) {
    const of = pupils.get(pupil)
    if (of?.teachers.delete(teacher)) of.spared = true
  }
  for (const [pupil, teacher, takes] of ask<[PupilId, TeacherId, number]>(longText)) {
    const of = pupils.get(pupil)
    if (of) of.takes = new Map(of.takes).set(teacher, takes)
  }
  return pupils
}

function hearHomes(ask: Ask, pupils: ReadonlyMap<PupilId, Gathered>): void {
  for (const [pupil, household] of ask<[PupilId, HouseholdId]>(homesText))
    pupils.get(pupil)?.homes.push({ home: household, talks: new Set(), declined: false, waits: false })
  const homeOf = (pupil: PupilId, household: HouseholdId) =>
    pupils.get(pupil)?.homes.find((each) => each.home === household)
  for (const [pupil, household, teacher] of ask<[PupilId, HouseholdId, TeacherId]>(talksText))
    homeOf(pupil, household)?.talks.add(teacher)
  for (const [pupil, household] of ask<[PupilId, HouseholdId]>(declinesText)) {
    const said = homeOf(pupil, household)
    if (said) said.declined = true
  }
  for (const [pupil, household] of ask<[PupilId, HouseholdId]>(waitsText)) {
    const said = homeOf(pupil, household)
    if (said) said.waits = true
  }
}

const ofHome = (pupil: string) =>
  ` AND ${pupil} IN (SELECT pupil_id FROM household_pupils WHERE household_id = ?2)`

/** Pupils and their groups; the lesson groups of other rounds are in it too. */
const seatsText: Text = (
  only,
) => `SELECT p.id, p.group_id FROM pupils p JOIN round_groups rg ON rg.round_id = ?1 AND rg.group_id = p.group_id
    WHERE p.left_at IS NULL${only("p.id")}
  UNION ALL SELECT l.pupil_id, l.group_id FROM pupil_groups l JOIN pupils p ON p.id = l.pupil_id
    WHERE p.left_at IS NULL${only("p.id")}`
const sparedText: Text = (only) =>
  `SELECT pupil_id, teacher_id FROM marks WHERE round_id = ?1 AND mark = 'not-needed'${only("pupil_id")}`
const longText: Text = (only) =>
  `SELECT pupil_id, teacher_id, takes FROM long_talks WHERE round_id = ?1${only("pupil_id")}`
const homesText: Text = (only) =>
  `SELECT pupil_id, household_id FROM household_pupils WHERE ?1 IS NOT NULL${only("pupil_id")}`
const talksText: Text = (only) =>
  `SELECT pupil_id, household_id, teacher_id FROM bookings WHERE round_id = ?1${only("pupil_id")}`
const declinesText: Text = (only) =>
  `SELECT pupil_id, household_id FROM declines WHERE round_id = ?1${only("pupil_id")}`
const waitsText: Text = (only) =>
  `SELECT pupil_id, household_id FROM waits WHERE round_id = ?1${only("pupil_id")}`

/** The lists of the teachers of each group of a round; a group without any is in it too. */
function teachersByGroup(db: Db, round: RoundId): Map<GroupId, TeacherId[]> {
  const rows = db
    .sql<never, [number]>(
      `SELECT rg.group_id, ${listOf("rt")} FROM round_groups rg LEFT JOIN teacher_groups tg ON tg.group_id = rg.group_id
         LEFT JOIN round_teachers rt ON rt.round_id = rg.round_id AND rt.teacher_id = tg.teacher_id WHERE rg.round_id = ?`,
    )
    .values(round) as [GroupId, TeacherId | null][]
  const groups = new Map<GroupId, TeacherId[]>()
  for (const [group, teacher] of rows) {
    const known = groups.get(group) ?? []
    groups.set(group, teacher === null ? known : [...known, teacher])
  }
  return groups
}
