import type { Office } from "../domain/access.ts"
import type { Answer, FamilyAnswer } from "../domain/answers.ts"
import type { GroupId, HouseholdId, PupilId, RoundId } from "../domain/ids.ts"
import { type PersonName, sortName } from "../domain/people.ts"
import type { Db } from "./open.ts"

/** Every child of today in a round (?1) with each of its homes: `hp`, `p`. */
const childrenFrom = `FROM household_pupils hp JOIN pupils p ON p.id = hp.pupil_id AND p.left_at IS NULL
  WHERE EXISTS (SELECT 1 FROM round_groups rg WHERE rg.round_id = ?1 AND (rg.group_id = p.group_id
    OR EXISTS (SELECT 1 FROM pupil_groups l WHERE l.pupil_id = p.id AND l.group_id = rg.group_id)))`

/** What a home (`hp`) answered about a child (`p`); no talk is needed when each of its teachers said so. */
const answerText = `CASE
  WHEN EXISTS (SELECT 1 FROM bookings b WHERE b.household_id = hp.household_id AND b.pupil_id = p.id AND b.round_id = ?1) THEN 'chosen'
  WHEN EXISTS (SELECT 1 FROM declines d WHERE d.household_id = hp.household_id AND d.pupil_id = p.id AND d.round_id = ?1) THEN 'declined'
  WHEN EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = p.id AND m.round_id = ?1 AND m.mark = 'not-needed')
    AND NOT EXISTS (SELECT 1 FROM round_teachers rt JOIN teacher_groups tg ON tg.teacher_id = rt.teacher_id
      JOIN round_groups rg ON rg.round_id = ?1 AND rg.group_id = tg.group_id
      WHERE rt.round_id = ?1 AND (tg.group_id = p.group_id
        OR EXISTS (SELECT 1 FROM pupil_groups l WHERE l.pupil_id = p.id AND l.group_id = tg.group_id))
        AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.round_id = ?1 AND m.pupil_id = p.id AND m.teacher_id = rt.teacher_id
          AND m.mark = 'not-needed')) THEN 'not-needed'
  ELSE 'open' END`

const unansweredText = `SELECT DISTINCT hp.household_id AS home ${childrenFrom} AND ${answerText} = 'open'
  AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.household_id = hp.household_id AND b.round_id = ?1)`

type Row = PersonName & {
  household: HouseholdId
  pupil: PupilId
  groupId: GroupId | null
  groupName: string | null
  home: string | null
  homes: number
  answer: Answer
  wanted: number
  blocked: number
  mailed: number
  invited: number
  reminded: string | null
}

/** What every home answered about every child in this round, by group and surname. */
export const answersOf = (db: Db, _office: Office, round: RoundId): FamilyAnswer[] =>
  db
    .sql<Row, [number]>(
      `SELECT hp.household_id AS household, p.id AS pupil, p.first, p.prefix, p.last, g.id AS groupId, g.name AS groupName,
          (SELECT group_concat(DISTINCT trim(prefix || ' ' || last)) FROM guardians WHERE household_id = hp.household_id) AS home,
          (SELECT count(*) FROM household_pupils WHERE pupil_id = p.id) AS homes, ${answerText} AS answer,
          EXISTS (SELECT 1 FROM marks m WHERE m.round_id = ?1 AND m.pupil_id = p.id AND m.mark = 'wanted') AS wanted,
          h.blocked,
          EXISTS (SELECT 1 FROM guardians g WHERE g.household_id = h.id AND g.email IS NOT NULL AND g.email IS NOT g.refused_email) AS mailed,
          EXISTS (SELECT 1 FROM invitations i WHERE i.round_id = ?1 AND i.household_id = h.id
            AND (i.mailed_at IS NOT NULL OR i.printed_at IS NOT NULL)) AS invited,
          (SELECT max(queued_at) FROM messages m WHERE m.household_id = h.id AND m.round_id = ?1 AND m.kind = 'invitation-reminder') AS reminded
         FROM (SELECT hp.household_id, hp.pupil_id ${childrenFrom}) hp
         JOIN pupils p ON p.id = hp.pupil_id JOIN households h ON h.id = hp.household_id LEFT JOIN groups g ON g.id = p.group_id
        ORDER BY g.name, p.last, p.first, p.id, h.id`,
    )
    .all(round)
    .map((row) => ({
      household: row.household,
      pupil: row.pupil,
      name: sortName(row),
      group: row.groupId === null ? null : { id: row.groupId, name: row.groupName ?? "" },
      home: row.homes > 1 ? (row.home?.replaceAll(",", ", ") ?? null) : null,
      answer: row.answer,
      wanted: row.wanted === 1,
      road: row.blocked === 1 ? "nothing" : row.mailed === 1 ? "email" : "letter",
      invited: row.invited === 1,
      remindedAt: row.reminded === null ? null : Temporal.Instant.from(row.reminded),
    }))

/** Is this home one of them? */
export const isUnanswered = (db: Db, round: RoundId, home: HouseholdId): boolean =>
  db.sql<unknown, [number, number]>(`${unansweredText} AND hp.household_id = ?2 LIMIT 1`).get(round, home) !==
  null

/** The homes that chose no talk in this round, and of which at least one child is not answered for. */
export const unansweredHomes = (db: Db, round: RoundId): Set<HouseholdId> =>
  new Set(
    db
      .sql<{ home: HouseholdId }, [number]>(unansweredText)
      .all(round)
      .map(({ home }) => home),
  )
